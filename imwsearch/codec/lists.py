"""Posting lists as a segment holds them: the short ones side by side, each long one packed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple
from zlib import Z_HUFFMAN_ONLY

from imwsearch.codec.arrays import Array, distinct, inverse, np, offsets
from imwsearch.codec.deflating import Packer
from imwsearch.codec.posting_lists import (
    BITS_BLOCK,
    BLOCK,
    CHAMPIONS,
    LAST,
    OTHER,
    PACKED,
    PIECES,
    WINDOW,
)
from imwsearch.codec.sections import array_section, number_section

if TYPE_CHECKING:
    from imwsearch.codec.format import Section
    from imwsearch.codec.postings import Postings

LISTS = {"lists", "list_at"}
"""The sections of packed lists."""

LONG = 256
"""Lists from this length on have champions and sets of variants."""

BITS = 32
"""A list that holds one document in so many has a bitmap."""

DENSE = 8
"""A list that holds one document in so many has its impacts by document."""

NARROW = 2**16
"""Places from this one on take two units."""


Grown = dict[str, bytearray]
"""What grows with each stem, by name: sections, the lengths of the lists (``documents``), and for
each packed list its stem, its rows and the sizes of its pieces (``packed``)."""


class Lists:
    """The sections of postings as they grow.

    Args:
        stopping: for each stem whether it is a stop word's; bool.
        recent: the documents, newest first.
        wide: for each document whether it is over-long.
        first: the first stem whose postings are added.
    """

    def __init__(self, stopping: Array, recent: Array, wide: Array, first: int) -> None:
        self._stopping = stopping
        self._recent = recent
        self._rank = inverse(recent).astype(np.int32)
        self._wide = wide
        self._done = first
        self._grown = {name: bytearray() for name in _TYPECODES}
        self._rows = dict.fromkeys(_ROWS, 0)
        self._packed: list[tuple[int, ...]] = []
        self._pack = Packer(1, WINDOW, Z_HUFFMAN_ONLY).pack

    def _put(self, name: str, values: Array) -> None:
        """Lengthen a section."""
        self._grown[name] += np.ascontiguousarray(values, _TYPECODES[name]).view(np.uint8).data

    def add(self, postings: Postings) -> None:
        """Add the postings of some stems, which follow those before them."""
        units = _units(postings, self._wide)
        self._put("documents", postings.documents)
        self._add_short(postings, units)
        self._add_packed(postings, units)
        self._done += len(postings.documents)

    def _add_short(self, postings: Postings, units: _Units) -> None:
        short = np.repeat(postings.documents < PACKED, postings.documents)
        counts = units.counts[short]
        large = np.flatnonzero(counts > 255)
        self._put("more_at", large + len(self._grown["counts"]))
        self._put("more", counts[large] - 255)
        self._put("counts", np.minimum(counts, 255))
        self._put("docs", postings.docs[short])
        self._put("impacts", postings.impacts[short])
        each = np.repeat(short, units.counts)
        self._put("places", units.units[each])
        self._put("variants", units.variants[each])

    def _add_packed(self, postings: Postings, units: _Units) -> None:
        at = offsets(postings.documents)
        unit_at = offsets(units.counts)[at]
        gaps, gap_at = _gap_bytes(postings.docs, at)
        sets = _variant_sets(units)
        counts = np.minimum(units.counts, 255).astype(np.uint8).tobytes()
        impacts, variants, low, high = (
            values.astype(np.uint8).tobytes()
            for values in (postings.impacts, units.variants, units.units & 255, units.units >> 8)
        )
        for n in np.flatnonzero(postings.documents >= PACKED).tolist():
            stopping = bool(self._stopping[self._done + n])
            own, each = slice(at[n], at[n + 1]), slice(unit_at[n], unit_at[n + 1])
            rows = self._add_rows(postings.docs[own], postings.impacts[own], stopping)
            plain = variants[each].count(1) == unit_at[n + 1] - unit_at[n]
            told = not plain and at[n + 1] - at[n] >= LONG
            known, kinds = _kinds(sets[own]) if told else (b"", b"")
            pieces = (
                self._pack(gaps[gap_at[n] : gap_at[n + 1]]),
                b"" if stopping or rows[-1] else impacts[own],
                self._pack(_count_bytes(counts[own], units.counts[own])),
                known,
                self._pack(kinds) if told else b"",
                b"" if plain else self._pack(variants[each]),
                self._pack(high[each]),
                low[each],
            )
            self._grown["lists"] += b"".join(pieces)
            self._packed.append((self._done + n, *rows, *map(len, pieces)))

    def _add_rows(self, docs: Array, impacts: Array, stopping: bool) -> tuple[int, ...]:
        """Add what stands beside a list; the number of each kind's row, from 1, or 0."""
        size = len(self._recent)
        added: dict[str, Array] = {}
        if len(docs) >= LONG and not stopping:
            codes = (255 - impacts.astype(np.int32)) << 16 | self._rank[docs]
            best = np.sort(np.partition(codes, CHAMPIONS)[:CHAMPIONS])
            added["champions"] = self._recent[best & 0xFFFF]
        if len(docs) >= LONG and len(docs) * BITS >= size:
            row = np.zeros(size, np.uint8)
            row[docs] = impacts
            added["bits"] = np.packbits(row > 0, bitorder="little")
            self._put("bits_before", np.searchsorted(docs, np.arange(0, size, BITS_BLOCK)))
            if len(docs) * DENSE >= size and not stopping:
                added["dense"] = row
        for name, values in added.items():
            self._put(name, values)
            self._rows[name] += 1
        return tuple(self._rows[name] if name in added else 0 for name in _ROWS)

    def grown(self) -> Grown:
        """What was added; nothing is any more."""
        self._grown["packed"] += np.array(self._packed, np.int64).tobytes()
        return self._grown


