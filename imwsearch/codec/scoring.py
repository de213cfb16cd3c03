"""The best documents of one segment for a ranked query, exactly as if all were scored.

Documents are scored in batches, a list at a time. What cannot reach the best k is left out: a word
without which no document can is *required*; a list on which no document can rely is not walked
(after Turtle and Flood 1995, "Query evaluation: strategies and optimizations", MaxScore).
"""

from __future__ import annotations

from heapq import nlargest, nsmallest
from itertools import compress, repeat
from operator import itemgetter

from imwsearch.ranking import LEVELS, PARTS_WEIGHT, coordination

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Sequence

    from imwsearch.codec.segment import PostingList, Segment

    Scored = tuple[float, int]

SMALL = 600
"""Lists that hold no more documents than this together are scored whole."""

SLACK = 1.0 - 1e-9
"""Bounds are loosened by this, for sums may round differently in another order."""


class Part:
    """A posting list with its factor: idf times the word's weight, for one level of impact."""

    __slots__ = ("factor", "peak", "postings")

    def __init__(self, postings: PostingList, factor: float) -> None:
        self.postings = postings
        self.factor = factor / LEVELS
        self.peak = self.factor * postings.peak()


class Word:
    """A query's word in one segment.

    Args:
        whole: the list of its stem; None where the segment does not have it.
        parts: the lists of its compound's parts.
    """

    __slots__ = ("parts", "peak", "whole")

    def __init__(self, whole: Part | None, parts: list[Part]) -> None:
        self.whole = whole
        self.parts = parts
        self.peak = max(whole.peak if whole else 0.0, PARTS_WEIGHT * sum(p.peak for p in parts))

    def lists(self) -> list[Part]:
        """All its lists."""
        return [self.whole, *self.parts] if self.whole else self.parts


def best(
    segment: Segment,
    words: Sequence[Word],
    count: int,
    k: int,
    floor: float = 0.0,
    within: Collection[int] | None = None,
) -> list[Scored]:
    """The best documents, best first; those of equal score newest first.

    Args:
        segment: where.
        words: the query's words that the segment has.
        count: how many words the query has.
        k: how many documents are wanted.
        floor: documents below this score need not be given.
        within: the documents that may be given; None for all living ones.

    Returns:
        At least the best k (score, document) with a score of ``floor`` or more, or all.
    """
    lists = [part for word in words for part in word.lists()]
    if within is not None and len(within) <= SMALL:
        return _take(segment, words, count, list(within), k, floor)
    if len(lists) == 1 and within is None and (known := _champions(segment, lists[0], k)):
        return _take(segment, words, count, known, k, floor)
    if sum(len(part.postings) for part in lists) > SMALL:
        seeds = _allowed(segment, within, {d for part in lists for d in _seeds(part.postings, k)})
        top = _take(segment, words, count, seeds, k, floor)
        if len(top) >= k:
            floor = max(floor, top[k - 1][0])
        docs = _reachable(words, count, floor * SLACK)
    else:
        docs = set().union(*(part.postings.docs for part in lists))
    top = _take(segment, words, count, _allowed(segment, within, docs), k, floor)
    if within is not None and len(top) < k and floor <= 0.0:
        known = {doc for _, doc in top}
        top += unscored(segment, [doc for doc in within if doc not in known], k - len(top))
    return top


def unscored(segment: Segment, docs: Iterable[int], k: int) -> list[Scored]:
    """The newest k of the documents, with a score of 0."""
    return [(0.0, doc) for doc in nsmallest(k, docs, key=segment.sections["rank"].__getitem__)]


def _champions(segment: Segment, part: Part, k: int) -> list[int]:
    """The best documents of a long list, if they are at least k; else none."""
    champions = part.postings.champions
    if champions is None:
        return []
    docs = _allowed(segment, None, champions.tolist())
    return docs if len(docs) >= k else []


def _seeds(postings: PostingList, k: int) -> Sequence[int]:
    if postings.champions is not None:
        return postings.champions[: 2 * k].tolist()
    return postings.docs[:k].tolist()


def _allowed(segment: Segment, within: Container[int] | None, docs: Iterable[int]) -> list[int]:
    if within is not None:
        return [doc for doc in docs if doc in within]
    if segment.deleted:
        return list(set(docs) - segment.deleted)
    return list(docs)


def _take(
    segment: Segment,
    words: Sequence[Word],
    count: int,
    docs: list[int],
    k: int,
    floor: float,
) -> list[Scored]:
    scores = evaluate(words, count, docs)
    if len(docs) > 4 * k:
        floor = max(floor, nlargest(k, scores)[-1])
    rank = segment.sections["rank"]
    found = [(score, doc) for score, doc in zip(scores, docs) if score >= floor]  # noqa: B905
    found.sort(key=lambda pair: (-pair[0], rank[pair[1]]))
    return found[:k]


