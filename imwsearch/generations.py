"""Immutable index folders, switched atomically; the content is others'.

``CURRENT`` names the folder ``gen-NNNNNN`` that readers use. A build fills a new folder, writes
its manifest, syncs everything to disk and then replaces ``CURRENT``: that replace is the only
commit point. Readers take no lock and write nothing. The generation before the current one stays
until the next build, for readers that opened it.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from imwsearch import disk, interrupts, ledger, manifests, regular
from imwsearch.errors import DamagedIndexError
from imwsearch.faults import damaged, unreadable
from imwsearch.ledger import Ledger
from imwsearch.manifests import CURRENT, MANIFEST, Manifest, number_of
from imwsearch.messages import _

SOURCES = "sources.ledger"


def current(index: Path) -> Path:
    """The folder that searches read; ``manifests.current`` says what it raises."""
    return Path(manifests.current(str(index)))


def read_sources(generation: Path, manifest: Manifest) -> Ledger:
    """The source files of a generation, as they were when it was built.

    Raises:
        DamagedIndexError: the list is missing, or not what was written.
        StorageError: it may not be read.
    """
    try:
        data = regular.read(generation / SOURCES)
    except OSError as error:
        raise unreadable(generation / SOURCES, error) from error
    _require(generation / SOURCES, manifest, (len(data), hashlib.sha256(data).hexdigest()))
    try:
        return ledger.load(data)
    except (ValueError, TypeError, RecursionError) as error:
        raise damaged(generation / SOURCES, _("it is no list of sources")) from error


def problems(generation: Path, manifest: Manifest) -> Iterator[DamagedIndexError]:
    """What is not as the manifest says; reads every byte of every file."""
    for name in manifest.files:
        try:
            require_file(generation, manifest, name)
        except DamagedIndexError as error:
            yield error


def require_file(generation: Path, manifest: Manifest, name: str) -> None:
    """Verify a file to the last bit.

    Raises:
        DamagedIndexError: it is not what was written.
        StorageError: it may not be read.
    """
    path = generation / name
    try:
        found = _size_and_digest(path, None)
    except OSError as error:
        raise unreadable(path, error) from error
    _require(path, manifest, found)


def _require(path: Path, manifest: Manifest, found: tuple[int, str]) -> None:
    """See that a file has the size and the digest that the manifest says."""
    size, sha256 = manifest.files.get(path.name, (0, ""))
    if found[0] != size:
        raise manifests.other_size(path, found[0], size)
    if found[1] != sha256:
        raise damaged(path, _("its content is not what was written"))


@contextmanager
def beginning(index: Path) -> Iterator[Path]:
    """An empty folder for the next generation, which is gone again if the build fails.

    The caller holds the lock, and the signals: what it does within may be interrupted.
    """
    folder = begin(index)
    try:
        yield folder
    except BaseException:
        if named(index) != folder.name:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def begin(index: Path) -> Path:
    """An empty folder for the next generation; leftovers of builds that died are cleared away.

    The caller holds the lock.
    """
    newest = number_of(named(index))
    for folder, number in numbered(index):
        if number > newest and (newest or not (folder / manifests.MANIFEST).exists()):
            shutil.rmtree(folder, ignore_errors=True)
    fresh = index / f"gen-{max([0, *(number for _f, number in numbered(index))]) + 1:06d}"
    fresh.mkdir()
    return fresh


def link_files(base: Path, manifest: Manifest, fresh: Path) -> None:
    """Give a new generation the files of an older one, without copying what they hold.

    Nobody writes into a generation's files, so that two may share them; where the file system
    knows no hard links they are copied.

    Args:
        base: the older generation.
        manifest: what it holds; whatever else lies in its folder stays there.
        fresh: the new one.
    """
    for name in manifest.files.keys() - {SOURCES}:
        try:
            (fresh / name).hardlink_to(base / name)
        except OSError:
            shutil.copyfile(base / name, fresh / name)


def commit(
    index: Path,
    generation: Path,
    manifest: Manifest,
    sources: Ledger,
    base: tuple[Path, Manifest] | None = None,
) -> None:
    """Write the manifest, sync all to disk and make the generation the current one.

    The caller holds the lock. When this returns, a power cut leaves the new generation (or, where
    the disk failed to sync the folder at the very end, perhaps the old one); before it returns,
    the old one or the new one; each whole.

    Args:
        index: the folder of the generations.
        generation: the new one, all its own files written.
        manifest: what it holds; ``files`` is filled in here.
        sources: the source files.
        base: an older generation with its manifest; files shared with it keep their digests, so
            that damage in them is not taken for their content.

    Raises:
        OSError: something cannot be written; the old generation is the current one.
    """
    with interrupts.allowed():
        disk.write(generation / SOURCES, ledger.dump(sources))
        files = {path.name: _size_and_digest(path, base) for path in sorted(generation.iterdir())}
        for name in files:
            disk.sync(generation / name)
        disk.write(generation / MANIFEST, manifests.dump(manifest.changed(files=files)))
        disk.sync(generation)
        disk.sync(index)
    _switch(index, generation)


def _switch(index: Path, generation: Path) -> None:
    """Make a generation the current one: all that is written after its manifest."""
    pointer = index / f"{CURRENT}.tmp"
    try:
        disk.write(pointer, f"{generation.name}\n".encode())
        pointer.replace(index / CURRENT)
    except OSError:
        with suppress(OSError):
            pointer.unlink(missing_ok=True)
        raise
    with suppress(OSError):  # the new generation is the current one already
        disk.sync(index)


def _size_and_digest(path: Path, base: tuple[Path, Manifest] | None) -> tuple[int, str]:
    if base:
        folder, manifest = base
        known = manifest.files.get(path.name)
        if known and path.samefile(folder / path.name):
            return known
    with os.fdopen(regular.open_regular(path), "rb") as stream:
        return path.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest()


def clear(index: Path) -> None:
    """Remove all generations but the current one and the one before; what will not go may stay."""
    newest = number_of(named(index))
    with suppress(OSError):
        older = [number for _folder, number in numbered(index) if number < newest]
        keep = {newest, max(older, default=0)}
        for folder, number in numbered(index):
            if newest and number not in keep:
                shutil.rmtree(folder, ignore_errors=True)


def named(index: Path) -> str:
    """The generation that ``CURRENT`` names, which may not exist; empty where it names none."""
    try:
        name = regular.read(index / CURRENT).decode("ascii").strip()
    except (OSError, ValueError):
        return ""
    return name if number_of(name) else ""


def numbered(index: Path) -> list[tuple[Path, int]]:
    """All folders of generations with their numbers, also those that nobody uses, in order."""
    found = [(path, number) for path in index.iterdir() if (number := number_of(path.name))]
    return sorted(found, key=lambda pair: pair[1])
