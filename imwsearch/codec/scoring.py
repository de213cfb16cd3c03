"""The best documents of one segment for a ranked query, exactly as if all were scored.

Documents are scored in batches, a list at a time. Which ones is decided by a bound of every
document's score, a byte each, which costs little for all documents together: those of the highest
bounds are scored first, and those that cannot be among the best not at all.
"""

from __future__ import annotations

from itertools import accumulate, compress, repeat

from imwsearch.codec.ranking import LEVELS, PARTS_WEIGHT, SCALE, coordination

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Sequence

    from imwsearch.codec.posting_lists import PostingList
    from imwsearch.codec.segment import Segment

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
    """Those of one list by its champions; of several lists by the bounds of their sum."""
    lists = sorted((p for word in words for p in word.lists()), key=lambda p: len(p.postings))
    champions = lists[0].postings.champions
    if len(lists) == 1 and champions is not None:
        best = champions[: k if within is None and not segment.deleted else None]
        top = _join(segment, words, weight, best, k, floor, within, [])
        if len(top) >= k:
            return top
    if len(lists) > ROWS:
        known = _bounds_of_many(words, weight, segment.documents)
        return _by_bounds(segment, words, weight, k, floor, within, *known, [])
    sizes = accumulate(len(part.postings) for part in lists)
    rare = [part for part, known in zip(lists, sizes) if known <= RARE]
    docs = set().union(*(part.postings.docs for part in rare))
    top = _join(segment, words, weight, docs, k, floor, within, [])
    bounds, scale = _bounds(lists[len(rare) :], segment.documents, docs)
    others = sum(word.weight for word in words if not set(rare).issuperset(word.lists()))
    scale /= coordination(min(1.0, others / weight))
    return _by_bounds(segment, words, weight, k, floor, within, bounds, scale, top)


def _by_bounds(
    segment: Segment,
    words: Sequence[Word],
    weight: float,
    k: int,
    floor: float,
    within: Collection[int] | None,
    bounds: bytes | bytearray,
    scale: float,
    top: list[Scored],
) -> list[Scored]:
    """Score documents in the order of their bounds until no other can be among the best.

    ``bounds`` has for each document that is not yet scored a level that its score does not exceed,
    at ``scale`` levels for 1.0; ``top`` has the best of those that are.
    """
    floor = _floor(top, k, floor)
    scale *= SLACK
    above, wanted = 256, STEP * k
    while above > (lowest := int(floor * scale) + 1):
        least, known, marks = above, 0, bounds
        while known < wanted and least > lowest:
            least = max(lowest, least * 7 // 8)
            marks = bounds.translate(bytes(least) + b"\1" * (above - least) + bytes(256 - above))
            known = marks.count(1)
        top = _join(segment, words, weight, marked(marks), k, floor, within, top)
        floor = _floor(top, k, floor)
        above, wanted = least, wanted * STEP
    return top


def _bounds(lists: Sequence[Part], documents: int, known: Iterable[int]) -> tuple[bytearray, float]:
    """For each document a level, 0 to 255, that its score does not exceed; levels per score.

    The level of the known documents is 0.
    """
    scale = (255 - 5 * len(lists)) / sum(part.peak * part.share for part in lists)
    total = 0
    sparse = bytearray(documents)
    for part in lists:
        levels = _levels(int(part.factor * part.share * scale * FINE) + 1)
        if part.postings.dense is not None:
            total += int.from_bytes(part.postings.dense.translate(levels), "little")
        else:
            own = bytes(part.postings.impacts).translate(levels)
            for doc, level in zip(part.postings.docs, own):
                sparse[doc] += level
    total += int.from_bytes(sparse, "little")
    bounds = bytearray(total.to_bytes(documents, "little"))
    for doc in known:
        bounds[doc] = 0
    return bounds, scale


def _bounds_of_many(words: Sequence[Word], weight: float, documents: int) -> tuple[bytes, float]:
    """The same for many words: what a document meets of them is counted as well."""
    sums = [0j] * documents  # the value, and the weight that is met as the imaginary part
    for word in words:
        for part in word.lists():
            met = word.weight if part is word.whole else word.weight / word.size
            step = part.factor * part.share
            own = bytes(part.postings.impacts)
            gain = {impact: complex(step * impact, met) for impact in set(own)}
            for doc, impact in zip(part.postings.docs, own):
                sums[doc] += gain[impact]
    bounds = [one.real * coordination(min(1.0, one.imag / weight)) for one in sums]
    scale = 254 / max(bounds)
    return bytes([int(bound * scale) + 1 if bound else 0 for bound in bounds]), scale


_known_levels: dict[int, bytes] = {}


def _levels(step: int) -> bytes:
    """For each impact ``step`` / ``FINE`` times as much, rounded up; kept, for there are few."""
    levels = _known_levels.get(step)
    if levels is None:
        most = LEVELS * FINE
        levels = bytes([0, *((min(most, step * n) - 1) // FINE + 1 for n in range(1, LEVELS + 1))])
        _known_levels[step] = levels
    return levels


def marked(marks: bytes | bytearray) -> list[int]:
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
        from _operator import itemgetter  # as ``operator`` has it, which takes longer to import

        return itemgetter(*docs)(postings.dense) if len(docs) > 1 else (postings.dense[docs[0]],)
    if len(postings) > 12 * len(docs):
        return [postings.impact(doc) for doc in docs]
    return map(dict(zip(postings.docs, postings.impacts)).get, docs, repeat(0))


def meeting(lists: Sequence[PostingList | None]) -> set[int]:
    """The documents that are in every list; none if a list is missing."""
    known = [postings for postings in lists if postings is not None]
    if not known or len(known) < len(lists):
        return set()
    first, *others = sorted(known, key=len)
    docs: Collection[int] = first.docs
    for postings in others:
        docs = _within(postings, docs)
    return set(docs)


def _within(postings: PostingList, docs: Collection[int]) -> Collection[int]:
    """Those of the documents that a list holds."""
    if docs and (postings.dense is not None or len(postings) > 12 * len(docs)):
        docs = list(docs)
        return list(compress(docs, impacts(postings, docs)))
    return set(docs).intersection(postings.docs)
