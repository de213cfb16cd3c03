"""The ranking formula: its constants and its arithmetic, in one place.

For a document d and a query of the words u, each with a stem t and, if it is a compound, its parts
p1 ... pn::

    score(q, d)  = sum_u word(u, d) * (sum_u weight(u) * share(u, d) / sum_u weight(u)) ** 0.5
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

from __future__ import annotations

from math import log

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    from imwsearch.codec.arrays import Array

    Number = TypeVar("Number", float, Array)

FIELDS = ("title", "theme", "questions", "answer", "header")
"""The text fields, at most 8, in the order in which a segment keeps their words.

``header`` holds names, numbers and dates.
"""

WEIGHT = (7.0, 5.0, 2.0, 1.0, 0.5)
B = (0.3, 0.3, 0.65, 0.75, 0.0)
PIVOT = (6.0, 3.0, 100.0, 140.0, 25.0)
K1 = 1.6
PART_COUNT = 0.6
PARTS_WEIGHT = 0.75
COORDINATION = 0.5

STOP = "="
"""Begins the stem of a stop word, which is found in phrases and never scored."""

LEVELS = 255
"""An impact is stored as one byte, 1 to 255; 0 means that the term is absent."""

SCALE = (K1 + 1.0) / LEVELS
"""What one level of impact is worth before idf."""


def field_gain(field: int, length: Number) -> Number:
    """What one whole word in a field of ``length`` words, or many lengths, adds to tf."""
    return WEIGHT[field] / (1.0 - B[field] + B[field] * length / PIVOT[field])


def impact(tf: float) -> int:
    """The stored impact, 1 to 255, of a weighted term frequency above 0."""
    return (
        int(tf / (tf + K1) * LEVELS + 0.5 + 1e-9) or 1
    )  # exact halves go up however tf was summed


def impacts(frequencies: Array) -> Array:
    """``impact`` of many weighted term frequencies; uint8."""
    shares = frequencies / (frequencies + K1)
    return (shares * LEVELS + 0.5 + 1e-9).astype("uint8").clip(1)


def idf(documents: int, frequency: int) -> float:
    """The weight of a term that ``frequency`` of ``documents`` living documents hold.

    Above 0; 0 for a term that none holds.
    """
    if not frequency:
        return 0.0
    return log(1.0 + (documents - frequency + 0.5) / (frequency + 0.5))


def coordination(share: Number) -> Number:
    """What a document, or each of many, keeps that has ``share`` of the query's weight, 0 to 1."""
    kept: Number = share**COORDINATION
    return kept


def word_weight(whole: float, parts: float) -> float:
    """What a word with this idf, and this sum of its parts' idf, weighs in the coordination."""
    return max(whole, PARTS_WEIGHT * parts)
