"""Immutable index folders, switched atomically. Knows nothing of what is in them.

``CURRENT`` names the folder ``gen-NNNNNN`` that readers use. A build fills a new folder, writes
its manifest, syncs everything to disk and then replaces ``CURRENT``: that replace is the only
commit point. Readers take no lock and write nothing. The generation before the current one stays
until the next build, for readers that opened it.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from imwsearch import disk, ledger
from imwsearch.errors import (
    DamagedIndexError,
    ImwsearchError,
    IncompatibleIndexError,
    NoIndexError,
    StorageError,
)
from imwsearch.ledger import Entry
from imwsearch.messages import _

FORMAT = "2"
"""Raised when the layout of the index folder changes."""

CURRENT = "CURRENT"
MANIFEST = "manifest.json"
SOURCES = "sources.json"
_GENERATION = re.compile(r"gen-(\d{6,})")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds and what made it.

    Args:
        versions: what the content depends on: names to versions or digests
            (format, imwsearch, whoosh, schema, analysis).
        seeds: the folder of the documents, relative to the index folder; empty where none.
        others: further folders and files that were given, absolute.
        started_ns: when the files were looked at, in ns since 1970.
        built_ns: when the build was done, in ns since 1970.
        documents: how many documents it holds.
        files: the generation's own files: name to (size in bytes, SHA-256).
    """

    versions: dict[str, str]
    seeds: str
    others: tuple[str, ...]
    started_ns: int
    built_ns: int
    documents: int
    files: dict[str, tuple[int, str]]


def current(index: Path) -> Path:
    """The folder of the generation that searches read.

    Raises:
        NoIndexError: nothing was built in this folder yet.
        DamagedIndexError: ``CURRENT`` names no generation.
        StorageError: ``CURRENT`` may not be read.
    """
    name = _read_pointer(index)
    while not _GENERATION.fullmatch(name) or not (index / name).is_dir():
        before, name = name, _read_pointer(index)  # two builds may have passed meanwhile
        if name == before:
            raise damaged(index / CURRENT, _("it names no generation"))
    return index / name


def _read_pointer(index: Path) -> str:
    try:
        return disk.read(index / CURRENT).decode("ascii").strip()
    except (FileNotFoundError, NotADirectoryError):
        raise NoIndexError(
            _("there is no index in {path} yet").format(path=index),
            _("build it with: imwsearch index --index {path}").format(path=index),
        ) from None
    except OSError as error:
        raise unreadable(index / CURRENT, error) from error
    except ValueError:
        return ""


def read_manifest(generation: Path) -> Manifest:
    """The manifest of a generation.

    Raises:
        IncompatibleIndexError: the folder has another layout than this program reads.
        DamagedIndexError: it is missing or not whole.
        StorageError: it may not be read.
    """
    path = generation / MANIFEST
    sealed = _read_json(path)
    value = sealed.get("manifest") if isinstance(sealed, dict) else None
    if not isinstance(value, dict) or not isinstance(value.get("versions"), dict):
        raise damaged(path, _("it is no manifest"))
    if (found := value["versions"].get("format")) != FORMAT:
        raise incompatible(difference("format", found, FORMAT))
    if {name: type(part) for name, part in value.items()} != _MANIFEST_PARTS:
        raise damaged(path, _("it is no manifest"))
    if sealed != seal(value) or not 0 <= value["built_ns"] < _LATEST_NS:
        raise damaged(path, _("it is no manifest"))
    try:
        files = {_file_name(name): _file(entry) for name, entry in value["files"].items()}
        others = tuple(map(_text, value["others"]))
        versions = {name: _text(version) for name, version in value["versions"].items()}
    except (ValueError, TypeError) as error:
        raise damaged(path, _("it is no manifest")) from error
    return Manifest(**(value | {"versions": versions, "others": others, "files": files}))


def seal(manifest: object) -> dict[str, object]:
    """What is written of a manifest: itself and its SHA-256, so that no bit of it can flip."""
    return {"manifest": manifest, "sha256": hashlib.sha256(_as_json(manifest)).hexdigest()}


_LATEST_NS = 2**63
"""The times that the system gives end here."""

_MANIFEST_PARTS = {
    "versions": dict,
    "seeds": str,
    "others": list,
    "started_ns": int,
    "built_ns": int,
    "documents": int,
    "files": dict,
}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _file_name(name: str) -> str:
    """A name that stays within its folder."""
    if "/" in name or "\0" in name or name.startswith("."):
        raise ValueError
    return name


def _file(entry: object) -> tuple[int, str]:
    match entry:
        case [int() as size, str() as sha256]:
            return size, sha256
    raise TypeError


def read_sources(generation: Path) -> dict[str, Entry]:
    """The source files of a generation by name, as they were when it was built.

    Only its form is verified; ``require_file`` looks at its content.

    Raises:
        DamagedIndexError: the list is missing or not whole.
        StorageError: it may not be read.
    """
    try:
        return ledger.load(disk.read(generation / SOURCES))
    except OSError as error:
        raise unreadable(generation / SOURCES, error) from error
    except (ValueError, TypeError, RecursionError) as error:
        raise damaged(generation / SOURCES, _("it is no list of sources")) from error


