"""Unpacking DEFLATE: by zlib in a process that soon ends, else by isal, in half the time."""

from __future__ import annotations

from itertools import repeat
from zlib import decompressobj

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

PATIENCE = 100
"""So much is unpacked before isal is imported, which takes a millisecond: as long as that saves."""


def _unpackers() -> Iterator[Callable[..., Any]]:
    yield from repeat(decompressobj, PATIENCE)
    try:
        from isal import isal_zlib
    except ImportError:  # some machines have none
        yield from repeat(decompressobj)
    yield from repeat(isal_zlib.decompressobj)


unpacker = _unpackers().__next__
"""What makes the next ``zlib.decompressobj``, or one that does the same.

Where the data is none, they raise errors of different classes.
"""
