"""Codes → postings.

What inverting and merging give to those who write a segment. A code is one occurrence of a
stem, 63 bits; sorted, codes are in the order of a segment's postings::

    40-62  stem     8-39  position     0-7  variant

A *position* is a place counted from the first place of the first document, a *slot* a text field of
a document: document * len(FIELDS) + field.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from imwsearch.codec.arrays import Array, Rows, np, offsets, runs, spans, sums
from imwsearch.codec.ranking import FIELDS, PART_COUNT, STOP, field_gain, impacts

PART = 0
"""The variant of an occurrence inside a compound."""

VARIANTS = 255
"""A word's variant is its place among its stem's words, from 1; from this one on they share it."""

TOGETHER = 2**18
"""Occurrences that are worked on at once, about: more take memory, and no less time."""

WORTHWHILE = 2**20
"""Occurrences from which on a second process saves more than it costs to start."""

LONG = 100
"""A stem with more occurrences has a list that is packed by itself, mostly ..."""

ALONE = 1_500
"""... which takes the time of so many occurrences more."""

SHARES = 6
"""Shares for each process: it holds the lists of one until it tells of them."""

_STEM, _POSITION = 40, 8
_MOST_POSITIONS = 2**32 - 1


class Vocabulary(NamedTuple):
    """The words and stems of a segment; a number of one is its place here.

    Args:
        words: the real words in order.
        stems: the stems in order, ``STOP`` and a stop word for such a word.
        word_stems: for each word the number of its stem, then of its parts' stems.
    """

    words: list[str]
    stems: list[str]
    word_stems: Rows

    def own_stems(self) -> Array:
        """For each word the number of its stem."""
        return self.word_stems.values[self.word_stems.at[:-1]]

    def stopping(self) -> Array:
        """For each stem whether it is a stop word's; bool."""
        return np.array([stem[0] == STOP for stem in self.stems], bool)

    def variants(self) -> Array:
        """For each word its variant."""
        return variants_of(self.own_stems())


class Fields(NamedTuple):
    """Where the text fields of the documents lie.

    Args:
        starts: the first place of each field; (documents, ``FIELDS``).
        lengths: the number of its words without stop words; (documents, ``FIELDS``).
        ends: a bound of each document's places.
    """

    starts: Array
    lengths: Array
    ends: Array


class Postings(NamedTuple):
    """Where some stems occur whose numbers follow each other.

    Args:
        documents: for each stem the number of its documents.
        occurrences: for each stem the number of its places.
        docs: document numbers, one stem's after the other's, ascending for each stem.
        impacts: for each of ``docs`` its impact; 1 for a stop word.
        counts: how many places there are for each of ``docs``.
        places: the places in all these, one after the other, ascending in each document.
        variants: for each place the real word: 1 for the stem's first word, 2 for its second ...,
            ``PART`` for a part of a compound.
    """

    documents: Array
    occurrences: Array
    docs: Array
    impacts: Array
    counts: Array
    places: Array
    variants: Array


class Share(NamedTuple):
    """The postings of stems whose numbers follow each other.

    Args:
        first: the number of the first stem.
        postings: theirs, in order; made as they are asked for.
    """

    first: int
    postings: Iterator[Postings]


class Inverted(NamedTuple):
    """Documents as words and postings.

    Args:
        vocabulary: the words.
        frequencies: for each word how many documents hold it.
        fields: where the documents' fields lie.
        postings: those of all stems, in order, in shares that processes may work on.
    """

    vocabulary: Vocabulary
    frequencies: Array
    fields: Fields
    postings: list[Share]


def variants_of(stems: Array) -> Array:
    """For each word, given by its stem, its variant."""
    order = np.argsort(stems, kind="stable")
    variants = np.empty(len(stems), np.int64)
    variants[order] = np.arange(len(stems)) - np.searchsorted(stems[order], stems[order]) + 1
    return np.minimum(variants, VARIANTS)


def term_codes(vocabulary: Vocabulary) -> Rows:
    """For each word the codes of its stem and its parts' stems at position 0."""
    at, stems = vocabulary.word_stems
    codes = stems.astype(np.int64) << _STEM
    codes[at[:-1]] += vocabulary.variants()
    return Rows(at, codes)


def encode(words: Array, positions: Array, codes: Rows) -> Array:
    """The codes of words at positions.

    Args:
        words: numbers of words.
        positions: where they stand.
        codes: as ``term_codes`` gives them.
    """
    own, sizes = codes.of(words)
    own += np.repeat(positions << _POSITION, sizes)
    return own


