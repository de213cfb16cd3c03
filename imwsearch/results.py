"""What a search gives back: plain frozen records, no object of any engine."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from imwsearch.document import Status


class Piece(NamedTuple):
    """A stretch of a passage's text.

    Args:
        text: the letters, as they stand in the document.
        matched: whether the query met them.
    """

    text: str
    matched: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A snippet of a document.

    Args:
        field: the text field it stands in: title, theme, questions or answer.
        label: the question's number, or the answer's ("1-2"); empty where there is none.
        pieces: the text, in order.
    """

    field: str
    label: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The passage without marks."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def matches(self) -> tuple[tuple[int, int], ...]:
        """Where the query was met: (start, end) in characters of ``text``."""
        spans, at = [], 0
        for piece in self.pieces:
            if piece.matched:
                spans.append((at, at + len(piece.text)))
            at += len(piece.text)
        return tuple(spans)


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found.

    Args:
        rank: its place in the whole result, from 1.
        score: the ranking's score, higher is better; 0.0 where nothing was ranked.
        marked_title: the title as pieces.
        passages: the best snippets, best first.
        The other fields are the document's own.
    """

    rank: int
    score: float
    id: str
    path: str
    title: str
    number: int | None
    session_year: str
    asker: str
    minister: str
    portfolio: str
    date: datetime.date | None
    themes: tuple[str, ...]
    status: Status
    pdf_url: str
    page_url: str
    marked_title: tuple[Piece, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits.

    Args:
        query: the query as given.
        total: how many documents were found, on all pages.
        offset: how many hits come before the first one here.
        hits: this page, best first.
        suggestion: a better query, if the given one looks mistyped.
    """

    query: str
    total: int
    offset: int
    hits: tuple[Hit, ...]
    suggestion: str | None = None
