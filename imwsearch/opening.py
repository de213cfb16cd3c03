"""The current generation, opened to answer from."""

from __future__ import annotations

import posix

from imwsearch import manifests, paths, storing, versions
from imwsearch.codec.searcher import SUFFIX, open_segments
from imwsearch.messages import _
from imwsearch.records import Record
from imwsearch.system import join

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from imwsearch.codec.searcher import Found, Searcher
    from imwsearch.document import Document
    from imwsearch.manifests import Manifest

_ATTEMPTS = 3
"""A reader that meets two builds in a row looks for the current generation this often."""


class Collection(Record):
    """The documents of one generation.

    Args:
        index: the folder of the index.
        folder: the generation's own folder.
        manifest: what it holds and what made it.
        searcher: its segments.
        seeds: the folder of the documents, seen from where it was opened; empty where only others
            were given.
    """

    index: str
    folder: str
    manifest: Manifest
    searcher: Searcher
    seeds: str

    def document(self, found: Found) -> Document:
        """A document, its path as seen from here."""
        return storing.load(self.searcher.stored(found).decode(), self.locate)

    def locate(self, name: str) -> str:
        """The path of a source file as seen from here."""
        return join(self.seeds, name)

    def on_disk(self, path: str) -> str:
        """The path, as the system takes it, of a document's path."""
        return self.locate(paths.on_disk(path.removeprefix(self.locate(""))))


def open_collection(index: Path | str) -> Collection:
    """Open what the folder holds now; later builds do not disturb it.

    Raises:
        NoIndexError: nothing was built in this folder yet.
        IncompatibleIndexError: it was built by another version, schema or analysis.
        DamagedIndexError: it cannot be read.
        StorageError: it may not be read.
    """
    index = posix.fspath(index)
    for attempt in range(1, _ATTEMPTS + 1):
        folder = manifests.current(index)
        try:
            return _open(index, folder)
        except Exception:
            if attempt == _ATTEMPTS or manifests.current(index) == folder:
                raise
    raise AssertionError


def _open(index: str, folder: str) -> Collection:
    manifest = manifests.read(folder)
    versions.require(manifest.versions)
    names = sorted(name for name in manifest.files if name.endswith(SUFFIX))
    try:
        searcher = open_segments(folder, names)
    except (OSError, KeyError, ValueError, TypeError) as error:
        from imwsearch import faults

        if isinstance(error, OSError):
            raise faults.unreadable(error.filename or folder, error) from error
        raise faults.damaged(folder, _("a segment is not as it was written")) from error
    # Only now: a build may be clearing this generation away, and a segment whose deletions are
    # gone looks like one without any. Files never come back: those there now were there before.
    manifests.require_files(folder, manifest)
    return Collection(index, folder, manifest, searcher, seen_from_here(index, manifest.seeds))


def seen_from_here(index: str, seeds: str) -> str:
    """The folder of the documents, which a manifest names as it is seen from the index."""
    if not seeds:
        return ""
    path, steps = join(index, seeds), list[str]()
    for step in path.split("/"):
        if step == ".." and steps and steps[-1] != "..":
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    up, here = steps.count(".."), posix.getcwd().split("/")
    if path.startswith("/") or up >= len(here) or (up and steps[up:][:1] == [here[-up]]):
        from os.path import relpath  # the way may lead through this folder

        return relpath(path)
    return "/".join(steps) or "."
