"""Documents as pieces → postings, with whole arrays.

Pieces become words at positions, words become codes for their stems and their parts' stems, and the
sorted codes are the postings (``postings``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from imwsearch.codec.arrays import Array, Rows, distinct, members, np, offsets, spans
from imwsearch.codec.pieces import END, Language, Portion
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
from imwsearch.codec.readings import Readings, read_pieces, tabulate, unite

TEXT_GAP = 16
"""Places left free between two texts, so that nothing is near across them."""

GROUP, YEAR = 3, 4
"""The digits of a number that may join with what stands before it: 12 345, 25 oktober 2024."""

JOINED = 4
"""Pieces that a number may be joined from."""


def invert(documents: Portion, language: Language, processes: int = 1) -> Inverted:
    """Words and postings of documents.

    Args:
        documents: as pieces.
        language: how texts are read.
        processes: how many may share the work.
    """
    stream = np.asarray(documents.stream)
    said = _read(documents.pieces, stream, language, processes)
    batch = _Batch(said, stream, offsets(np.asarray(documents.sizes)))
    fields = batch.fields()
    codes, frequencies = batch.encode()
    postings = decode(codes, fields, said.vocabulary.stopping())
    return Inverted(said.vocabulary, frequencies, fields, postings)


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


class _Said(NamedTuple):
    """What pieces say; a number of a word is its place in the vocabulary.

    Args:
        vocabulary: all words.
        readings: for each piece the number of its reading.
        sizes: the number of places of each reading.
        words: the words of each reading.
        places: the places of these, counted from the piece.
        joined: what numbers form with the pieces before them.
    """

    vocabulary: Vocabulary
    readings: Array
    sizes: Array
    words: Rows
    places: Array
    joined: _Joined


def _read(pieces: Sequence[str], stream: Array, language: Language, processes: int) -> _Said:
    readings = read_pieces(pieces, language, processes)
    sizes = readings.column("sizes")
    sizes[readings.of[END]] = TEXT_GAP
    at, windows = _windows(readings, sizes, stream, language)
    contexts: dict[tuple[int, ...], int] = {}
    which = np.array(
        [contexts.setdefault(_context(w), len(contexts)) for w in windows.tolist()], np.int64
    )
    joined = tabulate((language.join([pieces[n] for n in c]) for c in contexts), language)
    back = np.array([int(sizes[readings.of[list(c[:-1])]].sum()) for c in contexts], np.int64)

    vocabulary, numbers = unite([*readings.tables, joined])
    words = [new[table.words] for new, table in zip(numbers, readings.tables)]
    where, counts = members(offsets(np.asarray(joined.counts)), which)
    places = np.asarray(joined.places, np.int64)[where] - np.repeat(back[which], counts)
    return _Said(
        vocabulary,
        readings.of,
        sizes,
        Rows(offsets(readings.column("counts")), np.concatenate(words)),
        readings.column("places"),
        _Joined(np.repeat(at, counts), numbers[-1][np.asarray(joined.words)[where]], places),
    )


def _windows(
    readings: Readings, sizes: Array, stream: Array, language: Language
) -> tuple[Array, Array]:
    """Where in the stream a number may join with what stands before it, and what that is.

    A year joins with a day and a month, so that two pieces with words before it are enough. Indices
    below 0 mean the end of the stream, which is that of a text: nothing joins beyond it.

    Returns:
        The numbers' places, and for each the ``JOINED`` pieces up to it; ``END`` before those that
        decide.
    """
    numbers = readings.having(str.isdigit)
    groups = readings.having(lambda word: word.isdigit() and len(word) == GROUP)
    years = readings.having(lambda word: word.isdigit() and len(word) == YEAR)
    at = np.flatnonzero((groups | years)[stream])
    speaks = sizes[readings.of] > 0
    one, two = stream[at - 1], stream[at - 2]
    at = at[readings.having(language.joins)[one] | ~speaks[one] & numbers[two]]
    windows = stream[at[:, np.newaxis] + np.arange(1 - JOINED, 1)]
    windows[~groups[windows[:, -1]] & speaks[windows[:, 1:3]].all(axis=1), 0] = END
    return at, windows


def _context(window: Sequence[int]) -> tuple[int, ...]:
    """Of some pieces that follow each other those of the last one's text."""
    ends = [n for n, piece in enumerate(window, start=1) if piece == END]
    return tuple(window[ends[-1] if ends else 0 :])


def _held(words: Array, docs: Array, count: int) -> Array:
    """The words of ``count`` documents, each as often as one of these holds it."""
    bits = count.bit_length()
    codes = words << bits | docs
    if not len(codes) or codes.max() < 2**32:
        codes = codes.astype(np.uint32)  # sorted twice as fast
    return distinct(codes) >> bits


class _Batch:
    """The documents as words at positions.

    Args:
        said: what the pieces say.
        stream: the pieces of all documents, one after the other; uint32.
        cuts: where each slot begins in ``stream``, and where the last ends.
    """

    def __init__(self, said: _Said, stream: Array, cuts: Array) -> None:
        self._said = said
        self._stream = stream
        self._cuts = cuts
        self._positions = self._running(said.sizes)

    def _running(self, sizes: Array) -> Array:
        """For each piece of the stream, and its end, the sum of the sizes before it.

        Args:
            sizes: for each reading its size.

        Returns:
            The sums as uint32: they are the longest arrays here.
        """
        sums = np.zeros(len(self._stream) + 1, np.uint32)
        own = sizes.astype(np.uint32)[self._said.readings]
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
        vocabulary, words, joined = self._said.vocabulary, self._said.words, self._said.joined
        kept = ~vocabulary.stopping()[vocabulary.own_stems()]
        sizes = np.diff(offsets(kept[words.values])[words.at])
        slots = np.searchsorted(self._cuts, joined.at, side="right") - 1
        more = np.bincount(slots, minlength=len(self._cuts) - 1)
        return np.diff(self._running(sizes)[self._cuts]) + more

    def encode(self) -> tuple[Array, Array]:
        """The codes of all occurrences, sorted; and for each word how many documents hold it."""
        codes, terms = bytearray(), term_codes(self._said.vocabulary)
        frequencies = np.zeros(len(self._said.vocabulary.words), np.int64)
        cuts = self._cuts[:: len(FIELDS)]
        for first, last in spans(cuts, TOGETHER):
            words, positions = self._occurrences(cuts[first], cuts[last])
            codes += encode(words, positions, terms).data
            begins = self._positions[cuts[first:last]]
            docs = np.searchsorted(begins, positions, side="right") - 1
            frequencies += np.bincount(_held(words, docs, last - first), minlength=len(frequencies))
        found = np.frombuffer(codes, np.int64)
        found.sort()
        return found, frequencies

    def _occurrences(self, start: int, end: int) -> tuple[Array, Array]:
        """The words of a part of the stream, of whole documents, and their positions."""
        said, joined = self._said, self._said.joined
        which, sizes = members(said.words.at, said.readings[self._stream[start:end]])
        places = np.repeat(self._positions[start:end], sizes) + said.places[which]
        own = slice(*np.searchsorted(joined.at, (start, end)))
        more = self._positions[joined.at[own]] + joined.places[own]
        return (
            np.concatenate((said.words.values[which], joined.words[own])),
            np.concatenate((places, more), dtype=np.int64),
        )
