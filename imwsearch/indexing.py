"""From source files to a generation of the index: the same code for all of them or for few.

What the index holds follows from the files alone: of several documents with one id the one from
the file with the highest claim (``changes.claim``). A build reads the files that are new or
changed, and then compares who held each id before with who holds it now.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from imwsearch import (
    changes,
    cycles,
    disk,
    generations,
    interrupts,
    locking,
    manifests,
    versions,
)
from imwsearch.changes import Changes, Holding
from imwsearch.errors import (
    DamagedIndexError,
    IncompatibleIndexError,
    NoIndexError,
    UnsettledError,
)
from imwsearch.ledger import Ledger
from imwsearch.manifests import Manifest
from imwsearch.opening import open_collection
from imwsearch.settled import is_settled
from imwsearch.skipping import Skipped, find_skipped
from imwsearch.sources import Places, SourceFile

Progress = Callable[[int, int], None]
"""Called with the number of files read so far, and their total."""

Confirm = Callable[[Iterable[SourceFile]], None]
"""Called with the files that were read, before anybody sees what was built of them."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did.

    Args:
        new: source files that the index did not know.
        changed: source files with another content than before.
        removed: source files that are gone.
        unchanged: source files that were left as they are.
        documents: documents in the index now.
        read: the ids of the documents in files that are new or changed.
        skipped: what is not in the index, and why.
        seconds: how long it took.
        rebuilt: why everything was read anew; empty where it was not.
    """

    new: int
    changed: int
    removed: int
    unchanged: int
    documents: int
    read: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    seconds: float
    rebuilt: str


@dataclass(frozen=True, slots=True)
class _Base:
    """The generation that a build starts from; whether a quick look tells that nothing changed."""

    folder: Path | None
    manifest: Manifest
    sources: Ledger
    is_settled: bool = False


_ATTEMPTS = 3
"""So often the files are looked at again when one changes at the wrong moment."""

_NOTHING = _Base(None, Manifest({}, "", (), 0, 0, 0, {}), Ledger())


def build(
    index: Path,
    seeds: Path | None,
    others: Iterable[Path] = (),
    *,
    rebuild: bool = False,
    wait: bool = False,
    progress: Progress = lambda done, total: None,
    confirm: Confirm = lambda files: None,
) -> Report:
    """Bring the index up to date with the files, in a new generation.

    Args:
        index: the folder of the index; made if it does not exist.
        seeds: the folder of the documents, if there is one.
        others: further folders and files; those of earlier builds stay unless ``rebuild``.
        rebuild: read everything anew, whatever the index holds.
        wait: wait for another build to end.
        progress: told of each file that was read.
        confirm: told of all of them at the end; what it raises leaves the index as it was.

    Raises:
        UsageError: a folder or file does not exist.
        LockedError: another process builds here.
        DamagedIndexError: the index cannot be read; ``rebuild`` mends it.
        StorageError: the index cannot be written; it is as it was.
        UnsettledError: the files change faster than they are read; the index is as it was.
    """
    begun = time.monotonic()
    with (
        cycles.never_collecting(),
        disk.explaining(index),
        interrupts.held(),
        locking.lock(index, wait),
    ):
        with interrupts.allowed():
            base, rebuilt = (_NOTHING, "") if rebuild else _base(index)
        folders = {*map(Path, base.manifest.others), *others}
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                found, sources_now = _update(index, base, seeds, folders, progress, confirm)
                break
            except UnsettledError:
                if attempt == _ATTEMPTS:
                    raise
        generations.clear(index)
    return Report(
        new=sum(file.name not in found.differing for file in found.fresh),
        changed=sum(file.name in found.differing for file in found.fresh),
        removed=len(found.removed),
        unchanged=len(found.kept),
        documents=len(sources_now.holders),
        read=sources_now.read,
        skipped=tuple(find_skipped(sources_now.entries, sources_now.holders)),
        seconds=time.monotonic() - begun,
        rebuilt=rebuilt,
    )


def _update(
    index: Path,
    base: _Base,
    seeds: Path | None,
    others: Iterable[Path],
    progress: Progress,
    confirm: Confirm,
) -> tuple[Changes, Holding]:
    """Look at the files and write what they hold; what was found, and the index's sources now."""
    with interrupts.allowed():
        manifest = _manifest(index, seeds, others)
        places = Places(seeds, tuple(map(Path, manifest.others)), index)
        found = changes.compare(places, base.sources, base.manifest.started_ns, _prepare)
        manifest = manifest.changed(folders=tuple(found.files.folders))
    if _is_up_to_date(found, base, manifest):
        return found, Holding(base.sources, changes.holders(base.sources))
    return found, _write_generation(index, base, manifest, found, progress, confirm)


