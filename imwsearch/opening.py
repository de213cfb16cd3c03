"""The current generation, opened to answer from."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from imwsearch import generations, storing, versions
from imwsearch.codec.searcher import SUFFIX, Found, Searcher, open_segments
from imwsearch.document import Document
from imwsearch.errors import DamagedIndexError, ImwsearchError, UnknownDocumentError
from imwsearch.generations import Manifest
from imwsearch.messages import _

Place = tuple[int, int]
"""A document: the number of its segment, its number there."""

_ATTEMPTS = 3
"""A reader that meets two builds in a row looks for the current generation this often."""


@dataclass(frozen=True, slots=True)
class Collection:
    """The documents of one generation.

    Args:
        index: the folder of the index.
        folder: the generation's own folder.
        manifest: what it holds and what made it.
        searcher: its segments.
    """

    index: Path
    folder: Path
    manifest: Manifest
    searcher: Searcher

    @property
    def seeds(self) -> Path | None:
        """The folder of the documents, seen from here; None where only others were given."""
        if not self.manifest.seeds:
            return None
        return Path(os.path.relpath(self.index / self.manifest.seeds))

    def document(self, found: Found) -> Document:
        """A document, its path as seen from here."""
        document = storing.load(self.searcher.stored(found).decode())
        return replace(document, path=self.locate(document.path))

    def locate(self, name: str) -> str:
        """The path of a source file as seen from here."""
        return str(self.seeds / name) if self.seeds else name


def open_collection(index: Path) -> Collection:
    """Open what the folder holds now; later builds do not disturb it.

    Raises:
        NoIndexError: nothing was built in this folder yet.
        IncompatibleIndexError: it was built by another version, schema or analysis.
        DamagedIndexError: it cannot be read.
        StorageError: it may not be read.
    """
    for attempt in range(1, _ATTEMPTS + 1):
        folder = generations.current(index)
        try:
            return _open(index, folder)
        except DamagedIndexError:
            if attempt == _ATTEMPTS or generations.current(index) == folder:
                raise
    raise AssertionError


def _open(index: Path, folder: Path) -> Collection:
    manifest = generations.read_manifest(folder)
    versions.require(manifest.versions)
    names = sorted(name for name in manifest.files if name.endswith(SUFFIX))
    try:
        searcher = open_segments(str(folder), names)
    except OSError as error:
        raise generations.unreadable(Path(error.filename or folder), error) from error
    except (KeyError, ValueError, TypeError) as error:
        raise generations.damaged(folder, _("a segment is not as it was written")) from error
    # Only now: a build may be clearing this generation away, and a segment whose deletions are
    # gone looks like one without any. Files never come back: those there now were there before.
    generations.require_files(folder, manifest)
    return Collection(index, folder, manifest, searcher)


@contextmanager
def blaming_damage(collection: Collection) -> Iterator[None]:
    """Say that the index is damaged where that is why a search failed in an unforeseen way.

    Raises:
        DamagedIndexError: a file is not as it was written; or whatever was raised inside.
    """
    try:
        yield
    except (ImwsearchError, OSError):
        raise
    except Exception as error:
        for problem in generations.problems(collection.folder, collection.manifest):
            raise problem from error
        raise


def find_document(collection: Collection, name: str) -> Document:
    """The document that goes by a name.

    Args:
        collection: where to look.
        name: its id; else its page's number or path; else the beginning of one of these, if
            only one document's begins so.

    Raises:
        UnknownDocumentError: there is none, or more than one.
    """
    searcher = collection.searcher
    if found := searcher.find(name):
        return collection.document(found)
    names = (name, os.path.relpath(name, collection.seeds) if collection.seeds else name)
    by_name = _having(searcher, lambda value: value in names)
    if not by_name:
        by_name = _having(searcher, lambda value: value.startswith(names))
        by_name += [one for one in _beginning(searcher, name) if one not in by_name]
    return collection.document(_only(searcher, by_name, name))


def _having(searcher: Searcher, test: Callable[[str], bool]) -> list[Place]:
    """The documents whose page's number or path passes a test."""
    found = {
        (segment, doc)
        for column in ("page", "path")
        for segment, docs in enumerate(searcher.having(column, test))
        for doc in docs
    }
    return sorted(found)


def _beginning(searcher: Searcher, name: str) -> Iterator[Place]:
    """The documents whose id begins so."""
    for number, segment in enumerate(searcher.segments):
        for doc in range(segment.documents):
            if doc not in segment.deleted and segment.id_of(doc).startswith(name):
                yield number, doc


def _only(searcher: Searcher, found: Sequence[Place], name: str) -> Found:
    """The only document that was found by a name."""
    if not found:
        raise UnknownDocumentError(
            _("no document has the id, page number or path {name}").format(name=name),
            _("search --json prints the id of each hit"),
        )
    if len(found) > 1:
        ids = sorted(searcher.segments[segment].id_of(doc) for segment, doc in found)
        message = _("{name} may be any of {count} documents")
        raise UnknownDocumentError(
            message.format(name=name, count=len(found)),
            _("give more of it: {ids}").format(ids=", ".join(ids[:5])),
        )
    return Found(0.0, *found[0])
