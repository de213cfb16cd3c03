"""Arrays of numbers, as a build uses them: the one place that imports numpy.

Importing it takes a tenth of a second, so only what writes segments or answers many queries does.
"""

from __future__ import annotations

import os
import warnings
from typing import Any, NamedTuple, TypeAlias

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # its threads would not survive a fork
# With AVX-512 numpy sorts five times as slowly on AMD's Zen 4 (x86-simd-sort, issue 6), and
# elsewhere little faster; it is named otherwise before numpy 2.4.
_SLOW = {"NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512F AVX512_SKX AVX512_ICL AVX512_SPR"}
if {"NPY_DISABLE_CPU_FEATURES", "NPY_ENABLE_CPU_FEATURES"} & os.environ.keys():
    _SLOW.clear()  # whoever runs this knows better
os.environ.update(_SLOW)
try:
    with warnings.catch_warnings(action="ignore", category=ImportWarning):  # a name is not known
        import numpy as np
        from numpy.typing import ArrayLike, NDArray
finally:
    for _name in _SLOW:
        del os.environ[_name]

__all__ = [
    "Array",
    "ArrayLike",
    "Rows",
    "distinct",
    "inverse",
    "members",
    "np",
    "offsets",
    "runs",
    "spans",
    "sums",
]

Array: TypeAlias = NDArray[Any]
"""An array of one dimension unless something else is said."""


class Rows(NamedTuple):
    """Rows of different lengths, one after the other.

    Args:
        at: where each row begins in ``values``, and where the last one ends; int64.
        values: the rows' values.
    """

    at: Array
    values: Array

    def of(self, which: Array) -> tuple[Array, Array]:
        """The values of some rows, one row after the other, and the length of each row."""
        where, sizes = members(self.at, which)
        return self.values.take(where), sizes


def offsets(sizes: Array) -> Array:
    """Where things of these sizes begin that follow each other, and where the last ends; int64."""
    at = np.zeros(len(sizes) + 1, np.int64)
    sizes.cumsum(out=at[1:])
    return at


def members(at: Array, which: Array) -> tuple[Array, Array]:
    """Where the values of some rows stand, one row after the other, and the length of each row.

    Args:
        at: where each row begins, and where the last one ends.
        which: the rows.
    """
    starts = at.take(which)
    sizes = at.take(which + 1) - starts
    firsts = offsets(sizes)
    return np.arange(firsts[-1]) + (starts - firsts[:-1]).repeat(sizes), sizes


def runs(values: Array) -> Array:
    """Where the runs of equal values begin."""
    differs = np.empty(len(values), bool)
    differs[:1] = True
    np.not_equal(values[1:], values[:-1], out=differs[1:])
    return differs.nonzero()[0]


def distinct(values: Array) -> Array:
    """The different values in order: four times as fast as ``numpy.unique``, which hashes."""
    ordered = np.sort(values)
    return ordered[runs(ordered)]


def sums(values: Array, starts: Array) -> Array:
    """The sum of each run of values, added one after the other: so the sum is always the same."""
    sizes = np.diff(starts, append=len(values))
    return np.bincount(np.repeat(np.arange(len(starts)), sizes), values, len(starts))


def inverse(permutation: Array) -> Array:
    """Where each number stands in a permutation of 0, 1 and so on."""
    at = np.empty(len(permutation), np.int64)
    at[permutation] = np.arange(len(permutation))
    return at


def spans(at: Array, most: int) -> list[tuple[int, int]]:
    """Cut things that follow each other into spans of ``most`` in size, or of one thing.

    Args:
        at: as ``offsets`` gives it.
        most: the size of a span.

    Returns:
        For each span the number of its first thing, and of the one after its last.
    """
    found, first, count = [], 0, len(at) - 1
    while first < count:
        last = int(np.searchsorted(at, at[first] + most, side="right")) - 1
        last = min(max(last, first + 1), count)
        found.append((first, last))
        first = last
    return found
