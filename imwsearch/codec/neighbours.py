"""The documents in which frequent words stand next to each other, as ``pairs`` wrote them."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from imwsearch.codec.segment import Segment


def following(segment: Segment, first: int, second: int) -> memoryview | None:
    """The documents in which one real word directly follows another, ascending.

    Returns:
        None where they are not kept, since one of the words is rare or a stop word.
    """
    sections = segment.sections
    one, other = _number(segment, first), _number(segment, second)
    if one is None or other is None:
        return None
    low, high = sections["pair_at"][one : one + 2]
    at = bisect_left(sections["pair_next"], other, low, high)
    if at == high or sections["pair_next"][at] != other:
        return sections["pair_docs"][:0]
    sizes = sections["pair_sizes"]
    start = sections["pair_docs_at"][one] + sum(sizes[low:at])
    return sections["pair_docs"][start : start + sizes[at]]


def holding_neighbours(segment: Segment, words: Iterable[tuple[int, int]]) -> set[int] | None:
    """The living documents that have all neighbours among some words, as far as that is kept.

    Args:
        segment: where.
        words: (real word, its place relative to the others).

    Returns:
        None where it is not kept of any two; what it says of two is all there is to know.
    """
    ordered = sorted(words, key=lambda word: word[1])
    found = [
        docs
        for (first, at), (second, next_) in pairwise(ordered)
        if next_ == at + 1 and (docs := following(segment, first, second)) is not None
    ]
    if not found:
        return None
    held = set(found[0].tolist())
    for docs in found[1:]:
        held.intersection_update(docs.tolist())
    held -= segment.deleted
    return held


def _number(segment: Segment, word: int) -> int | None:
    words: Sequence[int] = segment.sections["pair_words"]
    at = bisect_left(words, word)
    return at if at < len(words) and words[at] == word else None
