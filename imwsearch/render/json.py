"""Results and documents as JSON, the interface for programs; described in docs/json.md.

``SCHEMA`` rises when a program that reads the output must change.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from imwsearch import attribution
from imwsearch.document import Answer, Document, Question
from imwsearch.records import as_dict
from imwsearch.results import Hit, Passage, Results
from imwsearch.similarity import Likeness
from imwsearch.statistics import Group, Statistics
from imwsearch.visible import UNSAFE

SCHEMA = 1

ORIGIN = {"source": attribution.SOURCE, "licence": attribution.LICENCE}
"""Whose the documents are: the last keys of every object that holds something of them."""


def render(value: dict[str, Any], ascii_only: bool = False) -> str:
    """A JSON text of one object, its keys in the order given.

    Args:
        value: what ``results``, ``document`` or another command made.
        ascii_only: write other characters as escapes.
    """
    return "".join(pieces(value, ascii_only))


def pieces(value: dict[str, Any], ascii_only: bool = False) -> Iterator[str]:
    """The text of ``render`` in pieces.

    An iterator in the object is written as a list, of which one item at a time is in memory.
    """
    before = "{\n  "
    for name, one in {"schema": SCHEMA, **value}.items():
        yield f"{before}{_indented(name, 2, ascii_only)}: "
        if isinstance(one, Iterator):
            yield from _items(one, ascii_only)
        else:
            yield _indented(one, 2, ascii_only)
        before = ",\n  "
    yield "\n}"


def _items(items: Iterator[Any], ascii_only: bool) -> Iterator[str]:
    before = "[\n    "
    for item in items:
        yield before + _indented(item, 4, ascii_only)
        before = ",\n    "
    yield "[]" if before[0] == "[" else "\n  ]"


def _indented(value: Any, blanks: int, ascii_only: bool) -> str:
    """A value as it stands that deep in an object; line feeds in its strings are escapes."""
    text = json.dumps(value, ensure_ascii=ascii_only, indent=2)
    return _safe(text.replace("\n", "\n" + " " * blanks))


def line(value: dict[str, Any], ascii_only: bool = False) -> str:
    """A hit on one line: for JSON lines, of which each is a document of its own."""
    return _safe(json.dumps({"schema": SCHEMA, **value, **ORIGIN}, ensure_ascii=ascii_only))


def _safe(text: str) -> str:
    """The same JSON, with an escape for whatever a terminal would obey: it stands in strings."""
    return re.sub(UNSAFE, lambda found: "".join(map("\\u{:04x}".format, _units(found[0]))), text)


def _units(letter: str) -> tuple[int, ...]:
    data = letter.encode("utf-16-be", "surrogatepass")
    return tuple(int.from_bytes(data[at : at + 2]) for at in range(0, len(data), 2))


def results(found: Results, understood: str | None = None) -> dict[str, Any]:
    """One page of hits, made when they are written.

    Args:
        found: what was found.
        understood: the query in words, where an explanation was asked for; each hit then tells
            which words met.
    """
    explained = understood is not None
    return {
        "query": found.query,
        **({"understood": understood} if explained else {}),
        "total": found.total,
        "offset": found.offset,
        "hits": (hit(one) | (meetings(one) if explained else {}) for one in found.hits),
        "suggestion": found.suggestion,
        "corrected": found.corrected,
        "facets": {facet.field: [count(*each) for each in facet.counts] for facet in found.facets},
        **ORIGIN,
    }


def count(value: str, documents: int) -> dict[str, Any]:
    """A value with the number of documents that have it."""
    return {"value": value, "documents": documents}


def meetings(one: Hit) -> dict[str, Any]:
    """Which words of the query met which of the document."""
    return {"meetings": [as_dict(meeting) for meeting in one.meetings]}


def hit(one: Hit) -> dict[str, Any]:
    """A hit with its snippets."""
    return {
        "rank": one.rank,
        "score": round(one.score, 6),
        **facts(one),
        "snippets": [snippet(passage) for passage in one.passages],
    }


def snippet(passage: Passage) -> dict[str, Any]:
    """A snippet; ``matches`` are (start, end) in characters of ``text``."""
    return {
        "field": passage.field,
        "label": passage.label,
        "text": passage.text,
        "matches": [list(match) for match in passage.matches],
    }


def facts(one: Hit | Document) -> dict[str, Any]:
    """What a hit and a document both tell of the question."""
    return {
        "id": one.id,
        "path": one.path,
        "title": one.title,
        "number": one.number,
        "session_year": one.session_year,
        "asker": one.asker,
        "minister": one.minister,
        "portfolio": one.portfolio,
        "date": one.date or None,
        "themes": list(one.themes),
        "status": one.status,
        "pdf_url": one.pdf_url,
        "page_url": one.page_url,
    }


def document(one: Document) -> dict[str, Any]:
    """A whole document."""
    return {
        **facts(one),
        "context": one.context,
        "questions": [_question(question) for question in one.questions],
        "answer": _answer(one.answer) if one.answer else None,
        "attachments": list(one.attachments),
        "printed_names": list(one.printed_names),
        "problems": list(one.problems),
        **ORIGIN,
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "label": question.label,
        "text": question.text,
        "parts": [{"label": part.label, "text": part.text} for part in question.parts],
        "closing": question.closing,
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "number": answer.number,
        "date": answer.date or None,
        "minister": answer.minister,
        "portfolio": answer.portfolio,
        "text": answer.text,
        "parts": [{"labels": list(part.labels), "text": part.text} for part in answer.parts],
    }


def statistics(query: str, found: Statistics) -> dict[str, Any]:
    """Counts of the documents that a query asks for."""
    return {
        "query": query,
        "by": found.by,
        **_group(found.whole),
        "groups": [{"value": group.value, **_group(group)} for group in found.groups],
    }


def _group(group: Group) -> dict[str, Any]:
    return {"documents": group.documents, "dated": group.dated, "delay": group.delay}


def likeness(one: Likeness) -> dict[str, Any]:
    """A document that is like another."""
    return {
        "rank": one.hit.rank,
        "score": round(one.hit.score, 6),
        "near_duplicate": one.is_near,
        "overlap": round(one.overlap, 4),
        **facts(one.hit),
        "words": list(one.words),
    }
