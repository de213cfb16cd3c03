"""The answer to a query: which documents, in which order, with which passages."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from typing import overload

from imwsearch import deadlines, dutch, expanding, limits, passages, plain, runs
from imwsearch.choices import Sort as Sort
from imwsearch.choices import column_of
from imwsearch.codec import docsets
from imwsearch.codec.searcher import Found, QueryWord, Searcher
from imwsearch.damage import blaming_damage
from imwsearch.deadlines import Extend
from imwsearch.errors import QueryError
from imwsearch.expanding import Expansion
from imwsearch.hits import as_hit, marked_hit
from imwsearch.marking import Marker
from imwsearch.matching import Docs, Matcher, marker
from imwsearch.messages import _
from imwsearch.opening import Collection
from imwsearch.query import Query, parse
from imwsearch.query.citing import cited
from imwsearch.query.filters import NO_FILTERS, Filters, with_filters
from imwsearch.query.reading import is_line
from imwsearch.query.tree import (
    Fuzzy,
    Group,
    Link,
    Or,
    Pattern,
    Phrase,
    Scoped,
    Word,
    leaves,
)
from imwsearch.results import Facet, Hit, Piece, Results
from imwsearch.suggesting import suggest
from imwsearch.wanted import phrase_words, wanted_words


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a search.

    Args:
        query: the query, read.
        offset: how many hits to pass over.
        limit: how many hits at most.
        sort: the order; None for relevance where there are words, newest first otherwise.
        facets: the fields (``choices.FACETS``) whose values are counted over all documents found.
        explain: tell for each hit which words met, and how.
        snippets: cut the snippets; a form that shows none is spared most of the work.
        filters: what narrows the query, and a correction of it as well.
        lazy: make each hit when it is looked at, and again when it is looked at again: for a whole
            result, which need not fit into memory. No limit of time holds for that.
    """

    query: Query
    offset: int = 0
    limit: int = 10
    sort: Sort | None = None
    facets: tuple[str, ...] = ()
    explain: bool = False
    snippets: bool = True
    filters: Filters = NO_FILTERS
    lazy: bool = False

    @property
    def narrowed(self) -> Query:
        """The query with its filters.

        Raises:
            QueryError: a value that its field cannot have, or nothing is asked at all.
        """
        narrowed = with_filters(_in_order(self.query), self.filters)
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
    with blaming_damage(collection), in_time(request.query) as extend:
        return _answer(collection, request, extend)


def in_time(query: Query) -> AbstractContextManager[Extend]:
    """The limit of time for what a query asks; a QueryError says so.

    Yields:
        What grants more time.
    """
    return deadlines.within(limits.QUERY_SECONDS, partial(_too_slow, query))


def _too_slow(query: Query) -> QueryError:
    return QueryError(
        _("the query takes more than {seconds:.0f} seconds").format(seconds=limits.QUERY_SECONDS),
        query.text,
        0,
        len(query.text),
        _("use fewer patterns or words"),
    )


def _answer(collection: Collection, request: Request, extend: Extend) -> Results:
    query = request.query
    results = _answer_as_given(collection, request, extend)
    better = suggest(collection.searcher, query.text, leaves(query.root))
    if better is None:
        return results
    corrected = _answer_as_given(collection, replace(request, query=parse(better)), extend)
    if not corrected.total:
        return results
    if results.total:
        return results.changed(suggestion=better)
    return corrected.changed(query=query.text, suggestion=better, corrected=True)


def _answer_as_given(collection: Collection, request: Request, extend: Extend) -> Results:
    query = request.narrowed
    searcher = collection.searcher
    expanded = _expansions(searcher, query)
    found, total, docs = _find(searcher, request, query, expanded)
    marked = marker(searcher, tuple(leaves(query.root)), expanded)
    hits = _Hits(collection, request, found, marked)
    if not request.lazy:
        extend(limits.HIT_SECONDS * max(0, len(found) - request.offset))
    return Results(
        query.text,
        total,
        request.offset,
        hits if request.lazy else tuple(hits),
        facets=tuple(_facet(searcher, name, docs) for name in request.facets),
    )


class _Hits(Sequence[Hit]):
    """The hits of a page, each made when it is looked at."""

    def __init__(
        self, collection: Collection, request: Request, found: list[Found], marked: Marker
    ) -> None:
        self._collection = collection
        self._request = request
        self._found = found
        self._marked = marked

    def __len__(self) -> int:
        return max(0, len(self._found) - self._request.offset)

    @overload
    def __getitem__(self, at: int) -> Hit: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Hit, ...]: ...

    def __getitem__(self, at: int | slice) -> Hit | tuple[Hit, ...]:
        if isinstance(at, slice):
            return tuple(self[n] for n in range(*at.indices(len(self))))
        place = range(self._request.offset, len(self._found))[at]
        found = self._found[place]
        return _hit(self._collection, found, place + 1, self._marked, self._request)


