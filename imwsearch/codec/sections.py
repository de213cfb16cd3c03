"""Arrays and strings → sections of a segment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Sized
from typing import TYPE_CHECKING
from zlib import crc32

from imwsearch.codec.arrays import Array, np, offsets

if TYPE_CHECKING:
    from imwsearch.codec.arrays import ArrayLike
    from imwsearch.codec.format import Section


def array_section(name: str, typecode: str, values: ArrayLike) -> Section:
    """The section of values of a known size."""
    return name, typecode, np.ascontiguousarray(values, typecode).view(np.uint8).data


def number_section(name: str, values: ArrayLike) -> Section:
    """The section of numbers, 0 or more, each in as few bytes as the largest needs."""
    most = int(np.max(values, initial=0))
    return array_section(
        name, next(code for code in "BHIQ" if most < 256 ** np.dtype(code).itemsize), values
    )


def string_sections(name: str, at: str, strings: Sequence[bytes]) -> Iterator[Section]:
    """The sections of strings: themselves, and where each begins."""
    yield name, "B", b"".join(strings)
    yield number_section(at, offsets(sizes(strings)))


def term_sections(name: str, at: str, slots: str, terms: Iterable[str]) -> Iterator[Section]:
    """The sections of different strings, and their hash table."""
    encoded = [term.encode() for term in terms]
    yield from string_sections(name, at, encoded)
    yield number_section(slots, slots_of(encoded))


def sizes(strings: Sequence[Sized]) -> Array:
    """The size of each string, or of each list."""
    return np.array(list(map(len, strings)), np.int64)


def slots_of(strings: Sequence[bytes]) -> Array:
    """A hash table of different strings: in a slot a string's number plus 1, or 0.

    A string has the slot of its CRC-32, or the next that no string before it has. So the strings
    may come in any order: each takes a slot that is free or that a later string has, which moves on
    to the next.
    """
    free = len(strings) + 1
    slots = np.full(len(strings) * 3 // 2 + 1, free, np.int64)
    numbers = np.arange(1, free)
    wanted = np.array(list(map(crc32, strings)), np.int64) % len(slots)
    while len(numbers):
        before = slots[wanted]
        np.minimum.at(slots, wanted, numbers)
        lost = slots[wanted] != numbers
        driven = ~lost & (before != free)
        numbers = np.concatenate((numbers[lost], before[driven]))
        wanted = np.concatenate((wanted[lost], wanted[driven])) + 1
        wanted[wanted == len(slots)] = 0
    return slots % free
