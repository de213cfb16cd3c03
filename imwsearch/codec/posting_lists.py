"""The documents of one stem, and where it stands in them, as they are read from a segment."""

from __future__ import annotations

from _bisect import bisect_left  # as ``bisect`` has it, which is one file more
from itertools import accumulate, compress

from imwsearch.codec.format import damaged
from imwsearch.codec.unpacking import unpacker
from imwsearch.messages import N_

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from imwsearch.codec.arrays import Array
    from imwsearch.codec.segment import Segment

PACKED = 64
"""Lists from this length on are packed."""

CHAMPIONS = 64
"""How many of a long list's best documents stand once more, best first."""

BLOCK = 16
"""Postings of short lists between two known places in the section of places."""

BITS_BLOCK = 512
"""Documents in a bitmap between two whose number before them is known."""

WINDOW = -9
"""Raw DEFLATE without repetitions, so with the smallest window: what is packed repeats nothing."""

PIECES = 8
"""A packed list: gaps, impacts, counts, sets of variants, which set each posting has, variants, the
high bytes of places, their low bytes."""

GAPS, IMPACTS, COUNTS, SETS, KINDS, VARIANTS, HIGH, LOW = range(PIECES)

FEW = 64
"""So many documents are looked up one by one in a row that is there."""

LOOKED_UP = 12
"""Documents are looked up one by one in a list this many times longer; a shorter one is spread."""

OTHER = 255
"""The kind of a posting whose set of variants is not among those that are kept."""

LAST = 63
"""In a set of variants the bit of this one and of all that follow."""

_KNOWN = [1 << variant for variant in range(LAST)]


class PostingList:
    """The documents of one stem, or of several together.

    Args:
        docs: their numbers, ascending.
        impacts: their impacts, 1 to 255.
        documents: how many documents the segment has.

    Attributes:
        champions: the best documents, best first; None for a short list, which has none.
        dense: for each document of the segment its impact or 0; None if this is not kept.
        bits: a bit for each document of the segment; None if this is not kept.
        array: the documents in an array, once ``list_arrays`` made it.
    """

    __slots__ = ("_documents", "array", "bits", "champions", "dense", "docs", "impacts")

    def __init__(self, docs: list[int], impacts: memoryview | bytes, documents: int) -> None:
        self.docs = docs
        self.impacts = impacts
        self._documents = documents
        self.champions: Sequence[int] | None = None
        self.dense: bytes | memoryview | None = None
        self.bits: bytes | None = None
        self.array: Array | None = None

    def __len__(self) -> int:
        return len(self.docs)

    def impact(self, doc: int) -> int:
        """The impact in a document; 0 if the stem is not there."""
        if self.dense is not None:
            return self.dense[doc]
        at = bisect_left(self.docs, doc)
        return self.impacts[at] if at < len(self.docs) and self.docs[at] == doc else 0

    def each_doc(self) -> Iterable[int]:
        """The documents once more, not kept: for queries of a thousand words."""
        return self.docs

    def row(self) -> bytes:
        """For each document of the segment its impact or 0."""
        if self.dense is not None:
            return bytes(self.dense)
        row = bytearray(self._documents)
        for doc, impact in zip(self.each_doc(), self.impacts):
            row[doc] = impact
        return bytes(row)

    def keep_row(self) -> bytes:
        """The same, kept from now on."""
        row = self.dense = self.row()
        return row

    def impacts_in(self, docs: Sequence[int]) -> Iterable[int]:
        """The impact in each of the documents, 0 where the stem is not there."""
        if self.dense is not None and len(docs) <= FEW:
            return map(self.dense.__getitem__, docs)
        if len(docs) < 2 or (self.dense is None and len(self) > LOOKED_UP * len(docs)):
            return [self.impact(doc) for doc in docs]
        from _operator import itemgetter  # as ``operator`` has it, which takes longer to import

        row = self.row() if self.bits is None else self.keep_row()
        found: tuple[int, ...] = itemgetter(*docs)(row)
        return found

    def peak(self) -> int:
        """The highest impact in the list."""
        if self.champions is not None:
            return self.impact(self.champions[0])
        return max(self.impacts)


