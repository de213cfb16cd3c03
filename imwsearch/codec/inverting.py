"""Documents as pieces → postings, with whole arrays.

Pieces become words at positions, words become codes for their stems and their parts' stems, and the
sorted codes are the postings (``postings``).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from mmap import mmap
from typing import TYPE_CHECKING

from imwsearch import processes
from imwsearch.codec.arrays import Array, Rows, distinct, members, np, offsets, spans
from imwsearch.codec.joining import Said, read
from imwsearch.codec.postings import (
    TOGETHER,
    Fields,
    Inverted,
    decode,
    encode,
    term_codes,
)
from imwsearch.codec.ranking import FIELDS

if TYPE_CHECKING:
    from imwsearch.codec.pieces import Language, Portion

WORTHWHILE = 6
"""Spans of ``TOGETHER`` from which on a second process saves more than it costs to start."""


def invert(documents: Portion, language: Language, count: int = 1) -> Inverted:
    """Words and postings of documents.

    Args:
        documents: as pieces.
        language: how texts are read.
        count: how many processes may share the work.
    """
    stream = np.asarray(documents.stream)
    said = read(documents.pieces, stream, language, count)
    batch = _Batch(said, stream, offsets(np.asarray(documents.sizes)))
    fields = batch.fields()
    codes, frequencies = batch.encode(count)
    postings = decode(codes, fields, said.vocabulary.stopping())
    return Inverted(said.vocabulary, frequencies, fields, postings)


def _held(words: Array, docs: Array, count: int) -> Array:
    """The words of ``count`` documents, each as often as one of these holds it."""
    bits = count.bit_length()
    codes = words << bits | docs
    if not len(codes) or codes.max() < 2**32:
        codes = codes.astype(np.uint32)  # sorted twice as fast
    return distinct(codes) >> bits


_Spans = list[tuple[int, int]]
"""Documents that are worked on together: the first, and the one after the last."""


class _Batch:
    """The documents as words at positions.

    Args:
        said: what the pieces say.
        stream: the pieces of all documents, one after the other; uint32.
        cuts: where each slot begins in ``stream``, and where the last ends.
    """

    def __init__(self, said: Said, stream: Array, cuts: Array) -> None:
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
        vocabulary = self._said.vocabulary
        kept = ~vocabulary.stopping()[vocabulary.own_stems()]
        return np.diff(self._before(kept, self._cuts))

    def _before(self, values: Array, cuts: Array) -> Array:
        """For each of some places in the stream the sum of the values of all words before it.

        Args:
            values: for each word of the vocabulary its value.
            cuts: the places.
        """
        words, joined = self._said.words, self._said.joined
        sizes = np.diff(offsets(values[words.values])[words.at])
        more = offsets(values[joined.words])[np.searchsorted(joined.at, cuts)]
        return self._running(sizes)[cuts] + more

    def encode(self, count: int) -> tuple[Array, Array]:
        """The codes of all occurrences, sorted; and for each word how many documents hold it.

        Args:
            count: how many processes may share the work.
        """
        terms = term_codes(self._said.vocabulary)
        cuts = self._cuts[:: len(FIELDS)]
        at = self._before(np.diff(terms.at), cuts)
        codes = np.frombuffer(mmap(-1, 8 * max(1, int(at[-1]))), np.int64)[: at[-1]]
        frequencies = np.zeros(len(self._said.vocabulary.words), np.int64)

        def encode_share(share: _Spans, tell: Callable[[Array], None]) -> None:
            own = codes[at[share[0][0]] : at[share[-1][1]]]
            tell(self._encode(terms, cuts, share, own))

        def hear(_number: int, told: Array) -> None:
            frequencies[:] += told

        together = spans(cuts, TOGETHER)
        if count == 1 or len(together) < WORTHWHILE:
            encode_share(together, partial(hear, 0))
        else:
            size = -(-len(together) // count)
            shares = [together[n : n + size] for n in range(0, len(together), size)]
            processes.run(encode_share, shares, hear)
            codes.sort(kind="stable")  # which merges what is sorted
        return codes, frequencies

    def _encode(self, terms: Rows, cuts: Array, share: _Spans, codes: Array) -> Array:
        """Encode some documents.

        Args:
            terms: as ``term_codes`` gives them.
            cuts: where each document begins in the stream, and where the last ends.
            share: the documents.
            codes: takes their codes, sorted.

        Returns:
            For each word how many of the documents hold it.
        """
        frequencies = np.zeros(len(self._said.vocabulary.words), np.int64)
        done = 0
        for first, last in share:
            words, positions = self._occurrences(cuts[first], cuts[last])
            found = encode(words, positions, terms)
            codes[done : done + len(found)] = found
            done += len(found)
            docs = np.searchsorted(self._positions[cuts[first:last]], positions, side="right") - 1
            held = _held(words, docs, last - first)
            frequencies += np.bincount(held, minlength=len(frequencies))
        codes.sort()
        return frequencies

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
