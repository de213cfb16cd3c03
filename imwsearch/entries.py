"""A document → what the index takes of it: texts, a stored copy, columns."""

import datetime
import re
from collections.abc import Iterable, Sequence
from itertools import chain

from imwsearch import limits, storing
from imwsearch.codec.entries import Entry
from imwsearch.codec.segment import BETWEEN
from imwsearch.document import Document
from imwsearch.dutch.abbreviations import Abbreviations
from imwsearch.dutch.analysis import sense_of
from imwsearch.errors import DocumentError
from imwsearch.messages import _
from imwsearch.schema import page_number, texts


def entry_of(document: Document) -> Entry:
    """What the index takes of a document."""
    return _entry(document, texts(document))


def _entry(document: Document, made_of: Sequence[tuple[str, str]]) -> Entry:
    answer = document.answer
    return Entry(
        id=document.id,
        texts=made_of,
        stored=storing.dump(document).encode(),
        keywords={
            "asker": _known(document.asker),
            "minister": _known(document.minister),
            "portfolio": _known(document.portfolio),
            "themes": document.themes,
            "status": (document.status,),
            "session_year": _known(document.session_year),
            "page": _known(page_number(document.page_url)),
            "path": (document.path,),
            "abbreviation": _abbreviations(made_of),
            "pdf_url": _known(document.pdf_url),
            "page_url": _known(document.page_url),
        },
        numbers={
            "number": document.number,
            "date": _ordinal(document.date),
            "answer_date": _ordinal(answer.date) if answer else None,
        },
    )


def _abbreviations(made_of: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """What the document says abbreviations stand for, each once.

    Returns:
        The short form, the long one and its sense, "imw=individueel maatwerk=individueelmaatwerk".
    """
    learnt = Abbreviations()
    for _field, text in made_of:
        if "(" in text:
            learnt.learn(text)
    return tuple(
        f"{short}={long}={sense_of(long)}"
        for short, longs in learnt.counts.items()
        for long in longs
    )


def fit_entry(document: Document) -> Entry:
    """What the index takes of a document from outside, which must not spoil a batch of others.

    Raises:
        DocumentError: a segment cannot hold it; the message is the reason.
    """
    if not 0 < len(document.id) <= limits.ID_CHARACTERS:
        most = limits.ID_CHARACTERS
        raise DocumentError(_("its id has not 1 to {most} characters").format(most=most))
    if document.number is not None and not 0 <= document.number <= limits.NUMBER:
        raise DocumentError(
            _("its number is out of bounds: {number}").format(number=document.number)
        )
    made_of = texts(document)
    _require_bounds([text for _field, text in made_of])
    try:
        made = _entry(document, made_of)
        values = [document.id, *chain.from_iterable(made.keywords.values())]
        "".join([*values, *[text for _field, text in made_of]]).encode()
    except UnicodeEncodeError:
        raise DocumentError(_("it holds half characters (surrogates)")) from None
    if len(made.stored) > limits.STORED_BYTES:
        megabytes = limits.STORED_BYTES // 1_000_000
        raise DocumentError(_("larger than {megabytes} MB").format(megabytes=megabytes))
    joined = "".join(values)
    if BETWEEN in joined or "\0" in joined:
        raise DocumentError(_("a name or theme in it holds control characters"))
    return made


_WORD = re.compile(r"[^\W_]+")


def _require_bounds(sections: Sequence[str]) -> None:
    """Refuse a document that costs more than real ones do.

    Raises:
        DocumentError: too many sections, too long, too many different words.
    """
    if len(sections) > limits.SECTIONS:
        message = _("{count} questions, answers and themes, at most {most}")
        raise DocumentError(message.format(count=len(sections), most=limits.SECTIONS))
    size = sum(map(len, sections))
    if size > limits.DOCUMENT_CHARACTERS:
        message = _("too long: {size} characters, at most {most}")
        raise DocumentError(message.format(size=size, most=limits.DOCUMENT_CHARACTERS))
    if size > 2 * limits.DOCUMENT_WORDS:  # a shorter one has not so many words
        different = len({word for each in sections for word in _WORD.findall(each)})
        if different > limits.DOCUMENT_WORDS:
            message = _("{count} different words, at most {most}")
            raise DocumentError(message.format(count=different, most=limits.DOCUMENT_WORDS))


def _ordinal(day: str) -> int | None:
    return datetime.date.fromisoformat(day).toordinal() if day else None


def _known(value: str) -> tuple[str, ...]:
    return (value,) if value else ()
