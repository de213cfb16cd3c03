"""Unpacking DEFLATE: by zlib in a process that soon ends, else by isal, in half the time."""

from __future__ import annotations

import zlib
from itertools import repeat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType

PATIENCE = 100
"""So much is unpacked before isal is imported, which takes a millisecond: as long as that saves."""


_first = repeat(zlib, PATIENCE)
_faster: list[ModuleType] = []


def unpacker() -> ModuleType:
    """What unpacks next, in any thread: zlib, or what has the same ``decompressobj`` and ``crc32``.

    Where the data is none, they raise errors of different classes.
    """
    return next(_first, None) or (_faster or _import())[0]


def _import() -> list[ModuleType]:
    try:
        from isal import isal_zlib
    except ImportError:  # some machines have none
        _faster.append(zlib)
    else:
        _faster.append(isal_zlib)
    return _faster
