"""Texts → numbers of what stands between two blanks.

Most of a text is the same few pieces: each is read once and remembered. What is done for every
piece of every text is splitting and one look into a dictionary; all the rest is done with whole
arrays when the segment is written (``inverting``).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from imwsearch.codec.ranking import FIELDS

BESIDE_WORDS = '.,;:?!()"'
"""Signs that stand before and after words and never belong to them."""

TEXT_GAP = 16
"""Places left free between two texts, so that nothing is near across them."""

STOP = "="
"""Begins the stem of a stop word, which is found in phrases and never scored."""

JOINING = frozenset({3, 4})
"""The digits of a number that may join with what stands before it: 12 345, 25 oktober 2024."""

JOINED = 4
"""Pieces that a number may be joined from."""

END = 0
"""The number of the piece that stands after each text."""

_END = "\n"
"""That piece, which no text has: it is a blank."""


class Language(NamedTuple):
    """How texts are read.

    Args:
        read: a piece of text without blanks → its words and their places, from 0, the last one
            the highest.
        join: pieces that follow each other → the words that the last one, a number, forms with
            those before it, and their places from the first piece on.
        analyze: a word → its stem and its parts' stems; None for a stop word.
    """

    read: Callable[[str], Sequence[tuple[str, int]]]
    join: Callable[[Sequence[str]], Sequence[tuple[str, int]]]
    analyze: Callable[[str], tuple[str, tuple[str, ...]] | None]


class Stream:
    """Documents as pieces, one after the other.

    Args:
        language: how texts are read.

    Attributes:
        pieces: what is known of each piece.
        numbers: the pieces of all documents, ``END`` after each text.
        sizes: for each field of each document how many of these it has.
        documents: how many documents there are.
    """

    def __init__(self, language: Language) -> None:
        self.pieces = Pieces(language)
        self.numbers = array("I")
        self.sizes = array("I")
        self.documents = 0

    @property
    def memory(self) -> int:
        """Bytes held, and taken when they are inverted, nearly."""
        return len(self.numbers) * 9 + len(self.pieces.words) * 600 + self.documents * 320

    def add(self, texts: Iterable[tuple[str, str]]) -> int:
        """Add a document and give its number.

        Args:
            texts: (field, text), the fields in the order of ``FIELDS``; a field may come often.
        """
        gathered: list[list[int]] = [[] for _ in FIELDS]
        for field, text in texts:
            gathered[FIELDS.index(field)] += self.pieces.split(text)
        for numbers in gathered:
            self.numbers.fromlist(numbers)
            self.sizes.append(len(numbers))
        self.documents += 1
        return self.documents - 1


class Pieces(dict[str, int]):
    """For each piece its number, in the order in which they were met first.

    Pieces that differ in the signs beside them share a *reading*.

    Attributes:
        texts: the pieces.
        readings: the number of each piece's reading.
        word_at: where each reading's words begin, and where the last one's end.
        reading_words: the numbers of the readings' words.
        reading_places: the places of these, counted from the piece.
        sizes: the number of places of each reading.
        numbers: for each reading 1 if there is a number in it.
        joining: for each reading 1 if that number may join with what stands before it.
        words: the words.
    """

    def __init__(self, language: Language) -> None:
        self._language = language
        self.words = Words(language)
        self.texts: list[str] = []
        self.readings = array("I")
        self.word_at = array("q", [0])
        self.reading_words = array("I")
        self.reading_places = array("I")
        self.sizes = array("I")
        self.numbers = bytearray()
        self.joining = bytearray()
        self._add(_END, self._add_reading((), TEXT_GAP))

    def split(self, text: str) -> list[int]:
        """The numbers of a text's pieces and of its end."""
        return [*map(self.__getitem__, text.split()), END]

    def __missing__(self, raw: str) -> int:
        core = raw.strip(BESIDE_WORDS)
        if core != raw:
            return self._add(raw, self.readings[self[core]])
        words = self._language.read(raw)
        return self._add(raw, self._add_reading(words, words[-1][1] + 1 if words else 0))

    def _add(self, raw: str, reading: int) -> int:
        number = self[raw] = len(self.texts)
        self.texts.append(raw)
        self.readings.append(reading)
        return number

    def _add_reading(self, words: Sequence[tuple[str, int]], size: int) -> int:
        digits = [len(word) for word, _ in words if word.isdigit()]
        for word, place in words:
            self.reading_words.append(self.words[word])
            self.reading_places.append(place)
        self.word_at.append(len(self.reading_words))
        self.sizes.append(size)
        self.numbers.append(bool(digits))
        self.joining.append(not JOINING.isdisjoint(digits))
        return len(self.sizes) - 1

    def join(self, pieces: Iterable[int]) -> list[tuple[int, int]]:
        """The words that the last piece forms with those before it in its text.

        Args:
            pieces: the numbers of up to ``JOINED`` pieces that follow each other.

        Returns:
            The words' numbers and their places, counted from the last piece.
        """
        *before, last = pieces
        if END in before:
            before = before[len(before) - before[::-1].index(END) :]
        back = sum(self.sizes[self.readings[piece]] for piece in before)
        joined = self._language.join([self.texts[piece] for piece in (*before, last)])
        return [(self.words[word], place - back) for word, place in joined]


class Words(dict[str, int]):
    """For each word its number, in the order in which they were met first.

    Attributes:
        stems: the number of each stem, in the order in which they were met first.
        stem_at: where each word's stems begin in ``word_stems``, and where the last one's end.
        word_stems: for each word the number of its stem, then of its parts' stems.
    """

    def __init__(self, language: Language) -> None:
        self._analyze = language.analyze
        self.stems: dict[str, int] = {}
        self.stem_at = array("q", [0])
        self.word_stems = array("I")

    def __missing__(self, word: str) -> int:
        stem, parts = self._analyze(word) or (STOP + word, ())
        for each in (stem, *parts):
            self.word_stems.append(self.stems.setdefault(each, len(self.stems)))
        self.stem_at.append(len(self.word_stems))
        number = self[word] = len(self)
        return number
