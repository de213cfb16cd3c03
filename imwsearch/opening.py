"""The current generation, opened to answer from."""

from dataclasses import dataclass
from pathlib import Path

from imwsearch import generations, segments, versions
from imwsearch.document import Document
from imwsearch.errors import DamagedIndexError, UnknownDocumentError
from imwsearch.generations import Manifest
from imwsearch.messages import _

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
    segments: segments.Segments


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
            return Collection(index, folder, manifest, segments.Segments.open(folder))
        except DamagedIndexError:
            if attempt == _ATTEMPTS or generations.current(index) == folder:
                raise
    raise AssertionError


def find_document(collection: Collection, name: str) -> Document:
    """The document with this id, page number or path, or the only one whose id begins so.

    Raises:
        UnknownDocumentError: there is none, or more than one.
    """
    if document := collection.segments.by_id(name):
        return document
    beginning = []
    for id_, path, page in collection.segments.names():
        if name in (page, path) or Path(name).name == path:
            return _document(collection, id_)
        if id_.startswith(name) or path.startswith(name) or page.startswith(name):
            beginning.append(id_)
    if len(beginning) == 1:
        return _document(collection, beginning[0])
    if beginning:
        raise UnknownDocumentError(
            _("{name} is the beginning of {count} documents").format(
                name=name, count=len(beginning)
            ),
            _("give more of it: {ids}").format(ids=", ".join(sorted(beginning)[:5])),
        )
    raise UnknownDocumentError(
        _("no document has the id, page number or path {name}").format(name=name),
        _("search prints the address of each hit; its last number is the id"),
    )


def _document(collection: Collection, id_: str) -> Document:
    document = collection.segments.by_id(id_)
    if document is None:
        raise generations.damaged(collection.folder, _("a document is listed but not there"))
    return document
