"""Results and documents as JSON, the interface for programs; described in docs/json.md.

``SCHEMA`` rises when a program that reads the output must change.
"""

import json
from typing import Any

from imwsearch.document import Answer, Document, Question
from imwsearch.results import Hit, Passage, Results

SCHEMA = 1


def render(value: dict[str, Any], ascii_only: bool = False) -> str:
    """A JSON text of one object, its keys in the order given.

    Args:
        value: what ``results``, ``document`` or another command made.
        ascii_only: write other characters as escapes.
    """
    return json.dumps({"schema": SCHEMA, **value}, ensure_ascii=ascii_only, indent=2)


def results(found: Results) -> dict[str, Any]:
    """One page of hits."""
    return {
        "query": found.query,
        "total": found.total,
        "offset": found.offset,
        "hits": [hit(one) for one in found.hits],
        "suggestion": found.suggestion,
        "corrected": found.corrected,
    }


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
        "date": one.date.isoformat() if one.date else None,
        "themes": list(one.themes),
        "status": one.status.value,
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
        "date": answer.date.isoformat() if answer.date else None,
        "minister": answer.minister,
        "portfolio": answer.portfolio,
        "text": answer.text,
        "parts": [{"labels": list(part.labels), "text": part.text} for part in answer.parts],
    }
