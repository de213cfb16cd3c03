"""The files that hold the documents: found in a stable order, read whole or refused."""

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from imwsearch import limits, manifests, regular
from imwsearch.errors import DocumentError, UsageError, reason_of
from imwsearch.ledger import Stamp
from imwsearch.messages import N_, _
from imwsearch.paths import on_disk, printable

_AT_ONCE = 2**16
"""Bytes that are read at once; making room for the largest document took longer than reading."""


class SourceFile(NamedTuple):
    """A regular file that may hold documents.

    Args:
        name: its path relative to the seeds' folder, or absolute for a file elsewhere; with "/",
            made printable (``paths``).
        path: where it is, absolute, as the system knows it.
        size: in bytes.
        modified_ns: when its content changed last (mtime), in ns since 1970.
        changed_ns: when anything of it changed last (ctime), in ns since 1970.
    """

    name: str
    path: str
    size: int
    modified_ns: int
    changed_ns: int

    @property
    def stamp(self) -> Stamp:
        """What tells whether it changed."""
        return self.size, self.modified_ns, self.changed_ns


class Places(NamedTuple):
    """Where files that may hold documents are looked for.

    Args:
        seeds: the folder whose files are named relative to it, if there is one.
        others: further folders or files, whose files have absolute names.
        without: a folder whose files are none of them, wherever it lies: the index.
    """

    seeds: Path | None
    others: tuple[Path, ...] = ()
    without: Path | None = None

    @property
    def base(self) -> str:
        """What the paths of files begin with whose names are relative."""
        return os.path.join(os.path.abspath(self.seeds), "") if self.seeds else ""


class Found(NamedTuple):
    """The files that may hold documents, and where they were looked for.

    Args:
        base: the folder that their names are seen from.
        names: the files.
        folders: the folders, and the files given, named as files are, ordered.
    """

    base: str
    names: set[str]
    folders: list[str]

    @property
    def files(self) -> list[SourceFile]:
        """All of them as they are now, ordered by name."""
        return [file for name in sorted(self.names) if (file := self.file(name))]

    def file(self, name: str) -> SourceFile | None:
        """One of the files as it is now; None if it vanished."""
        found = stamp(self.base, name)
        return SourceFile(name, path(self.base, name), *found) if found else None


def stamp(base: str, name: str) -> Stamp | None:
    """What tells whether a file changed; None if it vanished.

    Raises:
        UsageError: it stands in a folder that may be listed and not looked into.
    """
    place = path(base, name)
    try:
        return _stamp(os.lstat(place))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _unreadable(os.path.dirname(place), error, _INSIDE) from error


def path(base: str, name: str) -> str:
    """Where a file is."""
    place = on_disk(name)
    return place if place.startswith("/") else base + place


_stamp: Callable[[os.stat_result], Stamp] = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns")


def find(places: Places) -> Found:
    """All regular files below the folders, and the files given.

    Hidden files and folders (a leading dot) are passed over, and so is whatever is no regular
    file: symbolic links, pipes, sockets, devices.

    Raises:
        UsageError: one of them does not exist, or a folder in it cannot be listed.
    """
    base, without = places.base, os.path.abspath(places.without) if places.without else ""
    names: set[str] = set()
    folders = set()
    for place, files in _walk(_roots(places), without):
        named = os.path.join(place, "").removeprefix(base)
        folders.add(named.rstrip("/") if base else place)
        beginning = os.path.join(files.folder, "").removeprefix(base)
        names |= {printable(beginning + name) for name in files.names}
    return Found(base, names, sorted(folders))


def load(file: SourceFile) -> bytes:
    """The bytes of a file.

    Raises:
        DocumentError: it cannot be read, is no regular file any more, or is larger than a document
            may be.
    """
    chunks: list[bytes] = []
    size = 0
    try:
        with open(regular.open_regular(file.path), "rb", buffering=0) as stream:
            while size <= limits.DOCUMENT_BYTES and (chunk := stream.read(_AT_ONCE)):
                chunks.append(chunk)
                size += len(chunk)
    except OSError as error:
        raise DocumentError(
            _("cannot be read: {reason}").format(reason=reason_of(error))
        ) from error
    if size > limits.DOCUMENT_BYTES:
        megabytes = limits.DOCUMENT_BYTES // 1_000_000
        raise DocumentError(_("larger than {megabytes} MB").format(megabytes=megabytes))
    return b"".join(chunks)


def digest(data: bytes) -> str:
    """The name of a content: 32 hexadecimal digits (BLAKE2b)."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _roots(places: Places) -> dict[str, str]:
    """Where to look, absolute, and what to do about one that cannot be read."""
    roots = {os.path.abspath(other): _OTHER for other in places.others}
    return roots | ({os.path.abspath(places.seeds): _SEEDS} if places.seeds else {})


_SEEDS = N_("give a folder with documents, for instance: imwsearch index --seeds seeds")
_OTHER = N_("put it back; imwsearch index --rebuild leaves out what was named beside the seeds")
_INSIDE = N_("let it be read, or move it away: its documents would vanish from the index")


class _Files(NamedTuple):
    """Files of one folder by their names in it."""

    folder: str
    names: list[str]


def _walk(roots: Mapping[str, str], without: str) -> Iterator[tuple[str, _Files]]:
    """The roots and all folders below them but one, each with the files that are in it.

    An index in a folder is none of its files.
    """
    pending = list(roots)
    while pending:
        place = pending.pop()
        if os.path.isfile(place):  # it was named itself: a link there is meant
            folder, name = os.path.split(os.path.realpath(place))
            yield place, _Files(folder, [name])
        else:
            files, folders = _scan(place, roots)
            if place == without or _is_index(files, folders):
                files, folders = _without_index(files, folders)
            pending += [path for path in folders if path != without]
            yield place, files


def _is_index(files: _Files, folders: list[str]) -> bool:
    """Whether a folder holds an index."""
    return manifests.CURRENT in files.names and any(map(_is_generation, folders))


def _is_generation(folder: str) -> bool:
    return manifests.number_of(os.path.basename(folder)) > 0


def _without_index(files: _Files, folders: list[str]) -> tuple[_Files, list[str]]:
    """What is in a folder beside the index that it holds."""
    names = [name for name in files.names if name not in (manifests.CURRENT, manifests.LOCK)]
    return _Files(files.folder, names), [path for path in folders if not _is_generation(path)]


def _scan(folder: str, roots: Mapping[str, str]) -> tuple[_Files, list[str]]:
    """The files and folders in one; none where one inside another vanished since it was found."""
    files, folders = _Files(folder, []), []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_file(follow_symlinks=False):
                    files.names.append(entry.name)
                elif entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
    except OSError as error:
        if folder in roots or not isinstance(error, FileNotFoundError | NotADirectoryError):
            raise _unreadable(folder, error, roots.get(folder, _INSIDE)) from error
    return files, folders


def _unreadable(folder: str, error: OSError, hint: str) -> UsageError:
    return UsageError(
        _("{path} cannot be read: {reason}").format(path=folder, reason=reason_of(error)), _(hint)
    )
