"""Stored documents, packed one by one.

A document is too short to repeat itself much, so it is packed with a dictionary, as zlib calls it:
the beginnings of some documents, which others repeat.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from zlib import DEF_MEM_LEVEL, DEFLATED, MAX_WBITS, Z_DEFAULT_STRATEGY, compressobj, crc32

LEVEL = 4
"""How hard zlib tries: 38.1% of the text in 72 µs a document; 6 gets 36.5% in 2.5 times that."""

LEARNT = 2 * 2**20
"""Bytes of documents from which a dictionary is made; those of a smaller segment have none."""

WINDOW = 2**15
"""The size of a dictionary: as far back as zlib looks."""

BEGINNING = 800
"""Bytes of a document that are taken into a dictionary."""

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

    def extend(self, others: Packed) -> None:
        """Add other documents."""
        numbers = [0]
        for dictionary in others.dictionaries:
            if dictionary not in self.dictionaries:
                self.dictionaries.append(dictionary)
            numbers.append(self.dictionaries.index(dictionary) + 1)
        self.documents.extend(others.documents)
        self.used.extend(map(numbers.__getitem__, others.used))


class Packer:
    """Packs documents as they come.

    Args:
        dictionary: what to pack them with; made of the first of them if empty.
    """

    def __init__(self, dictionary: bytes = b"") -> None:
        self._held: list[bytes] = []
        self._size = 0
        self._packed: list[bytes] = []
        self._begin(dictionary)

    def _begin(self, dictionary: bytes) -> None:
        self.dictionary = dictionary
        self._fresh = compressobj(
            LEVEL, DEFLATED, -MAX_WBITS, DEF_MEM_LEVEL, Z_DEFAULT_STRATEGY, dictionary
        )

    def add(self, document: bytes) -> None:
        """Add what is stored of a document."""
        if self.dictionary:
            self._packed.append(self._pack(document))
            return
        self._held.append(document)
        self._size += len(document)
        if self._size >= LEARNT:
            self._begin(_dictionary(self._held))
            self._pack_held()

    def close(self) -> Packed:
        """The documents that were added, in that order; those added from now on are others."""
        self._pack_held()
        documents, self._packed = self._packed, []
        dictionaries = [self.dictionary] if self.dictionary else []
        return Packed(documents, dictionaries, [len(dictionaries)] * len(documents))

    def _pack_held(self) -> None:
        self._packed += map(self._pack, self._held)
        self._held = []
        self._size = 0

    def _pack(self, document: bytes) -> bytes:
        packing = self._fresh.copy()
        data = packing.compress(document)
        return data + packing.flush() + crc32(document).to_bytes(4, "little")


def _dictionary(documents: Sequence[bytes]) -> bytes:
    """The beginnings of some of the documents, spread over all."""
    step = max(1, len(documents) * BEGINNING // WINDOW)
    return b"".join([document[:BEGINNING] for document in documents[::step]])[:WINDOW]