def list_sections(parts: Sequence[Grown], wide: Array) -> Iterator[Section]:
    """The sections of all postings in their order.

    Args:
        parts: what was grown of some stems, then of the next ...; each section is taken out of them
            when it is made.
        wide: for each document whether it is over-long.
    """
    _renumber(parts)
    needed = ("documents", "packed", "counts", "more_at", "more")
    whole = {name: _joined(parts, name) for name in needed}
    documents = _values(whole, "documents")
    stems, rows, sizes = np.split(_packed(whole), (1, 1 + len(_ROWS)), axis=1)
    yield number_section("start", offsets(documents))
    yield from (_section(name, _joined(parts, name)) for name in ("docs", "impacts"))
    yield _section("counts", whole["counts"])
    yield number_section("more_at", _values(whole, "more_at"))
    yield number_section("more", _values(whole, "more"))
    yield number_section("place_at", _block_starts(whole))
    yield from (_section(name, _joined(parts, name)) for name in ("places", "variants"))
    yield array_section("wide", "H", np.flatnonzero(wide))
    yield number_section("packed_stem", stems.ravel())
    yield number_section("packed_before", offsets(documents[stems.ravel()]))
    yield number_section("list_at", offsets(sizes.ravel()))
    yield _section("lists", _joined(parts, "lists"))
    for name, numbers in zip(_ROWS, rows.T):
        yield number_section(f"{name}_row", numbers)
        yield _section(name, _joined(parts, name))
    yield _section("bits_before", _joined(parts, "bits_before"))


def _renumber(parts: Sequence[Grown]) -> None:
    """Count the postings and rows of each part from those of the first part on."""
    postings, rows = 0, np.zeros(len(_ROWS), np.int64)
    for part in parts:
        _values(part, "more_at")[:] += postings
        postings += len(part["counts"])
        own = _packed(part)[:, 1 : 1 + len(_ROWS)]
        own[:] = np.where(own > 0, own + rows, 0)
        rows = np.maximum(rows, own.max(axis=0, initial=0))


def _joined(parts: Sequence[Grown], name: str) -> bytearray:
    """A section of all parts, which no longer have it."""
    return bytearray().join([part.pop(name) for part in parts])


def _section(name: str, data: bytearray) -> Section:
    return name, _TYPECODES[name], data


