"""The ranking formula: BM25F over the fields, and the best of a whole word and its parts.

For terms t (a stem), documents d of N, fields f::

    x(t, d)      = sum over f of WEIGHT[f] * tf(t, d, f) / norm(d, f)
    norm(d, f)   = 1 - B[f] + B[f] * len(d, f) / PIVOT[f]
    impact(t, d) = (K1 + 1) * x / (K1 + x)
    idf(t)       = ln(1 + (N - df(t) + 0.5) / (df(t) + 0.5))
    s(t, d)      = idf(t) * impact(t, d)

For a query of different words u, each with its stem t and the n stems p of its parts, words that
no document has left out::

    score(u, d)  = max(s(t, d), PARTS * sum of s(p, d))
    weight(u)    = max(idf(t), PARTS * sum of idf(p))          idf is 0 for a term of no document
    share(u, d)  = 1 if d has t, else the number of p that d has / n
    score(q, d)  = sum of score(u, d) * (sum of weight * share / sum of weight) ** COORDINATION

The pivots are constants and no averages of the collection: a document's impacts do not depend on
how the index came about. The constants were tuned on half of the queries of benchmarks/relevance.
"""

from collections.abc import Mapping, Sequence
from math import log
from typing import NamedTuple

K1 = 1.6
WEIGHT = {"title": 7.0, "theme": 5.0, "questions": 1.5, "answer": 1.0, "header": 0.5}
B = {"title": 0.3, "theme": 0.3, "questions": 0.65, "answer": 0.75, "header": 0.0}
PIVOT = {"title": 6.0, "theme": 3.0, "questions": 100.0, "answer": 140.0, "header": 25.0}
"""Words of a usual field, stop words not counted."""
PARTS = 0.75
COORDINATION = 0.3


def impact(frequencies: Mapping[str, float], lengths: Mapping[str, float]) -> float:
    """What one term says of one document, between 0 and K1 + 1.

    Args:
        frequencies: how often the term stands in each field; parts of compounds count less.
        lengths: how many words each field has.
    """
    x = sum(
        WEIGHT[field] * frequency / (1 - B[field] + B[field] * lengths[field] / PIVOT[field])
        for field, frequency in frequencies.items()
    )
    return (K1 + 1) * x / (K1 + x)


def idf(documents: int, having: int) -> float:
    """How much a term tells, from the number of documents and of those that have it."""
    return log(1 + (documents - having + 0.5) / (having + 0.5)) if having else 0.0


class Term(NamedTuple):
    """A term of the query as the collection has it.

    Args:
        idf: how much it tells; 0.0 where no document has it.
        scores: s(t, d) by document number.
    """

    idf: float
    scores: Mapping[int, float]


class Word(NamedTuple):
    """A word of the query as the collection has it.

    Args:
        weight: weight(u); 0.0 where no document has the word or a part of it.
        scores: score(u, d) by document number.
        shares: share(u, d) by document number.
    """

    weight: float
    scores: Mapping[int, float]
    shares: Mapping[int, float]


def word(whole: Term, parts: Sequence[Term]) -> Word:
    """A word of the query from its terms: the best of the whole and its parts together."""
    scores: dict[int, float] = {}
    shares: dict[int, float] = {}
    for part in parts:
        for document, score in part.scores.items():
            scores[document] = scores.get(document, 0.0) + PARTS * score
            shares[document] = shares.get(document, 0.0) + 1 / len(parts)
    for document, score in whole.scores.items():
        scores[document] = max(score, scores.get(document, 0.0))
        shares[document] = 1.0
    return Word(max(whole.idf, PARTS * sum(part.idf for part in parts)), scores, shares)


def query_scores(words: Sequence[Word]) -> dict[int, float]:
    """score(q, d) of every document that has any word of the query, by document number."""
    sums: dict[int, float] = {}
    covered: dict[int, float] = {}
    for weight, scores, shares in words:
        for document, score in scores.items():
            sums[document] = sums.get(document, 0.0) + score
            covered[document] = covered.get(document, 0.0) + weight * shares[document]
    total = sum(one.weight for one in words)
    return {
        document: score * (covered[document] / total) ** COORDINATION
        for document, score in sums.items()
    }
