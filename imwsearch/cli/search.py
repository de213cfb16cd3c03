"""``imwsearch search``: ranked hits with their snippets."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from imwsearch.cli import console, options
from imwsearch.cli.command import command
from imwsearch.messages import _

if TYPE_CHECKING:
    from imwsearch.results import Results

NOTHING_FOUND = 1


@command(
    "search",
    help=_(
        "Find the documents that have any of the words, best first.\n\n"
        "\b\n"
        "  imwsearch search loonpremie\n"
        "  imwsearch search begeleiding premie -n 3\n"
        "  imwsearch search maatwerk --json"
    ),
)
@click.argument("words", nargs=-1, required=True)
@click.option(
    "-n",
    "--count",
    default=10,
    show_default=True,
    type=click.IntRange(1, 1000),
    help=_("How many hits on a page."),
)
@click.option("--page", default=1, show_default=True, type=click.IntRange(1), help=_("Which page."))
@options.as_json
@options.folders
def search(
    words: tuple[str, ...],
    count: int,
    page: int,
    as_json: bool,
    index: Path,
    seeds: Path | None,
) -> int:
    """Print one page of hits; 1 where there are none."""
    from imwsearch import search as searching
    from imwsearch.cli.freshness import open_index
    from imwsearch.render import json as as_json_text
    from imwsearch.render import terminal

    found = searching.search(open_index(index, seeds), " ".join(words), (page - 1) * count, count)
    if as_json:
        console.write(as_json_text.render(as_json_text.results(found), console.ascii_only()))
    elif found.hits:
        console.write(terminal.results(found, console.style()))
    _say_counts(found, page)
    return 0 if found.total else NOTHING_FOUND


def _say_counts(found: "Results", page: int) -> None:
    from imwsearch.wanted import wanted_words

    if not found.total:
        message = _("nothing found for: {query}")
        if not wanted_words(found.query):
            message = _("every word of the query is too common to search for: {query}")
        console.say(message.format(query=found.query))
        return
    last = found.offset + len(found.hits)
    if not found.hits:
        message = _("page {page} is past the last of {total} hits")
        console.say(message.format(page=page, total=found.total))
    elif last < found.total:
        message = _("hits {first}-{last} of {total}; for more: --page {next}")
        console.say(
            message.format(first=found.offset + 1, last=last, total=found.total, next=page + 1)
        )
