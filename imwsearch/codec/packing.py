"""Stored documents, packed one by one.

A document is too short to repeat itself much, so it is packed with a dictionary, as zlib calls it:
the beginnings of some documents, which others repeat.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import NamedTuple
from zlib import DEF_MEM_LEVEL, DEFLATED, MAX_WBITS, Z_DEFAULT_STRATEGY, compressobj, crc32

from imwsearch import processes

LEVEL = 4
"""How hard zlib tries: 38.1% of the text in 72 µs a document; 6 gets 36.5% in 2.5 times that."""

LEARNT = 2 * 2**20
"""Bytes of documents from which a dictionary is made; those of a smaller segment have none."""

WINDOW = 2**15
"""The size of a dictionary: as far back as zlib looks."""

BEGINNING = 800
"""Bytes of a document that are taken into a dictionary."""

TOGETHER = 100
"""Documents that a process packs at once."""

PACKING = {"stored", "stored_at", "stored_with", "dictionaries", "dictionary_at"}
"""The sections of the stored documents."""


class Packed(NamedTuple):
    """The stored documents of a segment.

    Args:
        documents: each packed: raw DEFLATE, then the CRC-32 of the text.
        dictionaries: what they are packed with.
        used: for each document the number of its dictionary, from 1; 0 for none.
    """

    documents: list[bytes]
    dictionaries: list[bytes]
    used: list[int]


def dictionary_of(documents: Sequence[bytes]) -> bytes:
    """The beginnings of some of the documents, spread over all; none where these are few."""
    if sum(map(len, documents)) < LEARNT:
        return b""
    step = max(1, len(documents) * BEGINNING // WINDOW)
    return b"".join([document[:BEGINNING] for document in documents[::step]])[:WINDOW]


def pack(documents: Iterable[bytes], dictionary: bytes) -> list[bytes]:
    """The documents, each packed."""
    fresh = compressobj(LEVEL, DEFLATED, -MAX_WBITS, DEF_MEM_LEVEL, Z_DEFAULT_STRATEGY, dictionary)
    packed = []
    for document in documents:
        packing = fresh.copy()
        data = packing.compress(document)
        packed.append(data + packing.flush() + crc32(document).to_bytes(4, "little"))
    return packed


@contextmanager
def packing(documents: Sequence[bytes], count: int) -> Iterator[Packed]:
    """Pack documents while the block runs.

    Args:
        documents: what is stored of each.
        count: how many processes may share the work.

    Yields:
        The packed documents, all of them after the block.
    """
    dictionary = dictionary_of(documents)
    known = [dictionary] if dictionary else []
    packed = Packed([], known, [len(known)] * len(documents))
    if not dictionary or count == 1:
        packed.documents.extend(pack(documents, dictionary))
        yield packed
        return
    shares = [documents[at : at + TOGETHER] for at in range(0, len(documents), TOGETHER)]
    told: dict[int, list[bytes]] = {}
    with processes.beside(partial(_tell_packed, dictionary), shares, told.__setitem__, count):
        yield packed
    for number in range(len(shares)):
        packed.documents.extend(told[number])


def _tell_packed(
    dictionary: bytes, share: Sequence[bytes], tell: Callable[[list[bytes]], None]
) -> None:
    tell(pack(share, dictionary))
