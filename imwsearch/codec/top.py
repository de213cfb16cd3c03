"""The best documents of one segment for a ranked query, exactly as if all were scored."""

from __future__ import annotations

from itertools import accumulate, compress

from imwsearch.codec.bounds import ROWS, bounds_of, bounds_of_many
from imwsearch.codec.ranking import LEVELS, coordination
from imwsearch.codec.scoring import evaluate, marked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from imwsearch.codec.scoring import Part, Word
    from imwsearch.codec.segment import Segment

    Scored = tuple[float, int]

SMALL = 200
"""Lists that hold no more documents than this together are scored whole."""

RARE = 50
"""The documents of the rarest terms, up to so many, are scored first and need no bounds."""

LARGE = 16_384
"""In a segment of more documents it pays to know a floor before any bound."""

SEEDS = 12
"""So many of the best documents of each long list are scored to know it."""

FEW = 32
"""One document of so many, and bounds are found for these alone."""

SAMPLE = 256
"""Bounds that say about how high the highest are."""

SLACK = 1.0 - 1e-9
"""Bounds are loosened by this, for sums may round differently in another order."""


class Ranking:
    """What is ranked, and by what.

    Args:
        segment: where.
        words: the query's words that the segment has.
        weight: the weights of all the query's words together.
        k: how many documents are wanted.
        within: the documents that may be given; None for all living ones.
    """

    __slots__ = ("k", "segment", "weight", "within", "words")

    def __init__(
        self,
        segment: Segment,
        words: Sequence[Word],
        weight: float,
        k: int,
        within: Collection[int] | None = None,
    ) -> None:
        self.segment = segment
        self.words = words
        self.weight = weight
        self.k = k
        self.within = within

    def allowed(self, docs: Iterable[int]) -> list[int]:
        """Those of some documents that may be given."""
        if self.within is not None:
            return list(filter(self.within.__contains__, docs))
        if self.segment.deleted:
            return list(set(docs) - self.segment.deleted)
        return list(docs)


def best(ranking: Ranking, floor: float = 0.0) -> list[Scored]:
    """The best documents, best first; those of equal score newest first.

    Args:
        ranking: what is ranked, and by what.
        floor: documents below this score need not be given.

    Returns:
        At least the best k (score, document) with a score of ``floor`` or more, or all.
    """
    top = _best(ranking, floor)
    within, missing = ranking.within, ranking.k - len(top)
    if within is not None and missing > 0 and floor <= 0.0:
        known = {doc for _, doc in top}
        top += unscored(ranking.segment, [doc for doc in within if doc not in known], missing)
    return top


def unscored(segment: Segment, docs: Iterable[int], k: int) -> list[Scored]:
    """The newest k of the documents, with a score of 0."""
    return [(0.0, doc) for doc in sorted(docs, key=segment.sections["rank"].__getitem__)[:k]]


def _best(ranking: Ranking, floor: float) -> list[Scored]:
    lists = sorted((p for word in ranking.words for p in word.lists()), key=_size)
    if ranking.within is not None and len(ranking.within) <= SMALL:
        return _joined(ranking, ranking.within, [], floor)
    if sum(map(_size, lists)) <= SMALL:
        return _joined(ranking, ranking.allowed(_union(lists)), [], floor)
    champions = lists[0].postings.champions
    if len(lists) == 1 and champions is not None:
        free = ranking.within is None and not ranking.segment.deleted
        docs = ranking.allowed(champions[: ranking.k if free else None])
        top = _joined(ranking, docs, [], floor)
        if len(top) >= ranking.k or len(top) < len(docs):  # what is left is below the floor too
            return top
    if len(lists) > ROWS:
        known = bounds_of_many(ranking.words, ranking.weight, ranking.segment.documents)
        return _by_bounds(ranking, None, *known, [], floor)
    return _best_of_some(ranking, lists, floor)


def _best_of_some(ranking: Ranking, lists: Sequence[Part], floor: float) -> list[Scored]:
    """Those of a few lists, given with the shortest first."""
    documents = ranking.segment.documents
    sizes = accumulate(map(_size, lists))
    rare = {part for part, known in zip(lists, sizes) if known <= RARE}
    scored = _union(rare)
    if floor <= 0.0 and documents > LARGE:
        scored.update(*(p.postings.champions[:SEEDS] for p in lists if p.postings.champions))
    top = _joined(ranking, ranking.allowed(scored), [], floor)
    floor = _floor(ranking, top, floor)
    left = [word for word in ranking.words if not rare.issuperset(word.lists())]
    share = coordination(min(1.0, sum(word.weight for word in left) / ranking.weight))
    docs = _reaching(ranking, left, floor, share, scored)
    if docs == []:
        return top
    bounds, scale = bounds_of(lists[len(rare) :], documents, docs)
    if docs is None:
        for doc in scored:
            bounds[doc] = 0
    return _by_bounds(ranking, docs, bounds, scale / share, top, floor)


