"""What a plain search asks of the operating system beyond ``posix``.

Importing ``os`` takes a fifteenth of such a search: it makes some thirty classes, and nothing here
needs one. So what runs in a search takes ``os``'s functions from where they come from.
"""

from __future__ import annotations

import posix
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike


def variables() -> Mapping[str, str]:
    """The environment; that of ``os`` where it is imported, for there it may have been changed."""
    known = sys.modules.get("os")
    if known is not None:
        found: Mapping[str, str] = known.environ
        return found
    if not _variables:
        for name, value in posix.environ.items():
            _variables[decoded(name)] = decoded(value)
    return _variables


_variables: dict[str, str] = {}
"""What the process was started with, once it was asked for: a search asks five times."""


def join(folder: str | PathLike[str], name: str) -> str:
    """The path of what has this name in a folder, as ``os.path.join`` has it."""
    folder = posix.fspath(folder)
    if name.startswith("/") or not folder:
        return name
    return folder + name if folder.endswith("/") else f"{folder}/{name}"


def is_file(path: str) -> bool:
    """Whether a regular file is there, or a link to one."""
    return _kind(path) == _FILE


def is_folder(path: str) -> bool:
    """Whether a folder is there, or a link to one."""
    return _kind(path) == _FOLDER


def is_regular(mode: int) -> bool:
    """Whether a file's mode is that of a regular one."""
    return mode & _KIND == _FILE


_KIND, _FILE, _FOLDER = 0o170000, 0o100000, 0o040000
"""What a mode says of the kind of a file (inode(7))."""


def _kind(path: str) -> int:
    try:
        return posix.stat(path).st_mode & _KIND
    except (OSError, ValueError):
        return 0


def encoded(name: str) -> bytes:
    """A name as the system has it, as ``os.fsencode``."""
    return name.encode(sys.getfilesystemencoding(), sys.getfilesystemencodeerrors())


def decoded(name: bytes) -> str:
    """What the system has as bytes, as ``os.fsdecode``."""
    return name.decode(sys.getfilesystemencoding(), sys.getfilesystemencodeerrors())
