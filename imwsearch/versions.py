"""What the content of an index depends on, and whether one found on disk still fits."""

from __future__ import annotations

import sys
from zlib import crc32

import imwsearch
from imwsearch import manifests
from imwsearch.codec import format as codec_format
from imwsearch.codec import ranking
from imwsearch.dutch.fingerprint import FINGERPRINT
from imwsearch.schema import COLUMNS, TEXT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

PROGRAM = "imwsearch"
"""The version that decides only whether a build reads all documents again: another version may
read them better, and answers from what the index holds as well."""


def current() -> dict[str, str]:
    """The versions that an index built now has."""
    return {
        "format": manifests.FORMAT,
        "segments": str(codec_format.VERSION),
        "schema": _digest(ranking.FIELDS, COLUMNS, TEXT),
        "ranking": _digest(
            ranking.WEIGHT, ranking.B, ranking.PIVOT, ranking.K1, ranking.PART_COUNT
        ),
        "analysis": FINGERPRINT,
        "python": "{}.{}".format(*sys.version_info),
        PROGRAM: imwsearch.__version__,
    }


def _digest(*values: object) -> str:
    return f"{crc32(repr(values).encode()):08x}"


def difference(found: Mapping[str, str]) -> str:
    """The first thing in which an index differs from one built now, with both values; or ""."""
    for name, wanted in current().items():
        if found.get(name) != wanted:
            from imwsearch import faults

            return faults.difference(name, found.get(name), wanted)
    return ""


def require(found: Mapping[str, str]) -> None:
    """Refuse an index that this program would not answer from as it was meant.

    Raises:
        IncompatibleIndexError: some version but the program's differs; both values are named.
    """
    if reason := difference({**found, PROGRAM: imwsearch.__version__}):
        from imwsearch import faults

        raise faults.incompatible(reason)
