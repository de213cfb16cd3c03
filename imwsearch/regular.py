"""Regular files, read so that nothing odd in their place does harm."""

from __future__ import annotations

import posix

from imwsearch.system import is_regular

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

_FLAGS = posix.O_RDONLY | posix.O_NOFOLLOW | posix.O_NONBLOCK | posix.O_CLOEXEC


def open_regular(path: str | Path) -> int:
    """Open a regular file for reading; its descriptor.

    A link, pipe or device that took the file's place is neither followed nor waited for.

    Raises:
        OSError: it is missing, no regular file, or cannot be opened.
    """
    descriptor = posix.open(path, _FLAGS)
    if not is_regular(posix.fstat(descriptor).st_mode):
        posix.close(descriptor)
        from imwsearch.messages import _

        raise OSError(None, _("no regular file"), str(path))
    return descriptor


def read(path: str | Path) -> bytes:
    """All bytes of a regular file.

    Raises:
        OSError: see ``open_regular``.
    """
    with open(open_regular(path), "rb") as stream:
        return stream.read()