def _prepare() -> None:
    """Import what writes documents, while another process looks at files.

    A build that finds nothing new does without. Signals wait: an import that is interrupted may
    take the interruption for a fault of its own.
    """
    with interrupts.held():
        from imwsearch import updating  # noqa: F401
        from imwsearch.codec import arrays  # noqa: F401


def _base(index: Path) -> tuple[_Base, str]:
    """The generation to start from, and why it is none although there is one."""
    try:
        folder = generations.current(index)
        manifest = manifests.read(folder)
    except (NoIndexError, IncompatibleIndexError) as error:
        former = manifests.remembered(index)
        reason = str(error) if isinstance(error, IncompatibleIndexError) else ""
        return _only(former.others if former else ()), reason
    if reason := versions.difference(manifest.versions):
        return _only(manifest.others), reason
    collection = open_collection(index)  # what no search can open is no base for a build
    known = generations.read_sources(folder, manifest)
    return _Base(folder, manifest, known, is_settled(collection)), ""


def _only(others: tuple[str, ...]) -> _Base:
    """Nothing to start from but the names of further folders and files."""
    return replace(_NOTHING, manifest=_NOTHING.manifest.changed(others=others))


def _manifest(index: Path, seeds: Path | None, others: Iterable[Path]) -> Manifest:
    elsewhere = (p for p in others if not (seeds and p.absolute().is_relative_to(seeds.absolute())))
    return Manifest(
        versions=versions.current(),
        seeds=os.path.relpath(seeds, index) if seeds else "",
        others=tuple(sorted(str(path.absolute()) for path in elsewhere)),
        started_ns=time.time_ns(),
        built_ns=0,
        documents=0,
        files={},
    )


def _is_up_to_date(found: Changes, base: _Base, manifest: Manifest) -> bool:
    """Whether a build would make the generation that there is.

    Not where its folders changed and no file did: each search would compare all files.
    """
    where = (manifest.seeds, manifest.others, manifest.folders)
    return (
        base.is_settled
        and not (found.fresh or found.differing)
        and where == (base.manifest.seeds, base.manifest.others, base.manifest.folders)
    )


def _write_generation(
    index: Path,
    base: _Base,
    manifest: Manifest,
    found: Changes,
    progress: Progress,
    confirm: Confirm,
) -> Holding:
    from imwsearch import updating  # here, where signals wait

    with generations.beginning(index) as folder:
        with interrupts.allowed(), _blaming(base):
            if base.folder:
                generations.link_files(base.folder, base.manifest, folder)
            now = updating.update(folder, base.sources, found, progress)
            confirm(found.fresh)
        done = manifest.changed(built_ns=time.time_ns(), documents=len(now.holders))
        shared = (base.folder, base.manifest) if base.folder else None
        generations.commit(index, folder, done, now.entries, shared)
    return now


@contextmanager
def _blaming(base: _Base) -> Iterator[None]:
    """Name a damaged file where it stays: what a failed build linked to it is gone."""
    try:
        yield
    except DamagedIndexError:
        for problem in generations.problems(base.folder, base.manifest) if base.folder else ():
            raise problem from None
        raise
