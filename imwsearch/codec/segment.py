"""A segment as it lies on disk: every question is answered from its arrays.

Nothing is loaded when it is opened but the table of sections. Numbers (of a document, a stem, a
word) hold for one segment only.
"""

from __future__ import annotations

from _bisect import bisect_left, bisect_right  # as ``bisect`` has them, which is one file more
from itertools import pairwise
from zlib import MAX_WBITS, crc32

from imwsearch import limits
from imwsearch.codec.deletions import deletions_path, read_deletions
from imwsearch.codec.format import Stretches, damaged, map_sections
from imwsearch.codec.posting_lists import PACKED, PackedList, ShortList, Spread
from imwsearch.codec.ranking import FIELDS
from imwsearch.codec.unpacking import unpacker
from imwsearch.messages import N_

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from imwsearch.codec.arrays import Array
    from imwsearch.errors import DamagedIndexError

BETWEEN = "\x1f"
"""Stands between the values of a document in a column of keywords."""

NONE = -(2**31)
"""A number that is not known, in a column of numbers."""

KNOWN = 64
"""So many packed lists are kept, for one query asks for its own several times."""


class Strings:
    """Strings one after the other.

    Args:
        data: their UTF-8 bytes.
        at: where each begins, and where the last ends.
    """

    __slots__ = ("at", "data")

    def __init__(self, data: memoryview, at: memoryview) -> None:
        self.data = data
        self.at = at

    def __len__(self) -> int:
        return len(self.at) - 1

    def __getitem__(self, n: int) -> bytes:
        return self.data[self.at[n] : self.at[n + 1]].tobytes()

    def slice(self, first: int, last: int) -> list[str]:
        """The strings from ``first`` up to ``last``, which is left out."""
        at = self.at[first : last + 1].tolist()
        if not at:
            return []
        text = self.data[at[0] : at[-1]].tobytes()
        base = at[0]
        return [text[a - base : b - base].decode() for a, b in pairwise(at)]


class Terms(Strings):
    """Different strings, sorted, one after the other, and their hash table.

    Args:
        data: their UTF-8 bytes.
        at: where each begins, and where the last ends.
        slots: as ``sections.slots_of`` makes it.
    """

    __slots__ = ("slots",)

    def __init__(self, data: memoryview, at: memoryview, slots: memoryview) -> None:
        super().__init__(data, at)
        self.slots = slots

    def find(self, string: str) -> int:
        """The number of a string, -1 if it is not there."""
        slots, wanted = self.slots, string.encode()
        first = slot = crc32(wanted) % len(slots)
        while n := slots[slot]:
            if self[n - 1] == wanted:
                return int(n - 1)
            slot = slot + 1 if slot + 1 < len(slots) else 0
            if slot == first:  # no table of ours is full
                break
        return -1


def _joined(
    docs: list[int], counts: Sequence[int], units: memoryview, variants: bytes, wide: Container[int]
) -> tuple[list[int], list[int], bytes]:
    """Counts, places and variants; wide documents have two units for each of their places."""
    own_counts, places, own_variants, at = [], [], bytearray(), 0
    for doc, count in zip(docs, counts):
        own, step = units[at : at + count].tolist(), 1
        if doc in wide:
            own, step = [low | high << 16 for low, high in zip(own[::2], own[1::2])], 2
        own_counts.append(len(own))
        places += own
        own_variants += variants[at : at + count : step]
        at += count
    return own_counts, places, bytes(own_variants)


def _own(members: list[int]) -> list[int]:
    """The real words of a stem among its ``stem_words``."""
    return [n >> 1 for n in members if not n & 1]


