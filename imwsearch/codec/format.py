"""The segment file: a checked table of named arrays, mapped into memory.

Layout, little-endian throughout (docs/format.md explains each section)::

    header   magic 8 bytes, version u32, sections u32, file size u64, crc of the table u32, 0 u32
    data     the arrays, each padded with zeros to a multiple of 8
    table    per section: name 16 bytes, typecode 1, zeros 3, crc u32, offset u64, bytes u64

The header is written last: a file that is not complete has none.

A section's checksum covers its padding, so that every byte of the file is covered by one.

Small arrays that are looked into here and there are mapped; large ones of which a search needs a
few stretches are read: pages that were mapped count as memory, and cost more to come by.

The modules that only read stay clear of typing, pathlib, re and dataclasses: importing those
takes as long as a search.
"""

from __future__ import annotations

import sys
from mmap import ACCESS_READ, mmap
from posix import pread
from zlib import crc32

from imwsearch.messages import N_

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping

    from imwsearch.errors import DamagedIndexError

    _Base = Mapping[str, memoryview]

    Section = tuple[str, str, bytes | bytearray | memoryview]
    """A name of at most 16 ASCII letters; a typecode as in ``array``: B, H, I, Q, i; the bytes."""

else:
    _Base = object  # a Mapping comes with all that ``os`` takes long to import

MAGIC = b"IMWSEG\r\n"
VERSION = 6

_HEADER_SIZE = 32
_ENTRY_SIZE = 40
_NAME_SIZE = 16
_ALIGNMENT = 8


def write_sections(path: str, sections: Iterable[Section]) -> None:
    """Write a new file, each section when it is made; the caller makes it durable.

    Raises:
        OSError: the file exists, or cannot be written.
    """
    table, total = b"", _HEADER_SIZE
    with open(path, "xb") as file:
        file.seek(total)
        for name, typecode, data in sections:
            padding = bytes(-len(data) % _ALIGNMENT)
            file.write(data)
            file.write(padding)
            head = name.encode().ljust(_NAME_SIZE, b"\0") + typecode.encode().ljust(4, b"\0")
            crc = crc32(padding, crc32(data)).to_bytes(4, "little")
            table += head + crc + _long(total) + _long(len(data))
            total += len(data) + len(padding)
        total += file.write(table)
        file.seek(0)
        count = len(table) // _ENTRY_SIZE
        numbers = (VERSION | count << 32, total, _header_crc(table, total))
        file.write(MAGIC + b"".join(map(_long, numbers)))


def map_sections(path: str) -> Sections:
    """The arrays of a file, mapped; reads its table only.

    Raises:
        DamagedIndexError: missing, cut or lengthened, or the table is not as it was written.
        IncompatibleIndexError: another version of the format.
    """
    file = _File(path)
    data = file.map()
    return Sections(file, data, _table(path, data))


class Sections(_Base):
    """The arrays of a file by name, each made when it is looked at first.

    Args:
        file: the file.
        data: all of it.
        table: its table.
    """

    __slots__ = ("_at", "_data", "_file", "_made", "_table")

    def __init__(self, file: _File, data: memoryview, table: bytes) -> None:
        self._file = file
        self._data = data
        self._table = table
        self._at = _names(table)
        self._made: dict[str, memoryview] = {}

    def __getitem__(self, name: str) -> memoryview:
        made = self._made.get(name)
        if made is None:
            typecode, _, offset, size = _entry(self._table, self._at[name])
            made = self._data[offset : offset + size].cast(typecode)  # type: ignore[call-overload]
            self._made[name] = made
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)

    def __contains__(self, name: object) -> bool:
        return name in self._at

    def get(self, name: str) -> memoryview | None:  # type: ignore[override]
        """The section with this name; None where there is none."""
        return self[name] if name in self._at else None

    def keys(self) -> KeysView[str]:
        """The names."""
        return self._at.keys()

    def items(self) -> ItemsView[str, memoryview]:
        """Each name with its section."""
        return {name: self[name] for name in self._at}.items()

    def stretches(self, name: str) -> Stretches:
        """A section of bytes that is not to be mapped."""
        return Stretches(self._file, _entry(self._table, self._at[name])[2])


class Stretches:
    """A section that is read stretch by stretch.

    Args:
        file: the file.
        offset: where in the file the section begins.
    """

    __slots__ = ("_file", "_offset")

    def __init__(self, file: _File, offset: int) -> None:
        self._file = file
        self._offset = offset

    def __getitem__(self, part: slice) -> bytes:
        """The bytes of a stretch that has a beginning and an end.

        Raises:
            DamagedIndexError: the file was cut.
        """
        return self._file.read(self._offset + part.start, part.stop - part.start)


