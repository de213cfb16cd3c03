<<<<<<< HEAD
"""The ranking formula: its constants and its arithmetic, in one place.

For a document d and a query of the words u, each with a stem t and, if it is a compound, its parts
p1 ... pn::

    score(q, d)  = sum_u word(u, d) * (sum_u weight(u) * share(u, d) / sum_u weight(u)) ** 0.3
    word(u, d)   = max(list(t, d), PARTS_WEIGHT * sum_i list(p_i, d))
    weight(u)    = max(idf(t), PARTS_WEIGHT * sum_i idf(p_i))    a stem no document has gives 0
    share(u, d)  = 1 if t is in d, else the share of the p_i that are in d
    list(t, d)   = idf(t) * (K1 + 1) * impact(t, d) / LEVELS
    idf(t)       = ln(1 + (N - df(t) + 0.5) / (df(t) + 0.5))
    impact(t, d) = LEVELS * tf / (tf + K1), rounded, at least 1
    tf(t, d)     = sum over fields f of WEIGHT[f] * count(t, d, f) / norm(f, length(d, f))
    norm(f, l)   = 1 - B[f] + B[f] * l / PIVOT[f]

``count`` is the number of times that the stem occurs as a whole word, plus ``PART_COUNT`` for each
time as a part of a compound. ``length`` is the number of words in the field without stop words.
``PIVOT`` are constants and no averages of the collection, so that an impact is known when a
document is added and never changes. N and df count living documents only, at query time.

The impact is BM25F (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework", 3.6).
"""

from math import log

FIELDS = ("title", "theme", "questions", "answer", "header")
"""The text fields, at most 8, in the order in which a segment keeps their words.

``header`` holds names, numbers and dates.
"""

WEIGHT = (7.0, 5.0, 1.5, 1.0, 0.5)
B = (0.3, 0.3, 0.65, 0.75, 0.0)
PIVOT = (6.0, 3.0, 100.0, 140.0, 25.0)
K1 = 1.6
PART_COUNT = 0.5
PARTS_WEIGHT = 0.75
COORDINATION = 0.3

LEVELS = 255
"""An impact is stored as one byte, 1 to 255; 0 means that the term is absent."""

SCALE = (K1 + 1.0) / LEVELS
"""What one level of impact is worth before idf."""


def field_gain(field: int, length: int) -> float:
    """What one whole word in a field of ``length`` words adds to tf."""
    return WEIGHT[field] / (1.0 - B[field] + B[field] * length / PIVOT[field])


def impact(tf: float) -> int:
    """The stored impact, 1 to 255, of a weighted term frequency above 0."""
    return (
        int(tf / (tf + K1) * LEVELS + 0.5 + 1e-9) or 1
    )  # exact halves go up however tf was summed


def idf(documents: int, frequency: int) -> float:
    """The weight of a term that ``frequency`` of ``documents`` living documents hold.

    Above 0; 0 for a term that none holds.
    """
    if not frequency:
        return 0.0
    return log(1.0 + (documents - frequency + 0.5) / (frequency + 0.5))


def coordination(share: float) -> float:
    """What a document keeps of its score that has ``share`` of the query's weight, 0 to 1."""
    return float(share**COORDINATION)


def word_weight(whole: float, parts: float) -> float:
    """What a word with this idf, and this sum of its parts' idf, weighs in the coordination."""
    return max(whole, PARTS_WEIGHT * parts)
=======
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
>>>>>>> 4716a858494916c51b234351e93f40a3bff8e4ed
