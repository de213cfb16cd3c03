"""The answer to a query: which documents, in which order, with which passages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from imwsearch import marking, passages
from imwsearch.codec.searcher import Found, Searcher
from imwsearch.errors import QueryError
from imwsearch.marking import Marker
from imwsearch.matching import Docs, Matcher
from imwsearch.messages import _
from imwsearch.opening import Collection
from imwsearch.query import Query, parse
from imwsearch.query.tree import Word, leaves
from imwsearch.results import Facet, Hit, Piece, Results
from imwsearch.schema import sections

FACETS = ("asker", "minister", "portfolio", "theme", "year", "status")
"""The columns whose values can be counted."""


class Sort(StrEnum):
    """The order of hits."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a search.

    Args:
        query: the query, read.
        offset: how many hits to pass over.
        limit: how many hits at most.
        sort: the order; None for relevance where there are words, newest first otherwise.
        facets: the columns whose values are counted over all documents found.
        explain: tell for each hit which words met, and how.
    """

    query: Query
    offset: int = 0
    limit: int = 10
    sort: Sort | None = None
    facets: tuple[str, ...] = ()
    explain: bool = False


def search(collection: Collection, query: str, offset: int = 0, limit: int = 10) -> Results:
    """One page of the documents that a query asks for.

    Args:
        collection: what to search.
        query: as typed.
        offset: how many hits to pass over.
        limit: how many hits at most.

    Raises:
        QueryError: the query cannot be read, or asks nothing.
    """
    return answer(collection, Request(parse(query), offset, limit))


def answer(collection: Collection, request: Request) -> Results:
    """One page of the documents that a request asks for.

    Raises:
        QueryError: the query asks nothing.
    """
    query = request.query
    require_something(query)
    searcher = collection.searcher
    found, total, docs = _find(searcher, request)
    marker = marking.marker(searcher, tuple(leaves(query.root)))
    page = enumerate(found[request.offset :], request.offset + 1)
    return Results(
        query.text,
        total,
        request.offset,
        tuple(_hit(collection, one, rank, marker, request.explain) for rank, one in page),
        facets=tuple(_facet(searcher, name, docs) for name in request.facets),
    )


def mark(collection: Collection, query: str) -> Callable[[str], tuple[Piece, ...]]:
    """What marks in any text the words that a query meets.

    Raises:
        QueryError: the query cannot be read.
    """
    marker = marking.marker(collection.searcher, tuple(leaves(parse(query).root)))
    return lambda text: passages.mark_all(text, marker)


def require_something(query: Query) -> None:
    """Refuse a query without words and filters.

    Raises:
        QueryError: the query asks nothing.
    """
    if query.is_empty:
        message = _("the query has no words")
        raise QueryError(message, query.text, 0, len(query.text), _("for example: loonpremie"))


def find_all(collection: Collection, query: Query) -> Docs:
    """All documents that a query asks for, segment by segment."""
    found = Matcher(collection.searcher).group(query.clauses)
    return [set() for _segment in collection.searcher.segments] if found is None else found


def _find(searcher: Searcher, request: Request) -> tuple[list[Found], int, Docs]:
    """The best documents up to the end of the page, how many there are in all, and which.

    Which they are is found out only where something needs it: for plain words ranked by relevance
    the best are found without looking at the others.
    """
    query, end = request.query, request.offset + request.limit
    matcher = Matcher(searcher)
    words = matcher.query_words(tuple(leaves(query.root)))
    ranked = request.sort is Sort.RELEVANCE or (request.sort is None and query.has_words)
    if ranked and _is_plain(query) and not request.facets:
        return searcher.best(words, end) if words else [], searcher.count(words), []
    docs = matcher.group(query.clauses)
    if docs is None:
        return [], 0, [set() for _segment in searcher.segments]
    total = sum(map(len, docs))
    if ranked and words:
        return searcher.best(words, end, docs), total, docs
    return searcher.newest(docs, end, oldest=request.sort is Sort.OLDEST), total, docs


def _is_plain(query: Query) -> bool:
    """Whether any of some words is all that is asked."""
    return all(isinstance(item, Word) for item in query.root.items)


def _facet(searcher: Searcher, name: str, docs: Docs) -> Facet:
    counts: Mapping[str, int] = searcher.tally(name, docs)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return Facet(name, tuple(ordered))


def _hit(collection: Collection, found: Found, rank: int, marker: Marker, explain: bool) -> Hit:
    document = collection.document(found)
    text = sections(document)
    return Hit(
        rank=rank,
        score=found.score,
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
        marked_title=passages.mark_all(document.title, marker),
        passages=passages.best_passages(text, marker),
        meetings=marker.meetings(section.text for section in text) if explain else (),
    )
