"""What a generation of the index holds: the list that a reader begins with.

Lines of text, each a name and a value; characters that would end a line are escaped as in a string
of Python. The last line is the checksum of those before it::

    version format 3          what the content depends on, one line each
    seeds ../seeds            the folder of the documents, seen from the index; may be missing
    other /home/x/more        further folders and files, absolute, one line each
    folder 2024               every place where files were looked for, named as they are
    started 1732053285000000000
    built 1732053290000000000
    documents 3811
    file 22811040 4a7d...(64) 0123.imw
    crc32 89abcdef

A search reads no more than this and the segments, so nothing here imports what takes longer than
that.
"""

from __future__ import annotations

import posix
from zlib import crc32

from imwsearch import regular
from imwsearch.messages import _
from imwsearch.records import Record
from imwsearch.system import is_file, is_folder, join

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from imwsearch.errors import DamagedIndexError, ImwsearchError

FORMAT = "3"
"""Raised when the layout of the index folder changes."""

CURRENT = "CURRENT"
LOCK = "lock"
MANIFEST = "manifest"
FORMER_MANIFEST = "manifest.json"
"""Where format 1 had it."""


class Manifest(Record):
    """What a generation holds and what made it.

    Args:
        versions: what the content depends on: names to versions or digests
            (those of ``versions.current``).
        seeds: the folder of the documents, relative to the index folder; empty where none.
        others: further folders and files that were given, absolute.
        started_ns: when the files were looked at, in ns since 1970.
        built_ns: when the build was done, in ns since 1970.
        documents: how many documents it holds.
        files: the generation's own files: name to (size in bytes, SHA-256).
        folders: where files were looked for: folders and single files, named as source files are.
    """

    versions: dict[str, str]
    seeds: str
    others: tuple[str, ...]
    started_ns: int
    built_ns: int
    documents: int
    files: dict[str, tuple[int, str]]
    folders: tuple[str, ...] = ()


def dump(manifest: Manifest) -> bytes:
    """The bytes of a manifest's file."""
    lines = [
        *(f"version {name} {value}" for name, value in manifest.versions.items()),
        *([f"seeds {manifest.seeds}"] if manifest.seeds else []),
        *(f"other {path}" for path in manifest.others),
        *(f"folder {path}" for path in manifest.folders),
        f"started {manifest.started_ns}",
        f"built {manifest.built_ns}",
        f"documents {manifest.documents}",
        *(f"file {size} {sha256} {name}" for name, (size, sha256) in manifest.files.items()),
    ]
    body = b"".join(line.encode("unicode_escape") + b"\n" for line in lines)
    return body + _seal(body)


def _seal(body: bytes) -> bytes:
    return b"crc32 %08x\n" % crc32(body)


def parse(data: bytes) -> Manifest:
    """The manifest of a file's bytes.

    Raises:
        ValueError: they are none.
    """
    body = data[: data.rfind(b"\n", 0, -1) + 1]
    if not body or data[len(body) :] != _seal(body):
        raise ValueError
    values: dict[str, list[str]] = {}
    for line in body.decode("ascii").splitlines():
        name, _blank, value = line.partition(" ")
        if "\\" in value:  # seldom: finding the codec takes as long as all the rest
            value = value.encode().decode("unicode_escape")
        values.setdefault(name, []).append(value)
    if not values.keys() <= _NAMES or len(values.get("seeds", ())) > 1:
        raise ValueError
    if not {"version", "started", "built", "documents"} <= values.keys():
        raise ValueError
    files = (entry.split(" ", 2) for entry in values.get("file", ()))
    (started,), (built,), (documents,) = values["started"], values["built"], values["documents"]
    return Manifest(
        versions=dict(_pair(version) for version in values["version"]),
        seeds=values.get("seeds", [""])[0],
        others=tuple(values.get("other", ())),
        started_ns=_time(started),
        built_ns=_time(built),
        documents=int(documents),
        files={_file_name(name): (int(size), sha256) for size, sha256, name in files},
        folders=tuple(values.get("folder", ())),
    )


_NAMES = {"version", "seeds", "other", "folder", "started", "built", "documents", "file"}


def _pair(text: str) -> tuple[str, str]:
    name, _blank, value = text.partition(" ")
    return name, value


