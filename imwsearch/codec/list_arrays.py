"""The lists of a segment in arrays of numpy: their documents, what is common to them, impacts."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from imwsearch.codec.arrays import Array, np
from imwsearch.codec.loading import docs_after
from imwsearch.codec.posting_lists import PackedList, PostingList

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from imwsearch.codec.segment import Segment

FREQUENT = 8
"""The documents of a stem that one in so many has are known from bits sooner than from gaps."""


class Ascending:
    """Documents as an array: a collection that costs nothing until it is listed.

    Args:
        docs: their numbers, ascending; int64.
    """

    __slots__ = ("docs",)

    def __init__(self, docs: Array) -> None:
        self.docs = docs

    def __len__(self) -> int:
        return len(self.docs)

    def __contains__(self, doc: object) -> bool:
        at = int(self.docs.searchsorted(doc))  # type: ignore[call-overload]
        return at < len(self.docs) and bool(self.docs[at] == doc)

    def __iter__(self) -> Iterator[int]:
        """The documents, ascending."""
        return iter(self.docs.tolist())


def section(segment: Segment, name: str) -> Array:
    """A section of a segment; kept with it."""
    known: Array | None = segment.arrays.get(name)
    if known is None:
        known = segment.arrays[name] = np.asarray(segment.sections[name])
    return known


def array_of(docs: Collection[int]) -> Array:
    """The same documents, in any order; int64."""
    return docs.docs if isinstance(docs, Ascending) else np.fromiter(docs, np.int64, len(docs))


def living(segment: Segment, docs: Array) -> Ascending:
    """Those of some documents, ascending, that are not deleted."""
    if segment.deleted:
        docs = docs[np.isin(docs, list(segment.deleted), invert=True)]
    return Ascending(docs)


def docs_of(postings: PostingList, documents: int) -> Array:
    """The documents of a list, ascending; kept with it.

    Args:
        postings: the list.
        documents: how many documents its segment has.
    """
    if postings.array is None:
        postings.array = _docs_of(postings, documents)
    return postings.array


def _docs_of(postings: PostingList, documents: int) -> Array:
    if len(postings) * FREQUENT >= documents and postings.bits is not None:
        return _marked(np.frombuffer(postings.bits, np.uint8), documents)
    if isinstance(postings, PackedList):
        return docs_after(postings.gaps())
    if postings.dense is not None:
        return (np.frombuffer(postings.dense, np.uint8) > 0).nonzero()[0]
    return np.array(postings.docs, np.int64)


def _spread(bits: Array, documents: int) -> Array:
    """For each document whether its bit is 1; bool."""
    return np.unpackbits(bits, count=documents, bitorder="little").view(bool)


def _marked(bits: Array, documents: int) -> Array:
    """The documents with a bit that is 1, ascending."""
    return _spread(bits, documents).nonzero()[0]


def unpack_docs(lists: Iterable[PostingList | None]) -> None:
    """Unpack the documents of lists together: of those that are packed and not dense."""
    known = [
        each
        for each in lists
        if isinstance(each, PackedList) and each.dense is None and each.array is None
    ]
    if not known:
        return
    sizes = [len(each) for each in known]
    docs = docs_after(b"".join([each.gaps() for each in known]))
    ends = list(accumulate(sizes))
    before = np.zeros(len(known), np.int64)
    before[1:] = docs[np.array(ends[:-1], np.int64) - 1] + 1
    docs -= before.repeat(sizes)
    for each, size, end in zip(known, sizes, ends):
        each.array = docs[end - size : end]


def count_any(segment: Segment, lists: Sequence[PostingList]) -> int:
    """How many living documents of a segment are in any of some lists."""
    marks = np.zeros(segment.documents, bool)
    rows = [np.frombuffer(each.bits, np.uint8) for each in lists if each.bits is not None]
    if rows:
        marks = _spread(np.bitwise_or.reduce(rows), segment.documents)
    for each in lists:
        if each.bits is None:
            marks[docs_of(each, segment.documents)] = True
    if segment.deleted:
        marks[list(segment.deleted)] = False
    return int(np.count_nonzero(marks))


def common(lists: Sequence[PostingList | None], documents: int) -> Array:
    """The documents that are in all of some lists of a segment, ascending.

    Args:
        lists: the lists, one at least; None for one that the segment does not have.
        documents: how many documents it has.
    """
    known = sorted([each for each in lists if each is not None], key=len)
    if len(known) < len(lists):
        return np.zeros(0, np.int64)
    rows = [each.bits for each in known if each.bits is not None]
    if len(rows) == len(known):
        bits = np.bitwise_and.reduce([np.frombuffer(row, np.uint8) for row in rows])
        return _marked(bits, documents)
    docs = docs_of(known[0], documents)
    for postings in known[1:]:
        docs = docs[_ranks(postings, docs, documents)[1]]
    return docs


def impacts_in(postings: PostingList | None, docs: Array, documents: int) -> Array:
    """The impact in each of some documents, 0 where they are not in the list; uint8.

    Args:
        postings: the list; None where the segment has none.
        docs: the documents.
        documents: how many the segment has.
    """
    if postings is None or not len(docs):
        return np.zeros(len(docs), np.uint8)
    if postings.dense is not None:
        return np.frombuffer(postings.dense, np.uint8)[docs]
    if docs is postings.array:
        return np.frombuffer(postings.impacts, np.uint8)
    at, held = _ranks(postings, docs, documents)
    found: Array = np.frombuffer(postings.impacts, np.uint8).take(at, mode="clip") * held
    return found


def _ranks(postings: PostingList, docs: Array, documents: int) -> tuple[Array, Array]:
    """How many documents of a list come before each of some, and whether it is in the list; bool.

    Args:
        postings: the list.
        docs: the documents.
        documents: how many its segment has.
    """
    if postings.bits is None:
        own = docs_of(postings, documents)
        at = own.searchsorted(docs)
        return at, own.take(at, mode="clip") == docs
    words = np.frombuffer(postings.bits + bytes(-len(postings.bits) % 8), np.uint64)
    up_to = np.bitwise_count(words).cumsum()
    word = docs >> 6
    rest = words[word] >> (docs & 63).view(np.uint64)
    return up_to[word] - np.bitwise_count(rest), (rest & 1).astype(bool)
