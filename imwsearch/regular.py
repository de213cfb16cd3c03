"""Regular files, read so that nothing odd in their place does harm."""

from __future__ import annotations

import os
import stat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


def open_regular(path: str | Path) -> int:
    """Open a regular file for reading; its descriptor.

    A link, pipe or device that took the file's place is neither followed nor waited for.

    Raises:
        OSError: it is missing, no regular file, or cannot be opened.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
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
