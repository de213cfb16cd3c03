"""The errors about an index that cannot be read: which file it is, and what to do about it.

A search imports this only where it has one to tell.
"""

from __future__ import annotations

from errno import EISDIR, ELOOP, ENOENT, ENOTDIR, ENXIO
from shlex import quote

from imwsearch.errors import (
    DamagedIndexError,
    ImwsearchError,
    IncompatibleIndexError,
    NoIndexError,
    StorageError,
    reason_of,
)
from imwsearch.messages import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


_TOLD = 16
"""Characters of a version that are told."""


def missing(index: str) -> NoIndexError:
    """The error for a folder in which nothing was built yet."""
    return NoIndexError(
        _("there is no index in {path} yet").format(path=index),
        _("build it with: imwsearch index --index {path}").format(path=quote(index)),
    )


def damaged(path: str | Path, reason: str) -> DamagedIndexError:
    """The error that says which file is damaged and how to mend the index."""
    return DamagedIndexError(
        _("{path} is damaged: {reason}").format(path=path, reason=reason),
        _("build the index again with: imwsearch index --rebuild"),
    )


def unreadable(path: str | Path, error: OSError) -> ImwsearchError:
    """The error for a file that the system does not give: not now, or because it is damaged."""
    reason = reason_of(error)
    if not _is_damage(error):
        return StorageError(
            _("{path} cannot be read: {reason}").format(path=path, reason=reason),
            _("see to that first; else another index can be built: --index FOLDER"),
        )
    return damaged(path, reason)


def _is_damage(error: OSError) -> bool:
    """Whether the file is gone, or something else is in its place.

    Other errors (no permission, a failing disk, too much open) say nothing about what it holds.
    """
    return error.errno in (None, ENOENT, ENOTDIR, EISDIR, ELOOP, ENXIO)


def incompatible(reason: str) -> IncompatibleIndexError:
    """The error for an index that this program would not answer from as it was meant."""
    return IncompatibleIndexError(
        _("the index was built by something else: {reason}").format(reason=reason),
        _("build it again with: imwsearch index"),
    )


def difference(name: str, found: object, wanted: str) -> str:
    """What differs, with both values; of a digest its beginning."""
    return _("{name} is {found}, this program has {wanted}").format(
        name=name, found=str(found or "?")[:_TOLD], wanted=wanted[:_TOLD]
    )
