"""Documents → segment files."""

from __future__ import annotations

import os
from contextlib import closing
from secrets import token_hex
from typing import TYPE_CHECKING

from imwsearch import allocation, cycles
from imwsearch.codec.format import write_sections
from imwsearch.codec.packing import packing
from imwsearch.codec.pieces import DOCUMENTS, Gathered, Language, Portion, Splitter
from imwsearch.codec.spooling import Spool

if TYPE_CHECKING:
    from collections.abc import Generator

    from imwsearch.codec.entries import Entry, Records
    from imwsearch.codec.format import Section
    from imwsearch.codec.packing import Stored
    from imwsearch.codec.postings import Inverted
    from imwsearch.codec.readings import Known
    from imwsearch.codec.spooling import Spooled

MEMORY = 256 * 2**20
"""Bytes of occurrences held before a segment is written; the process takes about three times as
much."""


class SegmentWriter:
    """Writes documents to new segments in a folder, one whenever ``memory`` is full.

    Not durable: the caller syncs the files and makes them part of the index.

    Args:
        folder: where; exists.
        language: how texts are read.
        memory: bytes of occurrences held before a segment is written.
        processes: how many may share the work on a segment.
    """

    def __init__(
        self, folder: str, language: Language, memory: int = MEMORY, processes: int = 1
    ) -> None:
        self._folder = folder
        self._language = language
        self._memory = memory
        self._processes = processes
        self._splitter = Splitter(memory)
        self._documents = 0
        self._names: list[str] = []
        self._gathered = Gathered()
        self._spool: Spool | None = None
        self._known: Known | None = None

    def add(self, entry: Entry) -> None:
        """Add a document.

        Raises:
            ValueError: a field that is none of ``ranking.FIELDS``; nothing was added.
            OSError: a segment cannot be written.
        """
        if portion := self._splitter.add(entry):
            self.take(portion)

    def take(self, portion: Portion) -> int:
        """Add documents that were split elsewhere.

        Returns:
            The number of the first of them: how many were taken before.

        Raises:
            OSError: a segment cannot be written.
        """
        if len(self._gathered) + len(portion.records.ids) > DOCUMENTS:
            self._flush()
        stored = [self._spooled(each) for each in portion.stored]
        self._gathered.extend(portion._replace(stored=stored))
        first = self._documents
        self._documents += len(portion.records.ids)
        if self._gathered.memory >= self._memory:
            self._flush()
            allocation.trim()
        return first

    def _spooled(self, stored: Stored | Spooled) -> Stored | Spooled:
        """What is stored of some documents, out of memory where it is packed."""
        if stored.dictionary is None:
            return stored
        self._spool = self._spool or Spool(self._folder)
        return self._spool.keep(stored)

    def close(self) -> list[str]:
        """Write what is left.

        Returns:
            The names of the segments that were written, in order.

        Raises:
            OSError: a segment cannot be written.
        """
        if portion := self._splitter.rest():
            self.take(portion)
        if len(self._gathered):
            self._flush()
        return self._names

    def _flush(self) -> None:
        name = new_name()
        with cycles.never_collecting(), closing(self._sections()) as sections:
            write_sections(os.path.join(self._folder, name), sections)
        self._names.append(name)
        if self._spool:
            self._spool.close()
            self._spool = None

    def _sections(self) -> Generator[Section]:
        """The sections of what was gathered, which is held no longer than it takes."""
        from imwsearch.codec.assembling import packed_sections, segment_sections

        with packing(self._gathered.stored, self._processes) as packed:
            yield from segment_sections(*self._inverted(), self._processes)
        yield from packed_sections(packed)

    def _inverted(self) -> tuple[Records, Inverted]:
        """What was gathered, inverted; as pieces it is held no longer."""
        from imwsearch.codec.inverting import invert
        from imwsearch.codec.readings import Known

        self._known = self._known or Known({}, [])
        documents, self._gathered = self._gathered.portion(), Gathered()
        inverted = invert(documents, self._language, self._processes, self._known)
        return documents.records.complete(), inverted


def new_name() -> str:
    """A file name that no segment has; Whoosh finds the segment by it."""
    return f"MAIN_{token_hex(8)}.imw"
