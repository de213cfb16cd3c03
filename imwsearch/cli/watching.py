"""``imwsearch index --watch``: build again whenever the documents change."""

import contextlib
import errno
import fcntl
import gc
import os
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import NoReturn

from imwsearch import sources
from imwsearch.cli import console
from imwsearch.errors import UnsettledError, UsageError
from imwsearch.messages import _
from imwsearch.sources import Places, SourceFile

QUIET_SECONDS = 1.0
"""Without a change for so long, what was being put there is there."""
PATIENCE_SECONDS = 30.0
"""After so long, say which file is being written."""


class UnfinishedError(Exception):
    """A file is being written; the message is its name."""


def watch(folders: Iterable[Path], index: Path, build: Callable[[], object]) -> NoReturn:
    """Build now and after each change, until interrupted.

    Changes within a second of each other make one build. A file that a program still writes is
    waited for, so that no half of it is shown as a document.

    Args:
        folders: what is watched: folders with all below them, and files.
        index: the folder of the index; it may lie in one of them, and is not watched.
        build: builds; raises UnfinishedError where it met a file that is being written.

    Raises:
        UsageError: watchfiles is not installed; or one of the folders is not there when it begins.
            Later they may go and come again.
    """
    gc.enable()  # it lasts
    watched = tuple(folders)
    changes = _changes(watched, index)
    _build(watched, index, build)
    console.say(_("watching {paths}; stop with Ctrl-C").format(paths=", ".join(map(str, watched))))
    while True:
        next(changes)
        try:
            _build(watched, index, build)
        except UsageError as error:
            console.say(_("waiting: {problem}").format(problem=error))
            changes = chain([()], _changes_after_return(watched, index))


def _changes_after_return(folders: tuple[Path, ...], index: Path) -> Iterator[object]:
    """The same as ``_changes``, once all that is watched is there again."""
    while True:
        time.sleep(QUIET_SECONDS)
        with contextlib.suppress(UsageError):
            changes = _changes(folders, index)
            sources.find(Places(None, folders, index))
            return changes


def _changes(folders: tuple[Path, ...], index: Path) -> Iterator[object]:
    """Something for each group of changes, from the moment of this call on."""
    try:
        from watchfiles import watch as watch_files
    except ImportError:
        raise UsageError(
            _("watching needs more packages"), "pip install 'imwsearch[watch]'"
        ) from None
    quiet = int(QUIET_SECONDS * 1000)
    changes = watch_files(
        *folders,
        watch_filter=lambda _kind, path: not _is_passed_over(path, folders, index),
        step=quiet,
        debounce=60 * quiet,
        rust_timeout=quiet,
        yield_on_timeout=True,
        raise_interrupt=True,
    )
    try:
        next(changes)  # the watch begins with the first group, which is empty
    except FileNotFoundError as error:  # it does not say which
        raise UsageError(
            _("{paths} cannot be watched: {reason}").format(
                paths=", ".join(map(str, folders)), reason=error
            ),
            _("put it back, and begin again: imwsearch index --watch"),
        ) from None
    return (change for change in changes if change)


def _is_passed_over(path: str, folders: tuple[Path, ...], index: Path) -> bool:
    """Whether it is hidden, or a file of the index itself."""
    if Path(path).is_relative_to(index.absolute()):
        return True
    for folder in folders:
        with contextlib.suppress(ValueError):
            parts = Path(path).relative_to(folder.absolute()).parts
            return any(part.startswith(".") for part in parts)
    return False


def _build(folders: tuple[Path, ...], index: Path, build: Callable[[], object]) -> None:
    """Build as soon as nothing is being written."""
    began = time.monotonic()
    told = ""
    while True:
        try:
            require_finished(sources.find(Places(None, folders, index)).files)
            build()
        except (UnfinishedError, UnsettledError) as error:
            if time.monotonic() - began > PATIENCE_SECONDS and told != str(error):
                told = str(error)
                console.say(_("waiting for {name}, which is being written").format(name=told))
            time.sleep(QUIET_SECONDS)
        else:
            return


def require_finished(files: Iterable[SourceFile]) -> None:
    """Notice files that are being written, or were since they were found.

    Linux tells: it gives a lease for reading only on a file that nobody has open for writing.
    Where it cannot tell (a network drive, another owner's file), the quiet second has to do.

    Raises:
        UnfinishedError: there is one.
    """
    for file in files:
        try:
            descriptor = os.open(file.path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
        except OSError:
            continue  # gone, or not to be read: the build says so
        try:
            found = os.fstat(descriptor)
            if (found.st_size, found.st_mtime_ns) != (file.size, file.modified_ns):
                raise UnfinishedError(file.name)
            if _is_being_written(descriptor):
                raise UnfinishedError(file.name)
        finally:
            os.close(descriptor)


def _is_being_written(descriptor: int) -> bool:
    if not hasattr(fcntl, "F_SETLEASE"):
        return False
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    return False
