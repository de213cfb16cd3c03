"""Documents, words and postings → the sections of a segment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING
from zlib import crc32

from imwsearch.codec.arrays import Array, distinct, inverse, np, offsets
from imwsearch.codec.columns import BETWEEN, NONE

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from imwsearch.codec.entries import Records
    from imwsearch.codec.format import Section
    from imwsearch.codec.packing import Packed
    from imwsearch.codec.postings import Fields, Inverted, Postings, Vocabulary

CHAMPIONS = 64
"""How many of a long list's best documents stand once more, best first."""

LONG = 256
"""Lists from this length on have champions."""

BITS = 32
"""A list that holds one document in so many has a bitmap."""

DENSE = 8
"""A list that holds one document in so many has its impacts once more, by document."""

BLOCK = 64
"""Postings between two known places in the section of places."""

NARROW = 2**16
"""Places from this one on take two units."""


def segment_sections(records: Records, inverted: Inverted) -> Iterator[Section]:
    """All sections of a segment."""
    recent = _recency(records)
    yield from _record_sections(records, recent)
    yield from _field_sections(inverted.fields)
    yield from _column_sections(records)
    yield from _word_sections(inverted.vocabulary, inverted.frequencies)
    lists = _Lists(inverted.vocabulary, recent, inverted.fields.ends)
    for postings in inverted.postings:
        lists.add(postings)
    yield from lists.sections()


def _recency(records: Records) -> Array:
    """The documents, newest first; those of one day by their ids."""
    ids = records.ids
    dates = records.numbers.get("date") or [NONE] * len(ids)
    return np.array(sorted(range(len(ids)), key=lambda doc: (-dates[doc], ids[doc])), np.int64)


def _record_sections(records: Records, recent: Array) -> Iterator[Section]:
    """The sections of ids, stored documents and order."""
    ids = records.ids
    yield from _strings("ids", "id_at", [id_.encode() for id_ in ids])
    yield _array("id_order", "H", sorted(range(len(ids)), key=ids.__getitem__))
    yield from _packed_sections(records.stored)
    yield _array("recent", "H", recent)
    yield _array("rank", "H", inverse(recent))


def _packed_sections(packed: Packed) -> Iterator[Section]:
    yield ("stored", "B", b"".join(packed.documents))
    yield _array("stored_at", "Q", offsets(_sizes(packed.documents)))
    yield _array("stored_with", "H", packed.used)
    yield from _strings("dictionaries", "dictionary_at", packed.dictionaries)


def _field_sections(fields: Fields) -> Iterator[Section]:
    yield _array("end", "I", fields.ends)
    for number, (starts, lengths) in enumerate(zip(fields.starts.T, fields.lengths.T)):
        yield _array(f"field_at.{number}", "I", starts)
        yield _array(f"length.{number}", "I", lengths)


def _column_sections(records: Records) -> Iterator[Section]:
    for name, numbers in records.numbers.items():
        yield _array(f"n.{name}", "i", numbers)
        yield _array(f"nd.{name}", "H", np.argsort(numbers, kind="stable"))
    for name, values in records.keywords.items():
        yield from _keyword_sections(name, [BETWEEN.join(own) for own in values])


def _keyword_sections(name: str, values: Sequence[str]) -> Iterator[Section]:
    different = sorted(set(values))
    code_of = {value: code for code, value in enumerate(different)}
    codes = np.array([code_of[value] for value in values])
    yield _array(f"k.{name}", "H", codes)
    yield from _strings(f"kv.{name}", f"ka.{name}", [value.encode() for value in different])
    yield _array(f"kd.{name}", "H", np.argsort(codes, kind="stable"))
    yield _array(f"ks.{name}", "I", _starts(codes, len(different)))


