"""The best documents of one segment for a ranked query, exactly as if all were scored.

Documents are scored in batches, a list at a time. What cannot reach the best k is left out: a word
without which no document can is *required*; a list on which no document can rely is not walked
(after Turtle and Flood 1995, "Query evaluation: strategies and optimizations", MaxScore).
"""

from __future__ import annotations

from itertools import accumulate, compress, repeat

from imwsearch.codec.ranking import LEVELS, PARTS_WEIGHT, SCALE, coordination

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Sequence

    from imwsearch.codec.segment import PostingList, Segment

    Scored = tuple[float, int]

SMALL = 200
"""Lists that hold no more documents than this together, and a 64th of all, are scored whole."""

ROWS = 24
"""Up to so many lists are bounded by levels; rounding costs 5 of 255 for each list."""

FINE = 64
"""What an impact is worth in levels is rounded up to a multiple of 1 / FINE."""

RARE = 50
"""The documents of the rarest terms, up to so many, are scored first and need no bounds."""

STEP = 2
"""So many times k documents are scored first, then so many times more."""

SEEDED = 8
"""The best documents of so many lists, those worth most, are scored first, to have a bound."""

SLACK = 1.0 - 1e-9
"""Bounds are loosened by this, for sums may round differently in another order."""


class Part:
    """A posting list with its factor: what one level of impact is worth.

    Args:
        postings: the list.
        factor: what its highest level is worth at most.
        share: how much of that the word gets of it: all of its stem, less of a part.
    """

    __slots__ = ("factor", "peak", "postings", "share")

    def __init__(self, postings: PostingList, factor: float, share: float = 1.0) -> None:
        self.postings = postings
        self.share = share
        self.factor = factor * SCALE
        self.peak = self.factor * postings.peak()


class Word:
    """A query's word in one segment.

    Args:
        whole: the list of its stem; None where the segment does not have it.
        parts: the lists of its compound's parts that the segment has.
        weight: its weight in the coordination.
        size: how many parts its compound has.
    """

    __slots__ = ("parts", "peak", "size", "weight", "whole")

    def __init__(self, whole: Part | None, parts: list[Part], weight: float, size: int) -> None:
        self.whole = whole
        self.parts = parts
        self.weight = weight
        self.size = size
        self.peak = max(whole.peak if whole else 0.0, PARTS_WEIGHT * sum(p.peak for p in parts))

    def lists(self) -> list[Part]:
        """All its lists."""
        return [self.whole, *self.parts] if self.whole else self.parts


def best(
    segment: Segment,
    words: Sequence[Word],
    weight: float,
    k: int,
    floor: float = 0.0,
    within: Collection[int] | None = None,
) -> list[Scored]:
    """The best documents, best first; those of equal score newest first.

    Args:
        segment: where.
        words: the query's words that the segment has.
        weight: the weights of all the query's words together.
        k: how many documents are wanted.
        floor: documents below this score need not be given.
        within: the documents that may be given; None for all living ones.

    Returns:
        At least the best k (score, document) with a score of ``floor`` or more, or all.
    """
    lists = [part for word in words for part in word.lists()]
    if within is not None and len(within) <= SMALL:
        return _take(segment, words, weight, list(within), k, floor)
    if sum(len(part.postings) for part in lists) <= SMALL + segment.documents // 64:
        docs = set().union(*(part.postings.docs for part in lists))
        top = _take(segment, words, weight, _allowed(segment, within, docs), k, floor)
    elif 1 < len(lists) <= ROWS:
        top = _best_by_bounds(segment, words, weight, k, floor, within)
    else:
        top = _best_of_many(segment, words, weight, k, floor, within)
    if within is not None and len(top) < k and floor <= 0.0:
        known = {doc for _, doc in top}
        top += unscored(segment, [doc for doc in within if doc not in known], k - len(top))
    return top


def _best_of_many(
    segment: Segment,
    words: Sequence[Word],
    weight: float,
    k: int,
    floor: float,
    within: Collection[int] | None,
) -> list[Scored]:
    lists = [part for word in words for part in word.lists()]
    lists.sort(key=lambda part: -part.peak)
    wanted = 2 * k if segment.deleted or within is not None else k
    seen = {doc for part in lists[:SEEDED] for doc in _seeds(part.postings, wanted)}
    seeds = _allowed(segment, within, seen)
    top = _take(segment, words, weight, seeds, k, floor)
    champions = lists[0].postings.champions
    if len(lists) == 1 and champions is not None and len(seeds) >= k:
        return top
    floor = _floor(top, k, floor)
    required = _required(words, weight, floor)
    if required:
        walk = _meet(required)
        return _join(segment, words, weight, set(walk) - seen, k, floor, within, top)
    peak, rest = sum(word.peak for word in words), sum(word.weight for word in words)
    for word in sorted(words, key=lambda word: -word.peak):
        keep = coordination(min(1.0, rest / weight))
        need = floor * SLACK / keep - peak + word.peak if keep else 0.0
        if word.peak < need:
            break
        docs = _union(_walked(word, need)) - seen
        seen |= docs
        top = _join(segment, words, weight, docs, k, floor, within, top)
        floor = _floor(top, k, floor)
        peak -= word.peak
        rest -= word.weight
    return top