def _time(text: str) -> int:
    """A time in ns since 1970; those that the system gives end at 2^63."""
    if not 0 <= int(text) < 2**63:
        raise ValueError(text)
    return int(text)


def _file_name(name: str) -> str:
    """A name that stays within its folder."""
    if "/" in name or "\0" in name or name.startswith("."):
        raise ValueError(name)
    return name


def current(index: str) -> str:
    """The folder of the generation that searches read.

    Raises:
        NoIndexError: nothing was built in this folder yet.
        DamagedIndexError: ``CURRENT`` names no generation.
        StorageError: ``CURRENT`` may not be read.
    """
    name = _read_pointer(index)
    while not number_of(name) or not is_folder(join(index, name)):
        before, name = name, _read_pointer(index)  # two builds may have passed meanwhile
        if name == before:
            from imwsearch import faults

            raise faults.damaged(join(index, CURRENT), _("it names no generation"))
    return join(index, name)


def number_of(name: str) -> int:
    """The number of a generation's folder, from 1; 0 for any other name."""
    digits = name.removeprefix("gen-")
    is_one = len(digits) == len(name) - 4 and 6 <= len(digits) <= 18 and digits.isdecimal()
    return int(digits) if is_one and digits.isascii() else 0


def _read_pointer(index: str) -> str:
    path = join(index, CURRENT)
    try:
        return regular.read(path).decode("ascii").strip()
    except OSError as error:
        from imwsearch import faults

        if isinstance(error, FileNotFoundError | NotADirectoryError):
            raise faults.missing(index) from None
        raise faults.unreadable(path, error) from error
    except ValueError:
        return ""


def read(generation: str | Path) -> Manifest:
    """The manifest of a generation.

    Raises:
        IncompatibleIndexError: the folder has another layout than this program reads.
        DamagedIndexError: it is missing or not whole.
        StorageError: it may not be read.
    """
    path = join(generation, MANIFEST)
    try:
        manifest = parse(regular.read(path))
    except (OSError, ValueError) as error:
        raise _unread(generation, error) from error
    if (found := manifest.versions.get("format")) != FORMAT:
        raise _of_format(found)
    return manifest


def remembered(index: str | Path) -> Manifest | None:
    """What a folder's index was built from, as far as that can be told.

    Of another format too, and of the newest generation where ``CURRENT`` names none.
    """
    for name in _generations(index):
        try:
            return parse(regular.read(join(join(index, name), MANIFEST)))
        except (OSError, ValueError):
            continue
    return None


def _generations(index: str | Path) -> list[str]:
    """The folders of an index that may be generations: the one that is read, the newest ones."""
    from imwsearch.errors import ImwsearchError

    try:
        return [current(str(index)).rpartition("/")[2]]
    except ImwsearchError:
        try:
            names = posix.listdir(index)
        except OSError:
            return []
        return sorted(filter(number_of, names), key=number_of, reverse=True)


def _unread(generation: str | Path, error: Exception) -> ImwsearchError:
    """The error for a manifest that cannot be read."""
    from imwsearch import faults

    path = join(generation, MANIFEST)
    if not isinstance(error, OSError):
        return faults.damaged(path, _("it is no manifest"))
    if is_file(join(generation, FORMER_MANIFEST)):
        return _of_format("1")
    return faults.unreadable(path, error)


def _of_format(found: str | None) -> ImwsearchError:
    from imwsearch import faults

    return faults.incompatible(faults.difference("format", found, FORMAT))


def require_files(generation: str | Path, manifest: Manifest) -> None:
    """Notice files that are missing or cut, by their sizes; ``check`` looks at every byte.

    Raises:
        DamagedIndexError: a file is not there or not as long as it was.
    """
    for name, (size, _sha256) in manifest.files.items():
        path = join(generation, name)
        try:
            found = posix.stat(path).st_size
        except OSError as error:
            from imwsearch import faults

            raise faults.unreadable(path, error) from error
        if found != size:
            raise other_size(path, found, size)


def other_size(path: str | Path, found: int, size: int) -> DamagedIndexError:
    """The error for a file of another size than the manifest says."""
    from imwsearch import faults

    reason = _("its size in bytes is {found} and should be {size}")
    return faults.damaged(path, reason.format(found=found, size=size))
