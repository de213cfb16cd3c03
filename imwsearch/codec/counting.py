"""How many documents have any of some stems, without walking the long lists."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from imwsearch.codec.posting_lists import PostingList


def union_size(lists: Sequence[PostingList], deleted: frozenset[int], documents: int) -> int:
    """The number of living documents that are in any of the lists."""
    if len(lists) == 1 and not deleted:
        return len(lists[0])
    bits, sparse = union(lists)
    if deleted:
        sparse -= deleted
        bits &= ~as_bits(deleted, documents)
    if not bits:
        return len(sparse)
    known = bits.to_bytes((documents + 7) // 8, "little")
    return bits.bit_count() + sum(1 for doc in sparse if not known[doc >> 3] >> (doc & 7) & 1)


def union(lists: Iterable[PostingList]) -> tuple[int, set[int]]:
    """The documents of all lists: those of long lists as bits of a number, the others as a set."""
    bits = 0
    sparse: set[int] = set()
    for postings in lists:
        if postings.bits is not None:
            bits |= int.from_bytes(postings.bits, "little")
        else:
            sparse.update(postings.docs)
    return bits, sparse


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
        bits[doc >> 3] |= 1 << (doc & 7)
    return int.from_bytes(bits, "little")
