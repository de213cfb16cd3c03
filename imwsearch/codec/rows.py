"""All segments as one: a row of bytes for each stem, one for every document, in arrays of numpy.

Importing numpy takes longer than a search, so this is for a process that answers many
(``Searcher.rows``).
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from imwsearch.codec.arrays import Array, np
from imwsearch.codec.loading import docs_after
from imwsearch.codec.posting_lists import PackedList, PostingList

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from imwsearch.codec.searcher import Docs, Place
    from imwsearch.codec.segment import Segment

    Lists = Sequence[PostingList | None]
    """The postings of a stem, segment by segment; None where it does not occur."""

KEPT = 32
"""So many rows are kept, for one query asks for its own several times."""


class Row(PostingList):
    """The documents of one stem in all segments.

    Args:
        values: for each document its impact or 0; uint8.
    """

    __slots__ = ("values",)

    def __init__(self, values: Array) -> None:
        self.values = values
        self.champions = self.dense = self.bits = None

    def __len__(self) -> int:
        return int(np.count_nonzero(self.values))

    @property
    def docs(self) -> list[int]:  # type: ignore[override]
        """The documents, ascending."""
        return list(Marks(self.values))

    @property
    def impacts(self) -> bytes:  # type: ignore[override]
        """Their impacts."""
        return self.values[self.values > 0].tobytes()

    def peak(self) -> int:
        """The highest impact in the list."""
        return int(self.values.max())

    def impact(self, doc: int) -> int:
        """The impact in a document; 0 if the stem is not there."""
        return int(self.values[doc])

    def impacts_in(self, docs: Sequence[int]) -> list[int]:
        """The impact in each of the documents, 0 where the stem is not there."""
        found: list[int] = self.values[np.array(docs, np.int64)].tolist()
        return found


class Marks:
    """Documents as an array: a collection that costs nothing until it is listed.

    Args:
        values: for each document a number, 0 for those that are none of these; uint8.
    """

    __slots__ = ("values",)

    def __init__(self, values: Array) -> None:
        self.values = values

    def __len__(self) -> int:
        return int(np.count_nonzero(self.values))

    def __contains__(self, doc: object) -> bool:
        return isinstance(doc, int) and bool(self.values[doc])

    def __iter__(self) -> Iterator[int]:
        """The documents, ascending."""
        return iter((self.values > 0).nonzero()[0].tolist())


class Rows:
    """The rows of an index. A document's number is its own in its segment and those before.

    Args:
        segments: open ones.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._starts = list(accumulate((each.documents for each in segments), initial=0))
        dead = [start + doc for each, start in zip(segments, self._starts) for doc in each.deleted]
        self._dead = np.array(dead, np.int64)
        self._kept: dict[str, tuple[Lists, Row]] = {}

    def row(self, name: str, lists: Lists) -> Row:
        """The row of a stem, without deleted documents.

        Args:
            name: the stem, or the name of a gathered word.
            lists: its postings.
        """
        of, known = self._kept.get(name, ((), None))
        if known is None or of is not lists:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            values = np.zeros(self._starts[-1], np.uint8)
            for postings, own in zip(lists, self._stretches(values)):
                if postings is not None:
                    _lay(postings, own)
            values[self._dead] = 0
            known = Row(values)
            self._kept[name] = lists, known
        return known

    def forget(self) -> None:
        """Drop what was kept."""
        self._kept.clear()

    def holding_all(self, stems: Mapping[str, Lists]) -> Marks:
        """The living documents that have all of some stems, one at least."""
        found, *others = (self.row(stem, lists).values for stem, lists in stems.items())
        for values in others:
            found = np.minimum(found, values)
        return Marks(found)

    def holding_any(self, stems: Mapping[str, Lists]) -> Marks:
        """The living documents that have any of some stems, one at least."""
        found, *others = (self.row(stem, lists).values for stem, lists in stems.items())
        for values in others:
            found = found | values
        return Marks(found)

    def split(self, docs: Marks) -> Iterator[Marks]:
        """The documents, segment by segment."""
        return map(Marks, self._stretches(docs.values))

    def marks(self, docs: Docs) -> Array:
        """1 for each of some documents, else 0; uint8."""
        marks = np.zeros(self._starts[-1], np.uint8)
        for found, own in zip(docs, self._stretches(marks)):
            if isinstance(found, Marks):
                np.greater(found.values, 0, out=own.view(bool))
            else:
                own[np.fromiter(found, np.int64, len(found))] = 1
        return marks

    def places(self, docs: Iterable[int]) -> Iterator[Place]:
        """Where each of some documents is."""
        for doc in docs:
            segment = next(n for n, start in enumerate(self._starts[1:]) if doc < start)
            yield segment, doc - self._starts[segment]

    def _stretches(self, values: Array) -> Iterator[Array]:
        """Each segment's part of the values of all documents."""
        return (values[start:end] for start, end in pairwise(self._starts))


def _lay(postings: PostingList, row: Array) -> None:
    """Write the impacts of a list into a row of zeros."""
    if postings.dense is not None:
        row[:] = np.frombuffer(postings.dense, np.uint8)
    else:
        docs, impacts = arrays_of(postings, len(row))
        row[docs] = impacts


def arrays_of(postings: PostingList, documents: int) -> tuple[Array, Array]:
    """The documents of a list, ascending, and their impacts.

    Args:
        postings: the list.
        documents: how many documents its segment has.
    """
    docs = docs_of(postings, documents)
    if postings.dense is not None:
        return docs, np.frombuffer(postings.dense, np.uint8)[docs]
    return docs, np.frombuffer(postings.impacts, np.uint8)


def docs_of(postings: PostingList, documents: int) -> Array:
    """The documents alone."""
    if postings.dense is not None:
        return (np.frombuffer(postings.dense, np.uint8) > 0).nonzero()[0]
    if postings.bits is not None:
        bits = np.frombuffer(postings.bits, np.uint8)
        return np.unpackbits(bits, count=documents, bitorder="little").view(bool).nonzero()[0]
    if not isinstance(postings, PackedList):
        return np.array(postings.docs, np.int64)
    return docs_after(np.frombuffer(postings.gaps(), np.uint8))
