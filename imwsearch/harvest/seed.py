"""A question in the seeds' format: header lines, then the text."""

from collections.abc import Sequence
from dataclasses import dataclass

from imwsearch import reading
from imwsearch.days import printed
from imwsearch.document import Document
from imwsearch.harvest.service import Record, page_url, pdf_url


@dataclass(frozen=True, slots=True)
class Seed:
    """A seed file.

    Args:
        data: its bytes.
        answered: whether the minister's answer is in it.
    """

    data: bytes
    answered: bool


def seed_name(question: str) -> str:
    """The name of a question's file, from its key (schv id) and nothing else."""
    if not (question.isascii() and question.isdigit()):
        raise ValueError(question)
    return f"schv-{question}.txt"


def compose(record: Record, files: Sequence[str], texts: Sequence[str]) -> Seed:
    """A question's seed.

    Where the text does not say who asks whom what and when, the record does.

    Args:
        record: what the service says of it.
        files: the numbers of its files, the first being the one that the seed names.
        texts: what stands in them.
    """
    name = seed_name(record.question)
    header = _header(record, files)
    body = "\n".join(_distinct(texts))
    (document,) = reading.read(f"{header}\n{body}\n".encode(), name)
    if not _is_complete(document, record):
        body = "\n".join(filter(None, (_head(record), body)))
        (document,) = reading.read(f"{header}\n{body}\n".encode(), name)
    return Seed(f"{header}\n{body}\n".encode(), document.answer is not None)


def _header(record: Record, files: Sequence[str]) -> str:
    themes = "; ".join(theme.replace(";", ",") for theme in record.themes)
    lines = (
        f"title: {record.title}",
        f"thema: {themes}",
        f"pdf link: {pdf_url(files[0]) if files else ''}",
        f"thema link: {page_url(record.question)}",
        *([f"datum antwoord: {printed(record.answered.isoformat())}"] if record.answered else []),
    )
    return "\n".join(line.rstrip() for line in lines)


def _distinct(texts: Sequence[str]) -> list[str]:
    """The texts without those that another one holds: a question comes again with its answer."""
    plain = ["".join(text.split()) for text in texts]
    return [
        text.strip()
        for at, text in enumerate(texts)
        if plain[at]
        and not any(
            plain[at] in other and (plain[at] != other or before < at)
            for before, other in enumerate(plain)
            if before != at
        )
    ]


def _is_complete(document: Document, record: Record) -> bool:
    return not any(
        known and not found
        for known, found in (
            (record.number, document.number),
            (record.asker, document.asker),
            (record.minister, document.minister),
            (record.date, document.date),
        )
    )


def _head(record: Record) -> str:
    """The lines that a question's PDF begins with."""
    lines = ["SCHRIFTELIJKE VRAAG"]
    lines += [f"nr. {record.number}"] * record.number.isdigit()
    lines += [f"van {record.asker.upper()}"] * bool(record.asker)
    lines += [f"datum: {printed(record.date.isoformat())}"] if record.date else []
    lines += [f"aan {record.minister.upper()}"] * bool(record.minister)
    return "\n".join((*lines, record.title))
