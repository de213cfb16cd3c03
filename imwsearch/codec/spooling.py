"""Packed documents kept in a file while the words of a segment are gathered."""

from __future__ import annotations

from itertools import accumulate, pairwise
from os import SEEK_END
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from imwsearch.codec.packing import Stored


class Spooled(NamedTuple):
    """What is stored of some documents, in a file.

    Args:
        file: the file.
        offset: where it begins there.
        sizes: of each document.
        dictionary: what they are packed with.
    """

    file: IO[bytes]
    offset: int
    sizes: list[int]
    dictionary: bytes | None

    @property
    def documents(self) -> list[bytes]:
        """The documents, read."""
        self.file.seek(self.offset)
        data = self.file.read(sum(self.sizes))
        return [data[begin:end] for begin, end in pairwise(accumulate(self.sizes, initial=0))]


class Spool:
    """A file without a name, gone when it is closed or the process ends.

    Args:
        folder: where it takes room.
    """

    def __init__(self, folder: str) -> None:
        from tempfile import TemporaryFile  # small additions do without

        self._file = TemporaryFile(dir=folder)  # noqa: SIM115

    def keep(self, stored: Stored | Spooled) -> Spooled:
        """Write documents that are packed.

        Raises:
            OSError: they cannot be written.
        """
        documents, end = stored.documents, self._file.seek(0, SEEK_END)
        self._file.writelines(documents)
        return Spooled(self._file, end, list(map(len, documents)), stored.dictionary)

    def close(self) -> None:
        """Let go what was kept, which is needed no longer."""
        self._file.close()
