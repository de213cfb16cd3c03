"""The documents of a segment that are no more: a small file beside it, one for each generation.

::

    magic 8 bytes, version u32, documents u32, deleted u32, crc u32, then a bit for each document
"""

from __future__ import annotations

from imwsearch.codec.counting import as_bits
from imwsearch.codec.format import damaged
from imwsearch.messages import N_

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

MAGIC = b"IMWDEL\r\n"
VERSION = 1
SUFFIX = ".del"

_SIZE = 24


def deletions_path(segment: str) -> str:
    """The file of deletions of a segment's file."""
    return segment.removesuffix(".imw") + SUFFIX


def write_deletions(path: str, docs: Collection[int], documents: int) -> None:
    """Write a new file; the caller makes it durable.

    Raises:
        OSError: the file exists, or cannot be written.
    """
    bits = as_bits(docs, documents).to_bytes((documents + 7) // 8, "little")
    counts = (documents, len(set(docs)))
    with open(path, "xb") as file:
        numbers = (VERSION, *counts, _crc(counts, bits))
        file.write(MAGIC + b"".join(n.to_bytes(4, "little") for n in numbers) + bits)


def read_deletions(path: str, documents: int) -> frozenset[int]:
    """The deleted documents of a segment; none where there is no file.

    Raises:
        DamagedIndexError: the file is not as it was written, or belongs to another segment.
    """
    try:
        with open(path, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        return frozenset()
    if len(data) < _SIZE:
        raise damaged(path, N_("the file is cut"))
    magic = data[:8]
    version, total, count, crc = memoryview(data)[8:_SIZE].cast("I")
    bits = data[_SIZE:]
    if (magic, version, total) != (MAGIC, VERSION, documents) or len(bits) != (documents + 7) // 8:
        raise damaged(path, N_("it belongs to another segment, or was cut"))
    if crc != _crc((total, count), bits):
        raise damaged(path, N_("its checksum differs"))
    return frozenset(
        at << 3 | bit for at, byte in enumerate(bits) if byte for bit in range(8) if byte >> bit & 1
    )


def _crc(counts: tuple[int, int], bits: bytes | bytearray) -> int:
    from zlib import crc32

    return crc32(bits, crc32(b"%d %d" % counts))
