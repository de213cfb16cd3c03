"""Words that stand next to each other: the documents of each pair of frequent words, for phrases.

A phrase of rare words is found from their places. Frequent words have so many that the documents in
which one follows the other are kept: some 5% of an index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from imwsearch import processes
from imwsearch.codec.arrays import Array, distinct, np, offsets, runs, spans
from imwsearch.codec.postings import TOGETHER, VARIANTS
from imwsearch.codec.sections import array_section, number_section

if TYPE_CHECKING:
    from imwsearch.codec.format import Section
    from imwsearch.codec.postings import Postings, Vocabulary

FEWEST = 64
"""So many documents hold a word that is paired ..."""

SHARE = 128
"""... and one in so many."""

MOST = 2**16
"""So many words are paired at most: those that stand in most documents."""

PLACES = 2**22
"""Of so many places the words are put in order at once, by one process."""


class Standing(NamedTuple):
    """Where paired words stand.

    Args:
        positions: places, counted through all documents; uint32.
        words: for each the number of the word among those that are paired; uint16.
    """

    positions: Array
    words: Array


class Pairs:
    """The sections of pairs.

    Args:
        vocabulary: the words.
        frequencies: for each word how many documents hold it.
        ends: for each document a bound of its places.
    """

    def __init__(self, vocabulary: Vocabulary, frequencies: Array, ends: Array) -> None:
        own, variants = vocabulary.own_stems(), vocabulary.variants()
        told_apart = ~vocabulary.stopping()[own] & (variants < VARIANTS)
        self._words = _frequent(np.where(told_apart, frequencies, 0), len(ends))
        stems, rows = np.unique(own[self._words], return_inverse=True)
        self._rows = np.zeros(len(vocabulary.stems), np.intp)
        self._rows[stems] = 1 + np.arange(len(stems))
        self._paired = np.zeros((1 + len(stems), VARIANTS + 1), np.int32)
        self._paired[1 + rows, variants[self._words]] = 1 + np.arange(len(self._words))
        self._begins = offsets(ends + 1)  # so that no document's first place follows another's last

    def standing(self, postings: Postings, first: int) -> Standing:
        """Where the paired words of some stems stand, the first of which is ``first``."""
        rows = self._rows[first : first + len(postings.documents)]
        paired = self._paired[np.repeat(rows, postings.occurrences), postings.variants]
        which = np.flatnonzero(paired)
        docs = np.repeat(postings.docs, postings.counts)[which]
        positions = self._begins[docs] + postings.places[which]
        return Standing(positions.astype(np.uint32), (paired[which] - 1).astype(np.uint16))

    def sections(self, told: list[Standing], count: int) -> Iterator[Section]:
        """The sections in their order.

        Args:
            told: what ``standing`` gave of all stems, in any order; emptied.
            count: how many processes may share the work.
        """
        codes = self._codes(told, count)
        starts = runs(codes >> 16)
        firsts = codes[starts] >> 32
        at = np.searchsorted(firsts, np.arange(len(self._words) + 1))
        yield number_section("pair_words", self._words)
        yield number_section("pair_at", at)
        yield array_section("pair_next", "H", codes[starts] >> 16 & 0xFFFF)
        yield number_section("pair_sizes", np.diff(starts, append=len(codes)))
        yield number_section("pair_docs_at", np.append(starts, len(codes))[at])
        yield array_section("pair_docs", "H", codes & 0xFFFF)

    def _codes(self, told: list[Standing], count: int) -> Array:
        """Of each pair in each document the first word, the second, the document: 16 bits each."""
        found: dict[int, Array] = {}
        work = partial(self._tell_codes, told)
        processes.run(work, spans(self._begins, PLACES), found.__setitem__, count)
        told.clear()
        return distinct(np.concatenate([*found.values(), np.zeros(0, np.int64)]))

    def _tell_codes(
        self, told: Sequence[Standing], docs: tuple[int, int], tell: Callable[[Array], None]
    ) -> None:
        """Tell the codes of some documents: the first, and the one after the last."""
        low, high = self._begins[list(docs)]
        standing = [np.zeros(0, np.int64)]
        for positions, words in told:
            within = (positions >= low) & (positions < high)
            standing.append(positions[within].astype(np.int64) << 16 | words[within])
        tell(distinct(self._following(np.concatenate(standing))))

    def _following(self, standing: Array) -> Array:
        """The codes of pairs.

        Args:
            standing: the words of some documents, each its position and 16 bits for itself; sorted
                here.
        """
        standing.sort()
        found = [standing[:0]]
        for start in range(0, len(standing), TOGETHER):
            for distance in range(1, len(standing) - start):
                after = standing[start + distance : start + distance + TOGETHER]
                before = standing[start : start + len(after)]
                steps = (after >> 16) - (before >> 16)
                if not (steps <= 1).any():  # nothing so far on stands next to anything
                    break
                which = np.flatnonzero(steps == 1)
                docs = np.searchsorted(self._begins, before[which] >> 16, side="right") - 1
                first, second = before[which] & 0xFFFF, after[which] & 0xFFFF
                found.append(first << 32 | second << 16 | docs)
        return np.concatenate(found)


def _frequent(frequencies: Array, documents: int) -> Array:
    """The words that are paired, ascending."""
    words = np.flatnonzero(frequencies >= max(FEWEST, documents / SHARE))
    return np.sort(words[np.argsort(-frequencies[words], kind="stable")[:MOST]])
