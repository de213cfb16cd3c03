"""``imwsearch search --queries FILE``: many queries in one process, as a TREC run or JSON lines."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from imwsearch import search as searching
from imwsearch import text
from imwsearch.cli import console
from imwsearch.cli.exits import NOTHING_FOUND, SOME_SKIPPED
from imwsearch.cli.forms import Form
from imwsearch.errors import ImwsearchError, QueryError, UsageError
from imwsearch.messages import _
from imwsearch.opening import Collection
from imwsearch.query import parse
from imwsearch.render import json as as_json_text
from imwsearch.render import trec
from imwsearch.search import Request

STDIN = Path("-")


class Batch(NamedTuple):
    """Many queries.

    Args:
        path: a file of lines ``qid<TAB>query``; "-" is standard input.
        tag: the run's name.
        form: JSONL, or TERMINAL for a TREC run.
        request: what else is asked of each; its query is not used.
    """

    path: Path
    tag: str
    form: Form
    request: Request


def run_batch(collection: Collection, batch: Batch) -> int:
    """Answer the queries in their order; a line that cannot be answered is named and passed over.

    Returns:
        3 where a line was passed over, else 1 where nothing at all was found, else 0.

    Raises:
        UsageError: the file is no text, or the tag is no word.
    """
    if batch.tag.split() != [batch.tag]:
        raise UsageError(_("a run's name is one word: {tag}").format(tag=batch.tag or '""'))
    bad, found = 0, 0
    seen: set[str] = set()
    for number, line in _lines(batch.path):
        has_hits = False
        try:
            for each in _answer(collection, batch, *_read(line, seen)):
                console.write(each)
                has_hits = True
        except ImwsearchError as error:
            bad += 1
            console.say(f"{batch.path}:{number}: {error}")
        found += has_hits
    return SOME_SKIPPED if bad else 0 if found else NOTHING_FOUND


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, with their numbers."""
    data = sys.stdin.buffer.read() if path == STDIN else path.read_bytes()
    try:
        content = text.decode(data)
    except ImwsearchError as error:
        raise UsageError(f"{path}: {error}") from None
    for number, line in enumerate(content.split("\n"), 1):
        if line.strip():
            yield number, line.rstrip("\r")


def _read(line: str, seen: set[str]) -> tuple[str, str]:
    """The qid and the query of a line."""
    qid, tab, query = line.partition("\t")
    qid = qid.strip()
    if not tab or qid.split() != [qid]:
        raise UsageError(_("no line of the form qid<TAB>query"))
    if qid in seen:
        raise UsageError(_("the qid {qid} was there before").format(qid=qid))
    seen.add(qid)
    return qid, query


def _answer(collection: Collection, batch: Batch, qid: str, query: str) -> Iterable[str]:
    """What is printed of a query: a line for each hit, or all of a run at once."""
    try:
        request = replace(batch.request, query=parse(query))
        if batch.form is Form.JSONL:
            hits = searching.answer(collection, request).hits
            return (_line({"qid": qid, **as_json_text.hit(one)}) for one in hits)
        found, _total = searching.rank(collection, request)
    except QueryError as error:
        raise UsageError(f"{error}: {error.query}") from None
    ranking = [(collection.searcher.id_of(one), one.score) for one in found]
    return [trec.run(qid, ranking, batch.tag)] if ranking else []


def _line(value: dict[str, Any]) -> str:
    return as_json_text.line(value, console.ascii_only())
