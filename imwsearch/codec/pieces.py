"""Texts → numbers of what stands between two blanks.

The pieces are numbered with whole arrays (``splitting``). What they say is read when a segment is
written, each piece once (``readings``), and all the rest is done with whole arrays (``inverting``).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from imwsearch.codec.entries import Entry, Records, no_records
from imwsearch.codec.packing import Stored, dictionary_of, pack
from imwsearch.codec.ranking import FIELDS

if TYPE_CHECKING:
    from imwsearch.codec.splitting import Numbering
    from imwsearch.codec.spooling import Spooled

END = 0
"""The number of the piece that stands after each text."""

_END = "\n"
"""That piece, which no text has: it is a blank."""


_BLANKS = [chr(code) for code in range(128, 0x3001) if chr(code).isspace()]

Words = Sequence[tuple[str, int]]
"""Words and their places, the last one the highest."""


class Language(NamedTuple):
    """How texts are read.

    Args:
        read: a piece of text without blanks → its words and their places, from 0.
        join: pieces that follow each other → the words that the last one, a number, forms with
            those before it, and their places from the first piece on.
        joins: whether a number may join with this word right before it.
        analyze: a word → its stem and its parts' stems; None for a stop word.
    """

    read: Callable[[str], Words]
    join: Callable[[Sequence[str]], Words]
    joins: Callable[[str], bool]
    analyze: Callable[[str], tuple[str, tuple[str, ...]] | None]


DOCUMENTS = 65_536
"""Most documents in a segment: a document's number takes two bytes."""

SHARE = 2
"""A portion takes this part of the memory that a segment may take, at most ..."""

PORTION = 32 * 2**20
"""... and holds so many bytes: each process that reads has one while a segment is written."""

TOGETHER = 2**17
"""Bytes of text that are split at once: more do not stay in the processor's cache."""


class Portion(NamedTuple):
    """Some documents as pieces; they may go from one process to another.

    Args:
        pieces: the different pieces in UTF-8, a line each.
        stream: the pieces of all documents, one after the other, ``END`` after each text; a number
            of one is its line in ``pieces``, from 1.
        sizes: for each field of each document how many of these it has.
        records: what else there is of the documents.
        stored: what is stored of them.
    """

    pieces: bytes
    stream: array[int]
    sizes: array[int]
    records: Records
    stored: list[Stored | Spooled]

    def different(self) -> list[str]:
        """The piece of each number."""
        return [_END, *str(self.pieces, "utf-8").split("\n")[:-1]]


class Gathered:
    """Documents as pieces, one after the other.

    Attributes:
        stream: the pieces of all documents, as ``numbering`` has them.
        sizes: for each field of each document how many of these it has.
        records: what else there is of the documents.
        stored: what is stored of them.
    """

    def __init__(self) -> None:
        self.stream = array("I")
        self.sizes = array("I")
        self.records = no_records()
        self.stored: list[Stored | Spooled] = []

    def __len__(self) -> int:
        return len(self.records.ids)

    @cached_property
    def numbering(self) -> Numbering:
        """Numbers the pieces; numpy is imported for it, in room that reading may need till then."""
        from imwsearch.codec.splitting import Numbering

        return Numbering()

    @property
    def held(self) -> int:
        """Bytes that they take until they are written, nearly, beside what is stored."""
        return len(self.stream) * 4 + self._different * 50 + len(self) * 320

    @property
    def memory(self) -> int:
        """Bytes that they take while they are written, nearly."""
        return len(self.stream) * 9 + self._different * 300 + len(self) * 320

    @property
    def _different(self) -> int:
        """How many different pieces there are."""
        return len(self.numbering) if self.stream else 0

    def split(self, texts: Sequence[Sequence[bytes]]) -> None:
        """Add the texts of some fields."""
        numbers, sizes = self.numbering.split(texts)
        self.stream.frombytes(numbers.tobytes())
        self.sizes.extend(sizes.tolist())

    def extend(self, portion: Portion) -> None:
        """Add others."""
        from imwsearch.codec.arrays import np

        numbers = self.numbering.of(portion.pieces)
        self.stream.frombytes(numbers.take(np.asarray(portion.stream)).tobytes())
        self.sizes += portion.sizes
        self.records.extend(portion.records)
        self.stored += portion.stored

    def portion(self) -> Portion:
        """All of them; nothing is added any more."""
        pieces = self.numbering.settle(self.stream)
        return Portion(pieces, self.stream, self.sizes, self.records, self.stored)


class Splitter:
    """Gathers documents as pieces, a portion at a time.

    Args:
        memory: bytes that the segment may take for which the portions are.
    """

    def __init__(self, memory: int) -> None:
        self._most = memory // SHARE
        self._dictionary: bytes | None = None
        self._begin()

    def _begin(self) -> None:
        self._gathered = Gathered()
        self._texts: list[list[bytes]] = []
        self._texts_size = 0
        self._stored: list[bytes] = []
        self._stored_size = 0

    def add(self, entry: Entry) -> Portion | None:
        """Add a document; gives a portion, packed, where enough were gathered.

        Raises:
            ValueError: a field that is none of ``ranking.FIELDS``, or a text with half characters;
                nothing was added.
        """
        texts: list[list[bytes]] = [[] for _ in FIELDS]
        for field, text in entry.texts:
            texts[FIELDS.index(field)].append(_encoded(text))
        self._texts += texts
        self._texts_size += sum(map(len, chain.from_iterable(texts)))
        self._gathered.records.add(entry)
        self._stored.append(entry.stored)
        self._stored_size += len(entry.stored)
        if self._texts_size >= TOGETHER:
            self._split()
        held = self._gathered.held + self._stored_size
        is_full = held >= PORTION or self._gathered.memory + self._stored_size >= self._most
        if is_full or len(self._gathered) == DOCUMENTS:
            return self._portion(self._packed())
        return None

    def rest(self) -> Portion | None:
        """What was gathered since the last portion.

        It is packed where others were. Else little is in memory, and it may be packed meanwhile.
        """
        if not self._stored:
            return None
        first = self._dictionary is None
        return self._portion(Stored(self._stored) if first else self._packed())

    def _packed(self) -> Stored:
        """The documents packed, all portions with what was learnt from the first."""
        self._dictionary = self._dictionary or dictionary_of(self._stored)
        return Stored(pack(self._stored, self._dictionary), self._dictionary)

    def _split(self) -> None:
        self._gathered.split(self._texts)
        self._texts, self._texts_size = [], 0

    def _portion(self, stored: Stored) -> Portion:
        self._split()
        self._gathered.stored.append(stored)
        portion = self._gathered.portion()
        self._begin()
        return portion


def _encoded(text: str) -> bytes:
    """A text in UTF-8, its blanks in ASCII.

    Raises:
        UnicodeEncodeError: it holds half characters (surrogates).
    """
    if not text.isascii():
        for blank in _BLANKS:
            text = text.replace(blank, " ")
    return text.encode()
