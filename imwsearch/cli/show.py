"""``imwsearch show``: read one document."""

from pathlib import Path

import click

from imwsearch.cli import console, options
from imwsearch.cli.command import command
from imwsearch.cli.completion import complete_query
from imwsearch.messages import _


@command(
    "show",
    help=_(
        "Read a document, each question next to its answer.\n\n"
        "\b\n"
        "  imwsearch show 2082929\n"
        "  imwsearch show 2082929 loonpremie     marks the words of a query\n"
        "  imwsearch show 2082929 --json\n\n"
        "ID is its id, its address, its page's number, its path, or the beginning of one. What is "
        "longer than the screen is shown in a pager ($PAGER, or less), opened at the first match."
    ),
)
@options.document_id
@click.argument("words", metavar=_("[QUERY]..."), nargs=-1, shell_complete=complete_query)
@click.option("--pager/--no-pager", default=True, help=_("Print through a pager, or never."))
@options.as_json
@options.folders
def show(
    id_: str, words: tuple[str, ...], pager: bool, as_json: bool, index: Path, seeds: Path | None
) -> int:
    """Print one document."""
    from imwsearch import lookup, search
    from imwsearch.cli.freshness import open_index
    from imwsearch.damage import blaming_damage
    from imwsearch.render import document as rendering
    from imwsearch.render import json as as_json_text
    from imwsearch.render.terminal import plain

    collection = open_index(index, seeds)
    with blaming_damage(collection):
        document = lookup.find_document(collection, console.typed(id_))
    if not Path(collection.on_disk(document.path)).exists():
        message = _("note: {path} is not there any more; this is what the index holds of it")
        console.say(message.format(path=document.path))
    if as_json:
        console.write(as_json_text.render(as_json_text.document(document), console.ascii_only()))
        return 0
    query = console.typed(" ".join(words))
    mark = search.mark(collection, query) if words else plain
    text = rendering.document(document, console.style(), mark)
    if words and text == rendering.document(document, console.style(), plain):
        console.say(_("note: nothing in it meets: {query}").format(query=query))
    console.page(text, rendering.first_match(text) if words else 1, pager)
    return 0
