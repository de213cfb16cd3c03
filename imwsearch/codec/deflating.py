"""Packing as DEFLATE: by zlib-ng, in two thirds of the time that zlib takes for as much.

Any zlib unpacks it (``unpacking``). ``python -m benchmarks.packing`` compares the two.
"""

from __future__ import annotations

from typing import Any
from zlib import DEFLATED, Z_DEFAULT_STRATEGY

try:
    from zlib_ng import zlib_ng as zlib
except ImportError:  # some machines have none
    import zlib  # type: ignore[no-redef]

_MEMORY = 6
"""How much zlib holds, in its own measure: pieces are short, and each begins with a copy of it."""


class Packer:
    """Packs pieces of data, each by itself.

    Args:
        level: how hard it tries, 1 to 9.
        window: how far back it looks, as zlib takes it.
        strategy: how, as zlib takes it.
        dictionary: what each piece may repeat as well.
    """

    def __init__(
        self, level: int, window: int, strategy: int = Z_DEFAULT_STRATEGY, dictionary: bytes = b""
    ) -> None:
        self._fresh: Any = zlib.compressobj(level, DEFLATED, window, _MEMORY, strategy, dictionary)

    def pack(self, data: bytes) -> bytes:
        """A piece, packed."""
        packing = self._fresh.copy()
        packed: bytes = packing.compress(data) + packing.flush()
        return packed