def _read_json(path: Path) -> Any:
    try:
        return json.loads(disk.read(path))
    except OSError as error:
        raise unreadable(path, error) from error
    except (ValueError, RecursionError) as error:
        raise damaged(path, _("it is no JSON")) from error


def _write_json(path: Path, value: object) -> None:
    disk.write(path, _as_json(value))


def _as_json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")  # as json.loads reads bytes


def require_files(generation: Path, manifest: Manifest) -> None:
    """Notice files that are missing or cut, by their sizes; ``check`` looks at every byte.

    Raises:
        DamagedIndexError: a file is not there or not as long as it was.
    """
    for name, (size, _sha256) in manifest.files.items():
        path = generation / name
        try:
            found = path.stat().st_size
        except OSError as error:
            raise unreadable(path, error) from error
        if found != size:
            reason = _("it has {found} bytes and should have {size}")
            raise damaged(path, reason.format(found=found, size=size))


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
    """
    path = generation / name
    size, sha256 = manifest.files.get(name, (0, ""))
    try:
        found = _size_and_digest(path, None)
    except OSError as error:
        raise damaged(path, error.strerror or str(error)) from error
    if found[0] != size:
        reason = _("it has {found} bytes and should have {size}")
        raise damaged(path, reason.format(found=found[0], size=size))
    if found[1] != sha256:
        raise damaged(path, _("its content is not what was written"))


def damaged(path: Path, reason: str) -> DamagedIndexError:
    """The error that says which file is damaged and how to mend the index."""
    return DamagedIndexError(
        _("{path} is damaged: {reason}").format(path=path, reason=reason),
        _("build the index again with: imwsearch index --rebuild"),
    )


def unreadable(path: Path, error: OSError) -> ImwsearchError:
    """The error for a file that the system does not give: forbidden, or else damaged."""
    reason = error.strerror or str(error)
    if isinstance(error, PermissionError):
        return StorageError(_("{path} cannot be read: {reason}").format(path=path, reason=reason))
    return damaged(path, reason)


def incompatible(reason: str) -> IncompatibleIndexError:
    """The error for an index that this program would not answer from as it was meant."""
    return IncompatibleIndexError(
        _("the index was built by something else: {reason}").format(reason=reason),
        _("build it again with: imwsearch index"),
    )


def difference(name: str, found: object, wanted: str) -> str:
    """What differs, with both values."""
    return _("{name} is {found}, this program has {wanted}").format(
        name=name, found=found or "?", wanted=wanted
    )


@contextmanager
def beginning(index: Path) -> Iterator[Path]:
    """An empty folder for the next generation, which is gone again if the build fails.

    The caller holds the lock.
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
    current = _number(named(index))
    for folder, number in numbered(index):
        if current and number > current:
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
    sources: Mapping[str, Entry],
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
        sources: the source files by name.
        base: an older generation with its manifest; files shared with it keep their digests, so
            that damage in them is not taken for their content.

    Raises:
        OSError: something cannot be written; the old generation is the current one.
    """
    disk.write(generation / SOURCES, ledger.dump(sources))
    files = {path.name: _size_and_digest(path, base) for path in sorted(generation.iterdir())}
    for name in files:
        disk.sync(generation / name)
    _write_json(generation / MANIFEST, seal(asdict(replace(manifest, files=files))))
    disk.sync(generation)
    disk.sync(index)
    pointer = index / f"{CURRENT}.tmp"
    disk.write(pointer, f"{generation.name}\n".encode())
    pointer.replace(index / CURRENT)
    with suppress(OSError):  # the new generation is the current one already
        disk.sync(index)


def _size_and_digest(path: Path, base: tuple[Path, Manifest] | None) -> tuple[int, str]:
    if base:
        folder, manifest = base
        known = manifest.files.get(path.name)
        if known and path.samefile(folder / path.name):
            return known
    with os.fdopen(disk.open_regular(path), "rb") as stream:
        return path.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest()


def clear(index: Path) -> None:
    """Remove all generations but the current one and the one before; what will not go may stay."""
    current = _number(named(index))
    with suppress(OSError):
        older = [number for _folder, number in numbered(index) if number < current]
        keep = {current, max(older, default=0)}
        for folder, number in numbered(index):
            if current and number not in keep:
                shutil.rmtree(folder, ignore_errors=True)


def named(index: Path) -> str:
    """The generation that ``CURRENT`` names, which may not exist; empty where it names none."""
    try:
        name = disk.read(index / CURRENT).decode("ascii").strip()
    except (OSError, ValueError):
        return ""
    return name if _GENERATION.fullmatch(name) else ""


def _number(name: str) -> int:
    match = _GENERATION.fullmatch(name)
    return int(match[1]) if match else 0


def numbered(index: Path) -> list[tuple[Path, int]]:
    """All folders of generations with their numbers, also those that nobody uses, in order."""
    found = [(path, number) for path in index.iterdir() if (number := _number(path.name))]
    return sorted(found, key=lambda pair: pair[1])
