"""Texts → numbers of what stands between two blanks.

What is done here for every piece of every text is splitting and one look into a dictionary. What
the pieces say is read when a segment is written, each piece once (``readings``), and all the rest
is done with whole arrays (``inverting``).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import count
from typing import NamedTuple

from imwsearch.codec.entries import Entry, Records, no_records
from imwsearch.codec.packing import Stored
from imwsearch.codec.ranking import FIELDS

END = 0
"""The number of the piece that stands after each text."""

_END = "\n"
"""That piece, which no text has: it is a blank."""


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
"""A portion takes this part of the memory that a segment may take."""


class Portion(NamedTuple):
    """Some documents as pieces; they may go from one process to another.

    Args:
        pieces: the different pieces, in the order in which they were met first.
        stream: the pieces of all documents, one after the other, ``END`` after each text; a number
            of one is its place in ``pieces``.
        sizes: for each field of each document how many of these it has.
        records: what else there is of the documents.
        stored: what is stored of them.
    """

    pieces: list[str]
    stream: array[int]
    sizes: array[int]
    records: Records
    stored: list[Stored]


class Pieces(dict[str, int]):
    """For each piece its number, in the order in which they were met first."""

    def __init__(self) -> None:
        super().__init__({_END: END})

    def learn(self, pieces: Iterable[str]) -> None:
        """Number those of some different pieces that have no number yet."""
        new = [piece for piece in pieces if piece not in self]
        self.update(zip(new, count(len(self))))

    def __missing__(self, piece: str) -> int:
        number = self[piece] = len(self)
        return number


class Gathered:
    """Documents as pieces, one after the other.

    Attributes:
        pieces: the different pieces.
        stream: the pieces of all documents.
        sizes: for each field of each document how many of these it has.
        records: what else there is of the documents.
        stored: what is stored of them.
    """

    def __init__(self) -> None:
        self.pieces = Pieces()
        self.stream = array("I")
        self.sizes = array("I")
        self.records = no_records()
        self.stored: list[Stored] = []

    def __len__(self) -> int:
        return len(self.records.ids)

    @property
    def memory(self) -> int:
        """Bytes that they take until they are written, nearly."""
        return len(self.stream) * 9 + len(self.pieces) * 300 + len(self) * 320

    def split(self, texts: Iterable[str]) -> None:
        """Add the texts of the next field."""
        before = len(self.stream)
        for text in texts:
            self.stream.extend(map(self.pieces.__getitem__, text.split()))
            self.stream.append(END)
        self.sizes.append(len(self.stream) - before)

    def portion(self) -> Portion:
        """All of them; nothing is added any more."""
        return Portion(list(self.pieces), self.stream, self.sizes, self.records, self.stored)


class Splitter:
    """Gathers documents as pieces, a portion at a time.

    Args:
        memory: bytes that the segment may take for which the portions are.
    """

    def __init__(self, memory: int) -> None:
        self._memory = memory
        self._gathered = Gathered()
        self._stored: list[bytes] = []
        self._stored_size = 0

    def add(self, entry: Entry) -> Portion | None:
        """Add a document; gives a portion, packed, where enough were gathered.

        Raises:
            ValueError: a field that is none of ``ranking.FIELDS``; nothing was added.
        """
        gathered = self._gathered
        texts: list[list[str]] = [[] for _ in FIELDS]
        for field, text in entry.texts:
            texts[FIELDS.index(field)].append(text)
        for own in texts:
            gathered.split(own)
        gathered.records.add(entry)
        self._stored.append(entry.stored)
        self._stored_size += len(entry.stored)
        is_full = (gathered.memory + self._stored_size) * SHARE >= self._memory
        if is_full or len(gathered) == DOCUMENTS:
            return self._portion(Stored(self._stored).packed())
        return None

    def rest(self) -> Portion | None:
        """What was gathered since the last portion, not packed yet: that may be done meanwhile."""
        return self._portion(Stored(self._stored)) if self._stored else None

    def _portion(self, stored: Stored) -> Portion:
        self._gathered.stored.append(stored)
        portion = self._gathered.portion()
        self._gathered, self._stored, self._stored_size = Gathered(), [], 0
        return portion
