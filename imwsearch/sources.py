"""The files that hold the documents: found in a stable order, read whole or refused."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from imwsearch import limits, regular
from imwsearch.errors import DocumentError, UsageError, reason_of
from imwsearch.messages import N_, _


class SourceFile(NamedTuple):
    r"""A regular file that may hold documents.

    Args:
        name: its path relative to the seeds' folder, or absolute for a file elsewhere; with "/";
            bytes that are no UTF-8 are written as "\xff", and in a name that has such bytes or
            looks like it each backslash twice.
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


def find_files(
    seeds: Path | None, others: Iterable[Path] = (), index: Path | None = None
) -> list[SourceFile]:
    """All regular files below the folders, and the files given, each once, ordered by name.

    Hidden files and folders (a leading dot) are passed over, and so is whatever is no regular
    file: symbolic links, pipes, sockets, devices.

    Args:
        seeds: the folder whose files are named relative to it.
        others: further folders or files, whose files have absolute names.
        index: a folder whose files are none of them, wherever it lies.

    Raises:
        UsageError: one of them does not exist, or a folder in it cannot be listed.
    """
    base = os.path.join(os.path.abspath(seeds), "") if seeds else None
    roots = _roots(seeds, others)
    without = os.path.abspath(index) if index else ""
    found: dict[str, SourceFile] = {}
    for root in roots:
        given = [_given(root)] if os.path.isfile(root) else _walk(root, roots, without)
        for path, status in given:
            if stat.S_ISREG(status.st_mode):
                name = _printable(path.removeprefix(base) if base else path)
                found[path] = SourceFile(
                    name, path, status.st_size, status.st_mtime_ns, status.st_ctime_ns
                )
    return sorted(found.values(), key=attrgetter("name"))


def find_folders(
    seeds: Path | None, others: Iterable[Path] = (), index: Path | None = None
) -> list[str]:
    """Where ``find_files`` looks: the folders and the files given, named as it names files.

    Raises:
        UsageError: one of them does not exist, or a folder in it cannot be listed.
    """
    base = os.path.join(os.path.abspath(seeds), "") if seeds else None
    without = os.path.abspath(index) if index else ""
    found: set[str] = set()
    roots = _roots(seeds, others)
    pending = list(roots)
    while pending:
        path = pending.pop()
        found.add(os.path.join(path, "").removeprefix(base).rstrip("/") if base else path)
        if not os.path.isfile(path):
            entries = _scan(path, roots)
            folders = (entry for entry in entries if entry.is_dir(follow_symlinks=False))
            pending += [entry.path for entry in folders if entry.path != without]
    return sorted(found)


def _given(path: str) -> tuple[str, os.stat_result]:
    """A file that was named itself: a link there is meant."""
    path = os.path.realpath(path)
    return path, os.stat(path)


def _printable(name: str) -> str:
    if name.isascii() and "\\x" not in name:
        return name
    raw = os.fsencode(name)
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return raw.replace(b"\\", b"\\\\").decode("utf-8", "backslashreplace")
    return text.replace("\\", "\\\\") if "\\x" in text else text


def load(file: SourceFile) -> bytes:
    """The bytes of a file.

    Raises:
        DocumentError: it cannot be read, is no regular file any more, or is larger than a document
            may be.
    """
    try:
        with open(regular.open_regular(file.path), "rb") as stream:
            data = stream.read(limits.DOCUMENT_BYTES + 1)
    except OSError as error:
        raise DocumentError(
            _("cannot be read: {reason}").format(reason=reason_of(error))
        ) from error
    if len(data) > limits.DOCUMENT_BYTES:
        megabytes = limits.DOCUMENT_BYTES // 1_000_000
        raise DocumentError(_("larger than {megabytes} MB").format(megabytes=megabytes))
    return data


def digest(data: bytes) -> str:
    """The name of a content: 32 hexadecimal digits (BLAKE2b)."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _roots(seeds: Path | None, others: Iterable[Path]) -> dict[str, str]:
    """Where to look, absolute, and what to do about one that cannot be read."""
    roots = {os.path.abspath(other): _OTHER for other in others}
    return roots | ({os.path.abspath(seeds): _SEEDS} if seeds else {})


_SEEDS = N_("give a folder with documents, for instance: imwsearch index --seeds seeds")
_OTHER = N_("put it back; imwsearch index --rebuild leaves out what was named beside the seeds")
_INSIDE = N_("let it be read, or move it away: its documents would vanish from the index")


def _walk(
    root: str, roots: Mapping[str, str], without: str
) -> Iterator[tuple[str, os.stat_result]]:
    """All files below a folder but those of another, with what the system knows of each."""
    pending = [root]
    passing_over = suppress(FileNotFoundError)  # one for all files: making it took longer than it
    while pending:
        folder = pending.pop()
        try:
            for entry in _scan(folder, roots):
                if entry.is_dir(follow_symlinks=False):
                    if entry.path != without:
                        pending.append(entry.path)
                    continue
                with passing_over:  # removed since the folder was listed
                    yield entry.path, entry.stat(follow_symlinks=False)
        except OSError as error:  # it may be listed, but not what it lists be looked at
            raise _unreadable(folder, error, _INSIDE) from error


def _scan(folder: str, roots: Mapping[str, str]) -> list[os.DirEntry[str]]:
    """What a folder holds; nothing where one inside another vanished since it was found."""
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if not entry.name.startswith(".")]
    except OSError as error:
        if folder not in roots and isinstance(error, FileNotFoundError | NotADirectoryError):
            return []
        raise _unreadable(folder, error, roots.get(folder, _INSIDE)) from error


def _unreadable(folder: str, error: OSError, hint: str) -> UsageError:
    return UsageError(
        _("{path} cannot be read: {reason}").format(path=folder, reason=reason_of(error)), _(hint)
    )
