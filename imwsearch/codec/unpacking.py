"""Unpacking DEFLATE: by zlib in a process that soon ends, else by isal, in half the time."""

from __future__ import annotations

from itertools import repeat
from zlib import decompressobj

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

PATIENCE = 100
"""So much is unpacked before isal is imported, which takes a millisecond: as long as that saves."""


_first = repeat(decompressobj, PATIENCE)
_faster: list[Callable[..., Any]] = []


def unpacker() -> Callable[..., Any]:
    """What makes the next ``zlib.decompressobj``, or one that does the same, in any thread.

    Where the data is none, they raise errors of different classes.
    """
    return next(_first, None) or (_faster or _import())[0]


def _import() -> list[Callable[..., Any]]:
    try:
        from isal import isal_zlib
    except ImportError:  # some machines have none
        _faster.append(decompressobj)
    else:
        _faster.append(isal_zlib.decompressobj)
    return _faster
