"""Immutable index folders, switched atomically. Knows nothing of what is in them.

``CURRENT`` names the folder ``gen-NNNNNN`` that readers use. A build fills a new folder, writes
its manifest, syncs everything to disk and then replaces ``CURRENT``: that replace is the only
commit point. Readers take no lock and write nothing. The generation before the current one stays
until the next build, for readers that opened it.
"""

import fcntl
import hashlib
import json
import os
import re
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, astuple, dataclass, replace
from pathlib import Path
from typing import Any

from imwsearch.errors import DamagedIndexError, LockedError, NoIndexError
from imwsearch.messages import _

CURRENT = "CURRENT"
LOCK = "lock"
MANIFEST = "manifest.json"
SOURCES = "sources.json"
_GENERATION = re.compile(r"gen-(\d{6,})")


@dataclass(frozen=True, slots=True)
class Entry:
    """One source file as it was when the index was built.

    Args:
        size: in bytes.
        modified_ns: its mtime, in ns since 1970.
        changed_ns: its ctime, in ns since 1970.
        digest: the name of its content (``sources.digest``).
        ids: the ids of the documents that came from it; none where it was skipped.
        skipped: why it was not indexed; empty where it was.
    """

    size: int
    modified_ns: int
    changed_ns: int
    digest: str
    ids: tuple[str, ...] = ()
    skipped: str = ""


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
    """
    try:
        name = (index / CURRENT).read_text("ascii").strip()
    except (FileNotFoundError, NotADirectoryError):
        raise NoIndexError(
            _("there is no index in {path} yet").format(path=index),
            _("build it with: imwsearch index --index {path}").format(path=index),
        ) from None
    except ValueError:
        name = ""
    if not _GENERATION.fullmatch(name) or not (index / name).is_dir():
        raise damaged(index / CURRENT, _("it names no generation"))
    return index / name


def read_manifest(generation: Path) -> Manifest:
    """The manifest of a generation.

    Raises:
        DamagedIndexError: it is missing or not whole.
    """
    value = _read_json(generation / MANIFEST)
    try:
        files = {name: (int(size), str(sha256)) for name, (size, sha256) in value["files"].items()}
        return Manifest(**(value | {"others": tuple(value["others"]), "files": files}))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise damaged(generation / MANIFEST, _("it is no manifest")) from error


def read_sources(generation: Path) -> dict[str, Entry]:
    """The source files of a generation by name, as they were when it was built.

    Raises:
        DamagedIndexError: the list is missing or not whole.
    """
    value = _read_json(generation / SOURCES)
    try:
        return {
            name: Entry(size, modified, changed, digest, tuple(ids), skipped)
            for name, (size, modified, changed, digest, ids, skipped) in value.items()
        }
    except (ValueError, TypeError, AttributeError) as error:
        raise damaged(generation / SOURCES, _("it is no list of sources")) from error


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except OSError as error:
        raise damaged(path, error.strerror or str(error)) from error
    except ValueError as error:
        raise damaged(path, _("it is no JSON")) from error


def _write_json(path: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, "utf-8")


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
            raise damaged(path, error.strerror or str(error)) from error
        if found != size:
            reason = _("it has {found} bytes and should have {size}")
            raise damaged(path, reason.format(found=found, size=size))


def damaged(path: Path, reason: str) -> DamagedIndexError:
    """The error that says which file is damaged and how to mend the index."""
    return DamagedIndexError(
        _("{path} is damaged: {reason}").format(path=path, reason=reason),
        _("build the index again with: imwsearch index --rebuild"),
    )


@contextmanager
def lock(index: Path, wait: bool = False) -> Iterator[None]:
    """Hold the folder for one build; made if it does not exist.

    Args:
        index: the folder of the generations.
        wait: wait for the holder to end, instead of raising.

    Raises:
        LockedError: another process builds here; the message names it.
    """
    index.mkdir(parents=True, exist_ok=True)
    with (index / LOCK).open("a+", encoding="utf-8") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            stream.seek(0)
            raise _locked(index, stream.read()) from None
        stream.truncate(0)
        stream.write(json.dumps({"pid": os.getpid(), "since": int(time.time())}))
        stream.flush()
        yield


def _locked(index: Path, holder: str) -> LockedError:
    try:
        state = json.loads(holder)
        since = time.strftime("%H:%M:%S", time.localtime(state["since"]))
        who = _("process {pid} since {since}").format(pid=int(state["pid"]), since=since)
    except (ValueError, TypeError, KeyError):
        who = _("another process")
    return LockedError(
        _("{path} is being built by {who}").format(path=index, who=who),
        _("wait for it to end, or give --wait"),
    )


def begin(index: Path) -> Path:
    """An empty folder for the next generation; leftovers of builds that died are cleared away.

    The caller holds the lock.
    """
    named = _named_by_current(index)
    numbers = [0]
    for folder in index.iterdir():
        if match := _GENERATION.fullmatch(folder.name):
            number = int(match[1])
            if named is not None and number > named:
                shutil.rmtree(folder)
            else:
                numbers.append(number)
    fresh = index / f"gen-{max(numbers) + 1:06d}"
    fresh.mkdir()
    return fresh


def link_files(base: Path, fresh: Path) -> None:
    """Give a new generation the files of an older one, without copying what they hold.

    Nobody writes into a generation's files, so that two may share them; where the file system
    knows no hard links they are copied.
    """
    for path in base.iterdir():
        if path.name in (MANIFEST, SOURCES):
            continue
        try:
            (fresh / path.name).hardlink_to(path)
        except OSError:
            shutil.copyfile(path, fresh / path.name)


def commit(index: Path, generation: Path, manifest: Manifest, sources: Mapping[str, Entry]) -> None:
    """Write the manifest, sync all to disk and make the generation the current one.

    The caller holds the lock. When this returns, a power cut leaves the new generation; before
    it returns, the old one or the new one, each whole.

    Args:
        index: the folder of the generations.
        generation: the new one, all its own files written.
        manifest: what it holds; ``files`` is filled in here.
        sources: the source files by name.
    """
    _write_json(generation / SOURCES, {name: astuple(entry) for name, entry in sources.items()})
    files = {path.name: _size_and_digest(path) for path in sorted(generation.iterdir())}
    _write_json(generation / MANIFEST, asdict(replace(manifest, files=files)))
    for path in sorted(generation.iterdir()):
        sync(path)
    sync(generation)
    sync(index)
    fresh = index / f"{CURRENT}.tmp"
    fresh.write_text(generation.name + "\n", "ascii")
    sync(fresh)
    fresh.replace(index / CURRENT)
    sync(index)


def _size_and_digest(path: Path) -> tuple[int, str]:
    with path.open("rb") as stream:
        return path.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest()


def clear(index: Path, keep: set[str]) -> None:
    """Remove the generations that are neither current nor named; what will not go may stay."""
    for folder in index.iterdir():
        if _GENERATION.fullmatch(folder.name) and folder.name not in keep:
            shutil.rmtree(folder, ignore_errors=True)


def sync(path: Path) -> None:
    """Have the system write a file or folder to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _named_by_current(index: Path) -> int | None:
    """The number in ``CURRENT``; None where it cannot be told, so that nothing is cleared."""
    try:
        match = _GENERATION.fullmatch((index / CURRENT).read_text("ascii").strip())
    except (OSError, ValueError):
        return None
    return int(match[1]) if match else None
