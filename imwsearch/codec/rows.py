"""All segments as one: a row of bytes for each stem, one for every document, in arrays of numpy.

Importing numpy takes longer than a search, so this is for a process that answers many
(``Searcher.rows``).
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from imwsearch.codec.arrays import Array, distinct, np
from imwsearch.codec.highest import highest
from imwsearch.codec.list_arrays import (
    count_any,
    docs_of,
    impacts_in,
    living,
    section,
    unpack_docs,
)
from imwsearch.codec.overlaying import gather
from imwsearch.codec.posting_lists import PostingList

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from imwsearch.codec.searcher import Place
    from imwsearch.codec.segment import Segment

    Lists = Sequence[PostingList | None]
    """The postings of a stem, segment by segment; None where it does not occur."""

SPARSE = 32
"""The row of a stem that one document in so many has, or fewer, is its documents alone."""

MANY = 256
"""Of more documents that are equally good only the newest are looked at."""

KEPT = 32
"""So many rows are kept, for one query asks for its own several times."""

AT_HAND = 2**23
"""Once so many bytes were given back, glibc keeps at hand what less is given back. Else each array
would come anew from the system, page by page, which takes longer than what is done with it."""


class Row(PostingList):
    """The documents of a frequent stem in all segments.

    Args:
        values: for each document its impact or 0; uint8.
    """

    __slots__ = ("values",)

    def __init__(self, values: Array) -> None:
        self.values = values
        self.champions = self.dense = self.bits = None

    def peak(self) -> int:
        """The highest impact in the list."""
        return int(self.values.max())

    def of(self, docs: Array) -> Array:
        """The impact in each of the documents, 0 where the stem is not there; uint8."""
        return self.values[docs]

    def highest(self, count: int) -> tuple[Array, Array]:
        """The documents with the highest impacts, as ``highest`` has them; these impacts."""
        docs, _least = highest(self.values, count)
        return docs, self.values.take(docs)

    def impacts_in(self, docs: Sequence[int]) -> list[int]:
        """The same, of Python's numbers, or of an array."""
        found: list[int] = self.of(np.asarray(docs, np.int64)).tolist()
        return found

    def mark(self, marks: Array) -> None:
        """Make the numbers at its documents other than 0; uint8."""
        np.bitwise_or(marks, self.values, out=marks)

    def add_to(self, sums: Array, step: np.uint16) -> None:
        """Add ``step`` times its impacts to the sums of all documents; uint16."""
        sums += np.multiply(self.values, step, dtype=np.uint16)


class SparseRow(Row):
    """The documents of a rare stem in all segments.

    Args:
        docs: the documents, ascending, then the number of all documents; int64.
        values: for each its impact, then 0; uint8.
    """

    __slots__ = ("_docs",)

    def __init__(self, docs: Array, values: Array) -> None:
        super().__init__(values)
        self._docs = docs

    def of(self, docs: Array) -> Array:
        """The impact in each of the documents, 0 where the stem is not there; uint8."""
        at = self._docs.searchsorted(docs)
        found: Array = self.values[at] * (self._docs[at] == docs)
        return found

    def highest(self, count: int) -> tuple[Array, Array]:
        """The documents with the highest impacts, as ``highest`` has them; these impacts."""
        at, _least = highest(self.values, count)
        return self._docs.take(at), self.values.take(at)

    def mark(self, marks: Array) -> None:
        """Make the numbers at its documents other than 0; uint8."""
        marks[self._docs[:-1]] = 1

    def add_to(self, sums: Array, step: np.uint16) -> None:
        """Add ``step`` times its impacts to the sums of all documents; uint16."""
        sums[self._docs[:-1]] += np.multiply(self.values[:-1], step, dtype=np.uint16)