class ShortList(PostingList):
    """A list that lies in the sections of short lists.

    Args:
        segment: where it is.
        first: where it begins there.
        size: how many documents are in it.
    """

    __slots__ = ("_first", "_sections")

    def __init__(self, segment: Segment, first: int, size: int) -> None:
        docs = segment.short_docs[first : first + size].tolist()
        super().__init__(docs, segment.short_impacts[first : first + size], segment.documents)
        self._sections = segment.sections
        self._first = first

    def counts(self) -> list[int]:
        """The number of places in each document."""
        first, last = self._first, self._first + len(self.docs)
        counts = self._sections["counts"][first:last].tolist()
        more_at, more = self._sections["more_at"], self._sections["more"]
        for n in range(bisect_left(more_at, first), bisect_left(more_at, last)):
            counts[more_at[n] - first] += more[n]
        return counts

    def places(self) -> memoryview:
        """The places in all documents, one document's after the other's."""
        return self._sections["places"][self._span()]

    def variants(self) -> bytes:
        """For each place its variant; nothing where each is 1."""
        variants = self._sections["variants"][self._span()].tobytes()
        return b"" if variants.count(1) == len(variants) else variants

    def holding(self, table: bytes) -> None:
        """As for a packed list: what is known of the variants without looking at each place."""

    def ranks(self, docs: Iterable[int]) -> list[int]:
        """Where documents that are in the list stand in it."""
        return [bisect_left(self.docs, doc) for doc in docs]

    def _span(self) -> slice:
        return slice(self._place(self._first), self._place(self._first + len(self.docs)))

    def _place(self, posting: int) -> int:
        """Where the places of a posting begin."""
        block = posting // BLOCK
        place: int = self._sections["place_at"][block]
        place += sum(self._sections["counts"][block * BLOCK : posting].tobytes())
        more_at = self._sections["more_at"]
        if len(more_at):
            low, high = bisect_left(more_at, block * BLOCK), bisect_left(more_at, posting)
            place += sum(self._sections["more"][low:high])
        return place


