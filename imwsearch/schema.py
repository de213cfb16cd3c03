"""What of a document is searched: its text in labelled sections, and the names of its columns."""

from __future__ import annotations

from imwsearch.days import printed
from imwsearch.document import AnswerPart
from imwsearch.records import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from imwsearch.document import Answer, Document, Question

COLUMNS = (
    *("asker", "minister", "portfolio", "themes", "status", "session_year", "page", "path"),
    *("abbreviation", "pdf_url", "page_url", "number", "date", "answer_date"),
)
"""The columns of values that every document has beside its text; ``entries`` fills them."""

TEXT = 2
"""Which text the sections hold; raised when that changes."""

_PRINTED_NUMBER = 16
"""Longest printed number of an answer, in characters ("1 t.e.m. 12. a)")."""


class Section(Record):
    """A labelled stretch of a document's text.

    Args:
        field: one of ``codec.ranking.FIELDS``; ``header`` holds names, number and dates.
        label: the question's number, or the answer's ("1-2"); empty where there is none.
        text: what is indexed, and what snippets are cut from.
    """

    field: str
    label: str
    text: str


def sections(document: Document) -> tuple[Section, ...]:
    """All searchable text of a document, in reading order; empty sections are left out."""
    return tuple([Section(*each) for each in _all_sections(document) if each[2]])


def texts(document: Document) -> list[tuple[str, str]]:
    """The field and the text of each section, without making records of them."""
    return [(field, text) for field, _label, text in _all_sections(document) if text]


def answer_label(labels: tuple[str, ...]) -> str:
    """How the questions that an answer belongs to are written: "1-2", "1, 3", "2a"."""
    if len(labels) < 2:
        return "".join(labels)
    numbers = [int(label) for label in labels if label.isdecimal()]
    run = len(numbers) == len(labels) and numbers == list(range(numbers[0], numbers[-1] + 1))
    return f"{labels[0]}-{labels[-1]}" if run else ", ".join(labels)


def page_number(page_url: str) -> str:
    """The number at the end of a page's address: the Parliament's key of the question."""
    return page_url.rstrip("/").rpartition("/")[2]


def question_text(question: Question) -> str:
    """A question with its lettered parts, one a line."""
    if not question.parts and not question.closing:
        return question.text
    parts = [f"{part.label}) {part.text}" for part in question.parts]
    return "\n".join(filter(None, [question.text, *parts, question.closing]))


def _all_sections(document: Document) -> Iterator[tuple[str, str, str]]:
    """Field, label and text of each section; the text may be empty."""
    yield "title", "", document.title
    yield "theme", "", "; ".join(document.themes)
    yield "header", "", _header(document)
    yield "questions", "", document.context
    for question in document.questions:
        yield "questions", question.label, _numbered(question)
    if document.answer:
        for labels, text in _stretches(document.answer):
            yield "answer", answer_label(labels), text
    for attachment in document.attachments:
        yield "answer", "", attachment


def answer_stretches(answer: Answer) -> Iterator[AnswerPart]:
    """The answer's whole text in order, cut where its numbered parts begin.

    A part keeps its printed number; what belongs to no part has no labels.
    """
    return (AnswerPart(*each) for each in _stretches(answer))


def _stretches(answer: Answer) -> Iterator[tuple[tuple[str, ...], str]]:
    """Their labels and texts."""
    at = 0
    for part in answer.parts:
        start = answer.text.find(part.text, at)
        if start < 0:
            continue
        before = answer.text[at:start].strip()
        if len(before) <= _PRINTED_NUMBER:
            yield part.labels, f"{before} {part.text}".strip()
        else:
            yield (), before
            yield part.labels, part.text
        at = start + len(part.text)
    yield (), answer.text[at:].strip()


def _numbered(question: Question) -> str:
    """A question as it is printed, its number first."""
    text = question_text(question)
    return f"{question.label}. {text}" if question.label and text else text


def _header(document: Document) -> str:
    """Names, numbers and dates, the lines as they are printed."""
    answer = document.answer
    number = f"nr. {document.number}" if document.number is not None else ""
    asker = f"van {document.asker}" if document.asker else ""
    lines = [
        number,
        asker,
        printed(document.date),
        f"aan {document.minister}" if document.minister else "",
        document.portfolio,
        document.session_year,
        f"Antwoord op vraag {number} van {printed(answer.date)} {asker}" if answer else "",
        document.id,
        page_number(document.page_url),
    ]
    return "\n".join(filter(None, lines))
