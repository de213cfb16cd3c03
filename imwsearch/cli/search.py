"""``imwsearch search``: ranked hits with their snippets."""

import sys
from pathlib import Path

import click

from imwsearch import opening
from imwsearch import search as searching
from imwsearch.cli import console, options
from imwsearch.cli.freshness import say_if_stale
from imwsearch.cli.index import build
from imwsearch.errors import NoIndexError
from imwsearch.messages import _
from imwsearch.opening import Collection
from imwsearch.render import json as as_json_text
from imwsearch.render import terminal
from imwsearch.results import Results
from imwsearch.wanted import wanted_words

NOTHING_FOUND = 1


@click.command(
    help=_(
        "Find the documents that have any of the words, best first.\n\n"
        "\b\n"
        "  imwsearch search loonpremie\n"
        "  imwsearch search begeleiding premie -n 3\n"
        "  imwsearch search maatwerk --json"
    )
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
    collection = _open(index, seeds)
    say_if_stale(collection, seeds)
    found = searching.search(collection, console.typed(" ".join(words)), (page - 1) * count, count)
    if as_json:
        console.write(as_json_text.render(as_json_text.results(found), console.ascii_only()))
    elif found.hits:
        console.write(terminal.results(found, console.style()))
    _say_counts(found, page)
    return 0 if found.total else NOTHING_FOUND


def _open(index: Path, seeds: Path | None) -> Collection:
    """The index; where there is none yet, offer on a terminal to build it."""
    try:
        return opening.open_collection(index)
    except NoIndexError as error:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise
        console.say(str(error))
        if not click.confirm(_("Build it now?"), default=True, err=True):
            raise
        build(index, options.seeds_for_build(seeds, None, ()))
        return opening.open_collection(index)


def _say_counts(found: Results, page: int) -> None:
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
