"""How many documents have any of some stems, without walking the long lists."""

from __future__ import annotations

from itertools import chain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from imwsearch.codec.posting_lists import PostingList


def union_size(lists: Sequence[PostingList], deleted: frozenset[int], documents: int) -> int:
    """The number of living documents that are in any of the lists."""
    if len(lists) == 1 and not deleted:
        return len(lists[0])
    bits, short = 0, []
    for postings in lists:
        if postings.bits is not None:
            bits |= int.from_bytes(postings.bits, "little")
        else:
            short.append(postings.each_doc())
    if not bits:
        return len(set().union(*short) - deleted)
    bits |= as_bits(chain.from_iterable(short), documents)
    if deleted:
        bits &= ~as_bits(deleted, documents)
    return bits.bit_count()


def living(postings: PostingList, deleted: frozenset[int], documents: int) -> int:
    """The number of living documents in a list."""
    if not deleted:
        return len(postings)
    if postings.bits is not None:
        dead = int.from_bytes(postings.bits, "little") & as_bits(deleted, documents)
        return len(postings) - dead.bit_count()
    return len(postings) - len(deleted.intersection(postings.docs))


def as_bits(docs: Iterable[int], documents: int) -> int:
    """A number with a bit for each document."""
    bits = bytearray((documents + 7) // 8)
    for doc in docs:
        bits[doc >> 3] |= _BIT[doc & 7]
    return int.from_bytes(bits, "little")


_BIT = (1, 2, 4, 8, 16, 32, 64, 128)
