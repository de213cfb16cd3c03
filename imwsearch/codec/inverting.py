"""Documents as pieces → postings, with whole arrays.

Pieces become words at positions, words become codes for their stems and their parts' stems, and the
sorted codes are the postings (``postings``).
"""

from __future__ import annotations

from collections.abc import Callable
from mmap import mmap
from typing import TYPE_CHECKING

from imwsearch import processes
from imwsearch.codec.arrays import Array, Rows, distinct, members, np, offsets, spans
from imwsearch.codec.joining import Said, read
from imwsearch.codec.postings import (
    TOGETHER,
    Fields,
    Inverted,
    Share,
    decode,
    encode,
    shares_of,
    term_codes,
)
from imwsearch.codec.ranking import FIELDS
from imwsearch.codec.readings import Known

if TYPE_CHECKING:
    from imwsearch.codec.pieces import Language, Portion

WORTHWHILE = 6
"""Spans of ``TOGETHER`` from which on a second process saves more than it costs to start."""


def invert(
    documents: Portion, language: Language, count: int = 1, known: Known | None = None
) -> Inverted:
    """Words and postings of documents.

    Args:
        documents: as pieces.
        language: how texts are read.
        count: how many processes may share the work.
        known: what was read for the segments before; it grows.
    """
    stream = np.asarray(documents.stream)
    said = read(documents.different(), stream, language, count, known or Known({}, []))
    batch = _Batch(said, stream, offsets(np.asarray(documents.sizes)))
    runs, frequencies = batch.encode(count)
    stopping = said.vocabulary.stopping()
    postings = [
        Share(first, decode(runs, batch.fields, stopping, first, last))
        for first, last in shares_of(runs, len(stopping), count)
    ]
    return Inverted(said.vocabulary, frequencies, batch.fields, postings)


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

    Attributes:
        fields: where the documents' fields lie.
    """

    def __init__(self, said: Said, stream: Array, cuts: Array) -> None:
        self._said = said
        self._stream = stream
        self._cuts = cuts
        self.fields = self._fields()

    def _fields(self) -> Fields:
        begins = self._sums(self._said.sizes)
        firsts = begins[:: len(FIELDS)]
        starts = begins[:-1].reshape(-1, len(FIELDS)) - firsts[:-1, np.newaxis]
        vocabulary = self._said.vocabulary
        kept = ~vocabulary.stopping()[vocabulary.own_stems()]
        lengths = np.diff(self._before(kept)).reshape(starts.shape)
        return Fields(starts, lengths, np.diff(firsts))

    def _sums(self, values: Array) -> Array:
        """For each place where the stream is cut the sum of the values of all readings before it.

        Args:
            values: for each reading its value.
        """
        own = values.take(self._said.readings)
        cuts = self._cuts
        sums = np.zeros(len(cuts), np.int64)
        for first, last in spans(cuts, TOGETHER):
            within = offsets(own.take(self._stream[cuts[first] : cuts[last]]))
            sums[first + 1 : last + 1] = (
                sums[first] + within[cuts[first + 1 : last + 1] - cuts[first]]
            )
        return sums

    def _before(self, values: Array) -> Array:
        """The same of the values of all words.

        Args:
            values: for each word of the vocabulary its value.
        """
        words, joined = self._said.words, self._said.joined
        sizes = np.diff(offsets(values[words.values])[words.at])
        more = offsets(values[joined.words])[np.searchsorted(joined.at, self._cuts)]
        return self._sums(sizes) + more

    def encode(self, count: int) -> tuple[list[Array], Array]:
        """The codes of all occurrences; and for each word how many documents hold it.

        Args:
            count: how many processes may share the work.

        Returns:
            The codes of some documents, sorted, then those of others; and the words' frequencies.
        """
        terms = term_codes(self._said.vocabulary)
        at = self._before(np.diff(terms.at))[:: len(FIELDS)]
        codes = np.frombuffer(mmap(-1, 8 * max(1, int(at[-1]))), np.int64)[: at[-1]]
        frequencies = np.zeros(len(self._said.vocabulary.words), np.int64)
        together = spans(self._cuts[:: len(FIELDS)], TOGETHER)
        size = -(-len(together) // (count if len(together) >= WORTHWHILE else 1))
        shares = [together[n : n + size] for n in range(0, len(together), size)]
        runs = [codes[at[share[0][0]] : at[share[-1][1]]] for share in shares]

        def encode_share(number: int, tell: Callable[[Array], None]) -> None:
            tell(self._encode(terms, shares[number], runs[number]))

        def hear(_number: int, told: Array) -> None:
            frequencies[:] += told

        processes.run(encode_share, range(len(shares)), hear, count)
        return runs, frequencies

    def _encode(self, terms: Rows, share: _Spans, codes: Array) -> Array:
        """Encode some documents.

        Args:
            terms: as ``term_codes`` gives them.
            share: the documents.
            codes: takes their codes, sorted.

        Returns:
            For each word how many of the documents hold it.
        """
        frequencies = np.zeros(len(self._said.vocabulary.words), np.int64)
        begins = offsets(self.fields.ends)
        done = 0
        for first, last in share:
            words, positions = self._occurrences(first, last, begins[first])
            found = encode(words, positions, terms)
            codes[done : done + len(found)] = found
            done += len(found)
            docs = np.searchsorted(begins[first:last], positions, side="right") - 1
            held = _held(words, docs, last - first)
            frequencies += np.bincount(held, minlength=len(frequencies))
        codes.sort()
        return frequencies

    def _occurrences(self, first: int, last: int, begin: int) -> tuple[Array, Array]:
        """The words of some documents, and their positions.

        Args:
            first: the first document.
            last: the one after the last.
            begin: the first one's first position.
        """
        said, joined = self._said, self._said.joined
        start, end = self._cuts[first * len(FIELDS)], self._cuts[last * len(FIELDS)]
        readings = said.readings.take(self._stream[start:end])
        positions = begin + offsets(said.sizes.take(readings))
        which, sizes = members(said.words.at, readings)
        places = np.repeat(positions[:-1], sizes) + said.places.take(which)
        own = slice(*np.searchsorted(joined.at, (start, end)))
        more = positions[joined.at[own] - start] + joined.places[own]
        return (
            np.concatenate((said.words.values.take(which), joined.words[own])),
            np.concatenate((places, more), dtype=np.int64),
        )
