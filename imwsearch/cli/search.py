"""``imwsearch search``: ranked hits with their snippets, in the form that is asked for."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from imwsearch import opening
from imwsearch import search as searching
from imwsearch.cli import console, forms, options
from imwsearch.cli.forms import Form
from imwsearch.cli.freshness import say_if_stale
from imwsearch.cli.index import build
from imwsearch.cli.queries import Batch, run_batch
from imwsearch.errors import NoIndexError, UsageError
from imwsearch.messages import _
from imwsearch.opening import Collection
from imwsearch.query import Query, describe, parse
from imwsearch.query.filters import Filters
from imwsearch.query.names import nearest
from imwsearch.render import bars, bibtex, citation, csv, explaining, markdown, ris, terminal
from imwsearch.render import json as as_json_text
from imwsearch.results import Results
from imwsearch.search import FACETS, Request, Sort
from imwsearch.wanted import wanted_words

NOTHING_FOUND = 1
PAGE = 10
"""Hits on a page, where nothing else is asked."""

_WHOLE = (Form.JSONL, Form.CSV, Form.CSV_BOM, Form.PATHS, Form.PATHS0)
"""Forms for programs that take hits one by one: all of them, unless a page is asked for."""

_WITH_SNIPPETS = (Form.TERMINAL, Form.JSON, Form.JSONL)
_WITH_FACETS = (Form.TERMINAL, Form.JSON)
_CITING = {
    Form.MARKDOWN: markdown.results,
    Form.BIBTEX: bibtex.results,
    Form.RIS: ris.results,
    Form.CITATION: citation.results,
}


def _read_facets(_context: click.Context, _parameter: click.Parameter, value: str) -> list[str]:
    """The fields whose values are to be counted, each once."""
    names = list(dict.fromkeys(filter(None, map(str.strip, value.split(",")))))
    for name in names:
        if name not in FACETS:
            close = nearest(name, FACETS)
            hint = _("did you mean {name}?").format(name=close) if close else ", ".join(FACETS)
            raise UsageError(_("{name} cannot be counted").format(name=name), hint)
    return names


@click.command(
    cls=options.QueryCommand,
    help=_(
        "Find the documents that have any of the words, best first.\n\n"
        "\b\n"
        "  imwsearch search loonpremie\n"
        "  imwsearch search begeleiding premie -n 3\n"
        "  imwsearch search maatwerk --asker ongena --since 2024 --sort newest --csv\n"
        "  imwsearch search --minister demir --facets theme,year\n"
        "  imwsearch search maatwerk --json\n\n"
        "Without words the newest documents come first. CSV, JSON lines and paths hold all hits, "
        "unless -n or --page is given."
    ),
)
@click.argument("words", nargs=-1)
@click.option(
    "-n",
    "--limit",
    type=click.IntRange(1),
    help=_("How many hits on a page.  [default: 10]"),
)
@click.option("--page", default=1, show_default=True, type=click.IntRange(1), help=_("Which page."))
@click.option(
    "--sort",
    type=click.Choice([sort.value for sort in Sort]),
    help=_("The order.  [default: relevance; without words newest]"),
)
@options.filters
@click.option(
    "--facets",
    metavar=_("FIELDS"),
    default="",
    callback=_read_facets,
    help=_("Count the values of these fields: minister,theme,year …"),
)
@click.option("--explain", is_flag=True, help=_("Tell how the query was read and what it met."))
@forms.forms(*(form for form in Form if form is not Form.TERMINAL))
@click.option(
    "--queries",
    type=click.Path(path_type=Path, dir_okay=False, exists=True, allow_dash=True),
    help=_("Answer each line qid<TAB>query of a file; gives a TREC run, or --jsonl."),
)
@click.option("--run", "tag", metavar=_("TAG"), help=_("Name of the TREC run."))
@options.folders
def search(
    words: tuple[str, ...],
    limit: int | None,
    page: int,
    sort: str | None,
    filters: Filters,
    facets: list[str],
    explain: bool,
    form: Form,
    queries: Path | None,
    tag: str | None,
    index: Path,
    seeds: Path | None,
) -> int:
    """Print hits; 1 where there are none."""
    _require_sense(words, facets, explain, form, queries, tag)
    request = Request(
        parse(" ".join(words)),
        sort=Sort(sort) if sort else None,
        facets=tuple(facets),
        explain=explain,
        snippets=form in _WITH_SNIPPETS,
        filters=filters,
    )
    if queries is None:
        query = request.narrowed  # a query that cannot be read needs no index
    collection = _open(index, seeds)
    say_if_stale(collection, seeds)
    whole = form in _WHOLE and limit is None and page == 1 and queries is None
    size = max(collection.searcher.documents, 1) if whole else limit or PAGE
    request = replace(request, offset=(page - 1) * size, limit=size)
    if queries is not None:
        return run_batch(collection, Batch(queries, tag or "imwsearch", form, request))
    found = searching.answer(collection, request)
    _print(found, form, describe(query) if explain else None)
    _say_shown(found, page, query, form)
    return 0 if found.total else NOTHING_FOUND


def _require_sense(
    words: tuple[str, ...],
    facets: list[str],
    explain: bool,
    form: Form,
    queries: Path | None,
    tag: str | None,
) -> None:
    """Refuse options that have no meaning together."""
    if facets and form not in _WITH_FACETS:
        raise UsageError(_("--facets goes with --json or with no form"))
    if queries is None and tag is not None:
        raise UsageError(_("--run goes with --queries"))
    if queries is not None:
        if form not in (Form.TERMINAL, Form.JSONL) or (tag and form is Form.JSONL):
            raise UsageError(_("--queries goes with --run or --jsonl alone"))
        if words or facets or explain:
            raise UsageError(_("--queries goes without words, --facets and --explain"))


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


def _print(found: Results, form: Form, understood: str | None) -> None:
    """Print results in a form; a query explained is printed with the hits where there is room."""
    match form:
        case Form.TERMINAL:
            _print_page(found, understood)
        case Form.JSON:
            value = as_json_text.results(found, understood)
            console.write(as_json_text.render(value, console.ascii_only()))
        case Form.COUNT:
            console.write(str(found.total))
        case Form.JSONL:
            _print_lines(found, understood is not None)
        case Form.CSV | Form.CSV_BOM:
            forms.write_csv(csv.results(found.hits), form)
        case Form.PATHS | Form.PATHS0:
            forms.write_paths((one.path for one in found.hits), form)
        case _:
            forms.write_utf8(_CITING[form](found.hits))
    if understood and form not in _WITH_FACETS:
        console.say(understood)


def _print_lines(found: Results, explained: bool) -> None:
    for one in found.hits:
        value = as_json_text.hit(one) | (as_json_text.meetings(one) if explained else {})
        console.write(as_json_text.line(value, console.ascii_only()))


def _print_page(found: Results, understood: str | None) -> None:
    style = console.style()
    if understood is not None:
        console.write(_("understood as: {query}").format(query=understood) + "\n")
    if found.hits:
        shown = terminal.results if understood is None else explaining.results
        console.write(shown(found, style))
    for facet in found.facets if found.total else ():
        rows = [bars.Row(value, count) for value, count in facet.counts]
        console.write(f"\n{facet.field}\n{bars.table(rows, style, console.ascii_only())}")


def _say_shown(found: Results, page: int, query: Query, form: Form) -> None:
    """Tell how many of how many are shown and what was corrected, or why there are none."""
    asked = found.query if found.query.strip() else describe(query)
    if not found.total or found.corrected:
        message = _("nothing found for: {query}")
        if query.has_words and not wanted_words(found.query):
            message = _("every word of the query is too common to search for: {query}")
        console.say(message.format(query=asked))
    if found.corrected:
        console.say(_("these are the hits for: {query}").format(query=found.suggestion))
    elif found.suggestion:
        console.say(_("did you mean {name}?").format(name=found.suggestion))
    if found.total and form is not Form.COUNT:
        _say_place(found, page)


def _say_place(found: Results, page: int) -> None:
    """Tell which hits these are; programs that have them all need not be told."""
    last = found.offset + len(found.hits)
    if not found.hits:
        message = _("page {page} is past the last of {total} hits")
        console.say(message.format(page=page, total=found.total))
        return
    message = _("hits {first}-{last} of {total}")
    shown = message.format(first=found.offset + 1, last=last, total=found.total)
    if last < found.total:
        console.say(_("{shown}; for more: --page {next}").format(shown=shown, next=page + 1))
    elif sys.stdout.isatty():
        console.say(shown)
