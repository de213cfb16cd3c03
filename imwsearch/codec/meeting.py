"""The documents that several lists have in common."""

from __future__ import annotations

from itertools import compress

from imwsearch.codec.counting import as_bits
from imwsearch.codec.posting_lists import LOOKED_UP

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from imwsearch.codec.posting_lists import PostingList
    from imwsearch.codec.segment import Segment


class Bits:
    """Documents as the bits of a number: a collection that costs nothing until it is listed.

    Args:
        bits: a bit for each document.
        documents: how many documents there are.
    """

    __slots__ = ("_bits", "_bytes")

    def __init__(self, bits: int, documents: int) -> None:
        self._bits = bits
        self._bytes = bits.to_bytes((documents + 7) // 8, "little")

    def __len__(self) -> int:
        return self._bits.bit_count()

    def __contains__(self, doc: object) -> bool:
        return isinstance(doc, int) and bool(self._bytes[doc >> 3] >> (doc & 7) & 1)

    def __iter__(self) -> Iterator[int]:
        """The documents, descending."""
        digits = f"{self._bits:b}"
        last = len(digits) - 1
        at = digits.find("1")
        while at >= 0:
            yield last - at
            at = digits.find("1", at + 1)


def common(segment: Segment, lists: Sequence[PostingList | None]) -> Collection[int]:
    """The living documents that are in every list; none if a list is missing."""
    known = [postings for postings in lists if postings is not None]
    if not known or len(known) < len(lists):
        return ()
    rows = [int.from_bytes(each.bits, "little") for each in known if each.bits is not None]
    if len(rows) == len(known):
        bits = rows[0]
        for row in rows[1:]:
            bits &= row
        if segment.deleted:
            bits &= ~as_bits(segment.deleted, segment.documents)
        return Bits(bits, segment.documents)
    first, *others = sorted(known, key=len)
    docs = first.docs
    for postings in others:
        docs = those_in(postings, docs)
    return set(docs) - segment.deleted


def those_in(postings: PostingList, docs: list[int]) -> list[int]:
    """Those of some documents that a list has."""
    if postings.dense is None and postings.bits is not None:
        known = postings.bits
        return [doc for doc in docs if known[doc >> 3] >> (doc & 7) & 1]
    if not docs or (postings.dense is None and len(postings) <= LOOKED_UP * len(docs)):
        return list(set(docs).intersection(postings.docs))
    return list(compress(docs, postings.impacts_in(docs)))
