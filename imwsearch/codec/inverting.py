"""A stream of pieces → postings, with whole arrays.

Pieces become words at positions, words become codes for their stems and their parts' stems, and the
sorted codes are the postings (``postings``).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from functools import cache
from itertools import chain
from typing import NamedTuple

from imwsearch.codec.arrays import Array, Rows, distinct, inverse, members, np, offsets, spans
from imwsearch.codec.pieces import END, JOINED, Pieces, Stream, Words
from imwsearch.codec.postings import (
    TOGETHER,
    Fields,
    Inverted,
    Vocabulary,
    decode,
    encode,
    term_codes,
)
from imwsearch.codec.ranking import FIELDS


def invert(stream: Stream) -> Inverted:
    """Words and postings of documents; the stream is emptied."""
    numbers, stream.numbers = np.asarray(stream.numbers), array("I")
    batch = _Batch(stream.pieces, numbers, offsets(np.asarray(stream.sizes)))
    fields = batch.fields()
    codes, frequencies = batch.encode()
    postings = decode(codes, fields, batch.vocabulary.stopping())
    return Inverted(batch.vocabulary, frequencies, fields, postings)


class _Joined(NamedTuple):
    """The words that numbers form with the pieces before them.

    Args:
        at: the number's place in the stream of pieces, ascending.
        words: the word.
        places: its place, counted from that of the number.
    """

    at: Array
    words: Array
    places: Array


def _join(pieces: Pieces, stream: Array) -> _Joined:
    """Find the numbers with a number shortly before them, and join them.

    Indices below 0 mean the end of the stream, which is that of a text: nothing joins beyond it.
    """
    readings = np.asarray(pieces.readings)
    numbers = np.array(pieces.numbers, bool)[readings]
    at = np.flatnonzero(np.array(pieces.joining, bool)[readings][stream])
    one, two = stream[at - 1], stream[at - 2]
    at = at[numbers[one] | numbers[two] & (one != END)]
    windows = stream[at[:, np.newaxis] + np.arange(1 - JOINED, 1)]
    found = list(map(cache(pieces.join), map(tuple, windows.tolist())))
    pairs = np.array(list(chain.from_iterable(found)), np.int64).reshape(-1, 2)
    return _Joined(np.repeat(at, list(map(len, found))), pairs[:, 0], pairs[:, 1])


def _in_order(words: Words) -> tuple[Vocabulary, Array]:
    """The vocabulary, and for each word as it was numbered first its number there."""
    ordered, order = _sorted(words)
    stems, stem_order = _sorted(words.stems)
    stem_numbers, numbers = inverse(stem_order), inverse(order)
    values, sizes = Rows(np.asarray(words.stem_at), np.asarray(words.word_stems)).of(order)
    return Vocabulary(ordered, stems, Rows(offsets(sizes), stem_numbers[values])), numbers


def _sorted(strings: Iterable[str]) -> tuple[list[str], Array]:
    """Strings in order, and for each of these its number before."""
    known = list(strings)
    order = sorted(range(len(known)), key=known.__getitem__)
    return [known[n] for n in order], np.array(order, np.int64)


class _Batch:
    """The documents as words at positions.

    Args:
        pieces: what is known of each piece.
        stream: the pieces of all documents, one after the other; uint32.
        cuts: where each slot begins in ``stream``, and where the last ends.

    Attributes:
        vocabulary: all words.
    """

    def __init__(self, pieces: Pieces, stream: Array, cuts: Array) -> None:
        self._stream = stream
        self._cuts = cuts
        joined = _join(pieces, stream)
        self.vocabulary, numbers = _in_order(pieces.words)
        self._joined = joined._replace(words=numbers[joined.words])
        self._readings = np.asarray(pieces.readings)
        self._word_at = np.asarray(pieces.word_at)
        self._words = numbers[np.asarray(pieces.reading_words)]
        self._places = np.asarray(pieces.reading_places)
        self._positions = self._running(np.asarray(pieces.sizes))

    def _running(self, sizes: Array) -> Array:
        """For each piece of the stream, and its end, the sum of the sizes before it.

        Args:
            sizes: for each reading its size.

        Returns:
            The sums as uint32: they are the longest arrays here.
        """
        sums = np.zeros(len(self._stream) + 1, np.uint32)
        own = sizes.astype(np.uint32)[self._readings]
        np.cumsum(own[self._stream], dtype=np.uint32, out=sums[1:])
        return sums

    def fields(self) -> Fields:
        """Where the documents' fields lie."""
        begins = self._positions[self._cuts].astype(np.int64)
        firsts = begins[:: len(FIELDS)]
        starts = begins[:-1].reshape(-1, len(FIELDS)) - firsts[:-1, np.newaxis]
        return Fields(starts, self._lengths().reshape(starts.shape), np.diff(firsts))

    def _lengths(self) -> Array:
        """For each slot its number of words without stop words."""
        kept = ~self.vocabulary.stopping()[self.vocabulary.own_stems()]
        words = np.diff(offsets(kept[self._words])[self._word_at])
        slots = np.searchsorted(self._cuts, self._joined.at, side="right") - 1
        joined = np.bincount(slots, minlength=len(self._cuts) - 1)
        return np.diff(self._running(words)[self._cuts]) + joined

    def encode(self) -> tuple[Array, Array]:
        """The codes of all occurrences, sorted; and for each word how many documents hold it."""
        codes, terms = bytearray(), term_codes(self.vocabulary)
        frequencies = np.zeros(len(self.vocabulary.words), np.int64)
        cuts = self._cuts[:: len(FIELDS)]
        for first, last in spans(cuts, TOGETHER):
            words, positions = self._occurrences(cuts[first], cuts[last])
            codes += encode(words, positions, terms).data
            begins = self._positions[cuts[first:last]]
            docs = np.searchsorted(begins, positions, side="right") - 1
            held = distinct(words << 16 | docs) >> 16
            frequencies += np.bincount(held, minlength=len(frequencies))
        found = np.frombuffer(codes, np.int64)
        found.sort()
        return found, frequencies

    def _occurrences(self, start: int, end: int) -> tuple[Array, Array]:
        """The words of a part of the stream, of whole documents, and their positions."""
        which, sizes = members(self._word_at, self._readings[self._stream[start:end]])
        places = np.repeat(self._positions[start:end], sizes) + self._places[which]
        own = slice(*np.searchsorted(self._joined.at, (start, end)))
        joined = self._positions[self._joined.at[own]] + self._joined.places[own]
        return (
            np.concatenate((self._words[which], self._joined.words[own])),
            np.concatenate((places, joined), dtype=np.int64),
        )