def _word_sections(vocabulary: Vocabulary, frequencies: Array) -> Iterator[Section]:
    """The sections of the real words and of which stems they belong to."""
    at, stems = vocabulary.word_stems
    yield from _terms("words", "word_at", "word_slots", vocabulary.words)
    yield _array("word_df", "I", frequencies)
    yield _array("word_stems", "I", stems)
    yield _array("word_stem_at", "I", at)
    words = np.repeat(np.arange(len(at) - 1), np.diff(at)) << 1 | 1
    words[at[:-1]] -= 1
    members = distinct(stems << 32 | words)
    yield _array("stem_words", "I", members & 0xFFFFFFFF)
    yield _array("stem_word_at", "I", _starts(members >> 32, len(vocabulary.stems)))


class _Lists:
    """The sections of postings as they grow.

    Args:
        vocabulary: the words and stems.
        recent: the documents, newest first.
        ends: for each document a bound of its places.
    """

    def __init__(self, vocabulary: Vocabulary, recent: Array, ends: Array) -> None:
        self._stems = vocabulary.stems
        self._stopping = vocabulary.stopping()
        self._recent = recent
        self._rank = inverse(recent).astype(np.int32)
        self._wide = ends > NARROW - 1
        self._done = 0
        self._grown = {name: bytearray() for name in _TYPECODES}

    def _put(self, name: str, values: Array) -> None:
        """Lengthen a section."""
        self._grown[name] += _bytes(_TYPECODES[name], values)

    def _all(self, name: str) -> Array:
        """A section's values until now."""
        return np.frombuffer(self._grown[name], _TYPECODES[name])

    def add(self, postings: Postings) -> None:
        """Add the postings of some stems, which follow those before them."""
        counts, places = _units(postings, self._wide)
        large = np.flatnonzero(counts > 255)
        self._put("more_at", large + len(self._grown["counts"]))
        self._put("more", counts[large] - 255)
        self._put("counts", np.minimum(counts, 255))
        self._put("places", places)
        self._put("documents", postings.documents)
        self._put("docs", postings.docs)
        self._put("impacts", postings.impacts)
        self._add_variants(postings)
        self._add_shortcuts(postings)
        self._done += len(postings.documents)

    def _add_variants(self, postings: Postings) -> None:
        """Add the variants of the stems that have others than 1."""
        stems = np.repeat(np.arange(len(postings.occurrences)), postings.occurrences)
        varied = np.zeros(len(postings.occurrences), bool)
        varied[stems[postings.variants != 1]] = True
        self._put("varied", postings.occurrences * varied)
        self._put("variants", postings.variants[varied[stems]])

    def _add_shortcuts(self, postings: Postings) -> None:
        """Add those of the long lists."""
        at = offsets(postings.documents)
        stopping = self._stopping[self._done :][: len(postings.documents)]
        for n in np.flatnonzero((postings.documents >= LONG) & ~stopping).tolist():
            own = slice(at[n], at[n + 1])
            self._add_shortcut(self._done + n, postings.docs[own], postings.impacts[own])

    def _add_shortcut(self, stem: int, docs: Array, impacts: Array) -> None:
        number, size = np.array([stem]), len(self._recent)
        codes = (255 - impacts.astype(np.int32)) << 16 | self._rank[docs]
        best = np.sort(np.partition(codes, CHAMPIONS)[:CHAMPIONS])
        self._put("champion_stem", number)
        self._put("champions", self._recent[best & 0xFFFF])
        if len(docs) * BITS >= size:
            row = np.zeros(size, np.uint8)
            row[docs] = impacts
            self._put("bits_stem", number)
            self._put("bits", np.packbits(row > 0, bitorder="little"))
            if len(docs) * DENSE >= size:
                self._put("dense_stem", number)
                self._put("dense", row)

    def sections(self) -> Iterator[Section]:
        """The sections in their order."""
        yield from _terms("stems", "stem_at", "stem_slots", self._stems)
        yield _array("start", "I", offsets(self._all("documents")))
        yield from map(self._section, ("docs", "impacts", "counts", "more_at", "more"))
        yield _array("place_at", "I", self._block_starts())
        yield self._section("places")
        yield _array("variant_at", "I", offsets(self._all("varied")))
        yield self._section("variants")
        yield _array("wide", "H", np.flatnonzero(self._wide))
        yield from map(self._section, ("champion_stem", "champions", "bits_stem", "bits"))
        yield from map(self._section, ("dense_stem", "dense"))

    def _section(self, name: str) -> Section:
        return name, _TYPECODES[name], self._grown[name]

    def _block_starts(self) -> Array:
        """For each block of postings the place where its places begin."""
        counts = self._all("counts")
        sums = np.add.reduceat(counts, np.arange(0, len(counts), BLOCK), dtype=np.int64)
        np.add.at(sums, self._all("more_at") // BLOCK, self._all("more"))
        return offsets(sums)


_TYPECODES = {
    "documents": "I",
    "docs": "H",
    "impacts": "B",
    "counts": "B",
    "more_at": "I",
    "more": "I",
    "places": "H",
    "varied": "I",
    "variants": "B",
    "champion_stem": "I",
    "champions": "H",
    "bits_stem": "I",
    "bits": "B",
    "dense_stem": "I",
    "dense": "B",
}
"""What grows with each stem: sections, and for each stem the size of its list and variants."""


def _units(postings: Postings, wide: Array) -> tuple[Array, Array]:
    """Counts and places as they are kept: two units for a place of an over-long document.

    Args:
        postings: of some stems.
        wide: for each document whether it is over-long.
    """
    twice = wide[postings.docs]
    if not twice.any():
        return postings.counts, postings.places
    each = np.repeat(twice, postings.counts)
    sizes = each + 1
    units = np.repeat(postings.places, sizes)
    units[offsets(sizes)[1:][each] - 1] >>= 16
    return postings.counts * (twice + 1), units & 0xFFFF


def slots_of(strings: Sequence[bytes]) -> Array:
    """A hash table of different strings: in a slot a string's number plus 1, or 0.

    A string has the slot of its CRC-32, or the next that no string before it has. So the strings
    may come in any order: each takes a slot that is free or that a later string has, which moves on
    to the next.
    """
    free = len(strings) + 1
    slots = np.full(len(strings) * 3 // 2 + 1, free, np.int64)
    numbers = np.arange(1, free)
    wanted = np.array(list(map(crc32, strings)), np.int64) % len(slots)
    while len(numbers):
        before = slots[wanted]
        np.minimum.at(slots, wanted, numbers)
        lost = slots[wanted] != numbers
        driven = ~lost & (before != free)
        numbers = np.concatenate((numbers[lost], before[driven]))
        wanted = np.concatenate((wanted[lost], wanted[driven])) + 1
        wanted[wanted == len(slots)] = 0
    return slots % free


def _starts(numbers: Array, count: int) -> Array:
    """Where each of the numbers 0 to ``count`` would stand among sorted or counted ones."""
    return offsets(np.bincount(numbers, minlength=count))


def _sizes(strings: Sequence[bytes]) -> Array:
    return np.array(list(map(len, strings)), np.int64)


def _bytes(typecode: str, values: ArrayLike) -> memoryview:
    return np.ascontiguousarray(values, typecode).view(np.uint8).data


def _array(name: str, typecode: str, values: ArrayLike) -> Section:
    return name, typecode, _bytes(typecode, values)


def _strings(name: str, at: str, strings: Sequence[bytes]) -> Iterator[Section]:
    yield name, "B", b"".join(strings)
    yield _array(at, "I", offsets(_sizes(strings)))


def _terms(name: str, at: str, slots: str, terms: Iterable[str]) -> Iterator[Section]:
    encoded = [term.encode() for term in terms]
    yield from _strings(name, at, encoded)
    yield _array(slots, "I", slots_of(encoded))