def _values(grown: Grown, name: str) -> Array:
    """The values of a section, as they may be changed."""
    return np.frombuffer(grown[name], _TYPECODES[name])


def _packed(grown: Grown) -> Array:
    """A row for each packed list."""
    return _values(grown, "packed").reshape(-1, 1 + len(_ROWS) + PIECES)


def _block_starts(grown: Grown) -> Array:
    """For each block of postings of short lists the place where its places begin."""
    counts = _values(grown, "counts")
    sums = np.add.reduceat(counts, np.arange(0, len(counts), BLOCK), dtype=np.int64)
    np.add.at(sums, _values(grown, "more_at") // BLOCK, _values(grown, "more"))
    return offsets(sums)


_ROWS = ("champions", "bits", "dense")
"""What stands beside some of the packed lists, a row for each."""

_TYPECODES = {
    "documents": "I",
    "docs": "H",
    "impacts": "B",
    "counts": "B",
    "more_at": "I",
    "more": "I",
    "places": "H",
    "variants": "B",
    "lists": "B",
    "champions": "H",
    "bits": "B",
    "bits_before": "H",
    "dense": "B",
    "packed": "q",
}
"""The types of what grows with each stem."""


class _Units(NamedTuple):
    """Places as they are kept: two units for a place of an over-long document.

    Args:
        counts: for each posting the number of its units.
        units: these, less than ``NARROW``.
        variants: for each unit the variant of its place.
    """

    counts: Array
    units: Array
    variants: Array


def _units(postings: Postings, wide: Array) -> _Units:
    """The units of some postings.

    Args:
        postings: of some stems.
        wide: for each document whether it is over-long.
    """
    twice = wide[postings.docs]
    if not twice.any():
        return _Units(postings.counts, postings.places, postings.variants)
    each = np.repeat(twice, postings.counts)
    sizes = each + 1
    units = np.repeat(postings.places, sizes)
    units[offsets(sizes)[1:][each] - 1] >>= 16
    variants = np.repeat(postings.variants, sizes)
    return _Units(postings.counts * (twice + 1), units & 0xFFFF, variants)


def _variant_sets(units: _Units) -> Array:
    """For each posting a bit for each variant that stands there; uint64."""
    bits = np.left_shift(np.uint64(1), np.minimum(units.variants, LAST).astype(np.uint64))
    return np.bitwise_or.reduceat(bits, offsets(units.counts)[:-1]) if len(bits) else bits


def _kinds(sets: Array) -> tuple[bytes, bytes]:
    """The sets that most postings of a list have; and for each posting which one it has."""
    different = distinct(sets)
    which = np.searchsorted(different, sets)
    common = np.argsort(-np.bincount(which), kind="stable")[:OTHER]
    kinds = np.full(len(different), OTHER, np.uint8)
    kinds[common] = np.arange(len(common))
    return different[common].tobytes(), kinds[which].tobytes()


def _gap_bytes(docs: Array, at: Array) -> tuple[bytes, Array]:
    """The steps from each document to the next, the first one from -1; and where each list's begin.

    A byte of 0 is a step of 255 to a document that is not in the list.

    Args:
        docs: the documents of several lists.
        at: where each list begins, and where the last one ends.
    """
    steps = np.diff(docs.astype(np.int64), prepend=-1)
    firsts = at[:-1][at[:-1] < at[1:]]
    steps[firsts] = docs[firsts] + 1
    skipped = (steps - 1) // 255
    ends = offsets(skipped + 1)
    data = np.zeros(ends[-1], np.uint8)
    data[ends[1:] - 1] = steps - 255 * skipped
    return data.tobytes(), ends[at]


def _count_bytes(counted: bytes, counts: Array) -> bytes:
    """The counts, a byte each, then what those of 255 and more have above 255, four bytes each.

    Args:
        counted: the counts, but 255 for a higher one.
        counts: the counts.
    """
    if 255 not in counted:
        return counted
    return counted + (counts[counts >= 255] - 255).astype(np.uint32).tobytes()
