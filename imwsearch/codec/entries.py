"""Documents as the index takes them, and what a segment holds of them beside their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeVar

from imwsearch.codec.segment import NONE

_T = TypeVar("_T")


class Entry(NamedTuple):
    """A document as the index takes it.

    Args:
        id: its id; unique in the index, which the caller sees to.
        texts: (field, text); the fields are those of ``ranking.FIELDS``.
        stored: what a search gives back.
        keywords: values for filters and facets, by column.
        numbers: numbers for filters and sorting, by column; "date" orders equal scores.
    """

    id: str
    texts: Iterable[tuple[str, str]]
    stored: bytes
    keywords: Mapping[str, tuple[str, ...]] = {}
    numbers: Mapping[str, int | None] = {}


class Records(NamedTuple):
    """What a segment holds of its documents beside their words and what is stored of them.

    Args:
        ids: the documents' ids.
        keywords: for each column each document's values.
        numbers: for each column each document's number or ``NONE``.
    """

    ids: list[str]
    keywords: dict[str, list[tuple[str, ...]]]
    numbers: dict[str, list[int]]

    def add(self, entry: Entry) -> None:
        """Add a document; ``complete`` fills the columns that it does not have."""
        at = len(self.ids)
        self.ids.append(entry.id)
        for name, values in entry.keywords.items():
            _fill(self.keywords.setdefault(name, []), at, ()).append(_same(values))
        for name, number in entry.numbers.items():
            known = NONE if number is None else number
            _fill(self.numbers.setdefault(name, []), at, NONE).append(known)

    def extend(self, others: Records) -> None:
        """Add other documents."""
        at = len(self.ids)
        self.ids.extend(others.ids)
        for name, values in others.keywords.items():
            _fill(self.keywords.setdefault(name, []), at, ()).extend(values)
        for name, numbers in others.numbers.items():
            _fill(self.numbers.setdefault(name, []), at, NONE).extend(numbers)

    def complete(self) -> Records:
        """The same, with a value for each document in every column."""
        for values in self.keywords.values():
            _fill(values, len(self.ids), ())
        for numbers in self.numbers.values():
            _fill(numbers, len(self.ids), NONE)
        return self


@lru_cache(10_000)
def _same(values: tuple[str, ...]) -> tuple[str, ...]:
    """Values as another document may have them: a few ministers answer thousands of questions."""
    return values


def no_records() -> Records:
    """Those of no documents."""
    return Records([], {}, {})


def _fill(values: list[_T], count: int, empty: _T) -> list[_T]:
    values += [empty] * (count - len(values))
    return values
