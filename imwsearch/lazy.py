"""Packages whose names are imported when they are used first."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def lazily(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """The ``__getattr__`` of a package of which most callers need little.

    Args:
        package: its dotted name.
        homes: which module of it each name comes from.
    """

    def find(name: str) -> object:
        if name not in homes:
            raise AttributeError(name)
        found: object = getattr(__import__(f"{package}.{homes[name]}", fromlist=[name]), name)
        setattr(sys.modules[package], name, found)
        return found

    return find
