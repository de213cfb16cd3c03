"""A document as the index keeps it: one JSON text, and back."""

import datetime
import json
from dataclasses import asdict
from typing import Any

from imwsearch.document import (
    Answer,
    AnswerPart,
    Document,
    Question,
    QuestionPart,
    Status,
)


def dump(document: Document) -> str:
    """The document as a JSON text that ``load`` reads."""
    return json.dumps(
        asdict(document),
        default=datetime.date.isoformat,
        ensure_ascii=False,
        separators=(",", ":"),
    )


def load(text: str) -> Document:
    """The document that ``dump`` wrote.

    Raises:
        ValueError, TypeError, KeyError: the text is something else.
    """
    value: dict[str, Any] = json.loads(text)
    return Document(
        **value
        | {
            "date": _day(value["date"]),
            "themes": tuple(value["themes"]),
            "questions": tuple(map(_question, value["questions"])),
            "answer": _answer(value["answer"]),
            "attachments": tuple(value["attachments"]),
            "status": Status(value["status"]),
            "printed_names": tuple(value["printed_names"]),
            "problems": tuple(value["problems"]),
        }
    )


def _question(value: dict[str, Any]) -> Question:
    return Question(**value | {"parts": tuple(QuestionPart(**part) for part in value["parts"])})


def _answer(value: dict[str, Any] | None) -> Answer | None:
    if value is None:
        return None
    parts = tuple(AnswerPart(tuple(part["labels"]), part["text"]) for part in value["parts"])
    return Answer(**value | {"date": _day(value["date"]), "parts": parts})


def _day(text: str | None) -> datetime.date | None:
    return None if text is None else datetime.date.fromisoformat(text)
