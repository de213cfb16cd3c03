"""Documents → segment files."""

import os
from collections.abc import Iterable, Mapping
from secrets import token_hex
from typing import NamedTuple, TypeVar
from zlib import compress

from imwsearch.codec.columns import NONE
from imwsearch.codec.format import write_sections
from imwsearch.codec.pieces import Language, Stream

_T = TypeVar("_T")

DOCUMENTS = 65_536
"""Most documents in a segment: a document's number takes two bytes."""

LEVEL = 4
"""How hard zlib tries: 44.5% of the text in 103 µs a document; 6 gets 44.0% in 169 µs."""

MEMORY = 192 * 2**20
"""Bytes of occurrences held before a segment is written; the process takes about three times as
much."""


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


class SegmentWriter:
    """Writes documents to new segments in a folder, one whenever ``memory`` is full.

    Not durable: the caller syncs the files and makes them part of the index.

    Args:
        folder: where; exists.
        language: how texts are read.
        memory: bytes of occurrences held before a segment is written.
    """

    def __init__(self, folder: str, language: Language, memory: int = MEMORY) -> None:
        self._folder = folder
        self._language = language
        self._memory = memory
        self._names: list[str] = []
        self._begin()

    def _begin(self) -> None:
        self._stream = Stream(self._language)
        self._ids: list[str] = []
        self._stored: list[bytes] = []
        self._keywords: dict[str, list[tuple[str, ...]]] = {}
        self._numbers: dict[str, list[int]] = {}

    def add(self, entry: Entry) -> None:
        """Add a document.

        Raises:
            ValueError: a field that is none of ``ranking.FIELDS``; nothing was added.
            OSError: a segment cannot be written.
        """
        at = self._stream.add(entry.texts)
        self._ids.append(entry.id)
        self._stored.append(compress(entry.stored, LEVEL))
        for name, values in entry.keywords.items():
            _fill(self._keywords.setdefault(name, []), at, ()).append(values)
        for name, number in entry.numbers.items():
            known = NONE if number is None else number
            _fill(self._numbers.setdefault(name, []), at, NONE).append(known)
        if self._stream.documents >= DOCUMENTS or self._stream.memory >= self._memory:
            self._flush()

    def close(self) -> list[str]:
        """Write what is left.

        Returns:
            The names of the segments that were written, in order.

        Raises:
            OSError: a segment cannot be written.
        """
        if self._ids:
            self._flush()
        return self._names

    def _flush(self) -> None:
        from imwsearch.codec.assembling import Records, segment_sections
        from imwsearch.codec.inverting import invert

        count = self._stream.documents
        for values in self._keywords.values():
            _fill(values, count, ())
        for numbers in self._numbers.values():
            _fill(numbers, count, NONE)
        records = Records(self._ids, self._stored, self._keywords, self._numbers)
        sections = segment_sections(records, invert(self._stream))
        name = new_name()
        write_sections(os.path.join(self._folder, name), sections)
        self._names.append(name)
        self._begin()


def new_name() -> str:
    """A file name that no segment has; Whoosh finds the segment by it."""
    return f"MAIN_{token_hex(8)}.imw"


def _fill(values: list[_T], count: int, empty: _T) -> list[_T]:
    values += [empty] * (count - len(values))
    return values
