"""Whether the documents are surely as they were when the index was built, without reading any."""

from __future__ import annotations

import posix
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from imwsearch.opening import Collection

LOOKED_AT = 1_000
"""Of a larger collection a search looks at the folders and at the documents that it shows, not at
all files: that would take longer than the search."""

_TICK_NS = 20_000_000
"""The times of files are this far behind the clock, at most: a tick of the system's timer."""


def is_settled(collection: Collection, shown: Iterable[str] = ()) -> bool:
    """Whether nothing changed since the index was built, as far as a quick look tells.

    A file that came, went or was replaced has changed its folder. One that was written anew in its
    place is noticed where the collection is small, or where it is among those shown; ``status``
    and ``index`` compare all of them.

    Args:
        collection: the index.
        shown: the paths of the documents that are shown.
    """
    manifest = collection.manifest
    if time.time_ns() < manifest.built_ns:
        return False  # the clock was set back: no time says what came later
    folders = [collection.locate(name) for name in manifest.folders]
    before = manifest.started_ns - _TICK_NS
    try:
        return all(posix.stat(path).st_ctime_ns < before for path in (*folders, *shown)) and (
            manifest.documents > LOOKED_AT
            or all(changed < before for folder in folders for changed in _changes_in(folder))
        )
    except OSError:
        return False


def _changes_in(folder: str) -> Iterator[int]:
    """When each file in a folder changed last (ctime, ns); nothing for a file."""
    try:
        entries = posix.scandir(folder)
    except NotADirectoryError:
        return
    with entries:
        for entry in entries:
            if not entry.name.startswith("."):
                yield entry.stat(follow_symlinks=False).st_ctime_ns