def mark(collection: Collection, query: str) -> Callable[[str], tuple[Piece, ...]]:
    """What marks in any text the words that a query meets.

    Raises:
        QueryError: the query cannot be read.
    """
    searcher, read = collection.searcher, parse(query)
    marked = marker(searcher, tuple(leaves(read.root)), _expansions(searcher, read))
    return lambda text: passages.mark_all(text, marked.find(text))


def rank(collection: Collection, request: Request) -> tuple[list[Found], int]:
    """The places of one page of documents in order, and how many there are in all.

    It is ``answer`` without reading the documents and without correcting: for runs of many queries.

    Raises:
        QueryError: the query asks nothing, or takes too long.
        DamagedIndexError: the index turns out to be damaged.
    """
    query = request.narrowed
    searcher = collection.searcher
    with blaming_damage(collection), in_time(query):
        found, total, _docs = _find(searcher, request, query, _expansions(searcher, query))
    return found[request.offset :], total


def _expansions(searcher: Searcher, query: Query) -> tuple[Expansion, ...]:
    """The other forms of the abbreviations among the words that any document may have."""
    words = [item.text for item in query.clauses.optional if isinstance(item, Word)]
    typed = [token.word for token in dutch.tokenize(" ".join(words))]
    return expanding.expansions(searcher, typed)


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
        found = Matcher(searcher, parts=False).group(asked, other_forms=other_forms)
        if found is None or any(found):
            return found
    return Matcher(searcher).group(asked, other_forms=other_forms)


def _none(searcher: Searcher) -> Docs:
    return [set() for _segment in searcher.segments]


def _find(
    searcher: Searcher, request: Request, query: Query, expanded: Sequence[Expansion] = ()
) -> tuple[list[Found], int, Docs]:
    """The best documents up to the end of the page, how many there are in all, and which.

    Which they are is found out only where something needs it: for plain words and patterns, ranked
    by relevance, the best are found without looking at the others.
    """
    end = request.offset + request.limit
    other_forms = tuple(expanding.query_words(searcher, expanded))
    words = [*Matcher(searcher).query_words(tuple(leaves(query.root))), *other_forms]
    run = phrase_words(" ".join(_run(query)))
    words += runs.query_words(searcher, run, is_line(query.text))
    ranked = request.sort is Sort.RELEVANCE or (request.sort is None and query.has_words)
    named = _named(searcher, query) if ranked else _none(searcher)
    if ranked and _is_plain(query) and not request.facets and not any(named):
        return *plain.best(searcher, words, end), []
    docs = _documents(searcher, query, other_forms, ranked and not request.facets)
    if docs is None:
        return [], 0, _none(searcher)
    total = sum(map(len, docs))
    if ranked and words:
        return _named_first(searcher, named, words, end, docs), total, docs
    return docsets.newest(searcher, docs, end, oldest=request.sort is Sort.OLDEST), total, docs


def _in_order(query: Query) -> Query:
    """A query as it is; one that has only stop words, several of them, as a phrase."""
    if not all(isinstance(item, Word) for item in query.root.items):
        return query
    text = " ".join(_run(query))
    words = tuple(word for word, _place in phrase_words(text))
    if len(words) < 2 or wanted_words(text):
        return query
    return Query(query.text, Group((Phrase(words),)))


def _run(query: Query) -> Iterator[str]:
    """The words that stand side by side in a query, in quotes too, without operators."""
    for item in query.root.items:
        match item:
            case Word(text) | Scoped(_, Word(text)):
                yield text
            case Phrase(words, slop=0):
                yield from words
            case Phrase() | Pattern() | Fuzzy() | Or() | Group():
                return


def _named_first(
    searcher: Searcher, named: Docs, words: Sequence[QueryWord], end: int, docs: Docs
) -> list[Found]:
    """The best of the documents, those before the others that the query names."""
    if not any(named):
        return searcher.best(words, end, docs)
    first = [own & other for own, other in zip(docs, named, strict=True)]
    others = [own - other for own, other in zip(docs, named, strict=True)]
    found = searcher.best(words, end, first)
    rest = end - len(found)
    return found + (searcher.best(words, rest, others) if rest else [])


def _named(searcher: Searcher, query: Query) -> Docs:
    """The documents whose address the query holds, or which it cites by number and session year."""
    links = (leaf for leaf in leaves(query.root) if isinstance(leaf, Link))
    named = Or((*links, *cited(query.text)))
    return Matcher(searcher).documents(named) or _none(searcher)


def _is_plain(query: Query) -> bool:
    """Whether any of some words and patterns is all that is asked."""
    return all(isinstance(item, Word | Pattern | Fuzzy) for item in query.root.items)


def _facet(searcher: Searcher, name: str, docs: Docs) -> Facet:
    counts: Mapping[str, int] = docsets.tally(searcher, column_of(name), docs)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return Facet(name, tuple(ordered))


def _hit(collection: Collection, found: Found, place: int, marked: Marker, request: Request) -> Hit:
    document = collection.document(found)
    if not request.snippets and not request.explain:
        return as_hit(document, place, found.score)
    return marked_hit(
        document,
        place,
        found.score,
        marked,
        snippets=request.snippets,
        explain=request.explain,
    )
