"""Which segments are merged, and when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from imwsearch.codec.pieces import DOCUMENTS

LEVELS = (64, 1_024, 16_384)
"""A segment is of the first level below whose bound its living documents stay."""

SIBLINGS = 2
"""So many segments of one level are left alone; one more, and they are merged."""

BYTES = 256 * 2**20
"""What is merged into one segment is no larger; merging takes three times as much memory."""


class Size(NamedTuple):
    """What the choice of segments to merge depends on.

    Args:
        name: the segment's file name.
        documents: the documents in it.
        living: those that are not deleted.
        bytes: the size of its file.
    """

    name: str
    documents: int
    living: int
    bytes: int


def choose(sizes: Sequence[Size]) -> list[list[str]]:
    """The groups of segments that are better merged now.

    Segments of about one size are merged when there are more than ``SIBLINGS``, so that each
    document is merged a few times in its life; a segment of which half is deleted is written anew.
    """
    groups = []
    for level in range(len(LEVELS) + 1):
        group = _fitting([size for size in sizes if _level(size) == level])
        if len(group) > SIBLINGS or any(map(_is_half_deleted, group)):
            groups.append([size.name for size in group])
    chosen = {name for group in groups for name in group}
    return groups + [[s.name] for s in sizes if _is_half_deleted(s) and s.name not in chosen]


def _fitting(sizes: Sequence[Size]) -> list[Size]:
    """Of some segments so many that one can hold them, the smallest."""
    group: list[Size] = []
    for size in sorted(sizes, key=lambda size: (size.living, size.name)):
        documents = sum(s.living for s in group) + size.living
        if documents <= DOCUMENTS and sum(s.bytes for s in group) + size.bytes <= BYTES:
            group.append(size)
    return group


def _is_half_deleted(size: Size) -> bool:
    return size.living * 2 < size.documents


def _level(size: Size) -> int:
    return sum(size.living >= bound for bound in LEVELS)
