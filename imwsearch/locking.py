"""One build at a time in an index folder, and the name of who builds."""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from imwsearch import disk, interrupts
from imwsearch.errors import LockedError
from imwsearch.manifests import LOCK
from imwsearch.messages import _

_PATIENCE = 0.3
"""Seconds in which who got the lock has surely written its name into it."""


@contextmanager
def lock(index: Path, wait: bool = False) -> Iterator[None]:
    """Hold the folder for one build; made if it does not exist.

    The system frees the lock when the process ends, however it ends; the file stays.

    Args:
        index: the folder of the generations.
        wait: wait for the holder to end, instead of raising.

    Raises:
        LockedError: another process builds here; the message names it.
        OSError: the folder cannot be made, or not be written in.
    """
    disk.make_folder(index)
    disk.require_writable(index)
    descriptor = _acquire(index, wait)
    try:
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, _holder().encode(), 0)
        yield
    finally:
        with suppress(OSError):  # so that the next holder is not taken for this one
            os.ftruncate(descriptor, 0)
        os.close(descriptor)


def _holder() -> str:
    return json.dumps({"pid": os.getpid(), "since": int(time.time())})


def _acquire(index: Path, wait: bool) -> int:
    """The descriptor of the lock's file, locked."""
    path = index / LOCK
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
        try:
            with interrupts.allowed():
                fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            if _is_at(descriptor, path):
                return descriptor
        except BlockingIOError:
            holder = _who(descriptor)
            os.close(descriptor)
            raise _locked(index, holder) from None
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)  # somebody removed the file while we waited: lock the new one


def _is_at(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    except FileNotFoundError:
        return False


def _who(descriptor: int) -> str:
    """The holder as it named itself; a moment's patience for one that only just got the lock."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            state = json.loads(os.pread(descriptor, 200, 0))
            pid, since = int(state["pid"]), time.localtime(int(state["since"]))
            os.kill(pid, 0)
        except PermissionError:
            break
        except (ValueError, TypeError, KeyError, OverflowError, OSError):
            if time.monotonic() > end:
                return _("another process")
            time.sleep(0.01)
        else:
            break
    return _("process {pid} since {since}").format(pid=pid, since=time.strftime("%H:%M:%S", since))


def _locked(index: Path, holder: str) -> LockedError:
    return LockedError(
        _("{path} is being built by {who}").format(path=index, who=holder),
        _("wait for it to end, or give --wait"),
    )
