"""The documents that several lists have in common."""

from __future__ import annotations

from itertools import compress

from imwsearch.codec.counting import as_bits
from imwsearch.codec.scoring import LOOKED_UP, impacts, marked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from imwsearch.codec.segment import PostingList, Segment


class Bits:
    """Documents as the bits of a number: a collection that costs nothing until it is listed.

    Args:
        bits: a bit for each document.
        documents: how many documents there are.
    """

    __slots__ = ("_bytes", "_size")

    def __init__(self, bits: int, documents: int) -> None:
        self._size = bits.bit_count()
        self._bytes = bits.to_bytes((documents + 7) // 8, "little")

    def __len__(self) -> int:
        return self._size

    def __contains__(self, doc: object) -> bool:
        return isinstance(doc, int) and bool(self._bytes[doc >> 3] >> (doc & 7) & 1)

    def __iter__(self) -> Iterator[int]:
        known = self._bytes
        return iter(
            [at << 3 | bit for at in marked(known.translate(_ANY)) for bit in _PLACES[known[at]]]
        )


_ANY = b"\0" + b"\1" * 255
_PLACES = [[bit for bit in range(8) if byte >> bit & 1] for byte in range(256)]


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
    docs = first.docs.tolist()
    for postings in others:
        docs = _those_in(postings, docs)
    return set(docs) - segment.deleted


def _those_in(postings: PostingList, docs: list[int]) -> list[int]:
    if not docs or (postings.dense is None and len(postings) <= LOOKED_UP * len(docs)):
        return list(set(docs).intersection(postings.docs.tolist()))
    return list(compress(docs, impacts(postings, docs)))
