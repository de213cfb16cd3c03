"""Documents → segment files."""

from __future__ import annotations

import os
from secrets import token_hex
from typing import TYPE_CHECKING

from imwsearch import cycles
from imwsearch.codec.format import write_sections
from imwsearch.codec.packing import packing
from imwsearch.codec.pieces import DOCUMENTS, Gathered, Language, Portion, Splitter

if TYPE_CHECKING:
    from imwsearch.codec.entries import Entry, Records
    from imwsearch.codec.postings import Inverted
    from imwsearch.codec.readings import Known

MEMORY = 135 * 2**20
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
        from imwsearch.codec.arrays import np

        if len(self._gathered) + len(portion.records.ids) > DOCUMENTS:
            self._flush()
        gathered = self._gathered
        gathered.pieces.learn(portion.pieces)
        numbers = np.array(list(map(gathered.pieces.__getitem__, portion.pieces)), np.uint32)
        gathered.stream.frombytes(numbers[np.asarray(portion.stream)].tobytes())
        gathered.sizes += portion.sizes
        gathered.records.extend(portion.records)
        gathered.stored += portion.stored
        first = self._documents
        self._documents += len(portion.records.ids)
        if gathered.memory >= self._memory:
            self._flush()
        return first

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
        from imwsearch.codec.assembling import packed_sections, segment_sections

        name = new_name()
        stored, count = self._gathered.stored, self._processes
        with cycles.never_collecting(), packing(stored, count) as packed:
            records, inverted = self._inverted()
            sections = list(segment_sections(records.complete(), inverted))
        write_sections(os.path.join(self._folder, name), [*sections, *packed_sections(packed)])
        self._names.append(name)

    def _inverted(self) -> tuple[Records, Inverted]:
        """What was gathered, inverted; as pieces it is held no longer."""
        from imwsearch.codec.inverting import invert
        from imwsearch.codec.readings import Known

        self._known = self._known or Known({}, [])
        documents, self._gathered = self._gathered.portion(), Gathered()
        inverted = invert(documents, self._language, self._processes, self._known)
        return documents.records, inverted


def new_name() -> str:
    """A file name that no segment has; Whoosh finds the segment by it."""
    return f"MAIN_{token_hex(8)}.imw"
