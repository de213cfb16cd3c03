"""The answer to a query: which documents, in which order, with which passages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from imwsearch import dutch, passages, ranking
from imwsearch.document import Document
from imwsearch.errors import QueryError
from imwsearch.messages import _
from imwsearch.opening import Collection
from imwsearch.results import Hit, Results
from imwsearch.schema import sections
from imwsearch.segments import Segments


@dataclass(frozen=True, slots=True)
class QueryWord:
    """One word of a query as the index knows it.

    Args:
        stem: the term of the whole word.
        parts: the terms of its parts, if it is a compound.
    """

    stem: str
    parts: tuple[str, ...]

    def meets(self, analysed: dutch.Analysis) -> bool:
        """Whether a word of a document is what this word looks for, whole or in part."""
        terms = {analysed.stem, *analysed.parts}
        return self.stem in terms or any(part in terms for part in self.parts)


def search(collection: Collection, query: str, offset: int = 0, limit: int = 10) -> Results:
    """One page of the documents that have any of the query's words, best first.

    Args:
        collection: what to search.
        query: words, as typed.
        offset: how many hits to pass over.
        limit: how many hits at most.

    Raises:
        QueryError: the query has no words.
    """
    words = analyze_query(query)
    segments = collection.segments
    scores = score_documents(segments, words)
    ranked = sorted(scores.items(), key=lambda item: (-item[1], segments.id(item[0])))
    meets = _meets(words)
    hits = tuple(
        _hit(collection.document(number), rank, score, meets)
        for rank, (number, score) in enumerate(ranked[offset : offset + limit], offset + 1)
    )
    return Results(query, len(ranked), offset, hits)


def analyze_query(query: str) -> tuple[QueryWord, ...]:
    """The words of a query that are worth looking for, each once; stop words are left out.

    Raises:
        QueryError: there is no word in it at all.
    """
    tokens = dutch.tokenize(query)
    if not tokens:
        raise QueryError(
            _("the query has no words"), query, 0, len(query), _("for example: loonpremie")
        )
    analysed = (dutch.analyze_word(token.word) for token in tokens)
    return tuple(dict.fromkeys(QueryWord(a.stem, a.parts) for a in analysed if a))


def score_documents(segments: Segments, words: Sequence[QueryWord]) -> Mapping[int, float]:
    """The score of each document that has any of the words, by document number."""

    @cache
    def term(text: str) -> ranking.Term:
        postings = segments.postings(text)
        idf = ranking.idf(segments.documents, len(postings))
        return ranking.Term(
            idf,
            {
                number: idf * ranking.impact(frequencies, segments.lengths(number))
                for number, frequencies in postings.items()
            },
        )

    return ranking.query_scores(
        [ranking.word(term(word.stem), [term(part) for part in word.parts]) for word in words]
    )


def _meets(words: Sequence[QueryWord]) -> passages.Meets:
    @cache
    def meets(word: str) -> int | None:
        analysed = dutch.analyze_word(word)
        if analysed is None:
            return None
        return next((i for i, wanted in enumerate(words) if wanted.meets(analysed)), None)

    return meets


def _hit(document: Document, rank: int, score: float, meets: passages.Meets) -> Hit:
    return Hit(
        rank=rank,
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
        marked_title=passages.mark_all(document.title, meets),
        passages=passages.best_passages(sections(document), meets),
    )
