"""``imwsearch open``: a document's page or PDF in a browser."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from imwsearch.cli import console, options
from imwsearch.cli.command import command
from imwsearch.errors import UsageError
from imwsearch.messages import _

if TYPE_CHECKING:
    from imwsearch.document import Document


@command(
    "open",
    help=_(
        "Open a document's page in a browser.\n\n"
        "\b\n"
        "  imwsearch open 2082929\n"
        "  imwsearch open 2082929 --pdf\n\n"
        "Where there is no browser, and in a pipe, the address is printed."
    ),
)
@options.document_id
@click.option("--pdf", is_flag=True, help=_("Open the PDF instead of the page."))
@options.folders
def open(id_: str, pdf: bool, index: Path, seeds: Path | None) -> int:  # noqa: A001
    """Open or print one address."""
    from imwsearch import lookup
    from imwsearch.cli.freshness import open_index
    from imwsearch.damage import blaming_damage

    collection = open_index(index, seeds)
    with blaming_damage(collection):
        document = lookup.find_document(collection, console.typed(id_))
    address = _address(document, pdf)
    if not (sys.stdout.isatty() and _browse(address)):
        console.write(address)
    return 0


def _address(document: "Document", pdf: bool) -> str:
    """The address to open.

    Raises:
        UsageError: there is none, or it is not one of the web.
    """
    from imwsearch.render.terminal import web_address

    address = document.pdf_url if pdf else document.page_url or document.pdf_url
    hint = _("its text: imwsearch show {id}").format(id=document.id)
    if not address:
        raise UsageError(_("{id} has no such address").format(id=document.id), hint)
    if not web_address(address):
        message = _("{address} is no address of the web (http, https)")
        raise UsageError(message.format(address=address), hint)
    return web_address(address)


def _browse(address: str) -> bool:
    """Open an address in the user's browser ($BROWSER, or the system's); False without one."""
    import webbrowser

    console.say(_("opening {address}").format(address=address))
    return webbrowser.open(address)
