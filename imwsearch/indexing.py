"""From source files to a generation of the index: the same code for all of them or for few.

What the index holds follows from the files alone: of several documents with one id the one from
the newest file. A build reads the files that are new or changed, and then compares who held each
id before with who holds it now.
"""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from imwsearch import (
    changes,
    deadlines,
    disk,
    generations,
    limits,
    locking,
    reading,
    segments,
    sources,
    versions,
)
from imwsearch.changes import Changes
from imwsearch.codec.writer import Entry as Indexed
from imwsearch.document import Document
from imwsearch.errors import (
    DocumentError,
    IncompatibleIndexError,
    NoIndexError,
    UnsettledError,
)
from imwsearch.generations import Entry, Manifest
from imwsearch.messages import _
from imwsearch.sources import SourceFile

Progress = Callable[[int, int], None]
"""Called with the number of files read so far, and their total."""

Confirm = Callable[[Iterable[SourceFile]], None]
"""Called with the files that were read, before anybody sees what was built of them."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A document that is not in the index, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did.

    Args:
        new: source files that the index did not know.
        changed: source files with another content than before.
        removed: source files that are gone.
        unchanged: source files that were left as they are.
        documents: documents in the index now.
        skipped: what is not in the index, and why.
        seconds: how long it took.
        rebuilt: why everything was read anew; empty where it was not.
    """

    new: int
    changed: int
    removed: int
    unchanged: int
    documents: int
    skipped: tuple[Skipped, ...]
    seconds: float
    rebuilt: str


@dataclass(frozen=True, slots=True)
class _Base:
    """The generation that a build starts from."""

    folder: Path | None
    manifest: Manifest
    sources: dict[str, Entry]


_ATTEMPTS = 3
"""So often the files are looked at again when one changes at the wrong moment."""

_NOTHING = _Base(None, Manifest({}, "", (), 0, 0, 0, {}), {})


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
    with disk.explaining(index), locking.lock(index, wait):
        base, rebuilt = (_NOTHING, "") if rebuild else _base(index)
        folders = {*map(Path, base.manifest.others), *others}
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                found, entries = _update(index, base, seeds, folders, progress, confirm)
                break
            except UnsettledError:
                if attempt == _ATTEMPTS:
                    raise
        generations.clear(index)
    return Report(
        new=sum(file.name not in base.sources for file in found.fresh),
        changed=sum(file.name in base.sources for file in found.fresh),
        removed=len(found.removed),
        unchanged=len(found.kept),
        documents=len(changes.holders(entries)),
        skipped=tuple(_skipped(entries)),
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
) -> tuple[Changes, dict[str, Entry]]:
    """Look at the files and write what they hold; what was found, and the index's sources now."""
    manifest = _manifest(index, seeds, others)
    files = sources.find_files(seeds, map(Path, manifest.others), index)
    found = changes.compare(files, base.sources, base.manifest.started_ns)
    found = changes.look_closer(found, base.sources)
    if _is_up_to_date(found, base, manifest):
        return found, base.sources
    return found, _write_generation(index, base, manifest, found, progress, confirm)


def _base(index: Path) -> tuple[_Base, str]:
    """The generation to start from, and why it is none although there is one."""
    try:
        folder = generations.current(index)
        manifest = generations.read_manifest(folder)
    except NoIndexError:
        return _NOTHING, ""
    except IncompatibleIndexError as error:
        return _NOTHING, str(error)
    if reason := versions.difference(manifest.versions):
        others = replace(_NOTHING.manifest, others=manifest.others)
        return replace(_NOTHING, manifest=others), reason
    generations.require_files(folder, manifest)
    generations.require_file(folder, manifest, generations.SOURCES)
    return _Base(folder, manifest, generations.read_sources(folder)), ""


def _manifest(index: Path, seeds: Path | None, others: Iterable[Path]) -> Manifest:
    return Manifest(
        versions=versions.current(),
        seeds=os.path.relpath(seeds, index) if seeds else "",
        others=tuple(sorted(str(path.absolute()) for path in others)),
        started_ns=time.time_ns(),
        built_ns=0,
        documents=0,
        files={},
    )


def _is_up_to_date(found: Changes, base: _Base, manifest: Manifest) -> bool:
    """Whether a build would make the generation that there is."""
    where = (manifest.seeds, manifest.others)
    return (
        base.folder is not None
        and not found.fresh
        and found.kept == base.sources
        and where == (base.manifest.seeds, base.manifest.others)
    )


