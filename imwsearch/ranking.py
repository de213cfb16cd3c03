"""The ranking formula: BM25F over the fields, the best of whole word and compound parts.

For a query of words w, each with its stem and the stems of its parts::

    x(t, d)     = sum over fields f of WEIGHT[f] * tf(t, d, f) / norm(d, f)
    norm(d, f)  = 1 - B[f] + B[f] * len(d, f) / PIVOT[f]
    s(t, d)     = idf(t) * x(t, d) / (K1 + x(t, d))
    idf(t)      = ln(1 + (N - df(t) + 0.5) / (df(t) + 0.5))
    word(w, d)  = max(s(stem), PARTS * sum of s(part))
    score(q, d) = (words of q met in d / words of q) ** COORDINATION * sum of word(w, d)

The pivots are constants and no averages of the collection: a document's score does not depend on
how the index came about.
"""

from collections.abc import Mapping, Sequence
from math import log

K1 = 1.2
WEIGHT = {"title": 3.0, "theme": 2.0, "questions": 1.2, "answer": 1.0, "header": 0.5}
B = {"title": 0.3, "theme": 0.3, "questions": 0.75, "answer": 0.75, "header": 0.0}
PIVOT = {"title": 8.0, "theme": 4.0, "questions": 180.0, "answer": 220.0, "header": 25.0}
PARTS = 0.7
COORDINATION = 0.5


def impact(frequencies: Mapping[str, float], lengths: Mapping[str, float]) -> float:
    """What one term says of one document, from 0 to 1.

    Args:
        frequencies: how often the term stands in each field; parts of compounds count less.
        lengths: how many words each field has.
    """
    x = sum(
        WEIGHT[field] * frequency / (1 - B[field] + B[field] * lengths[field] / PIVOT[field])
        for field, frequency in frequencies.items()
    )
    return x / (K1 + x)


def idf(documents: int, having: int) -> float:
    """How much a term tells, from the number of documents and of those that have it."""
    return log(1 + (documents - having + 0.5) / (having + 0.5))


Scores = Mapping[int, float]
"""Document number to the score of one term."""


def word_scores(whole: Scores, parts: Sequence[Scores]) -> dict[int, float]:
    """The scores of one query word: the best of the whole and its parts together."""
    scores: dict[int, float] = {}
    for part in parts:
        for document, score in part.items():
            scores[document] = scores.get(document, 0.0) + PARTS * score
    for document, score in whole.items():
        scores[document] = max(score, scores.get(document, 0.0))
    return scores


def query_scores(words: Sequence[Scores]) -> dict[int, float]:
    """The scores of a whole query from those of its words."""
    sums: dict[int, float] = {}
    met: dict[int, int] = {}
    for word in words:
        for document, score in word.items():
            sums[document] = sums.get(document, 0.0) + score
            met[document] = met.get(document, 0) + 1
    return {
        document: score * (met[document] / len(words)) ** COORDINATION
        for document, score in sums.items()
    }
