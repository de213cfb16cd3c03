"""A document as the index keeps it: one text, its parts ended by separators, and back.

JSON would do, but importing it takes as long as a search.
"""

from __future__ import annotations

from imwsearch.document import STATUSES, Answer, AnswerPart, Document, Question, QuestionPart

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# What each ends: a field of the document, an item of a field, a field of an item, a part of that.
_FIELD, _ITEM, _PART, _UNIT = "\x1c", "\x1d", "\x1e", "\x1f"
_BLANKS = str.maketrans(dict.fromkeys((_FIELD, _ITEM, _PART, _UNIT), " "))


def dump(document: Document) -> str:
    """The document as a text that ``load`` reads; separators within its texts become blanks."""
    fields = (
        _line(document.id),
        _line(document.path),
        _line(document.title),
        _ended(map(_line, document.themes), _ITEM),
        _line(document.pdf_url),
        _line(document.page_url),
        _number(document.number),
        _line(document.session_year),
        _line(document.asker),
        document.date,
        _line(document.minister),
        _line(document.portfolio),
        _line(document.context),
        _ended(map(_dump_question, document.questions), _ITEM),
        _dump_answer(document.answer) if document.answer else "",
        _ended(map(_line, document.attachments), _ITEM),
        document.status,
        _ended(map(_line, document.printed_names), _ITEM),
        _ended(map(_line, document.problems), _ITEM),
    )
    return _ended(fields, _FIELD)


def load(text: str, locate: Callable[[str], str] = str) -> Document:
    """The document that ``dump`` wrote.

    Args:
        text: what it wrote.
        locate: makes of the document's path the one that is seen from here.

    Raises:
        ValueError: the text is something else.
    """
    fields = text.split(_FIELD)
    id_, path, title, themes, pdf_url, page_url, number, session_year, asker, date = fields[:10]
    minister, portfolio, context, questions, answer, attachments, status = fields[10:17]
    names, problems, _end = fields[17:]
    if status not in STATUSES:
        raise ValueError(status)
    return Document(
        *(id_, locate(path), title, _items(themes), pdf_url, page_url, _load_number(number)),
        *(session_year, asker, date, minister, portfolio, context),
        tuple(map(_load_question, _items(questions))),
        _load_answer(answer) if answer else None,
        *(_items(attachments), status, _items(names), _items(problems)),
    )


def _line(text: str) -> str:
    if _FIELD in text or _ITEM in text or _PART in text or _UNIT in text:
        return text.translate(_BLANKS)
    return text


def _ended(parts: Iterable[str], end: str) -> str:
    return end.join([*parts, ""])


def _items(text: str) -> tuple[str, ...]:
    return tuple(text.split(_ITEM)[:-1])


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def _load_number(text: str) -> int | None:
    return int(text) if text else None


def _dump_question(question: Question) -> str:
    parts = [_line(text) for part in question.parts for text in (part.label, part.text)]
    own = (question.label, question.text, question.closing)
    return _ended((*map(_line, own), _ended(parts, _UNIT)), _PART)


def _load_question(text: str) -> Question:
    label, asked, closing, units, _end = text.split(_PART)
    if not units:
        return Question(label, asked, (), closing)
    parts = units.split(_UNIT)
    pairs = zip(parts[0:-1:2], parts[1:-1:2], strict=True)
    return Question(label, asked, tuple(QuestionPart(*pair) for pair in pairs), closing)


def _dump_answer(answer: Answer) -> str:
    own = (answer.minister, answer.portfolio, answer.text)
    parts = (_ended(map(_line, (*part.labels, part.text)), _PART) for part in answer.parts)
    return _ended((_number(answer.number), answer.date, *map(_line, own), *parts), _ITEM)


def _load_answer(text: str) -> Answer:
    number, date, minister, portfolio, whole, *parts = _items(text)
    return Answer(
        _load_number(number), date, minister, portfolio, whole, tuple(map(_load_part, parts))
    )


def _load_part(text: str) -> AnswerPart:
    *labels, answer, _end = text.split(_PART)
    return AnswerPart(tuple(labels), answer)
