"""The segments of one generation: what a build changes in them, and which document is which."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from imwsearch import processes
from imwsearch.codec.deletions import deletions_path, write_deletions
from imwsearch.codec.entries import Entry
from imwsearch.codec.format import map_sections, verify_sections
from imwsearch.codec.levels import Size, choose
from imwsearch.codec.pieces import Portion
from imwsearch.codec.searcher import open_segments
from imwsearch.codec.segment import Segment
from imwsearch.codec.whoosh_toc import write_toc
from imwsearch.codec.words import DUTCH
from imwsearch.codec.writer import SegmentWriter
from imwsearch.document import Document
from imwsearch.entries import entry_of


class Writer:
    """Changes to the segments in one folder that nobody reads yet; see ``writing``.

    Raises:
        DamagedIndexError: a segment there that is changed or merged is not as it was written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._base = open_segments(str(folder))
        self._removed: list[set[int]] = [set(s.deleted) for s in self._base.segments]
        self._writer = SegmentWriter(str(folder), DUTCH, processes=processes.available())
        self._verified: set[tuple[str, str]] = set()
        self._dropped: set[int] = set()

    def add(self, entry: Entry) -> None:
        """Add a document; the index holds no other with its id after this build."""
        self._writer.add(entry)

    def remove(self, id_: str) -> None:
        """Remove the document with this id that was there before this build."""
        for segment in self._base.segments:
            self._verify(segment, "id")
        if found := self._base.find(id_):
            self._verify(self._base.segments[found.segment])
            self._removed[found.segment].add(found.doc)

    def _verify(self, segment: Segment, beginning: str = "") -> None:
        """Verify what this build relies on; the rest stays as it is, and so does its digest."""
        if not {(segment.path, beginning), (segment.path, "")} & self._verified:
            verify_sections(segment.path, beginning)
            self._verified.add((segment.path, beginning))

    def take(self, portion: Portion) -> int:
        """Add documents that were split elsewhere; gives the number of the first, for ``drop``."""
        return self._writer.take(portion)

    def drop(self, numbers: Iterable[int]) -> None:
        """Leave out documents that were added."""
        self._dropped.update(numbers)

    def replace(self, entry: Entry) -> None:
        """Put a document in the place of the one that had its id, if there was one."""
        self.remove(entry.id)
        self.add(entry)

    def close(self) -> None:
        """Write the new documents and the removals, and merge what is better merged."""
        self._leave_out(self._writer.close())
        for segment, removed in zip(self._base.segments, self._removed, strict=True):
            if removed != segment.deleted:
                path = Path(deletions_path(segment.path))
                path.unlink(missing_ok=True)
                write_deletions(str(path), removed, segment.documents)
        merge_segments(self.folder)
        _write_toc(self.folder)

    def _leave_out(self, names: Sequence[str]) -> None:
        """Write the segments anew, all that this build wrote, that hold dropped documents."""
        first = 0
        for name in names if self._dropped else ():
            (segment,) = open_segments(str(self.folder), [name]).segments
            docs = {n - first for n in self._dropped if 0 <= n - first < segment.documents}
            first += segment.documents
            if docs:
                write_deletions(deletions_path(segment.path), docs, segment.documents)
                _merge(self.folder, [name])


@contextmanager
def writing(folder: Path) -> Iterator[Writer]:
    """A writer whose changes are written at the end, unless an error passes."""
    writer = Writer(folder)
    yield writer
    writer.close()


def write_aside(folder: Path, documents: Iterable[Document]) -> Mapping[str, memoryview]:
    """The sections of one segment of these documents, written into a new folder."""
    folder.mkdir()
    writer = SegmentWriter(str(folder), DUTCH, memory=2**62)
    for document in documents:
        writer.add(entry_of(document))
    (name,) = writer.close()
    return map_sections(str(folder / name))


def without_deletions(folder: Path, segment: Segment) -> Mapping[str, memoryview]:
    """The sections of a segment without its deleted documents, which may take a new folder."""
    return _again(folder, segment) if segment.deleted else segment.sections


def with_deletions(folder: Path, segment: Segment) -> Mapping[str, memoryview]:
    """The sections of a segment with its deleted documents, written again in a new folder."""
    whole = Segment(segment.path)
    whole.deleted, whole.living = frozenset(), whole.documents
    return _again(folder, whole)


def _again(folder: Path, segment: Segment) -> Mapping[str, memoryview]:
    from imwsearch.codec.merging import merge  # here and below: few builds merge

    folder.mkdir()
    name = merge(str(folder), [segment])
    return map_sections(str(folder / name)) if name else {}


def merge_segments(folder: Path) -> None:
    """Merge the segments of a folder that nobody reads yet, where they are many or half deleted."""
    opened = {os.path.basename(s.path): s for s in open_segments(str(folder)).segments}  # noqa: PTH119
    sizes = [
        Size(name, each.documents, each.living, os.path.getsize(each.path))  # noqa: PTH202
        for name, each in opened.items()
    ]
    for group in choose(sizes):
        for name in group:
            verify_sections(opened[name].path)  # damage must not be merged into what looks sound
        _merge(folder, group)


def _merge(folder: Path, names: Sequence[str]) -> None:
    """Put one segment in the place of some, without their deleted documents."""
    from imwsearch.codec.merging import merge

    merge(str(folder), open_segments(str(folder), names).segments)
    for name in names:
        path = folder / name
        path.unlink()
        Path(deletions_path(str(path))).unlink(missing_ok=True)


def _write_toc(folder: Path) -> None:
    """Make the folder one that Whoosh opens."""
    for path in folder.glob("_MAIN_*.toc"):
        path.unlink()
    write_toc(str(folder), open_segments(str(folder)).segments, 1)