def evaluate(words: Sequence[Word], count: int, docs: Sequence[int]) -> list[float]:
    """The score of each document."""
    if not docs:
        return []
    columns = [_word_column(word, docs) for word in words]
    if count == 1:
        return columns[0]
    share = [coordination(matched, count) for matched in range(count + 1)]
    present = len(words)
    if present == 1:
        only = share[1]
        return [only * value for value in columns[0]]
    if present == 2:
        first, second = columns
        one, both = share[1], share[2]
        return [
            (both if a and b else one) * (a + b)
            for a, b in zip(first, second)  # noqa: B905
        ]
    return [
        share[present - values.count(0.0)] * sum(values)
        for values in zip(*columns)  # noqa: B905
    ]


def _word_column(word: Word, docs: Sequence[int]) -> list[float]:
    whole = _column(word.whole, docs) if word.whole else None
    if not word.parts:
        return whole or [0.0] * len(docs)
    columns = [_column(part, docs) for part in word.parts]
    sums = columns[0]
    for column in columns[1:]:
        sums = [a + b for a, b in zip(sums, column)]  # noqa: B905
    if whole is None:
        return [PARTS_WEIGHT * value for value in sums]
    return [
        a if a > (c := PARTS_WEIGHT * b) else c
        for a, b in zip(whole, sums)  # noqa: B905
    ]


def _column(part: Part, docs: Sequence[int]) -> list[float]:
    factor = part.factor
    return [factor * impact for impact in impacts(part.postings, docs)]


def impacts(postings: PostingList, docs: Sequence[int]) -> Iterable[int]:
    """The impact in each of the documents, 0 where the stem is not there."""
    if postings.dense is not None:
        return itemgetter(*docs)(postings.dense) if len(docs) > 1 else (postings.dense[docs[0]],)
    own = postings.docs
    if len(own) > 12 * len(docs):
        return [postings.impact(doc) for doc in docs]
    return map(dict(zip(own.tolist(), postings.impacts)).get, docs, repeat(0))  # noqa: B905


def _reachable(words: Sequence[Word], count: int, floor: float) -> Iterable[int]:
    """Documents among which are all that score ``floor`` or more."""
    share = [coordination(matched, count) for matched in range(count + 1)]
    total = sum(word.peak for word in words)
    fewer = share[len(words) - 1]
    required = [word for word in words if fewer * (total - word.peak) < floor]
    if required:
        groups = [_walked(word, floor / share[len(words)] - total + word.peak) for word in required]
        groups.sort(key=lambda group: sum(map(_length, group)))
        return _meet(groups)
    rest, rising = 0.0, sorted(words, key=lambda word: word.peak)
    walked: list[tuple[Part, int]] = []
    for n, word in enumerate(rising, start=1):
        rest += word.peak
        if share[n] * rest >= floor:
            walked += _walked(word, 0.0)
    return set().union(*map(_docs, walked))


def _walked(word: Word, need: float) -> list[tuple[Part, int]]:
    """The lists, each with its least impact, that hold all documents worth ``need`` or more."""
    parts = sorted(word.parts, key=lambda part: part.peak)
    total = sum(part.peak for part in parts)
    walked, rest = [], 0.0
    for part in parts:
        rest += part.peak
        if PARTS_WEIGHT * rest >= need:
            others = total - part.peak
            walked.append((part, _least(need / PARTS_WEIGHT - others, part.factor)))
    if word.whole and word.whole.peak >= need:
        walked.append((word.whole, _least(need, word.whole.factor)))
    return walked


def _least(need: float, factor: float) -> int:
    return max(1, min(LEVELS, int(need / factor)))


def _length(walked: tuple[Part, int]) -> int:
    return len(walked[0].postings)


def _docs(walked: tuple[Part, int]) -> Iterable[int]:
    part, least = walked
    postings = part.postings
    if least == 1:
        return postings.docs.tolist()
    table = bytes(least) + b"\1" * (256 - least)
    return compress(postings.docs.tolist(), bytes(postings.impacts).translate(table))


def _meet(groups: list[list[tuple[Part, int]]]) -> Iterable[int]:
    """The documents that every group has."""
    first = groups[0]
    docs: Collection[int] = list(_docs(first[0])) if len(first) == 1 else _union(first)
    for group in groups[1:]:
        docs = _keep(docs, group)
    return docs


def _union(group: list[tuple[Part, int]]) -> set[int]:
    return set().union(*map(_docs, group))


def _keep(docs: Collection[int], group: list[tuple[Part, int]]) -> Collection[int]:
    if len(group) == 1 and docs:
        postings = group[0][0].postings
        if postings.dense is not None or len(postings) > 12 * len(docs):
            docs = list(docs)
            return list(compress(docs, impacts(postings, docs)))
    return _union(group).intersection(docs)
