"""Files, written so that they last."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from imwsearch.errors import StorageError, reason_of
from imwsearch.messages import _


def write(path: Path, data: bytes) -> None:
    """Write a new file and have it on the disk; what stood in its place is replaced.

    Raises:
        OSError: it cannot be written.
    """
    path.unlink(missing_ok=True)
    with path.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def sync(path: Path) -> None:
    """Have the system write a file or folder to the disk."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(path: Path) -> None:
    """Make a folder and those above it, if they are not there, so that they last."""
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    path.mkdir(parents=True, exist_ok=True)
    for folder in missing:
        sync(folder.parent)


def require_writable(folder: Path) -> None:
    """Refuse a folder that this user may not write in.

    Raises:
        PermissionError: so it is.
    """
    if not os.access(folder, os.W_OK | os.X_OK, effective_ids=True):
        raise PermissionError(None, _("no permission to write there"), str(folder))


@contextmanager
def explaining(folder: Path) -> Iterator[None]:
    """Make an error of the system one that says what could not be written, and how much is free.

    A pipe that was closed on the other side passes as it is.

    Raises:
        StorageError: some file in the folder, or the folder itself, could not be written.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        message = _("{path} cannot be written: {reason}; {free} MB are free there")
        raise StorageError(
            message.format(
                path=error.filename2 or error.filename or folder,
                reason=reason_of(error),
                free=_free(folder),
            ),
            _hint(error),
        ) from error


def _hint(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return _("build as the owner of that folder, or build another index: --index FOLDER")
    if error.errno in _FULL:
        return _("nothing was changed; make room, or build elsewhere: --index FOLDER")
    if error.errno in _IN_THE_WAY:
        return _("move away what is there, or build elsewhere: --index FOLDER")
    return _("nothing was changed; see to that first, or build elsewhere: --index FOLDER")


_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_IN_THE_WAY = {errno.EEXIST, errno.EISDIR, errno.ENOTDIR, errno.ELOOP, errno.ENOTEMPTY}


def _free(folder: Path) -> int | str:
    for there in (folder, *folder.absolute().parents):
        with suppress(OSError):  # it is not there, or in a folder that is closed
            return shutil.disk_usage(there).free // 1_000_000
    return "?"
