"""The table of contents by which Whoosh finds the segments, written without what whoosh imports.

What Whoosh unpickles there are calls, by the names of functions: one that gives the schema, and one
that gives the segments.
"""

import os
import pickle
import struct
from collections.abc import Sequence

from whoosh import __version__

from imwsearch.codec.segment import Segment

SCHEMA = "imwsearch.codec.whoosh_schema.schema"
_SEGMENTS = "imwsearch.codec.whoosh_codec.segments"

_SIZES, _ORDER, _VERSION = (4, 8, 4), -12345, -111
"""By which Whoosh knows its own files: bytes of its numbers, their order, the format."""

_PROTOCOL = 2


def write_toc(
    folder: str, segments: Sequence[Segment], generation: int, schema: str = SCHEMA
) -> None:
    """Write the file by which Whoosh finds the segments.

    Args:
        folder: where the segments are.
        segments: the segments, with their deletions.
        generation: a number above those of older files in the folder.
        schema: the dotted name of a function that gives a ``whoosh.fields.Schema``.

    Raises:
        OSError: it cannot be written.
    """
    listed = [(os.path.basename(s.path), s.documents, s.deleted) for s in segments]
    given = _pickled(_call(schema))
    parts = [
        bytes(_SIZES),
        struct.pack("!ii", _ORDER, _VERSION),
        bytes(__version__[:3]),
        bytes([len(given)]),
        given,
        struct.pack("!ii", generation, 0),
        _pickled(_call(_SEGMENTS, _call(schema), _value(listed))),
    ]
    with open(os.path.join(folder, f"_MAIN_{generation}.toc"), "xb") as file:
        file.write(b"".join(parts))


def _pickled(value: bytes) -> bytes:
    return pickle.PROTO + bytes([_PROTOCOL]) + value + pickle.STOP


def _call(function: str, *arguments: bytes) -> bytes:
    """What makes pickle call a function; the arguments are in pickle's form too."""
    module, _dot, name = function.rpartition(".")
    named = pickle.GLOBAL + f"{module}\n{name}\n".encode()
    return named + pickle.MARK + b"".join(arguments) + pickle.TUPLE + pickle.REDUCE


def _value(value: object) -> bytes:
    return pickle.dumps(value, _PROTOCOL)[2:-1]
