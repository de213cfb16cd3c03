"""Stored documents, packed one by one.

A document is too short to repeat itself much, so it is packed with a dictionary, as zlib calls it:
what many of them repeat (``dictionaries``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple
from zlib import MAX_WBITS, crc32

from imwsearch import processes
from imwsearch.codec.deflating import Packer

if TYPE_CHECKING:
    from imwsearch.codec.spooling import Spooled

LEVEL = 3
"""How hard zlib-ng tries: 34.2% of the text in 41 µs a document; 6 gets 32.7% in 67
(``python -m benchmarks.packing``)."""

LEARNT = 2 * 2**20
"""Bytes of documents from which a dictionary is made; those of a smaller segment have none."""

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

    def add(self, documents: Sequence[bytes], dictionary: bytes) -> None:
        """Add documents that are packed with a dictionary, or without one if it is empty."""
        if dictionary and dictionary not in self.dictionaries:
            self.dictionaries.append(dictionary)
        number = self.dictionaries.index(dictionary) + 1 if dictionary else 0
        self.documents.extend(documents)
        self.used.extend([number] * len(documents))


class Stored(NamedTuple):
    """What is stored of some documents.

    Args:
        documents: of each, packed or not.
        dictionary: what they are packed with; None where they are not packed.
    """

    documents: list[bytes]
    dictionary: bytes | None = None


def dictionary_of(documents: Sequence[bytes]) -> bytes:
    """What the documents are packed with; nothing where they are few."""
    if sum(map(len, documents)) < LEARNT:
        return b""
    from imwsearch.codec.dictionaries import learn_dictionary

    return learn_dictionary(documents)


def pack(documents: Iterable[bytes], dictionary: bytes) -> list[bytes]:
    """The documents, each packed."""
    packer = Packer(LEVEL, -MAX_WBITS, dictionary=dictionary)
    return [packer.pack(each) + crc32(each).to_bytes(4, "little") for each in documents]


@contextmanager
def packing(parts: Sequence[Stored | Spooled], count: int) -> Iterator[Packed]:
    """Pack documents that are not packed yet while the block runs.

    Args:
        parts: what is stored.
        count: how many processes may share the work.

    Yields:
        All of the documents; they are there after the block.
    """
    loose = [each for part in parts if part.dictionary is None for each in part.documents]
    dictionary = dictionary_of(loose)
    packed = Packed([], [], [])
    told: dict[int, list[bytes]] = {}
    shares = [loose[at : at + TOGETHER] for at in range(0, len(loose), TOGETHER)]
    work = partial(_tell_packed, dictionary)
    helpers = count if dictionary and count > 1 else 0
    with processes.beside(work, shares, told.__setitem__, helpers):
        yield packed
    done = chain.from_iterable(told[number] for number in range(len(shares)))
    for part in parts:
        if part.dictionary is None:
            packed.add(list(islice(done, len(part.documents))), dictionary)
        else:
            packed.add(part.documents, part.dictionary)


def _tell_packed(
    dictionary: bytes, share: Sequence[bytes], tell: Callable[[list[bytes]], None]
) -> None:
    tell(pack(share, dictionary))