def shares_of(codes: Sequence[Array], stems: int, count: int) -> list[tuple[int, int]]:
    """Stems that a process works on: the first, and the one after the last.

    Args:
        codes: as ``decode`` takes them.
        stems: the number of stems.
        count: the number of processes; one does all where there is little to do.
    """
    at = _stems_at(codes, 0, stems).sum(axis=0)
    if count == 1 or at[-1] < WORTHWHILE:
        return [(0, stems)]
    costs = at + ALONE * offsets(np.diff(at) > LONG)
    parts = count * SHARES
    cuts = np.searchsorted(costs[:-1], costs[-1] * np.arange(1, parts) // parts).tolist()
    return list(pairwise([0, *cuts, stems]))


def decode(
    codes: Sequence[Array], fields: Fields, stopping: Array, begin: int, end: int
) -> Iterator[Postings]:
    """The postings of some stems, in order, a few stems at a time.

    Args:
        codes: those of some documents, sorted, then those of others that follow these.
        fields: where the documents' fields lie.
        stopping: for each stem whether it is a stop word's.
        begin: the first stem.
        end: the one after the last.
    """
    at = _stems_at(codes, begin, end)
    together = at.sum(axis=0)
    slots = _slots(fields)
    for first, last in spans(together, TOGETHER):
        own = [run[cut[first] : cut[last]] for run, cut in zip(codes, at)]
        occurrences = np.diff(together[first : last + 1])
        yield _postings(own, occurrences, slots, stopping, begin + first)


def _postings(
    codes: Sequence[Array], occurrences: Array, slots: _Slots, stopping: Array, first: int
) -> Postings:
    """The postings of some stems.

    Args:
        codes: theirs, of some documents, sorted, then of others.
        occurrences: for each stem the number of its places.
        slots: the documents' slots.
        stopping: for each stem of the segment whether it is a stop word's.
        first: the first of them.
    """
    own = np.concatenate(codes)
    if len(codes) > 1:
        own.sort(kind="stable")  # which merges what is sorted
    positions = (own >> _POSITION).astype(np.uint32)
    variants = own.astype(np.uint8)
    own >>= _STEM
    slot = slots.of(positions)
    docs = slots.docs.take(slot)
    starts = runs(own << 16 | docs)
    stem = own.take(starts)
    gain = slots.gains.take(slot)
    gain[variants == PART] *= PART_COUNT
    return Postings(
        documents=np.bincount(stem - first, minlength=len(occurrences)),
        occurrences=occurrences,
        docs=docs.take(starts),
        impacts=np.where(stopping.take(stem), 1, impacts(sums(gain, starts))),
        counts=np.diff(starts, append=len(own)),
        places=positions - slots.begins.take(slot),
        variants=variants,
    )


def _stems_at(codes: Sequence[Array], begin: int, end: int) -> Array:
    """Where in each array of codes those of each stem begin, and where the last one's end."""
    firsts = np.arange(begin, end + 1) << _STEM
    return np.stack([np.searchsorted(run, firsts) for run in codes])


class _Slots(NamedTuple):
    """The slots that have text.

    Args:
        docs: their documents.
        begins: the first positions of these.
        gains: what a whole word in the slot adds to tf.
        ends: the position after each slot's last.
        shift: each is longer than a block of ``2 ** shift`` positions, or as long.
        first: for each of these blocks the slot of its first position.

    All in as few bytes as will do: a stop word has millions of positions.
    """

    docs: Array
    begins: Array
    gains: Array
    ends: Array
    shift: int
    first: Array

    def of(self, positions: Array) -> Array:
        """The slots of positions: those of their blocks, or the next."""
        slots: Array = self.first.take(positions >> self.shift)
        slots += positions >= self.ends.take(slots)
        return slots


def _slots(fields: Fields) -> _Slots:
    sizes = np.diff(fields.starts, axis=1, append=fields.ends[:, np.newaxis]).ravel()
    own = np.flatnonzero(sizes)
    ends = offsets(sizes[own])[1:]
    shift = int(sizes[own].min(initial=_MOST_POSITIONS)).bit_length() - 1
    blocks = np.arange(0, ends[-1] if len(own) else 0, 1 << shift)
    docs = (own // len(FIELDS)).astype(np.int32)
    return _Slots(
        docs,
        offsets(fields.ends)[docs].astype(np.uint32),
        _gains(fields)[own],
        ends.astype(np.uint32),
        shift,
        np.searchsorted(ends, blocks, side="right").astype(np.uint32),
    )


def _gains(fields: Fields) -> Array:
    """For each slot what a whole word in it adds to tf."""
    columns = [field_gain(n, lengths) for n, lengths in enumerate(fields.lengths.T)]
    return np.stack(columns, axis=1).ravel()
