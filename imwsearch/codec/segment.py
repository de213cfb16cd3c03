"""A segment as it lies in memory: every question is answered from the mapped arrays.

Nothing is loaded when it is opened but the table of sections. Numbers (of a document, a stem, a
word) hold for one segment only.
"""

from __future__ import annotations

import mmap
from _bisect import bisect_left, bisect_right  # as ``bisect`` has them, which is one file more
from itertools import compress, pairwise
from zlib import crc32, decompressobj

from imwsearch import limits
from imwsearch.codec.deletions import deletions_path, read_deletions
from imwsearch.codec.format import damaged, map_sections
from imwsearch.codec.ranking import FIELDS
from imwsearch.messages import N_

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MOST_DOCUMENTS = 65_536
CHAMPIONS = 64
BLOCK = 64


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
        slots: as ``assembling.slots_of`` makes it.
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


class PostingList:
    """The documents of one stem.

    Args:
        docs: their numbers, ascending; None to read them from ``dense`` when they are asked for.
        impacts: their impacts, 1 to 255; None likewise.
        champions: the best documents, best first; None for a short list, which has none.
        dense: for each document of the segment its impact or 0; None if this is not kept.
        bits: a bit for each document of the segment; None if this is not kept.
        documents: how many documents the segment has, or more.
    """

    __slots__ = ("_docs", "_documents", "_impacts", "_size", "bits", "champions", "dense")

    def __init__(
        self,
        docs: memoryview | None,
        impacts: memoryview | bytes | None,
        champions: memoryview | None = None,
        dense: bytes | None = None,
        bits: memoryview | None = None,
        documents: int = MOST_DOCUMENTS,
    ) -> None:
        self._docs = docs
        self._impacts = impacts
        self.champions = champions
        self.dense = dense
        self.bits = bits
        self._documents = documents
        self._size = len(dense or b"") - (dense or b"").count(0) if docs is None else len(docs)

    def __len__(self) -> int:
        return self._size

    @property
    def docs(self) -> memoryview:
        """The documents' numbers, ascending."""
        if self._docs is None:
            from array import array

            row = self.dense or b""
            self._docs = memoryview(array("H", compress(range(len(row)), row)))
        return self._docs

    @property
    def impacts(self) -> memoryview | bytes:
        """Their impacts, 1 to 255."""
        if self._impacts is None:
            self._impacts = (self.dense or b"").translate(None, b"\0")
        return self._impacts

    def impact(self, doc: int) -> int:
        """The impact in a document; 0 if the stem is not there."""
        if self.dense is not None:
            return self.dense[doc]
        at = bisect_left(self.docs, doc)
        return self.impacts[at] if at < len(self.docs) and self.docs[at] == doc else 0

    def row(self) -> bytes:
        """For each document of the segment its impact or 0; kept from now on."""
        if self.dense is None:
            row = bytearray(self._documents)
            for doc, impact in zip(self.docs.tolist(), self.impacts):
                row[doc] = impact
            self.dense = bytes(row)
        return self.dense

    def peak(self) -> int:
        """The highest impact in the list."""
        if self.champions is not None:
            return self.impact(self.champions[0])
        return max(self.impacts)