def verify_sections(path: str, beginning: str = "") -> None:
    """Compare a file with its checksums.

    Args:
        path: the file.
        beginning: of the names of the sections to read; all of them if empty.

    Raises:
        DamagedIndexError: some byte is not as it was written.
        IncompatibleIndexError: another version of the format.
    """
    data = _File(path).map()
    table = _table(path, data)
    for name, at in _names(table).items():
        _, crc, offset, size = _entry(table, at)
        end = offset + size + -size % _ALIGNMENT
        if name.startswith(beginning) and crc32(data[offset:end]) != crc:
            raise damaged(path, N_("the checksum of section {name} differs"), name=name)


def damaged(path: str, reason: str, **values: object) -> DamagedIndexError:
    """The error for a file that is not as it was written; ``reason`` is a text in English."""
    from imwsearch import faults
    from imwsearch.messages import _

    return faults.damaged(path, _(reason).format(**values))


def columns_of(sections: Mapping[str, memoryview], prefix: str) -> list[str]:
    """The names that begin with ``prefix``, without it."""
    return [name.removeprefix(prefix) for name in sections if name.startswith(prefix)]


def _header_crc(table: bytes, total: int) -> int:
    return crc32(table, crc32(b"%d %d" % (VERSION, total)))


class _File:
    """An open file, until nobody reads it any more.

    The stream closes itself, which no signal can interrupt, as it can a ``__del__`` of ours.

    Raises:
        DamagedIndexError: it is missing.
    """

    __slots__ = ("_descriptor", "_path", "_stream")

    def __init__(self, path: str) -> None:
        self._path = path
        try:
            self._stream = open(path, "rb", 0)  # noqa: SIM115
        except FileNotFoundError:
            raise damaged(path, N_("the file is missing")) from None
        self._descriptor = self._stream.fileno()

    def map(self) -> memoryview:
        """All of it, mapped."""
        try:
            return memoryview(mmap(self._descriptor, 0, access=ACCESS_READ))
        except ValueError:  # an empty file cannot be mapped
            raise damaged(self._path, N_("the file is empty")) from None

    def read(self, offset: int, size: int) -> bytes:
        """So many bytes from there on."""
        data = pread(self._descriptor, size, offset)
        if len(data) != size:
            raise damaged(self._path, N_("it was cut or lengthened"))
        return data


def _table(path: str, data: memoryview) -> bytes:
    """The table of a file, compared with its checksum."""
    if len(data) < _HEADER_SIZE:
        raise damaged(path, N_("the file is cut"))
    magic = data[:8].tobytes()
    version, count, _, _, crc, zero = data[8:32].cast("I")
    total = data[16:24].cast("Q")[0]
    if magic != MAGIC or zero:
        raise damaged(path, N_("it does not begin as a segment does"))
    if version != VERSION or sys.byteorder != "little":
        raise _incompatible(path, version)
    begin = total - count * _ENTRY_SIZE
    if total != len(data) or begin < _HEADER_SIZE:
        raise damaged(path, N_("it was cut or lengthened"))
    table = data[begin:].tobytes()
    if _header_crc(table, total) != crc:
        raise damaged(path, N_("the checksum of its table differs"))
    return table


def _names(table: bytes) -> dict[str, int]:
    """The names of the sections, in order, and where the entry of each begins."""
    letters = str(table, "latin-1")
    starts = range(0, len(table), _ENTRY_SIZE)
    return {letters[at : at + _NAME_SIZE].rstrip("\0"): at for at in starts}


def _entry(table: bytes, at: int) -> tuple[str, int, int, int]:
    """(typecode, crc, offset, size) of the entry that begins there."""
    kind, offset, size = memoryview(table)[at + _NAME_SIZE : at + _ENTRY_SIZE].cast("Q")
    return chr(kind & 0xFF), kind >> 32, offset, size


def _long(number: int) -> bytes:
    return number.to_bytes(8, "little")


def _incompatible(path: str, version: int) -> Exception:
    from imwsearch.errors import IncompatibleIndexError
    from imwsearch.messages import _

    return IncompatibleIndexError(
        _("{path} has format {found} ({order}-endian machine); needed: {known}, little").format(
            path=path, found=version, order=sys.byteorder, known=VERSION
        ),
        _("build the index again with: imwsearch index --rebuild"),
    )
