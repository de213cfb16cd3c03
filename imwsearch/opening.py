"""The current generation, opened to answer from."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from imwsearch import generations, versions
from imwsearch.document import Document
from imwsearch.errors import DamagedIndexError, UnknownDocumentError
from imwsearch.generations import Manifest
from imwsearch.messages import _
from imwsearch.segments import Segments

_ATTEMPTS = 3
"""A reader that meets two builds in a row looks for the current generation this often."""


@dataclass(frozen=True, slots=True)
class Collection:
    """The documents of one generation.

    Args:
        index: the folder of the index.
        folder: the generation's own folder.
        manifest: what it holds and what made it.
        segments: its documents and postings.
    """

    index: Path
    folder: Path
    manifest: Manifest
    segments: Segments

    @property
    def seeds(self) -> Path | None:
        """The folder of the documents, seen from here; None where only others were given."""
        if not self.manifest.seeds:
            return None
        return Path(os.path.relpath(self.index / self.manifest.seeds))

    def document(self, number: int) -> Document:
        """A document by its number, its path as seen from here."""
        document = self.segments.document(number)
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
    """
    for attempt in range(1, _ATTEMPTS + 1):
        folder = generations.current(index)
        try:
            manifest = generations.read_manifest(folder)
            versions.require(manifest.versions)
            generations.require_files(folder, manifest)
            return Collection(index, folder, manifest, Segments.open(folder))
        except DamagedIndexError:
            if attempt == _ATTEMPTS or generations.current(index) == folder:
                raise
    raise AssertionError


def find_document(collection: Collection, name: str) -> Document:
    """The document that goes by a name.

    Args:
        collection: where to look.
        name: its id; else its page's number or path; else the beginning of one of these, if
            only one document's begins so.

    Raises:
        UnknownDocumentError: there is none, or more than one.
    """
    by_name, by_beginning = {}, {}
    for number, (id_, path, page) in collection.segments.names():
        located = Path(collection.locate(path))
        names = (page, path, str(located), str(located.absolute()))
        if name == id_:
            return collection.document(number)
        if name in names:
            by_name[number] = id_
        elif any(one.startswith(name) for one in (id_, *names)):
            by_beginning[number] = id_
    return collection.document(_only(by_name or by_beginning, name))


def _only(found: Mapping[int, str], name: str) -> int:
    """The number of the only document that was found.

    Args:
        found: ids by document number.
        name: what was looked for.
    """
    if not found:
        raise UnknownDocumentError(
            _("no document has the id, page number or path {name}").format(name=name),
            _("search --json prints the id of each hit"),
        )
    if len(found) > 1:
        message = _("{name} may be any of {count} documents")
        raise UnknownDocumentError(
            message.format(name=name, count=len(found)),
            _("give more of it: {ids}").format(ids=", ".join(sorted(found.values())[:5])),
        )
    return next(iter(found))
