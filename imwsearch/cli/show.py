"""``imwsearch show``: read one document."""

from pathlib import Path

import click

from imwsearch import opening
from imwsearch.cli import console, options
from imwsearch.cli.freshness import say_if_stale
from imwsearch.messages import _
from imwsearch.render import json as as_json_text
from imwsearch.render import terminal


@click.command(
    help=_(
        "Print a document, each question followed by its answer.\n\n"
        "ID is its id, its page's number, its path, or the beginning of one.\n\n"
        "\b\n"
        "  imwsearch show 2082929\n"
        "  imwsearch show 2082929 --json"
    )
)
@click.argument("id_", metavar="ID")
@options.as_json
@options.folders
def show(id_: str, as_json: bool, index: Path, seeds: Path | None) -> int:
    """Print one document."""
    collection = opening.open_collection(index)
    say_if_stale(collection, seeds)
    document = opening.find_document(collection, id_)
    if as_json:
        console.write(as_json_text.render(as_json_text.document(document), console.ascii_only()))
    else:
        console.write(terminal.document(document, console.style()))
    return 0