class Segment:
    """An open segment.

    Args:
        path: its file; the deletions of this generation lie beside it.

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
        self.has_wide = len(sections["wide"]) > 0
        self.size = sum(section.nbytes for section in sections.values())
        self._start = sections["start"]
        self._docs = sections["docs"]
        self._impacts = sections["impacts"]

    def postings(self, stem: int) -> PostingList:
        """The documents of a stem."""
        first, last = self._start[stem], self._start[stem + 1]
        champions = bits = dense = None
        if last - first >= 256:
            size = self.documents
            champions = self._row(stem, "champion_stem", "champions", CHAMPIONS)
            bits = self._row(stem, "bits_stem", "bits", (size + 7) // 8)
            row = self._row(stem, "dense_stem", "dense", size)
            dense = None if row is None else row.tobytes()
        docs, impacts = self._docs[first:last], self._impacts[first:last]
        return PostingList(docs, impacts, champions, dense, bits, self.documents)

    def _row(self, stem: int, stems: str, rows: str, size: int) -> memoryview | None:
        known = self.sections[stems]
        n = bisect_left(known, stem)
        if n == len(known) or known[n] != stem:
            return None
        return self.sections[rows][n * size : (n + 1) * size]

    def frequency(self, stem: int) -> int:
        """How many documents have the stem, deleted ones included."""
        return self._start[stem + 1] - self._start[stem]

    def places(self, stem: int, doc: int) -> Sequence[int]:
        """Where the stem stands in a document, ascending; empty if it does not."""
        span = self._span(stem, doc)
        if span is None:
            return ()
        units = self.sections["places"][span[0] : span[1]].tolist()
        return self._narrow(units) if self._is_wide(doc) else units

    def occurrences(self, stem: int) -> tuple[list[int], list[int], memoryview, bytes]:
        """All occurrences of a stem, in a segment without wide documents.

        Returns:
            Documents; the number of places in each; all places; all variants, or nothing where
            each is 1.
        """
        first, last = self._start[stem], self._start[stem + 1]
        places = self.sections["places"][self._place_start(first) : self._place_start(last)]
        return self._docs[first:last].tolist(), self.counts(stem), places, self.all_variants(stem)

    def counts(self, stem: int) -> list[int]:
        """The number of places of a stem in each of its documents, where none is wide."""
        first, last = self._start[stem], self._start[stem + 1]
        counts = self.sections["counts"][first:last].tolist()
        more_at = self.sections["more_at"]
        for n in range(bisect_left(more_at, first), bisect_left(more_at, last)):
            counts[more_at[n] - first] += self.sections["more"][n]
        return counts

    def all_variants(self, stem: int) -> bytes:
        """The variants of all occurrences of a stem, or nothing where each is 1."""
        at = self.sections["variant_at"]
        return self.sections["variants"][at[stem] : at[stem + 1]].tobytes()

    def first_place(self, stem: int) -> int:
        """Where the places of a stem begin in the section of places."""
        return self._place_start(self._start[stem])

    def spans(self, stem: int, postings: Iterable[int]) -> list[tuple[int, int]]:
        """Where the places of some of a stem's postings (0, 1, …) begin and end in the section."""
        first = self._start[stem]
        counts = self.sections["counts"]
        spans = []
        for at in postings:
            start = self._place_start(first + at)
            count = counts[first + at]
            end = start + count if count < 255 else self._place_start(first + at + 1)
            spans.append((start, end))
        return spans

    def variants(self, stem: int, doc: int) -> Sequence[int]:
        """For each of the stem's places in a document which of its words stands there.

        1 for the first word of ``words_of``, 2 for the second ..., 0 for a part of a compound.
        """
        span = self._span(stem, doc)
        if span is None:
            return b""
        at = self.sections["variant_at"]
        known = self.sections["variants"][at[stem] : at[stem + 1]]
        wide = self._is_wide(doc)
        if not known:
            return b"\1" * ((span[1] - span[0]) >> wide)
        if len(self.sections["wide"]):
            return known[self._variant_start(stem, doc) :][: (span[1] - span[0]) >> wide]
        base = self._place_start(self._start[stem])
        return known[span[0] - base : span[1] - base]

    def _variant_start(self, stem: int, doc: int) -> int:
        """The number of places before those of a document, where some documents are wide."""
        first = self._start[stem]
        at = first + bisect_left(self._docs[first : self._start[stem + 1]], doc)
        units = self._place_start(at) - self._place_start(first)
        for wide in self.sections["wide"]:
            span = self._span(stem, wide) if wide < doc else None
            units -= (span[1] - span[0]) // 2 if span else 0
        return units

    def _is_wide(self, doc: int) -> bool:
        wide = self.sections["wide"]
        return bool(len(wide)) and doc in wide.tolist()

    @staticmethod
    def _narrow(units: list[int]) -> list[int]:
        return [low | high << 16 for low, high in zip(units[::2], units[1::2])]

    def _span(self, stem: int, doc: int) -> tuple[int, int] | None:
        first, last = self._start[stem], self._start[stem + 1]
        at = bisect_left(self._docs, doc, first, last)
        if at == last or self._docs[at] != doc:
            return None
        return self._place_start(at), self._place_start(at + 1)

    def _place_start(self, posting: int) -> int:
        block = posting // BLOCK
        start: int = self.sections["place_at"][block]
        start += sum(self.sections["counts"][block * BLOCK : posting])
        more_at = self.sections["more_at"]
        if len(more_at):
            low, high = bisect_left(more_at, block * BLOCK), bisect_left(more_at, posting)
            start += sum(self.sections["more"][low:high])
        return start

    def stems_of(self, word: int) -> list[int]:
        """The stem of a real word, then the stems of its parts."""
        at = self.sections["word_stem_at"]
        return self.sections["word_stems"][at[word] : at[word + 1]].tolist()

    def words_of(self, stem: int) -> tuple[list[int], list[int]]:
        """The real words of a stem, in order, and the compounds it is a part of."""
        at = self.sections["stem_word_at"]
        members = self.sections["stem_words"][at[stem] : at[stem + 1]].tolist()
        return [n >> 1 for n in members if not n & 1], [n >> 1 for n in members if n & 1]

    def word_count(self, stem: int) -> int:
        """How many real words a stem has, the compounds that it is a part of among them."""
        at = self.sections["stem_word_at"]
        return int(at[stem + 1] - at[stem])

    def word_frequency(self, word: int) -> int:
        """How many documents have a real word, deleted ones included."""
        return int(self.sections["word_df"][word])

    def stored(self, doc: int) -> bytes:
        """What was stored of a document.

        Raises:
            DamagedIndexError: it unpacks to more than is ever stored, or not at all to its end.
        """
        unpacking = decompressobj()
        stored = unpacking.decompress(self.packed(doc), limits.STORED_BYTES + 1)
        if not unpacking.eof:
            raise damaged(self.path, N_("document {doc} is cut, or too large"), doc=doc)
        return stored

    def beginning(self, doc: int, size: int) -> Iterator[bytes]:
        """What was stored of a document in two pieces, the first one of ``size`` bytes at most.

        Unpacking the first KiB of 3 takes half as long as unpacking all.
        """
        unpacking = decompressobj()
        yield unpacking.decompress(self.packed(doc), size)
        yield unpacking.decompress(unpacking.unconsumed_tail, limits.STORED_BYTES)

    def release(self) -> None:
        """Give what was read of the file back to the system, which reads it again where needed."""
        if hasattr(mmap, "MADV_DONTNEED"):  # not on Windows
            self.sections["stored"].obj.madvise(mmap.MADV_DONTNEED)  # type: ignore[attr-defined]  # the map

    def packed(self, doc: int) -> bytes:
        """What was stored of a document, compressed."""
        at = self.sections["stored_at"]
        return self.sections["stored"][at[doc] : at[doc + 1]].tobytes()

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

    def field_of(self, doc: int, place: int) -> int:
        """The text field in which a place of a document lies."""
        starts = [self.sections[f"field_at.{field}"][doc] for field in range(len(FIELDS))]
        return bisect_right(starts, place) - 1
