"""The segments of one generation: what a build changes in them, and which document is which."""

import datetime
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from imwsearch import limits, processes, storing
from imwsearch.codec.deletions import deletions_path, write_deletions
from imwsearch.codec.entries import Entry
from imwsearch.codec.format import map_sections, verify_sections
from imwsearch.codec.levels import Size, choose
from imwsearch.codec.pieces import Portion
from imwsearch.codec.searcher import open_segments
from imwsearch.codec.segment import BETWEEN, Segment
from imwsearch.codec.whoosh_toc import write_toc
from imwsearch.codec.words import DUTCH
from imwsearch.codec.writer import SegmentWriter
from imwsearch.document import Document
from imwsearch.dutch.abbreviations import Abbreviations
from imwsearch.dutch.analysis import sense_of
from imwsearch.errors import DocumentError
from imwsearch.messages import _
from imwsearch.schema import page_number, texts


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
        writer.add(entry(document))
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


def entry(document: Document) -> Entry:
    """What the index takes of a document."""
    return _entry(document, texts(document))


def _entry(document: Document, made_of: Sequence[tuple[str, str]]) -> Entry:
    answer = document.answer
    return Entry(
        id=document.id,
        texts=made_of,
        stored=storing.dump(document).encode(),
        keywords={
            "asker": _known(document.asker),
            "minister": _known(document.minister),
            "portfolio": _known(document.portfolio),
            "themes": document.themes,
            "status": (document.status,),
            "session_year": _known(document.session_year),
            "page": _known(page_number(document.page_url)),
            "path": (document.path,),
            "abbreviation": _abbreviations(made_of),
            "pdf_url": _known(document.pdf_url),
            "page_url": _known(document.page_url),
        },
        numbers={
            "number": document.number,
            "date": _ordinal(document.date),
            "answer_date": _ordinal(answer.date) if answer else None,
        },
    )


def _abbreviations(made_of: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """What the document says abbreviations stand for, each once.

    Returns:
        The short form, the long one and its sense, "imw=individueel maatwerk=individueelmaatwerk".
    """
    learnt = Abbreviations()
    for _field, text in made_of:
        if "(" in text:
            learnt.learn(text)
    return tuple(
        f"{short}={long}={sense_of(long)}"
        for short, longs in learnt.counts.items()
        for long in longs
    )


def fit_entry(document: Document) -> Entry:
    """What the index takes of a document from outside, which must not spoil a batch of others.

    Raises:
        DocumentError: a segment cannot hold it; the message is the reason.
    """
    if not 0 < len(document.id) <= limits.ID_CHARACTERS:
        most = limits.ID_CHARACTERS
        raise DocumentError(_("its id has not 1 to {most} characters").format(most=most))
    if document.number is not None and not 0 <= document.number <= limits.NUMBER:
        raise DocumentError(
            _("its number is out of bounds: {number}").format(number=document.number)
        )
    made_of = texts(document)
    _require_bounds([text for _field, text in made_of])
    try:
        made = _entry(document, made_of)
        values = [document.id, *chain.from_iterable(made.keywords.values())]
        "".join([*values, *[text for _field, text in made_of]]).encode()
    except UnicodeEncodeError:
        raise DocumentError(_("it holds half characters (surrogates)")) from None
    if len(made.stored) > limits.STORED_BYTES:
        megabytes = limits.STORED_BYTES // 1_000_000
        raise DocumentError(_("larger than {megabytes} MB").format(megabytes=megabytes))
    joined = "".join(values)
    if BETWEEN in joined or "\0" in joined:
        raise DocumentError(_("a name or theme in it holds control characters"))
    return made


_WORD = re.compile(r"[^\W_]+")


def _require_bounds(sections: Sequence[str]) -> None:
    """Refuse a document that costs more than real ones do.

    Raises:
        DocumentError: too many sections, too long, too many different words.
    """
    if len(sections) > limits.SECTIONS:
        message = _("{count} questions, answers and themes, at most {most}")
        raise DocumentError(message.format(count=len(sections), most=limits.SECTIONS))
    size = sum(map(len, sections))
    if size > limits.DOCUMENT_CHARACTERS:
        message = _("too long: {size} characters, at most {most}")
        raise DocumentError(message.format(size=size, most=limits.DOCUMENT_CHARACTERS))
    if size > 2 * limits.DOCUMENT_WORDS:  # a shorter one has not so many words
        different = len({word for each in sections for word in _WORD.findall(each)})
        if different > limits.DOCUMENT_WORDS:
            message = _("{count} different words, at most {most}")
            raise DocumentError(message.format(count=different, most=limits.DOCUMENT_WORDS))


def _ordinal(day: str) -> int | None:
    return datetime.date.fromisoformat(day).toordinal() if day else None


def _known(value: str) -> tuple[str, ...]:
    return (value,) if value else ()