def _reaching(
    ranking: Ranking, words: Sequence[Word], floor: float, share: float, scored: set[int]
) -> list[int] | None:
    """The documents, beside those that are scored, of which some may reach the floor.

    Args:
        ranking: what is ranked.
        words: the words that such a document may have.
        floor: the score to reach.
        share: what it keeps of its score at most, since it has no other words.
        scored: the documents that are scored.

    Returns:
        None where they are not a small part of all.
    """
    within, few = ranking.within, ranking.segment.documents // FEW
    if within is not None and len(within) <= few:
        return [doc for doc in within if doc not in scored]
    peaks = sum(word.peak for word in words)
    high = [
        min((_high(part, value / part.factor) for part, value in group), key=lambda high: high[0])
        for word in _essential(ranking, words, floor)
        for group in word.least(floor * SLACK / share - peaks + word.peak)
    ]
    if sum(count for count, _docs in high) > few:
        return None
    return ranking.allowed(set().union(*(docs() for _count, docs in high)) - scored)


def _high(part: Part, least: float) -> tuple[int, Callable[[], list[int]]]:
    """How many documents have an impact of ``least`` or more, and a function that lists them."""
    known, bound = part.postings, max(1, int(least))
    if bound > LEVELS:
        return 0, list
    if bound == 1:
        return len(known), lambda: known.docs
    table = bytes(bound) + b"\1" * (LEVELS + 1 - bound)
    if known.dense is not None:
        marks = known.row().translate(table)
        return marks.count(1), lambda: marked(marks)
    marks = bytes(known.impacts).translate(table)
    return marks.count(1), lambda: list(compress(known.docs, marks))


def _essential(ranking: Ranking, words: Sequence[Word], floor: float) -> list[Word]:
    """The words of which a document has to have one to reach the floor."""
    needed = sorted(words, key=lambda word: word.peak)
    peak = weight = 0.0
    while needed:
        peak += needed[0].peak
        weight += needed[0].weight
        if peak * coordination(min(1.0, weight / ranking.weight)) >= floor * SLACK:
            break
        del needed[0]
    return needed


def _by_bounds(
    ranking: Ranking,
    docs: Sequence[int] | None,
    bounds: bytes | bytearray,
    scale: float,
    top: list[Scored],
    floor: float,
) -> list[Scored]:
    """Score documents in the order of their bounds until no other can be among the best.

    Args:
        ranking: what is ranked.
        docs: documents that are not yet scored; None for all.
        bounds: for each a level that its score does not exceed.
        scale: so many levels are a score of 1.
        top: the best of those that are scored.
        floor: as in ``best``.
    """
    floor = _floor(ranking, top, floor)
    scale *= SLACK
    highest = max(bounds[:: len(bounds) // SAMPLE + 1])  # few have more
    above, least = 256, min(256, highest * 8 // 7 + 2)
    while above > (lowest := int(floor * scale) + 1):
        while True:  # down by an eighth, until enough lie from there up to what was seen
            least = max(lowest, least * 7 // 8)
            marks = bounds.translate(bytes(least) + b"\1" * (above - least) + bytes(256 - above))
            if least == lowest or marks.count(1) >= ranking.k:
                break
        found = marked(marks)
        if docs is not None:
            found = [docs[n] for n in found]
        top = _joined(ranking, ranking.allowed(found), top, floor)
        floor = _floor(ranking, top, floor)
        above = least
    return top


def _joined(
    ranking: Ranking, docs: Collection[int], top: list[Scored], floor: float
) -> list[Scored]:
    """The best of those known and of more documents."""
    docs, k = list(docs), ranking.k
    scores = evaluate(ranking.words, ranking.weight, docs)
    found = [(score, doc) for score, doc in zip(scores, docs) if score >= floor]
    if len(found) > 4 * k:
        floor = sorted(scores)[-k]
        found = [pair for pair in found if pair[0] >= floor]
    if not found:
        return top
    rank = ranking.segment.sections["rank"]
    return sorted(top + found, key=lambda pair: (-pair[0], rank[pair[1]]))[:k]


def _floor(ranking: Ranking, top: list[Scored], floor: float) -> float:
    return max(floor, top[ranking.k - 1][0]) if len(top) >= ranking.k else floor


def _union(lists: Iterable[Part]) -> set[int]:
    return set().union(*(part.postings.docs for part in lists))


def _size(part: Part) -> int:
    return len(part.postings)
