"""A document that was found as the hit that people see."""

from __future__ import annotations

from imwsearch import passages
from imwsearch.results import Hit, Piece
from imwsearch.schema import sections

TYPE_CHECKING = False
if TYPE_CHECKING:
    from imwsearch.document import Document
    from imwsearch.marking import Marker
    from imwsearch.results import Meeting, Passage


def marked_hit(
    document: Document,
    place: int,
    score: float,
    marker: Marker,
    *,
    snippets: bool = True,
    explain: bool = False,
) -> Hit:
    """A document as a hit, with what the query met in it.

    Args:
        document: what was found.
        place: its rank, from 1.
        score: the ranking's score.
        marker: finds what the query met.
        snippets: cut the snippets.
        explain: tell which words met, and how.
    """
    text = sections(document)
    matches = marker.find_all([section.text for section in text])
    title = next((own for one, own in zip(text, matches, strict=True) if one.field == "title"), [])
    return as_hit(
        document,
        place,
        score,
        passages.mark_all(document.title, title),
        passages.best_passages(text, matches) if snippets else (),
        marker.meetings(matches) if explain else (),
    )


def as_hit(
    document: Document,
    place: int,
    score: float,
    title: tuple[Piece, ...] = (),
    snippets: tuple[Passage, ...] = (),
    meetings: tuple[Meeting, ...] = (),
) -> Hit:
    """A document as a hit.

    Args:
        document: what was found.
        place: its rank, from 1.
        score: the ranking's score.
        title: the title with what the query met in it marked; empty where it met nothing.
        snippets: the best passages.
        meetings: which words met.
    """
    return Hit(
        rank=place,
        score=score,
        id=document.id,
        path=document.path,
        title=document.title,
        number=document.number,
        session_year=document.session_year,
        asker=document.asker,
        minister=document.minister,
        portfolio=document.portfolio,
        date=document.date,
        themes=document.themes,
        status=document.status,
        pdf_url=document.pdf_url,
        page_url=document.page_url,
        marked_title=title or (Piece(document.title, False),),
        passages=snippets,
        meetings=meetings,
    )
