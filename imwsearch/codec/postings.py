"""Codes → postings.

What inverting and merging give to those who write a segment. A code is one occurrence of a
stem, 63 bits; sorted, codes are in the order of a segment's postings::

    40-62  stem     8-39  position     0-7  variant

A *position* is a place counted from the first place of the first document, a *slot* a text field of
a document: document * len(FIELDS) + field.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from imwsearch.codec.arrays import Array, Rows, np, offsets, runs, spans, sums
from imwsearch.codec.ranking import FIELDS, PART_COUNT, field_gain, impacts

STOP = "="
"""Begins the stem of a stop word, which is found in phrases and never scored."""

PART = 0
"""The variant of an occurrence inside a compound."""

VARIANTS = 255
"""A word's variant is its place among its stem's words, from 1; from this one on they share it."""

TOGETHER = 2**18
"""Occurrences that are worked on at once, about: more take memory, and no less time."""

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


class Inverted(NamedTuple):
    """Documents as words and postings.

    Args:
        vocabulary: the words.
        frequencies: for each word how many documents hold it.
        fields: where the documents' fields lie.
        postings: those of all stems, in order; made as they are asked for.
    """

    vocabulary: Vocabulary
    frequencies: Array
    fields: Fields
    postings: Iterator[Postings]


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


def decode(codes: Array, fields: Fields, stopping: Array) -> Iterator[Postings]:
    """The postings of all stems, in order, some stems at a time.

    Args:
        codes: sorted.
        fields: where the documents' fields lie.
        stopping: for each stem whether it is a stop word's.
    """
    at = np.searchsorted(codes, np.arange(len(stopping) + 1) << _STEM)
    begins = offsets(fields.ends)
    slots = _slots(fields)
    gains = _gains(fields)
    for first, last in spans(at, TOGETHER):
        own = codes[at[first] : at[last]]
        positions = own >> _POSITION & _MOST_POSITIONS
        slot = slots[positions]
        docs = slot // len(FIELDS)
        variants = own.astype(np.uint8)
        starts = runs(own >> _STEM << 16 | docs)
        stems = own[starts] >> _STEM
        gain = gains[slot] * np.where(variants == PART, PART_COUNT, 1.0)
        weighted = impacts(sums(gain, starts))
        yield Postings(
            documents=np.bincount(stems - first, minlength=last - first),
            occurrences=np.diff(at[first : last + 1]),
            docs=docs[starts],
            impacts=np.where(stopping[stems], 1, weighted),
            counts=np.diff(starts, append=len(own)),
            places=positions - begins[docs],
            variants=variants,
        )


def _slots(fields: Fields) -> Array:
    """For each position its slot; uint32."""
    sizes = np.diff(fields.starts, axis=1, append=fields.ends[:, np.newaxis])
    return np.repeat(np.arange(sizes.size, dtype=np.uint32), sizes.ravel())


def _gains(fields: Fields) -> Array:
    """For each slot what a whole word in it adds to tf."""
    columns = [field_gain(n, lengths) for n, lengths in enumerate(fields.lengths.T)]
    return np.stack(columns, axis=1).ravel()