class Segment:
    """An open segment.

    Args:
        path: its file; the deletions of this generation lie beside it.

    Attributes:
        arrays: the sections of which ``list_arrays`` made arrays.

    Raises:
        DamagedIndexError: missing, cut, or another file in its place.
        IncompatibleIndexError: another version of the format.
    """

    def __init__(self, path: str) -> None:
        sections = map_sections(path)
        self.path = path
        self.sections = sections
        self.documents = len(sections["rank"])
        self.deleted = read_deletions(deletions_path(path), self.documents)
        self.living = self.documents - len(self.deleted)
        self.stems = Terms(sections["stems"], sections["stem_at"], sections["stem_slots"])
        self.words = Terms(sections["words"], sections["word_at"], sections["word_slots"])
        self.ids = Strings(sections["ids"], sections["id_at"])
        self.dates = sections.get("n.date")
        self.has_wide = len(sections["wide"]) > 0
        self.short_docs = sections["docs"]
        self.short_impacts = sections["impacts"]
        self.list_at = sections["list_at"]
        self.lists = sections.stretches("lists")
        self.dense: Stretches | memoryview = sections.stretches("dense")
        self.bits = sections.stretches("bits")
        self.champion_row = sections["champions_row"]
        self.bits_row = sections["bits_row"]
        self.bits_before = sections["bits_before"]
        self.dense_row = sections["dense_row"]
        self._stored = sections.stretches("stored")
        self._stored_at = sections["stored_at"]
        self._stored_with = sections["stored_with"]
        self._dictionaries = Strings(sections["dictionaries"], sections["dictionary_at"])
        self._stem_word_at = sections["stem_word_at"]
        self._start = sections["start"]
        self._packed = sections["packed_stem"]
        self._before = sections["packed_before"]
        self.arrays: dict[str, Array] = {}
        self._known: dict[int, PackedList] = {}
        self._spreads: dict[int, Spread] = {}

    def postings(self, stem: int) -> ShortList | PackedList:
        """The documents of a stem."""
        known = self._known.get(stem)
        if known is not None:
            return known
        size = self.frequency(stem)
        packed = bisect_left(self._packed, stem)
        if size < PACKED:
            return ShortList(self, self._start[stem] - self._before[packed], size)
        if len(self._known) >= KNOWN:
            self._known.clear()
        known = self._known[stem] = PackedList(self, packed, size)
        return known

    def frequency(self, stem: int) -> int:
        """How many documents have the stem, deleted ones included."""
        return self._start[stem + 1] - self._start[stem]

    def spans(self, stem: int, docs: Iterable[int]) -> list[tuple[int, int]]:
        """Where the places of some of a stem's documents begin and end among all its places.

        Args:
            stem: the stem.
            docs: ascending; it stands in each, and none is wide.
        """
        known = self.postings(stem)
        counts, spans = known.counts(), []
        at = start = 0
        for n in known.ranks(docs):
            start += sum(counts[at:n])
            spans.append((start, start + counts[n]))
            at = n
        return spans

    def places(self, stem: int, doc: int) -> Sequence[int]:
        """Where the stem stands in a document, ascending; empty if it does not."""
        return self._spread(stem).places(doc)

    def variants(self, stem: int, doc: int) -> Sequence[int]:
        """For each of the stem's places in a document which of its words stands there.

        1 for the first word of ``words_of``, 2 for the second ..., 0 for a part of a compound.
        """
        return self._spread(stem).variants(doc)

    def map_dense(self) -> None:
        """Map the impacts of frequent stems from now on: more memory, but nothing is copied."""
        self.dense = self.sections["dense"]

    def forget(self) -> None:
        """Drop what was kept of lists that were read."""
        self._known.clear()
        self._spreads.clear()

    def _spread(self, stem: int) -> Spread:
        """Where a stem stands; the last ones are kept, for they are asked document by document."""
        known = self._spreads.get(stem)
        if known is None:
            if len(self._spreads) >= KNOWN:
                self._spreads.clear()
            postings = self.postings(stem)
            docs, counts = postings.docs, postings.counts()
            units, variants = postings.places(), postings.variants()
            wide = set(self.sections["wide"]).intersection(docs) if self.has_wide else ()
            read = (
                _joined(docs, counts, units, variants, wide) if wide else (counts, units, variants)
            )
            known = self._spreads[stem] = Spread(docs, *read)
        return known

    def stems_of(self, word: int) -> list[int]:
        """The stem of a real word, then the stems of its parts."""
        at = self.sections["word_stem_at"]
        return self.sections["word_stems"][at[word] : at[word + 1]].tolist()

    def words_of(self, stem: int) -> tuple[list[int], list[int]]:
        """The real words of a stem, in order, and the compounds it is a part of."""
        members = self._members(stem)
        return _own(members), [n >> 1 for n in members if n & 1]

    def own_words(self, stem: int) -> list[int]:
        """The real words of a stem, in order."""
        return _own(self._members(stem))

    def _members(self, stem: int) -> list[int]:
        """As ``stem_words`` has them."""
        at = self._stem_word_at
        members: list[int] = self.sections["stem_words"][at[stem] : at[stem + 1]].tolist()
        return members

    def word_count(self, stem: int) -> int:
        """How many real words a stem has, the compounds that it is a part of among them."""
        at = self._stem_word_at
        return int(at[stem + 1] - at[stem])

    def word_frequency(self, word: int) -> int:
        """How many documents have a real word, deleted ones included."""
        return int(self.sections["word_df"][word])

    def stored(self, doc: int) -> bytes:
        """What was stored of a document.

        Raises:
            DamagedIndexError: it is not what was stored, or larger than anything that is.
        """
        library = unpacker()
        unpacking = library.decompressobj(-MAX_WBITS, self.dictionary(doc))
        try:
            stored: bytes = unpacking.decompress(self.packed(doc), limits.STORED_BYTES + 1)
            checksum = library.crc32(stored).to_bytes(4, "little")
            if unpacking.eof and unpacking.unused_data == checksum:
                return stored
        except Exception as error:
            raise self._changed(doc) from error
        raise self._changed(doc)

    def _changed(self, doc: int) -> DamagedIndexError:
        return damaged(self.path, N_("document {doc} is changed, cut, or too large"), doc=doc)

    def dictionary(self, doc: int) -> memoryview:
        """What a document is packed with; nothing in a small segment."""
        data, at = self._dictionaries.data, self._dictionaries.at
        n = self._stored_with[doc]
        return data[at[n - 1] if n else 0 : at[n]]

    def packed(self, doc: int) -> bytes:
        """What was stored of a document, as ``packing.Packed`` has it."""
        return self._stored[self._stored_at[doc] : self._stored_at[doc + 1]]

    def id_of(self, doc: int) -> str:
        """The id of a document."""
        return self.ids[doc].decode()

    def find(self, id: str) -> int | None:  # noqa: A002
        """The living document with an id."""
        order, wanted = self.sections["id_order"], id.encode()
        at = bisect_left(order, wanted, key=self.ids.__getitem__)
        if at == len(order) or self.ids[order[at]] != wanted or order[at] in self.deleted:
            return None
        return int(order[at])

    def living_docs(self) -> list[int]:
        """The documents that are not deleted, ascending."""
        return [doc for doc in range(self.documents) if doc not in self.deleted]

    def field_of(self, doc: int, place: int) -> int:
        """The text field in which a place of a document lies."""
        starts = [self.sections[f"field_at.{field}"][doc] for field in range(len(FIELDS))]
        return bisect_right(starts, place) - 1