def _write_generation(
    index: Path,
    base: _Base,
    manifest: Manifest,
    found: Changes,
    progress: Progress,
    confirm: Confirm,
) -> dict[str, Entry]:
    with generations.beginning(index) as folder:
        if base.folder:
            generations.link_files(base.folder, base.manifest, folder)
        with segments.writing(folder) as writer:
            entries = _write_documents(writer, base, found, progress)
        confirm(found.fresh)
        documents = len(changes.holders(entries))
        done = replace(manifest, built_ns=time.time_ns(), documents=documents)
        shared = (base.folder, base.manifest) if base.folder else None
        generations.commit(index, folder, done, entries, shared)
    return entries


def _write_documents(
    writer: segments.Writer, base: _Base, found: Changes, progress: Progress
) -> dict[str, Entry]:
    """Add the documents that hold their id now, remove those that no longer do."""
    entries = dict(found.kept)
    holders = changes.holders(found.kept)
    for done, file in enumerate(found.fresh, 1):
        entries[file.name], documents = _read(file)
        for document in documents:
            if changes.claim(file) > holders.get(document.id, changes.NO_CLAIM):
                holders[document.id] = changes.claim(file)
                writer.add(document)
        progress(done, len(found.fresh))
    before = {id_: name for id_, (_time, name) in changes.holders(base.sources).items()}
    staying = {id_: name for id_, (_time, name) in holders.items() if name in found.kept}
    for id_ in before.keys() - staying.keys():
        writer.remove(id_)
    for id_, name in staying.items():
        if before.get(id_) != name:
            writer.replace(_document(found.files[name], id_))
    return dict(sorted(entries.items()))


def _read(file: SourceFile) -> tuple[Entry, list[Indexed]]:
    """The documents of a file that can be indexed, and its entry for the manifest."""
    entry = changes.stamp(Entry(file.size, 0, 0, ""), file)
    try:
        data = sources.load(file)
        fit, unfit = _documents(data, file.name)
    except DocumentError as error:
        return replace(entry, skipped=str(error)), []
    ids = tuple(indexed.id for indexed in fit)
    return replace(entry, digest=sources.digest(data), ids=ids, skipped="; ".join(unfit)), fit


def _documents(data: bytes, name: str) -> tuple[list[Indexed], list[str]]:
    """The documents in a file's bytes that the index can hold, and why others are left out.

    Raises:
        DocumentError: the file as a whole cannot be read; the message is the reason.
    """
    seconds = limits.DOCUMENT_SECONDS + limits.DOCUMENT_SECONDS_PER_MB * (len(data) // 10**6)
    try:
        with deadlines.within(seconds, partial(_too_slow, seconds)):
            return _sift(reading.read(data, name))
    except DocumentError:
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"[:200]
        raise DocumentError(_("the reader failed ({reason})").format(reason=reason)) from error


def _too_slow(seconds: float) -> DocumentError:
    message = _("reading it takes more than {seconds:.0f} seconds")
    return DocumentError(message.format(seconds=seconds))


def _sift(documents: Iterable[Document]) -> tuple[list[Indexed], list[str]]:
    fit, unfit = [], []
    for document in documents:
        try:
            fit.append(segments.fit_entry(document))
        except DocumentError as error:
            unfit.append(str(error))
    return fit, unfit


def _document(file: SourceFile, id_: str) -> Indexed:
    """The document of a file that has this id.

    Raises:
        UnsettledError: the file changed while the index was built.
    """
    with suppress(DocumentError):
        for indexed in _documents(sources.load(file), file.name)[0]:
            if indexed.id == id_:
                return indexed
    raise UnsettledError(
        _("{path} changed while it was read").format(path=file.path),
        _("wait until the files are complete, and run it again"),
    )


def _skipped(entries: Mapping[str, Entry]) -> Iterator[Skipped]:
    """What is not in the index: unreadable files, and documents whose id a newer file holds."""
    holders = changes.holders(entries)
    for name, entry in entries.items():
        if entry.skipped:
            yield Skipped(name, entry.skipped)
        for id_, count in Counter(entry.ids).items():
            _time, holder = holders[id_]
            if holder != name:
                reason = _("has the id {id} of {path}, which is newer: that one is kept")
                yield Skipped(name, reason.format(id=id_, path=holder))
            elif count > 1:
                reason = _("has {count} documents with the id {id}: the first one is kept")
                yield Skipped(name, reason.format(id=id_, count=count))
