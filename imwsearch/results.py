"""What a search gives back: plain frozen records, no object of any engine."""

from __future__ import annotations

from imwsearch.records import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


class Piece(Record):
    """A stretch of a passage's text.

    Args:
        text: the letters, as they stand in the document.
        matched: whether the query met them.
    """

    text: str
    matched: bool


class Passage(Record):
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


class Meeting(Record):
    """A word of the query and a word of the document that met.

    Args:
        query: the query's word or phrase, folded.
        document: the document's.
        how: same, inflection, compound (the document's word holds the query's), part (they share
            a part), abbreviation, pattern or phrase.
    """

    query: str
    document: str
    how: str


class Facet(Record):
    """How many of the documents found have each value of a field.

    Args:
        field: asker, minister, portfolio, theme, year or status.
        counts: (value, documents), most first.
    """

    field: str
    counts: tuple[tuple[str, int], ...]


class Hit(Record):
    """A document that was found.

    Args:
        rank: its place in the whole result, from 1.
        score: the ranking's score, higher is better; 0.0 where nothing was ranked.
        marked_title: the title as pieces.
        passages: the best snippets, best first.
        meetings: which words met, where that was asked for.
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
    date: str
    themes: tuple[str, ...]
    status: str
    pdf_url: str
    page_url: str
    marked_title: tuple[Piece, ...]
    passages: tuple[Passage, ...]
    meetings: tuple[Meeting, ...] = ()


class Results(Record):
    """One page of hits.

    Args:
        query: the query as given.
        total: how many documents were found, on all pages.
        offset: how many hits come before the first one here.
        hits: this page, best first.
        facets: counts over all documents found, where they were asked for.
        suggestion: a better query, if the given one looks mistyped.
        corrected: whether the hits are those of the suggestion, as the query found nothing.
    """

    query: str
    total: int
    offset: int
    hits: Sequence[Hit]
    suggestion: str | None = None
    corrected: bool = False
    facets: tuple[Facet, ...] = ()
