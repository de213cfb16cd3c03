"""Texts → numbers of what stands between two blanks, with whole arrays.

Making a string of each piece and looking it up took a fifth of a build. So the pieces of many texts
are looked for at once, by their bytes, in a table of those met before; those that are not there, as
new and long ones, are looked for as strings.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from imwsearch.codec.arrays import Array, np, offsets
from imwsearch.codec.pieces import END
from imwsearch.codec.sections import sizes

if TYPE_CHECKING:
    from imwsearch.codec.pieces import Pieces

SHORT = 15
"""Bytes of a piece that the table may hold; one in fifty is longer."""

_SLOT_BITS = 19
"""For a few hundred thousand pieces, each of which may have one of two slots."""

_SPREADING = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93
"""Odd numbers that spread bytes over the higher bits."""

_IN_PIECES = bytes(not chr(code).isspace() for code in range(128)) + b"\1" * 128
_LENGTHS = np.arange(SHORT + 2)
_MASKS = np.array([256**size - 1 for size in range(9)], np.uint64)
_LOW, _HIGH = _MASKS[np.minimum(_LENGTHS, 8)], _MASKS[np.clip(_LENGTHS - 8, 0, 7)]


class Numbering:
    """Numbers the pieces of texts.

    Args:
        pieces: gives the numbers.
    """

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._low, self._high = np.zeros((2, 1 << _SLOT_BITS), np.uint64)
        self._numbers = np.zeros(1 << _SLOT_BITS, np.uint32)

    def split(self, fields: Sequence[Sequence[bytes]]) -> tuple[Array, Array]:
        """Split the texts of some fields, which are in UTF-8 with blanks in ASCII.

        Returns:
            The numbers of their pieces, ``END`` after each text; how many of these each field has.
        """
        texts = list(chain.from_iterable(fields))
        data = b"\n%b\n" % b"\n".join(texts)
        in_pieces = np.frombuffer(data.translate(_IN_PIECES), np.uint8)
        starts, stops = np.flatnonzero(in_pieces[1:] != in_pieces[:-1]).reshape(-1, 2).T + 1
        before = np.searchsorted(starts, offsets(sizes(texts) + 1)[1:])
        stream = np.insert(self._number(data, starts, stops), before, END)
        at = offsets(np.diff(before, prepend=0) + 1)[offsets(sizes(fields))]
        return stream, np.diff(at)

    def _number(self, data: bytes, starts: Array, stops: Array) -> Array:
        lengths = np.minimum(stops - starts, SHORT + 1)
        low, high = _keys(data, starts, lengths)
        first = _slots(low, high)
        numbers, differs = self._found(first, low, high)
        others = np.flatnonzero(differs | (lengths > SHORT))
        numbers[others], differs = self._found(first[others] ^ 1, low[others], high[others])
        others = others[differs | (lengths[others] > SHORT)]
        pairs = zip(starts[others].tolist(), stops[others].tolist())
        met = [self._pieces[str(data[start:stop], "utf-8")] for start, stop in pairs]
        numbers[others] = met
        short = others[lengths[others] <= SHORT]
        self._remember(first[short], low[short], high[short], numbers[short])
        return numbers

    def _found(self, slots: Array, low: Array, high: Array) -> tuple[Array, Array]:
        """What numbers stand in slots, and whether those are other pieces' numbers."""
        differs = (self._low[slots] != low) | (self._high[slots] != high)
        return self._numbers[slots], differs

    def _remember(self, slots: Array, low: Array, high: Array, numbers: Array) -> None:
        """Put pieces into the second slot where the first is taken."""
        slots = slots ^ (self._numbers[slots] > 0)
        self._low[slots], self._high[slots], self._numbers[slots] = low, high, numbers


def _keys(data: bytes, starts: Array, lengths: Array) -> tuple[Array, Array]:
    """Pieces as two numbers: the first eight bytes; those after them, and the length."""
    words = np.ndarray(len(data) + 8, "<u8", data + bytes(15), strides=1)
    high = words[starts + 8] & _HIGH[lengths] | lengths.astype(np.uint64) << 56
    return words[starts] & _LOW[lengths], high


def _slots(low: Array, high: Array) -> Array:
    """The first slots of pieces."""
    once, again = _SPREADING
    slots: Array = ((low * once ^ high) * again >> 64 - _SLOT_BITS).astype(np.intp)
    return slots
