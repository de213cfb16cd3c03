"""Short pieces of text → numbers, with whole arrays: a hash table."""

from __future__ import annotations

from imwsearch.codec.arrays import Array, np

_ROOM = 2**14
"""Keys that a table has room for at first."""

_SLOTS = 4
"""Slots for each of them, at least."""

_SPREADING = np.uint64(0x9E3779B97F4A7C15)
"""An odd number that spreads a key's bits over the higher ones."""

_MASKS = np.array([256**size - 1 for size in range(9)], "<u8")
_LINE_FEED = 10


class Table:
    """Numbers different keys from 1 on, in the order in which they come.

    A key is a piece's bytes as some 64-bit numbers, and in the last byte how many there are. It has
    the slot that its bits give, or the next one that was free (linear probing).

    Args:
        words: how many numbers a key takes.
    """

    def __init__(self, words: int) -> None:
        self.longest = 8 * words - 1
        self._size = 0
        self._keys = [np.zeros(_ROOM, "<u8") for _ in range(words)]
        self._slots = np.zeros(_SLOTS * _ROOM, np.uint32)
        sizes = np.arange(self.longest + 2)
        self._masks = [_MASKS[np.clip(sizes - 8 * n, 0, 8)] for n in range(words)]
        self._masks[-1] &= _MASKS[7]

    def __len__(self) -> int:
        return self._size

    def keys_of(self, words: Array, starts: Array, sizes: Array) -> list[Array]:
        """The keys of pieces; a longer piece has one that is no other's.

        Args:
            words: for each byte of a text the 64-bit number that begins there.
            starts: where the pieces begin.
            sizes: how many bytes they have.
        """
        sizes = np.minimum(sizes, self.longest + 1)
        keys = [words[starts + 8 * n] & masks[sizes] for n, masks in enumerate(self._masks)]
        keys[-1] |= sizes.astype("<u8") << 56
        return keys

    def find(self, keys: list[Array]) -> tuple[Array, Array]:
        """The numbers of keys that have the slot of their bits, and which of the keys have not."""
        numbers = self._slots[self._first(keys)]
        return numbers, np.flatnonzero(~self._are(numbers, keys))

    def number(self, keys: list[Array]) -> Array:
        """The numbers of keys, and new ones of those that are new."""
        while self._size + len(keys[0]) >= len(self._keys[0]):
            self._grow()
        slots = self._first(keys)
        found = np.zeros(len(slots), np.uint32)
        left = np.arange(len(slots))
        while len(left):
            own = [key[left] for key in keys]
            numbers = self._slots[slots[left]]
            same = self._are(numbers, own)
            found[left[same]] = numbers[same]
            free = numbers == 0
            self._add(slots[left[free]], [key[free] for key in own])
            taken = left[~same & ~free]
            slots[taken] = self._next(slots[taken])
            left = left[~same]
        return found

    def lines(self) -> bytes:
        """All pieces, a line each."""
        keys = np.stack([key[1 : self._size + 1] for key in self._keys], axis=1)
        letters = keys.view(np.uint8)
        sizes = letters[:, -1:].astype(np.intp)
        np.put_along_axis(letters, sizes, _LINE_FEED, axis=1)
        return letters[np.arange(letters.shape[1]) <= sizes].tobytes()

    def _first(self, keys: list[Array]) -> Array:
        """The slots that the bits of keys give."""
        mixed: Array = keys[0] * _SPREADING
        for key in keys[1:]:
            mixed = (mixed ^ mixed >> 32 ^ key) * _SPREADING
        slots: Array = (mixed >> 65 - len(self._slots).bit_length()).astype(np.intp)
        return slots

    def _next(self, slots: Array) -> Array:
        following: Array = slots + 1 & len(self._slots) - 1
        return following

    def _are(self, numbers: Array, keys: list[Array]) -> Array:
        """Whether each number is that of the key; bool."""
        same = self._keys[0][numbers] == keys[0]
        for known, key in zip(self._keys[1:], keys[1:]):
            same &= known[numbers] == key
        return same

    def _add(self, slots: Array, keys: list[Array]) -> None:
        """Put keys into free slots; where several want one, one of them has it."""
        first = self._size + 1
        claims = np.arange(first, first + len(slots), dtype=np.uint32)
        self._slots[slots] = claims
        won = self._slots[slots] == claims
        last = first + int(np.count_nonzero(won))
        self._slots[slots[won]] = claims[: last - first]
        for known, key in zip(self._keys, keys):
            known[first:last] = key[won]
        self._size = last - 1

    def _grow(self) -> None:
        self._keys = [np.concatenate((key, np.zeros_like(key))) for key in self._keys]
        self._slots = np.zeros(2 * len(self._slots), np.uint32)
        slots = self._first([key[1 : self._size + 1] for key in self._keys])
        numbers = np.arange(1, self._size + 1, dtype=np.uint32)
        while len(slots):
            free = self._slots[slots] == 0
            self._slots[slots[free]] = numbers[free]
            left = self._slots[slots] != numbers
            slots, numbers = self._next(slots[left]), numbers[left]