class PackedList(PostingList):
    """A list that is unpacked, piece by piece, where it is needed.

    Args:
        segment: where it is.
        number: its number among the packed lists.
        size: how many documents are in it.
    """

    __slots__ = ("_before", "_docs", "_impacts", "_number", "_segment", "_size")

    def __init__(self, segment: Segment, number: int, size: int) -> None:
        self._segment = segment
        self._number = number
        self._size = size
        self._docs: list[int] | None = None
        self._impacts: bytes | None = None
        self.champions = self.bits = self.dense = self.array = None
        documents, sections = segment.documents, segment.sections
        self._documents = documents
        if n := segment.champion_row[number]:
            self.champions = sections["champions"][(n - 1) * CHAMPIONS : n * CHAMPIONS]
        if n := segment.bits_row[number]:
            row = (documents + 7) // 8
            self.bits = segment.bits[(n - 1) * row : n * row]
            self._before = (n - 1) * -(-documents // BITS_BLOCK)
        if n := segment.dense_row[number]:
            self.dense = segment.dense[(n - 1) * documents : n * documents]

    def __len__(self) -> int:
        return self._size

    @property
    def docs(self) -> list[int]:  # type: ignore[override]
        """The documents, ascending."""
        if self._docs is None:
            self._docs = list(self.each_doc())
        return self._docs

    def each_doc(self) -> Iterable[int]:
        """The documents once more, not kept: for queries of a thousand words."""
        if self._docs is not None:
            return self._docs
        gaps = self.gaps()
        steps = gaps.replace(b"\0", b"\xff") if 0 in gaps else gaps
        docs = accumulate(steps, initial=-1)
        next(docs)
        return docs if steps is gaps else compress(docs, gaps)

    def gaps(self) -> bytes:
        """The steps from each document to the next, the first one from -1.

        A byte of 0 is a step of 255 to a document that is not in the list.
        """
        return self._unpack(GAPS, self._size + self._segment.documents)

    @property
    def impacts(self) -> bytes:  # type: ignore[override]
        """Their impacts."""
        if self._impacts is None:
            if self.dense is not None:
                self._impacts = self.row().translate(None, b"\0")
            else:
                self._impacts = self._piece(IMPACTS) or b"\1" * self._size
        return self._impacts

    def impact(self, doc: int) -> int:
        """The impact in a document; 0 if the stem is not there."""
        if self.dense is not None:
            return self.dense[doc]
        if self.bits is not None and self._docs is None:
            return self.impacts[self._rank(doc)] if self.bits[doc >> 3] >> (doc & 7) & 1 else 0
        docs = self.docs
        at = bisect_left(docs, doc)
        return self.impacts[at] if at < self._size and docs[at] == doc else 0

    def impacts_in(self, docs: Sequence[int]) -> Iterable[int]:
        """The impact in each of the documents, 0 where the stem is not there."""
        bits, rank = self.bits, self._rank
        if bits is None or self.dense is not None or self._size <= LOOKED_UP * len(docs):
            return super().impacts_in(docs)
        impacts = self.impacts
        return [impacts[rank(d)] if bits[d >> 3] >> (d & 7) & 1 else 0 for d in docs]

    def counts(self) -> Sequence[int]:
        """The number of places in each document."""
        data = self._unpack(COUNTS, 5 * self._size)
        if len(data) == self._size:
            return memoryview(data)
        counts = list(data[: self._size])
        large = [n for n, count in enumerate(counts) if count == 255]
        for n, more in zip(large, memoryview(data[self._size :]).cast("I")):
            counts[n] += more
        return counts

    def places(self) -> memoryview:
        """The places in all documents, one document's after the other's."""
        low = self._piece(LOW)
        places = bytearray(2 * len(low))
        places[::2] = low
        places[1::2] = self._unpack(HIGH, len(low))
        return memoryview(places).cast("H")

    def variants(self) -> bytes:
        """For each place its variant; nothing where each is 1."""
        at, low = self._segment.list_at, self._number * PIECES + LOW
        return self._unpack(VARIANTS, at[low + 1] - at[low])

    def holding(self, table: bytes) -> bytes | None:
        """For each posting 1 if a variant stands there that has a 1 in the table; else 0.

        None where that is not known without looking at each place.
        """
        sets = memoryview(self._piece(SETS)).cast("Q")
        if not len(sets):
            return None
        wanted = sum(compress(_KNOWN, table))
        if any(table[LAST:]) and any(own >> LAST and not own & wanted for own in sets):
            return None
        kinds = self._unpack(KINDS, self._size)
        if OTHER in kinds:
            return None
        return kinds.translate(bytes([own & wanted > 0 for own in sets]).ljust(256, b"\0"))

    def ranks(self, docs: Iterable[int]) -> list[int]:
        """Where documents that are in the list stand in it."""
        if self.bits is None or self._docs is not None:
            return [bisect_left(self.docs, doc) for doc in docs]
        return list(map(self._rank, docs))

    def _rank(self, doc: int) -> int:
        """Where a document that is in the list stands in it, by the bits before its own."""
        bits, block, at = self.bits, doc // BITS_BLOCK, doc >> 3
        before: int = self._segment.bits_before[self._before + block]
        before += int.from_bytes(bits[block * BITS_BLOCK // 8 : at], "little").bit_count()  # type: ignore[index]  # there are bits
        return before + (bits[at] & (1 << (doc & 7)) - 1).bit_count()  # type: ignore[index]

    def _piece(self, kind: int) -> bytes:
        n, at = self._number * PIECES + kind, self._segment.list_at
        return self._segment.lists[at[n] : at[n + 1]]

    def _unpack(self, kind: int, most: int) -> bytes:
        """A piece, of ``most`` bytes at most.

        Raises:
            DamagedIndexError: it is something else.
        """
        data = self._piece(kind)
        try:
            return unpacker().decompressobj(WINDOW).decompress(data, most) if data else b""
        except Exception as error:
            reason = N_("list {number} is changed")
            raise damaged(self._segment.path, reason, number=self._number) from error


class Spread:
    """Where a stem stands in each document.

    Args:
        docs: the documents, ascending.
        counts: for each the number of its places.
        places: all places, one document's after the other's.
        variants: their variants, or nothing where each is 1.
    """

    __slots__ = ("_docs", "_places", "_starts", "_variants")

    def __init__(
        self, docs: list[int], counts: list[int], places: Sequence[int], variants: bytes
    ) -> None:
        self._docs = docs
        self._starts = list(accumulate(counts, initial=0))
        self._places = places
        self._variants = variants

    def places(self, doc: int) -> list[int]:
        """The places in a document, ascending."""
        first, last = self._span(doc)
        return list(self._places[first:last])

    def variants(self, doc: int) -> bytes:
        """Their variants."""
        first, last = self._span(doc)
        return self._variants[first:last] if self._variants else b"\1" * (last - first)

    def _span(self, doc: int) -> tuple[int, int]:
        at = bisect_left(self._docs, doc)
        if at == len(self._docs) or self._docs[at] != doc:
            return 0, 0
        return self._starts[at], self._starts[at + 1]
