"""The scores of documents for a ranked query, a list at a time."""

from __future__ import annotations

from itertools import compress

from imwsearch.codec.ranking import PARTS_WEIGHT, SCALE, coordination

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from imwsearch.codec.posting_lists import PostingList


class Part:
    """A posting list, and what its impacts are worth.

    Args:
        postings: the list.
        idf: the weight of its stem.
        share: how much of that the word gets of it: all of its stem, less of a part.

    Attributes:
        factor: what one level of impact is worth.
    """

    __slots__ = ("_peak", "factor", "postings", "share")

    def __init__(self, postings: PostingList, idf: float, share: float = 1.0) -> None:
        self.postings = postings
        self.share = share
        self.factor = idf * SCALE
        self._peak = -1.0

    @property
    def peak(self) -> float:
        """What it is worth at most; few documents are scored without asking."""
        if self._peak < 0.0:
            self._peak = self.factor * self.postings.peak()
        return self._peak


class Word:
    """A query's word in one segment.

    Args:
        whole: the list of its stem; None where the segment does not have it.
        parts: the lists of its compound's parts that the segment has.
        weight: its weight in the coordination.
        size: how many parts its compound has.
    """

    __slots__ = ("parts", "size", "weight", "whole")

    def __init__(self, whole: Part | None, parts: list[Part], weight: float, size: int) -> None:
        self.whole = whole
        self.parts = parts
        self.weight = weight
        self.size = size

    @property
    def peak(self) -> float:
        """What it is worth at most."""
        whole = self.whole.peak if self.whole else 0.0
        return max(whole, PARTS_WEIGHT * sum([part.peak for part in self.parts]))

    def least(self, value: float) -> list[list[tuple[Part, float]]]:
        """What its lists have to give where the word is worth so much.

        Returns:
            Groups of lists, each with what it has to give: in one of the groups a document has as
            much of every list. A part that others can make up for says nothing beside one that is
            needed.
        """
        sums = sum(part.peak for part in self.parts)
        parts = [(part, value / PARTS_WEIGHT - sums + part.peak) for part in self.parts]
        needed = [(part, least) for part, least in parts if least > 0]
        whole = [[(self.whole, value)]] if self.whole else []
        return whole + ([needed] if needed else [[part] for part in parts])

    def lists(self) -> list[Part]:
        """All its lists."""
        return [self.whole, *self.parts] if self.whole else self.parts


def word(
    lists: Sequence[PostingList | None], weight: float, worth: Sequence[tuple[str, float]]
) -> Word:
    """A query's word with its lists.

    Args:
        lists: those of its stem and of its parts' stems; None for one that there is not.
        weight: its weight in the coordination.
        worth: the stems, each with the idf that counts for it; 0 for one that no document has.
    """
    whole, *parts = (
        Part(postings, value, PARTS_WEIGHT if at else 1.0)
        if postings is not None and value
        else None
        for at, (postings, (_, value)) in enumerate(zip(lists, worth))
    )
    return Word(whole, [part for part in parts if part is not None], weight, len(parts))


def evaluate(words: Sequence[Word], weight: float, docs: Sequence[int]) -> list[float]:
    """The score of each document.

    Args:
        words: the query's words that the segment has.
        weight: the weights of all the query's words together.
        docs: documents.
    """
    if not len(docs):
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
    return [factor * impact for impact in part.postings.impacts_in(docs)]


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
