"""Where the highest numbers of an array are."""

from __future__ import annotations

from imwsearch.codec.arrays import Array, np

BLOCK = 64
"""Numbers of which the highest stands for all."""

BLOCKS = 4
"""Blocks for each of the highest, that these lie in different ones, but for a few."""


def highest(values: Array, count: int) -> tuple[Array, int]:
    """Where the highest numbers are, ``count`` or some more, and the lowest of these.

    Where there are no more, all above 0. All that are equal to one of them are among them.

    Args:
        values: whole numbers, 0 or more.
        count: how many are wanted.
    """
    many = len(values) >= BLOCK * BLOCKS * count
    least = _reached(_peaks(values) if many else values, count)
    at = (values >= least).nonzero()[0]
    if len(at) > 2 * count:
        own = values.take(at)
        least = _reached(own, count)
        at = at.take((own >= least).nonzero()[0])
    return at, least


def _peaks(values: Array) -> Array:
    """The highest of each block: of each column of a table, as far as it is full."""
    width = len(values) // BLOCK
    peaks: Array = values[: width * BLOCK].reshape(BLOCK, width).max(axis=0)
    return peaks


def _reached(values: Array, count: int) -> int:
    """The highest number that ``count`` of them reach; 1 if not so many are above 0."""
    return max(1, int(np.partition(values, -count)[-count])) if len(values) > count else 1