class Rows:
    """The rows of an index. A document's number is its own in its segment and those before.

    Args:
        segments: open ones.

    Attributes:
        documents: how many documents there are, deleted ones included.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._starts = list(accumulate((each.documents for each in segments), initial=0))
        self.documents = self._starts[-1]
        dead = [start + doc for each, start in zip(segments, self._starts) for doc in each.deleted]
        self._dead = np.array(dead, np.int64)
        self._kept: dict[str, tuple[Lists, Row]] = {}
        for segment in segments:
            segment.map_dense()
        np.empty(AT_HAND, np.uint8)  # and given back

    def row(self, name: str, lists: Lists) -> Row:
        """The row of a stem, without deleted documents.

        Args:
            name: the stem, or the name of a gathered word.
            lists: its postings.
        """
        of, known = self._kept.get(name, ((), None))
        if known is None or of is not lists:
            make = self._sparse if _size(lists) * SPARSE <= self.documents else self._dense
            known = make(lists)
            self._keep(name, lists, known)
        return known

    def gather(self, name: str, words: Sequence[Sequence[int]]) -> Lists:
        """The postings of several real words together, and their row, which is kept.

        Args:
            name: what they are called.
            words: the words' numbers, segment by segment.
        """
        values = np.zeros(self.documents, np.uint8)
        rows = [values[start:end] for start, end in pairwise(self._starts)]
        lists = list(map(gather, self._segments, words, rows))
        values[self._dead] = 0
        self._keep(name, lists, Row(values))
        return lists

    def _keep(self, name: str, lists: Lists, row: Row) -> None:
        if len(self._kept) >= KEPT:
            self._kept.clear()
        self._kept[name] = lists, row

    def _dense(self, lists: Lists) -> Row:
        values = np.zeros(self.documents, np.uint8)
        unpack_docs(lists)
        for postings, (start, end) in zip(lists, pairwise(self._starts)):
            if postings is not None:
                _lay(postings, values[start:end])
        values[self._dead] = 0
        return Row(values)

    def _sparse(self, lists: Lists) -> SparseRow:
        found = [own + start for own, start in zip(self._docs(lists), self._starts)]
        docs = np.concatenate([*found, (self.documents,)])
        impacts = [postings.impacts for postings in lists if postings is not None]
        values = np.frombuffer(b"".join([*impacts, b"\0"]), np.uint8)
        if len(self._dead):
            living = np.isin(docs, self._dead, invert=True)
            docs, values = docs[living], values[living]
        return SparseRow(docs, values)

    def _docs(self, lists: Lists) -> list[Array]:
        """The documents of a stem, segment by segment, deleted ones too."""
        unpack_docs(lists)
        return [
            np.zeros(0, np.int64) if postings is None else docs_of(postings, segment.documents)
            for postings, segment in zip(lists, self._segments)
        ]

    def forget(self) -> None:
        """Drop what was kept."""
        self._kept.clear()

    def count_any(self, stems: Mapping[str, Lists]) -> int:
        """How many living documents have any of some stems."""
        if stems.keys() <= self._kept.keys():
            marks = np.zeros(self.documents, np.uint8)
            for stem, lists in stems.items():
                self.row(stem, lists).mark(marks)
            return int(np.count_nonzero(marks))
        return sum(
            count_any(segment, [postings for postings in lists if postings is not None])
            for segment, *lists in zip(self._segments, *stems.values())
        )

    def living(self, stems: Sequence[Lists]) -> list[Array]:
        """The living documents with any of some stems, segment by segment."""
        docs = zip(*map(self._docs, stems))
        joined = [own[0] if len(own) == 1 else distinct(np.concatenate(own)) for own in docs]
        return [living(segment, own).docs for segment, own in zip(self._segments, joined)]

    def joined(self, docs: Sequence[Array]) -> Array:
        """Documents that are known segment by segment."""
        return np.concatenate([own + start for own, start in zip(docs, self._starts)])

    def impacts(self, lists: Lists, docs: Sequence[Array]) -> Array:
        """The impact of a stem in some documents, 0 where it is not; uint8.

        Args:
            lists: its postings.
            docs: the documents, segment by segment.
        """
        sizes = [end - start for start, end in pairwise(self._starts)]
        return np.concatenate(list(map(impacts_in, lists, docs, sizes)))

    def best(self, row: Row, k: int) -> Array:
        """The documents of the k highest impacts, and of equal ones the newest k of each segment.

        Args:
            row: the impacts.
            k: how many documents are wanted.
        """
        docs, impacts = row.highest(k)
        if len(docs) <= max(k, MANY):
            return docs
        least = np.partition(impacts, -k)[-k]
        tied = docs.take((impacts == least).nonzero()[0])
        cuts = tied.searchsorted(self._starts).tolist()
        newest = [
            _newest(segment, tied[first:last] - start, k) + start
            for segment, start, (first, last) in zip(self._segments, self._starts, pairwise(cuts))
        ]
        return np.concatenate([docs.take((impacts > least).nonzero()[0]), *newest])

    def places(self, docs: Iterable[int]) -> Iterator[Place]:
        """Where each of some documents is."""
        for doc in docs:
            segment = bisect_right(self._starts, doc) - 1
            yield segment, doc - self._starts[segment]


def _size(lists: Lists) -> int:
    """How many documents there are in all of some lists."""
    return sum([len(postings) for postings in lists if postings is not None])


def _newest(segment: Segment, docs: Array, k: int) -> Array:
    """The newest k of some documents of a segment."""
    if len(docs) <= k:
        return docs
    return docs.take(section(segment, "rank").take(docs).argpartition(k)[:k])


def _lay(postings: PostingList, row: Array) -> None:
    """Write the impacts of a list into a row of zeros."""
    if postings.dense is not None:
        row[:] = np.frombuffer(postings.dense, np.uint8)
    else:
        row[docs_of(postings, len(row))] = np.frombuffer(postings.impacts, np.uint8)
