"""The best documents by rows, as arrays: a bound is summed up for every document.

Term-at-a-time evaluation with accumulators (Zobel and Moffat 2006, "Inverted Files for Text Search
Engines", 5.1): whole arrays make it cheap to look at every document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imwsearch.codec.arrays import Array, np
from imwsearch.codec.highest import highest
from imwsearch.codec.ranking import LEVELS, PARTS_WEIGHT, coordination
from imwsearch.codec.scoring import evaluate
from imwsearch.codec.top import SLACK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from imwsearch.codec.rows import Row
    from imwsearch.codec.scoring import Part, Word
    from imwsearch.codec.top import Scored

MOST = 2**16 - 1
"""A bound is one of so many levels."""

FIRST = 16
"""So many documents of the highest bounds, about, are scored first, to know a floor."""

AT_ONCE = 2**13
"""So many documents are scored roughly at once."""

MANY = 256
"""Where more can reach the floor, they are scored roughly first, all together."""


def best(words: Sequence[Word], weight: float, k: int, count: int) -> list[Scored]:
    """The best documents, in any order.

    Args:
        words: the query's words; their lists are rows, a few dozen at most.
        weight: the weights of all the query's words together.
        k: how many documents are wanted.
        count: how many documents the rows have.

    Returns:
        At least the best k (score, document), with all that have the score of the last of these;
        or all that have any of the words.
    """
    if count <= AT_ONCE:
        return _best_of_few(words, weight, k, count)
    lists = [part for each in words for part in each.lists()]
    bounds, scale = _bounds(lists, count)
    docs, least = highest(bounds, max(k, FIRST))
    top, floor = _joined([], words, weight, docs, k)
    reached = int(floor * scale * SLACK) + 1
    if reached >= least:
        return top
    docs = (bounds >= reached).nonzero()[0]
    docs = docs[bounds[docs] < least]
    if len(docs) > max(k, MANY):
        rough = _rough_scores(words, weight, docs)
        floor = max(floor, float(np.partition(rough, -k)[-k]))
        docs = docs[rough >= floor * SLACK]
    return _joined(top, words, weight, docs, k)[0]


def _best_of_few(words: Sequence[Word], weight: float, k: int, count: int) -> list[Scored]:
    rough = _rough_scores(words, weight, np.arange(count))
    floor = float(np.partition(rough, -k)[-k]) if count > k else 0.0
    docs = (rough >= floor * SLACK).nonzero()[0] if floor else rough.nonzero()[0]
    return _joined([], words, weight, docs, k)[0]


def _joined(
    top: list[Scored], words: Sequence[Word], weight: float, docs: Array, k: int
) -> tuple[list[Scored], float]:
    """The best of those known and of more documents, and the score that these reach."""
    scores = evaluate(words, weight, docs)  # type: ignore[arg-type]  # rows take arrays as well
    top = top + list(zip(scores, docs.tolist()))
    if len(top) < k:
        return top, 0.0
    floor = sorted([score for score, _ in top])[-k]
    return [pair for pair in top if pair[0] >= floor], floor


def _bounds(lists: Sequence[Part], count: int) -> tuple[Array, float]:
    """For each document a level that its score does not exceed; and levels per score."""
    peaks = sum(part.peak * part.share for part in lists)
    scale = (MOST - LEVELS * len(lists)) / peaks if peaks else 0.0
    bounds = np.zeros(count, np.uint16)
    for part in lists:
        if not part.peak:  # it is in none of the documents, and its step may be too high
            continue
        step = np.uint16(int(part.factor * part.share * scale) + 1)
        row_of(part).add_to(bounds, step)
    return bounds, scale


def row_of(part: Part) -> Row:
    """The row of a list, where all lists are rows."""
    row: Row = part.postings  # type: ignore[assignment]
    return row


def _rough_scores(words: Sequence[Word], weight: float, docs: Array) -> Array:
    """The scores of documents as ``scoring`` has them, but for how they are rounded."""
    total, met = np.zeros(len(docs)), np.zeros(len(docs))
    for each in words:
        value, share = _rough_values(each, docs)
        total += value
        met += share
    return total * coordination(met / weight)


def _rough_values(word: Word, docs: Array) -> tuple[Array, Array]:
    """What a word is worth in each document, and its weight as far as it is met."""
    if word.whole and not word.parts:
        own = row_of(word.whole).of(docs)
        return word.whole.factor * own, (own > 0) * word.weight
    value, share = np.zeros(len(docs)), np.zeros(len(docs))
    for part in word.parts:
        own = row_of(part).of(docs)
        value += part.factor * PARTS_WEIGHT * own
        share += (own > 0) * (word.weight / word.size)
    if word.whole:
        own = row_of(word.whole).of(docs)
        value = np.maximum(value, word.whole.factor * own)
        share[own > 0] = word.weight
    return value, share
