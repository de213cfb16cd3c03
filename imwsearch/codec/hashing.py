"""Keys → numbers, with whole arrays: a hash table."""

from __future__ import annotations

import os

from imwsearch.codec.arrays import Array, np

_ROOM = 2**14
"""Keys that a table has room for at first."""

_SLOTS = 8
"""Slots for each of them, at least."""

_TOGETHER = 2**16
"""Keys that are numbered at once, which may all be new."""

_SPREADING = np.uint64(int.from_bytes(os.urandom(8), "little") | 1)
"""An odd number that spreads a key's bits over the higher ones (Dietzfelbinger et al. 1997, "A
Reliable Randomized Algorithm for the Closest-Pair Problem"); nobody can make keys that all want one
slot without knowing it."""


class Table:
    """Numbers different keys from 1 on.

    A key is some 64-bit numbers, one of them above 0. It has the slot that its bits give, or the
    next one that was free (linear probing).

    Args:
        words: how many numbers a key takes.
    """

    def __init__(self, words: int) -> None:
        self._size = 0
        self._keys = [np.zeros(_ROOM, np.uint64) for _ in range(words)]
        self._slots = np.zeros(_SLOTS * _ROOM, np.uint32)

    def __len__(self) -> int:
        return self._size

    def known(self) -> list[Array]:
        """The keys in the order of their numbers."""
        return [key[1 : self._size + 1] for key in self._keys]

    def find(self, keys: list[Array]) -> tuple[Array, Array]:
        """The numbers of keys that have the slot of their bits, and which of the keys have not."""
        numbers = self._slots.take(self._first(keys))
        return numbers, np.flatnonzero(~self._are(numbers, keys))

    def number(self, keys: list[Array]) -> Array:
        """The numbers of keys, and new ones of those that are new."""
        starts = range(0, len(keys[0]), _TOGETHER)
        found = [self._number([key[n : n + _TOGETHER] for key in keys]) for n in starts]
        return np.concatenate(found) if found else np.zeros(0, np.uint32)

    def _number(self, keys: list[Array]) -> Array:
        while self._size + len(keys[0]) >= len(self._keys[0]):
            self._grow()
        slots = self._first(keys)
        found = np.zeros(len(slots), np.uint32)
        left = np.arange(len(slots))
        while len(left):
            own = [key.take(left) for key in keys]
            numbers = self._slots.take(slots.take(left))
            same = self._are(numbers, own)
            found[left[same]] = numbers[same]
            free = numbers == 0
            self._add(slots[left[free]], [key[free] for key in own])
            taken = left[~same & ~free]
            slots[taken] = self._next(slots[taken])
            left = left[~same]
        return found

    def _first(self, keys: list[Array]) -> Array:
        """The slots that the bits of keys give."""
        mixed: Array = keys[0] * _SPREADING
        for key in keys[1:]:
            mixed = (mixed ^ mixed >> 32 ^ key) * _SPREADING
        shift = 65 - len(self._slots).bit_length()
        first: Array = (mixed >> shift).astype(np.intp)
        return first

    def _next(self, slots: Array) -> Array:
        following: Array = slots + 1 & len(self._slots) - 1
        return following

    def _are(self, numbers: Array, keys: list[Array]) -> Array:
        """Whether each number is that of the key; bool."""
        same: Array = self._keys[0].take(numbers) == keys[0]
        for known, key in zip(self._keys[1:], keys[1:]):
            same &= known.take(numbers) == key
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
        slots = self._first(self.known())
        numbers = np.arange(1, self._size + 1, dtype=np.uint32)
        while len(slots):
            free = self._slots[slots] == 0
            self._slots[slots[free]] = numbers[free]
            left = self._slots[slots] != numbers
            slots, numbers = self._next(slots[left]), numbers[left]