def _best_by_bounds(
    segment: Segment,
    words: Sequence[Word],
    weight: float,
    k: int,
    floor: float,
    within: Collection[int] | None,
) -> list[Scored]:
    """Score the documents of rare terms, then the others in the order of a bound of their score."""
    lists = sorted((p for word in words for p in word.lists()), key=lambda p: len(p.postings))
    rare = [
        p for p, known in zip(lists, accumulate(len(p.postings) for p in lists)) if known <= RARE
    ]
    lists = lists[len(rare) :]
    seen = set().union(*(part.postings.docs for part in rare))
    top = _join(segment, words, weight, seen, k, floor, within, [])
    floor = _floor(top, k, floor)
    bounds, scale = _bounds(lists, segment.documents)
    others = sum(word.weight for word in words if not set(lists).isdisjoint(word.lists()))
    scale *= SLACK / coordination(min(1.0, others / weight))
    above, wanted = 256, STEP * k
    while above > (lowest := int(floor * scale) + 1):
        least, known, marks = above, 0, b""
        while known < wanted and least > lowest:
            least = max(lowest, least * 7 // 8)
            marks = bounds.translate(bytes(least) + b"\1" * (above - least) + bytes(256 - above))
            known = marks.count(1)
        docs = [doc for doc in marked(marks) if doc not in seen]
        top = _join(segment, words, weight, docs, k, floor, within, top)
        floor = _floor(top, k, floor)
        above, wanted = least, wanted * STEP
    return top


def _bounds(lists: Sequence[Part], documents: int) -> tuple[bytes, float]:
    """For each document a level, 0 to 255, that its score does not exceed; levels per score."""
    peaks = [part.peak * part.share for part in lists]
    scale = (255 - 5 * len(lists)) / sum(peaks)
    total = 0
    sparse = bytearray(documents)
    for part in lists:
        levels = _levels(int(part.factor * part.share * scale * FINE) + 1)
        if part.postings.dense is not None:
            total += int.from_bytes(part.postings.dense.translate(levels), "little")
        else:
            own = bytes(part.postings.impacts).translate(levels)
            for doc, level in zip(part.postings.docs.tolist(), own):
                sparse[doc] += level
    total += int.from_bytes(sparse, "little")
    return total.to_bytes(documents, "little"), scale


_known_levels: dict[int, bytes] = {}


def _levels(step: int) -> bytes:
    """For each impact ``step`` / ``FINE`` times as much, rounded up; kept, for there are few."""
    levels = _known_levels.get(step)
    if levels is None:
        most = LEVELS * FINE
        levels = bytes([0, *((min(most, step * n) - 1) // FINE + 1 for n in range(1, LEVELS + 1))])
        _known_levels[step] = levels
    return levels


def marked(marks: bytes) -> list[int]:
    """The documents that are marked with a 1, ascending."""
    known = marks.count(1)
    if known * 16 > len(marks):
        return list(compress(range(len(marks)), marks))
    docs, at = [], -1
    for _ in range(known):
        at = marks.find(1, at + 1)
        docs.append(at)
    return docs


def _join(
    segment: Segment,
    words: Sequence[Word],
    weight: float,
    docs: Collection[int],
    k: int,
    floor: float,
    within: Collection[int] | None,
    top: list[Scored],
) -> list[Scored]:
    """The best of those known and of more documents."""
    if not docs:
        return top
    more = _take(segment, words, weight, _allowed(segment, within, docs), k, floor)
    return _ordered(segment, top + more)[:k] if more else top


def _floor(top: list[Scored], k: int, floor: float) -> float:
    return max(floor, top[k - 1][0]) if len(top) >= k else floor


def _ordered(segment: Segment, found: list[Scored]) -> list[Scored]:
    rank = segment.sections["rank"]
    return sorted(found, key=lambda pair: (-pair[0], rank[pair[1]]))


def unscored(segment: Segment, docs: Iterable[int], k: int) -> list[Scored]:
    """The newest k of the documents, with a score of 0."""
    return [(0.0, doc) for doc in sorted(docs, key=segment.sections["rank"].__getitem__)[:k]]


def _seeds(postings: PostingList, k: int) -> Sequence[int]:
    if postings.champions is not None:
        return postings.champions[:k].tolist()
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
    weight: float,
    docs: list[int],
    k: int,
    floor: float,
) -> list[Scored]:
    scores = evaluate(words, weight, docs)
    found = [(score, doc) for score, doc in zip(scores, docs) if score >= floor]
    if len(found) > 4 * k:
        floor = sorted(scores)[-k]
        found = [pair for pair in found if pair[0] >= floor]
    return _ordered(segment, found)[:k]


def evaluate(words: Sequence[Word], weight: float, docs: Sequence[int]) -> list[float]:
    """The score of each document.

    Args:
        words: the query's words that the segment has.
        weight: the weights of all the query's words together.
        docs: documents.
    """
    if not docs:
        return []
    kept = _Kept(weight)
    if len(words) == 1:
        values, shares = _word_columns(words[0], docs)
        return [kept[share] * value for value, share in zip(values, shares)]
    columns = [_word_columns(word, docs) for word in words]
    if len(words) == 2:
        (ones, met), (others, also_met) = columns
        return [kept[x + y] * (a + b) for a, b, x, y in zip(ones, others, met, also_met)]
    sums, known = (_sums(each) for each in zip(*columns))
    return [kept[share] * value for value, share in zip(sums, known)]


class _Kept(dict[float, float]):
    """What a document keeps of its score, by the sum of the weights of the words it meets."""

    def __init__(self, weight: float) -> None:
        self.weight = weight

    def __missing__(self, met: float) -> float:
        kept = self[met] = coordination(met / self.weight)
        return kept


def _sums(columns: Sequence[list[float]]) -> list[float]:
    if len(columns) == 1:
        return columns[0]
    if len(columns) == 2:
        return [a + b for a, b in zip(*columns)]
    return list(map(sum, zip(*columns)))


def _word_columns(word: Word, docs: Sequence[int]) -> tuple[list[float], list[float]]:
    """For each document the word's value, and its weight as far as it is met."""
    weight = word.weight
    whole = _column(word.whole, docs) if word.whole else [0.0] * len(docs)
    if not word.parts:
        return whole, [weight if value else 0.0 for value in whole]
    columns = [_column(part, docs) for part in word.parts]
    sums = [PARTS_WEIGHT * value for value in _sums(columns)]
    each = weight / word.size
    if len(columns) == 1:
        shares = [each if value else 0.0 for value in sums]
    elif len(columns) == 2:
        first, second = columns
        step = (0.0, each, 2 * each)
        shares = [step[(a > 0.0) + (b > 0.0)] for a, b in zip(first, second)]
    else:
        steps = [each * n for n in range(len(columns), -1, -1)]
        shares = [steps[own.count(0.0)] for own in zip(*columns)]
    if word.whole is None:
        return sums, shares
    return (
        list(map(max, whole, sums)),
        [weight if a else b for a, b in zip(whole, shares)],
    )


def _column(part: Part, docs: Sequence[int]) -> list[float]:
    factor = part.factor
    return [factor * impact for impact in impacts(part.postings, docs)]


def impacts(postings: PostingList, docs: Sequence[int]) -> Iterable[int]:
    """The impact in each of the documents, 0 where the stem is not there."""
    if postings.dense is not None:
        from operator import itemgetter  # not at the top: see searcher.py

        return itemgetter(*docs)(postings.dense) if len(docs) > 1 else (postings.dense[docs[0]],)
    own = postings.docs
    if len(own) > 12 * len(docs):
        return [postings.impact(doc) for doc in docs]
    return map(dict(zip(own.tolist(), postings.impacts)).get, docs, repeat(0))


def _required(words: Sequence[Word], weight: float, floor: float) -> list[list[tuple[Part, int]]]:
    """The lists of each word without which no document scores ``floor``, the shortest first."""
    floor *= SLACK
    peak, known = sum(word.peak for word in words), sum(word.weight for word in words)
    needed = floor / coordination(min(1.0, known / weight))
    required = [
        _walked(word, needed - peak + word.peak)
        for word in words
        if (peak - word.peak) * coordination(max(0.0, known - word.weight) / weight) < floor
    ]
    return sorted(required, key=lambda group: sum(map(_length, group)))


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


def meeting(lists: Sequence[PostingList | None]) -> set[int]:
    """The documents that are in every list; none if a list is missing."""
    known = [postings for postings in lists if postings is not None]
    if not known or len(known) < len(lists):
        return set()
    first, *others = sorted(known, key=len)
    docs: Collection[int] = first.docs.tolist()
    for postings in others:
        docs = _within(postings, docs)
    return set(docs)


def _within(postings: PostingList, docs: Collection[int]) -> Collection[int]:
    """Those of the documents that a list holds."""
    if docs and (postings.dense is not None or len(postings) > 12 * len(docs)):
        docs = list(docs)
        return list(compress(docs, impacts(postings, docs)))
    return set(docs).intersection(postings.docs.tolist())


def _union(group: list[tuple[Part, int]]) -> set[int]:
    return set().union(*map(_docs, group))


def _keep(docs: Collection[int], group: list[tuple[Part, int]]) -> Collection[int]:
    if len(group) == 1:
        return _within(group[0][0].postings, docs)
    return _union(group).intersection(docs)
