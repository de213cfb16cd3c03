"""What ``imwsearch search`` does: answer a query, and print the hits as they are asked for."""

from dataclasses import replace
from pathlib import Path

from imwsearch import search as searching
from imwsearch.cli import console, forms, hints
from imwsearch.cli.exits import NOTHING_FOUND
from imwsearch.cli.forms import Form
from imwsearch.cli.freshness import open_index
from imwsearch.cli.front import PAGE
from imwsearch.cli.pasting import command_line
from imwsearch.cli.queries import Batch, run_batch
from imwsearch.damage import blaming_damage
from imwsearch.errors import UsageError
from imwsearch.messages import _
from imwsearch.opening import Collection
from imwsearch.query import Query, describe, parse
from imwsearch.query.filters import Filters
from imwsearch.query.tree import Word, leaves
from imwsearch.render import bars, bibtex, citation, csv, explaining, markdown, ris, terminal
from imwsearch.render import json as as_json_text
from imwsearch.render import words as words_for
from imwsearch.results import Results
from imwsearch.search import Request, Sort
from imwsearch.visible import visible
from imwsearch.wanted import wanted_words

MANY = 1_000
"""More hits than this are not kept in memory, but made as they are printed."""

_VALUES = 15
"""Values of a facet that are shown on a terminal; in pipes, and by stats, all are."""

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


def show(
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
        parse(console.typed(" ".join(words))),
        sort=Sort.NEWEST if form is Form.COUNT else Sort(sort) if sort else None,
        facets=tuple(facets),
        explain=explain,
        snippets=form in _WITH_SNIPPETS,
        filters=filters,
    )
    if queries is None:
        hints.say_notes(request.query)
        query = request.narrowed  # a query that cannot be read needs no index
    collection = open_index(index, seeds)
    whole = form in _WHOLE and limit is None and page == 1 and queries is None
    size = max(collection.searcher.documents, 1) if whole else limit or PAGE
    request = replace(request, offset=(page - 1) * size, limit=size, lazy=whole or size > MANY)
    if queries is not None:
        run = "imwsearch" if tag is None else tag
        return run_batch(collection, Batch(queries, run, form, request))
    found = searching.answer(collection, request)
    with blaming_damage(collection):
        answered = _corrected(request, found) if found.corrected else query
        _print(collection, found, form, answered, describe(query) if explain else None)
    _say_shown(found, page, query, form)
    if found.total and not found.corrected:
        hints.say_parts(collection, query)
    elif not found.total and found.suggestion is None:
        hints.say_hints(collection, query)
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
        if form not in (Form.TERMINAL, Form.JSONL) or (tag is not None and form is Form.JSONL):
            raise UsageError(_("--queries goes with --run or --jsonl alone"))
        if words or facets or explain:
            raise UsageError(_("--queries goes without words, --facets and --explain"))


def _corrected(request: Request, found: Results) -> Query:
    """The query that was answered instead of the one that found nothing."""
    return replace(request, query=parse(found.suggestion or "")).narrowed


def _print(
    collection: Collection, found: Results, form: Form, query: Query, understood: str | None
) -> None:
    """Print results in a form; a query explained is printed with the hits where there is room.

    Args:
        collection: where they were found.
        found: the results.
        form: the form.
        query: what was answered.
        understood: the query explained; None where that is not asked.
    """
    match form:
        case Form.TERMINAL:
            _print_page(found, query, understood)
        case Form.JSON:
            value = as_json_text.results(found, understood)
            console.write_pieces(as_json_text.pieces(value, console.ascii_only()))
        case Form.COUNT:
            console.write(str(found.total))
        case Form.JSONL:
            _print_lines(found, understood is not None)
        case Form.CSV | Form.CSV_BOM:
            forms.write_csv(csv.results(found.hits), form)
        case Form.PATHS | Form.PATHS0:
            forms.write_paths((collection.on_disk(one.path) for one in found.hits), form)
        case _:
            forms.write_utf8(_CITING[form](found.hits))
    if understood and form not in _WITH_FACETS:
        console.say(understood)


def _print_lines(found: Results, explained: bool) -> None:
    for one in found.hits:
        value = as_json_text.hit(one) | (as_json_text.meetings(one) if explained else {})
        console.write(as_json_text.line(value, console.ascii_only()))


def _print_page(found: Results, query: Query, understood: str | None) -> None:
    style = console.style()
    if understood is not None:
        console.write(visible(_("understood as: {query}").format(query=understood)) + "\n")
    if found.hits:
        shown = terminal.results if understood is None else explaining.results
        console.write_pieces(shown(found, style))
    for facet in found.facets if found.total else ():
        counts = facet.counts[:_VALUES] if style.width else facet.counts
        rows = [bars.Row(words_for.value(facet.field, value), count) for value, count in counts]
        console.write(f"\n{facet.field}\n{bars.table(rows, style, console.ascii_only())}")
        if more := len(facet.counts) - len(counts):
            command = command_line("stats", *filter(None, [str(query)]), "--by", facet.field)
            console.say(_("and {count} more: {command}").format(count=more, command=command))


def _say_shown(found: Results, page: int, query: Query, form: Form) -> None:
    """Tell how many of how many are shown and what was corrected, or why there are none."""
    asked = hints.asked(query)
    if not found.total or found.corrected:
        message = _("nothing found for: {query}")
        typed = leaves(parse(query.text).root)
        words = " ".join(leaf.text for leaf in typed if isinstance(leaf, Word))
        if words and not wanted_words(words):
            message = _("every word of the query is too common to search for: {query}")
            asked = words
        console.say(message.format(query=asked))
    if found.corrected:
        console.say(_("these are the hits for: {query}").format(query=found.suggestion))
    elif found.suggestion:
        console.say(_("did you mean {name}?").format(name=found.suggestion))
    if found.total and form is not Form.COUNT:
        console.say_place(found, page)
