"""Texts → numbers of what stands between two blanks, with whole arrays.

Making a string of each piece and looking it up took a fifth of a build. So the pieces of many texts
are looked for at once, by their bytes, in tables of those met before.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from imwsearch.codec.arrays import Array, np, offsets, spans
from imwsearch.codec.hashing import Table
from imwsearch.codec.pieces import END
from imwsearch.codec.sections import sizes

if TYPE_CHECKING:
    from array import array

_WORDS = 2, 4
"""The 64-bit numbers of the keys of pieces of up to 15 bytes, and of those of up to 31: one piece
in fifty is longer than the first, one in some thousand than the second."""

_KIND = 30
"""The bits of a number in its table; the others are the table's number."""

_TOGETHER = 2**17
"""Numbers that are changed at once, and bytes of pieces that are numbered at once."""

_MASKS = np.array([256**size - 1 for size in range(9)], "<u8")
_LINE_FEED = 10
_IN_PIECES = bytes(not chr(code).isspace() for code in range(128)) + b"\1" * 128


class Numbering:
    """Numbers the different pieces of texts."""

    def __init__(self) -> None:
        self._tables = [_Short(words) for words in _WORDS]
        self._longest: dict[bytes, int] = {}

    def __len__(self) -> int:
        """How many different pieces there were."""
        return sum(map(len, self._tables)) + len(self._longest)

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

    def of(self, pieces: bytes) -> Array:
        """The numbers of pieces, each on a line, after that of ``END``."""
        stops = np.flatnonzero(np.frombuffer(pieces, np.uint8) == _LINE_FEED)
        starts = np.append(0, stops + 1)
        numbers = [np.array([END], np.uint32)]
        for first, last in spans(starts, _TOGETHER):
            begin, own = starts[first], slice(first, last)
            data = pieces[begin : starts[last]]
            numbers.append(self._number(data, starts[own] - begin, stops[own] - begin))
        return np.concatenate(numbers)

    def settle(self, stream: array[int]) -> bytes:
        """Number all pieces from 1 on, and change the numbers in a stream to these.

        Returns:
            The pieces in the order of their numbers, a line each.
        """
        before = offsets(np.array(list(map(len, self._tables)))).astype(np.uint32)
        numbers = np.asarray(stream)
        for first in range(0, len(numbers), _TOGETHER):
            own = numbers[first : first + _TOGETHER]
            own[:] = (own & (1 << _KIND) - 1) + before[own >> _KIND]
        lines = (piece + b"\n" for piece in self._longest)
        return b"".join([*(table.lines() for table in self._tables), *lines])

    def _number(self, data: bytes, starts: Array, stops: Array) -> Array:
        """The numbers of the pieces that begin and end there."""
        beyond = 8 * max(_WORDS)  # what a long key may take of a short piece's place
        words = np.ndarray(len(data) + beyond - 7, "<u8", data + bytes(beyond), strides=1)
        words = np.ascontiguousarray(words)  # numpy looks much longer where they overlap
        lengths = stops - starts
        table = self._tables[0]
        numbers, left = table.find(table.keys_of(words, starts, lengths))
        for kind, table in enumerate(self._tables):
            fits = lengths[left] <= table.longest
            own, left = left[fits], left[~fits]
            keys = table.keys_of(words, starts[own], lengths[own])
            numbers[own] = table.number(keys) + np.uint32(kind << _KIND)
        longest, first = self._longest, (len(self._tables) << _KIND) + 1
        for n in left.tolist():
            piece = data[starts[n] : stops[n]]
            numbers[n] = longest.setdefault(piece, len(longest) + first)
        return numbers


class _Short(Table):
    """Numbers pieces of a few bytes. Their keys are these bytes, and in the last one how many.

    Args:
        words: how many 64-bit numbers a key takes.

    Attributes:
        longest: how many bytes a piece may have.
    """

    def __init__(self, words: int) -> None:
        super().__init__(words)
        self.longest = 8 * words - 1
        sizes = np.arange(self.longest + 2)
        self._masks = [_MASKS[np.clip(sizes - 8 * n, 0, 8)] for n in range(words)]
        self._masks[-1] &= _MASKS[7]

    def keys_of(self, words: Array, starts: Array, sizes: Array) -> list[Array]:
        """The keys of pieces; a longer piece has one that is no other's.

        Args:
            words: for each byte of a text the 64-bit number that begins there.
            starts: where the pieces begin.
            sizes: how many bytes they have.
        """
        sizes = np.minimum(sizes, self.longest + 1)
        keys = [
            words.take(starts + 8 * n) & masks.take(sizes) for n, masks in enumerate(self._masks)
        ]
        keys[-1] |= sizes.astype("<u8") << 56
        return keys

    def lines(self) -> bytes:
        """All pieces, a line each."""
        letters = np.stack(self.known(), axis=1).view(np.uint8)
        sizes = letters[:, -1:].astype(np.intp)
        np.put_along_axis(letters, sizes, _LINE_FEED, axis=1)
        return letters[np.arange(letters.shape[1]) <= sizes].tobytes()
