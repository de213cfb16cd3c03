"""The ranking formula: its constants and its arithmetic, in one place.

For a document d and a query of n words, of which m are met in d::

    score(q, d)  = coordination(m, n) * sum over words of weight * word(w, d)
    word(w, d)   = max(list(whole stem), PARTS_WEIGHT * sum of list(part))
    list(t, d)   = idf(N, df(t)) * impact(t, d)
    impact(t, d) = tf / (tf + K1), rounded to 1/255, at least 1/255
    tf(t, d)     = sum over fields f of WEIGHT[f] * count(t, d, f) / norm(f, length(d, f))
    norm(f, l)   = 1 - B[f] + B[f] * l / PIVOT[f]

``count`` is the number of times that the stem occurs as a whole word, plus ``PART_COUNT`` for each
time as a part of a compound. ``length`` is the number of places in the field, stop words included.
``PIVOT`` are constants and no averages of the collection, so that an impact is known when a
document is added and never changes. N and df count living documents only, at query time.

The impact is BM25F (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework", 3.6).
"""

from math import log

FIELDS = ("title", "theme", "questions", "answer")
"""The text fields, in the order in which their words follow each other in a document."""

WEIGHT = (3.0, 2.0, 1.0, 1.0)
B = (0.3, 0.3, 0.75, 0.75)
PIVOT = (10.0, 3.0, 200.0, 250.0)
K1 = 1.2
PART_COUNT = 0.5
PARTS_WEIGHT = 0.7
COORDINATION = 0.5

LEVELS = 255
"""An impact is stored as one byte, 1 to 255; 0 means that the term is absent."""


def field_gain(field: int, length: int) -> float:
    """What one whole word in a field of ``length`` places adds to tf."""
    return WEIGHT[field] / (1.0 - B[field] + B[field] * length / PIVOT[field])


def impact(tf: float) -> int:
    """The stored impact, 1 to 255, of a weighted term frequency above 0."""
    return int(tf / (tf + K1) * LEVELS + 0.5) or 1


def idf(documents: int, frequency: int) -> float:
    """The weight of a term that ``frequency`` of ``documents`` living documents hold; above 0."""
    return log(1.0 + (documents - frequency + 0.5) / (frequency + 0.5))


def coordination(matched: int, words: int) -> float:
    """The share of the score that a document with ``matched`` of ``words`` query words keeps.

    Grows with ``matched``, and is 1 where every word is met.
    """
    return float((matched / words) ** COORDINATION)
