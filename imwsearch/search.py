"""The answer to a query: which documents, in which order, with which passages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from imwsearch import deadlines, expanding, limits, marking, passages
from imwsearch.choices import FACETS as FACETS
from imwsearch.choices import Sort as Sort
from imwsearch.choices import column_of
from imwsearch.codec.searcher import Found, QueryWord, Searcher
from imwsearch.document import Document
from imwsearch.errors import QueryError
from imwsearch.expanding import Expansion
from imwsearch.marking import Marker
from imwsearch.matching import Docs, Matcher
from imwsearch.messages import _
from imwsearch.opening import Collection, blaming_damage
from imwsearch.query import Query, parse
from imwsearch.query.filters import NO_FILTERS, Filters, with_filters
from imwsearch.query.tree import Clauses, Word, leaves
from imwsearch.results import Facet, Hit, Meeting, Passage, Piece, Results
from imwsearch.schema import sections
from imwsearch.suggesting import suggest


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
        snippets: cut the snippets; a form that shows none is spared most of the work.
        filters: what narrows the query, and a correction of it as well.
    """

    query: Query
    offset: int = 0
    limit: int = 10
    sort: Sort | None = None
    facets: tuple[str, ...] = ()
    explain: bool = False
    snippets: bool = True
    filters: Filters = NO_FILTERS

    @property
    def narrowed(self) -> Query:
        """The query with its filters.

        Raises:
            QueryError: a value that its field cannot have, or nothing is asked at all.
        """
        narrowed = with_filters(self.query, self.filters)
        require_something(narrowed)
        return narrowed


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

    Where nothing is found and a correction of the query's words finds something, that is what is
    given: ``Results.corrected`` says so.

    Raises:
        QueryError: the query asks nothing, or takes too long.
        DamagedIndexError: the index turns out to be damaged.
    """
    too_slow = partial(_too_slow, request.query)
    with blaming_damage(collection), deadlines.within(limits.QUERY_SECONDS, too_slow):
        return _answer(collection, request)


def _too_slow(query: Query) -> QueryError:
    return QueryError(
        _("the query takes more than {seconds:.0f} seconds").format(seconds=limits.QUERY_SECONDS),
        query.text,
        0,
        len(query.text),
        _("use fewer patterns or words"),
    )


def _answer(collection: Collection, request: Request) -> Results:
    query = request.query
    results = _answer_as_given(collection, request)
    better = suggest(collection.searcher, query.text, leaves(query.root))
    if better is None:
        return results
    corrected = _answer_as_given(collection, replace(request, query=parse(better)))
    if not corrected.total:
        return results
    if results.total:
        return replace(results, suggestion=better)
    return replace(corrected, query=query.text, suggestion=better, corrected=True)


def _answer_as_given(collection: Collection, request: Request) -> Results:
    query = request.narrowed
    searcher = collection.searcher
    expanded = _expansions(searcher, query)
    found, total, docs = _find(searcher, request, query, expanded)
    marker = marking.marker(searcher, tuple(leaves(query.root)), expanded)
    page = enumerate(found[request.offset :], request.offset + 1)
    return Results(
        query.text,
        total,
        request.offset,
        tuple(_hit(collection, one, rank, marker, request) for rank, one in page),
        facets=tuple(_facet(searcher, name, docs) for name in request.facets),
    )


def mark(collection: Collection, query: str) -> Callable[[str], tuple[Piece, ...]]:
    """What marks in any text the words that a query meets.

    Raises:
        QueryError: the query cannot be read.
    """
    searcher, read = collection.searcher, parse(query)
    marker = marking.marker(searcher, tuple(leaves(read.root)), _expansions(searcher, read))
    return lambda text: passages.mark_all(text, marker.find(text))


def rank(collection: Collection, request: Request) -> tuple[list[Found], int]:
    """The places of one page of documents in order, and how many there are in all.

    It is ``answer`` without reading the documents and without correcting: for runs of many queries.

    Raises:
        QueryError: the query asks nothing.
    """
    query = request.narrowed
    searcher = collection.searcher
    found, total, _docs = _find(searcher, request, query, _expansions(searcher, query))
    return found[request.offset :], total


def _expansions(searcher: Searcher, query: Query) -> tuple[Expansion, ...]:
    """The other forms of the abbreviations among the words that any document may have."""
    words = [item.text for item in query.clauses.optional if isinstance(item, Word)]
    return expanding.expansions(searcher, " ".join(words))


def require_something(query: Query) -> None:
    """Refuse a query without words and filters.

    Raises:
        QueryError: the query asks nothing.
    """
    if query.is_empty:
        message = _("the query has no words")
        raise QueryError(message, query.text, 0, len(query.text), _("for example: loonpremie"))


def find_all(collection: Collection, query: Query) -> Docs:
    """All documents that a query asks for, segment by segment, to be counted."""
    searcher = collection.searcher
    other_forms = expanding.query_words(searcher, _expansions(searcher, query))
    return _documents(searcher, query, tuple(other_forms), ranked=False) or _none(searcher)


def _documents(
    searcher: Searcher, query: Query, other_forms: Sequence[QueryWord], ranked: bool
) -> Docs | None:
    """The documents that a query asks for; None where it has nothing but stop words.

    Ranked, those come last that have no more than a part of a compound ("werk" for "maatwerk"). By
    date they would stand anywhere, and half of a count would be theirs: there they are found only
    where no document at all has the words themselves.
    """
    asked = query.clauses
    if not ranked:
        matcher = Matcher(searcher, parts=False)
        words = Clauses((), asked.required, asked.optional, ())
        if any(matcher.group(words, other_forms=other_forms) or [True]):
            return matcher.group(asked, other_forms=other_forms)
    return Matcher(searcher).group(asked, other_forms=other_forms)


def _none(searcher: Searcher) -> Docs:
    return [set() for _segment in searcher.segments]


def _find(
    searcher: Searcher, request: Request, query: Query, expanded: Sequence[Expansion] = ()
) -> tuple[list[Found], int, Docs]:
    """The best documents up to the end of the page, how many there are in all, and which.

    Which they are is found out only where something needs it: for plain words ranked by relevance
    the best are found without looking at the others.
    """
    end = request.offset + request.limit
    other_forms = tuple(expanding.query_words(searcher, expanded))
    words = [*Matcher(searcher).query_words(tuple(leaves(query.root))), *other_forms]
    ranked = request.sort is Sort.RELEVANCE or (request.sort is None and query.has_words)
    if ranked and _is_plain(query) and not request.facets:
        return searcher.best(words, end) if words else [], searcher.count(words), []
    docs = _documents(searcher, query, other_forms, ranked and not request.facets)
    if docs is None:
        return [], 0, _none(searcher)
    total = sum(map(len, docs))
    if ranked and words:
        return searcher.best(words, end, docs), total, docs
    return searcher.newest(docs, end, oldest=request.sort is Sort.OLDEST), total, docs


def _is_plain(query: Query) -> bool:
    """Whether any of some words is all that is asked."""
    return all(isinstance(item, Word) for item in query.root.items)


def _facet(searcher: Searcher, name: str, docs: Docs) -> Facet:
    counts: Mapping[str, int] = searcher.tally(column_of(name), docs)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return Facet(name, tuple(ordered))


def _hit(collection: Collection, found: Found, place: int, marker: Marker, request: Request) -> Hit:
    document = collection.document(found)
    if not request.snippets and not request.explain:
        return as_hit(document, place, found.score)
    text = sections(document)
    matches = marker.find_all(section.text for section in text)
    title = next((own for one, own in zip(text, matches, strict=True) if one.field == "title"), [])
    return as_hit(
        document,
        place,
        found.score,
        passages.mark_all(document.title, title),
        passages.best_passages(text, matches) if request.snippets else (),
        marker.meetings(matches) if request.explain else (),
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
