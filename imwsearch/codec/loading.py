"""The posting lists of a segment as arrays, for merging."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple
from zlib import decompressobj

from imwsearch.codec.arrays import Array, np, offsets, spans
from imwsearch.codec.posting_lists import KINDS, PIECES, SETS, WINDOW
from imwsearch.codec.postings import TOGETHER


class Loaded(NamedTuple):
    """The postings of some stems that follow each other.

    Args:
        docs: the documents, one stem's after the other's.
        impacts: for each its impact.
        counts: for each how many units its places take.
        units: these: two for a place of an over-long document.
        variants: for each unit the variant of its place.
    """

    docs: Array
    impacts: Array
    counts: Array
    units: Array
    variants: Array


class Loader:
    """Reads the lists of a segment.

    Args:
        sections: the sections of the segment.

    Attributes:
        start: the number of each stem's first posting, and where the last one's end.
        unit_at: where the units of each stem begin among all, and where the last one's end.
    """

    def __init__(self, sections: Mapping[str, memoryview]) -> None:
        self._sections = sections
        self._documents = len(sections["rank"])
        self.start = self._numbers("start")
        self._packed = self._numbers("packed_stem")
        self._before = self._numbers("packed_before")
        self._list_at = self._numbers("list_at")
        self._counts = self._numbers("counts")
        self._counts[self._numbers("more_at")] += self._numbers("more")
        self._short_at = offsets(self._counts)
        self._dense = self._numbers("dense_row")
        stems = np.arange(len(self.start))
        firsts = self.start - self._before[np.searchsorted(self._packed, stems)]
        units = np.diff(self._short_at[firsts])
        units[self._packed] = np.diff(self._list_at)[PIECES - 1 :: PIECES]
        self.unit_at = offsets(units)

    def _numbers(self, name: str) -> Array:
        return np.asarray(self._sections[name]).astype(np.int64)

    def __eq__(self, other: object) -> bool:
        """Whether another segment has the same lists, however they are packed."""
        if not isinstance(other, Loader) or not np.array_equal(self.start, other.start):
            return False
        return (
            np.array_equal(self.unit_at, other.unit_at)
            and all(
                all(map(np.array_equal, self.load(*span), other.load(*span)))
                for span in spans(self.unit_at, TOGETHER)
            )
            and all(self._kinds(n) == other._kinds(n) for n in range(len(self._packed)))
        )

    __hash__ = None  # type: ignore[assignment]

    def load(self, first: int, last: int) -> Loaded:
        """The postings of the stems from ``first`` up to ``last``, which is left out."""
        return Loaded(*map(np.concatenate, zip(*self._runs(first, last))))

    def _runs(self, first: int, last: int) -> Iterator[Loaded]:
        """The same in turns: of short lists that follow each other, and of one packed list."""
        low, high = np.searchsorted(self._packed, (first, last)).tolist()
        for n in range(low, high):
            stem = int(self._packed[n])
            yield self._short(first, stem, n)
            yield self._unpacked(n, stem)
            first = stem + 1
        yield self._short(first, last, high)

    def _short(self, first: int, last: int, n: int) -> Loaded:
        """The postings of short lists; ``n`` packed lists are before them."""
        own = slice(self.start[first] - self._before[n], self.start[last] - self._before[n])
        each = slice(self._short_at[own.start], self._short_at[own.stop])
        docs, impacts, units, variants = (
            np.asarray(self._sections[name]) for name in ("docs", "impacts", "places", "variants")
        )
        return Loaded(docs[own], impacts[own], self._counts[own], units[each], variants[each])

    def _unpacked(self, n: int, stem: int) -> Loaded:
        size = int(self.start[stem + 1] - self.start[stem])
        at = self._list_at[n * PIECES : (n + 1) * PIECES + 1].tolist()
        lists = self._sections["lists"]
        gaps, own, counts, _, _, variants, high, low = (
            lists[begin:end] for begin, end in pairwise(at)
        )
        docs = docs_after(_unpack(gaps, size + self._documents).tobytes())
        if self._dense[n]:
            row = (self._dense[n] - 1) * self._documents
            impacts = np.asarray(self._sections["dense"][row : row + self._documents])[docs]
        else:
            impacts = np.frombuffer(own, np.uint8) if len(own) else np.ones(size, np.uint8)
        places = np.frombuffer(low, np.uint8)
        units = places | _unpack(high, len(low)).astype(np.uint16) << 8
        varied = _unpack(variants, len(low)) if len(variants) else np.ones(len(low), np.uint8)
        return Loaded(docs, impacts, _counted(_unpack(counts, 5 * size), size), units, varied)

    def _kinds(self, n: int) -> tuple[bytes, bytes]:
        """The sets of variants of a packed list, and which one each posting has."""
        at, lists = self._list_at[n * PIECES :], self._sections["lists"]
        sets, kinds = (lists[at[piece] : at[piece + 1]] for piece in (SETS, KINDS))
        size = self._before[n + 1] - self._before[n]
        return sets.tobytes(), _unpack(kinds, int(size)).tobytes() if len(kinds) else b""


def _unpack(data: memoryview, most: int) -> Array:
    return np.frombuffer(decompressobj(WINDOW).decompress(data, most), np.uint8)


def docs_after(gaps: bytes) -> Array:
    """The documents of ``lists._gap_bytes``."""
    skipping = 0 in gaps
    steps = gaps.replace(b"\0", b"\xff") if skipping else gaps
    docs: Array = np.add.accumulate(np.frombuffer(steps, np.uint8), dtype=np.int64)
    if skipping:
        docs = docs.compress(np.frombuffer(gaps, np.uint8) > 0)
    docs -= 1
    return docs


def _counted(data: Array, size: int) -> Array:
    """The counts of ``lists._count_bytes``."""
    counts = data[:size].astype(np.int64)
    counts[counts == 255] += data[size:].view(np.uint32)
    return counts
