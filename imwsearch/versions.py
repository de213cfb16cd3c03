"""What the content of an index depends on, and whether one found on disk still fits."""

from collections.abc import Mapping
from zlib import crc32

import imwsearch
from imwsearch import dutch, segments
from imwsearch.codec import format as codec_format
from imwsearch.codec import ranking
from imwsearch.errors import IncompatibleIndexError
from imwsearch.messages import _

FORMAT = "1"
"""Raised when the layout of the index folder changes."""


def current() -> dict[str, str]:
    """The versions that an index built now has."""
    return {
        "format": FORMAT,
        "imwsearch": imwsearch.__version__,
        "segments": str(codec_format.VERSION),
        "schema": _digest(ranking.FIELDS, segments.columns()),
        "ranking": _digest(ranking.WEIGHT, ranking.B, ranking.PIVOT, ranking.K1),
        "analysis": dutch.fingerprint(),
    }


def _digest(*values: object) -> str:
    return f"{crc32(repr(values).encode()):08x}"


def difference(found: Mapping[str, str]) -> str:
    """The first thing in which an index differs from one built now, with both values; or ""."""
    for name, wanted in current().items():
        if found.get(name) != wanted:
            return _("{name} is {found}, this program has {wanted}").format(
                name=name, found=found.get(name, "?"), wanted=wanted
            )
    return ""


def require(found: Mapping[str, str]) -> None:
    """Refuse an index that this program would not answer from as it was meant.

    Raises:
        IncompatibleIndexError: some version differs; both values are named.
    """
    if reason := difference(found):
        raise IncompatibleIndexError(
            _("the index was built by something else: {reason}").format(reason=reason),
            _("build it again with: imwsearch index"),
        )
