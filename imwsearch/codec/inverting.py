"""Documents → postings, in memory.

Each occurrence of a word becomes one 64-bit code, appended to the array of its word; codes sort as
(document, field, place). Everything else is done once for each stem when the segment is written,
mostly by slicing the array's bytes::

    bits 48-63  document     45-47  field     16-39  place     0-15  variant (see ``Postings``)
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import count
from typing import NamedTuple

from imwsearch.codec.ranking import FIELDS, PART_COUNT, field_gain, impact, impacts

DOCUMENTS = 65_536
"""Most documents in a segment: a document's number takes two bytes."""

BESIDE_WORDS = '.,;:?!()"'
"""Signs that stand before and after words and never belong to them."""

TEXT_GAP = 16
"""Places left free between two texts, so that nothing is near across them."""

PART = 0
"""The variant of an occurrence inside a compound."""

VARIANTS = 255
"""A stem's real words from this one on share a variant."""

STOP = "="
"""Begins the stem of a stop word, which is found in phrases and never scored."""

Append = Callable[[int], None]


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


JOINING = frozenset({3, 4})
"""The digits of a number that may join with what stands before it: 12 345, 25 oktober 2024."""

JOINED = 4
"""Pieces that a number may be joined from."""


class Postings(NamedTuple):
    """Where a stem occurs.

    Args:
        stem: the stem, or ``STOP`` and a stop word.
        docs: document numbers, ascending.
        impacts: one byte for each document; 1 for a stop word.
        counts: how many places there are for each document.
        places: the places in all documents, one after the other, ascending in each document.
        variants: for each place the real word: 1 for the stem's first word, 2 for its second ...,
            ``PART`` for a part of a compound.
    """

    stem: str
    docs: Sequence[int]
    impacts: bytes | bytearray
    counts: Sequence[int]
    places: Sequence[int]
    variants: bytes


class Word(NamedTuple):
    """A real word of the documents.

    Args:
        word: the word.
        stem: its own stem, or ``STOP`` and itself.
        parts: the stems of a compound's parts.
        frequency: how many documents hold the word.
    """

    word: str
    stem: str
    parts: tuple[str, ...]
    frequency: int


class Inverter:
    """Takes documents, gives postings and words.

    What stands between two blanks is read once and remembered: most of a text is the same few
    words. Only a number is read again, with what stands before it.

    Args:
        language: how texts are read.
    """

    def __init__(self, language: Language) -> None:
        self._join = language.join
        self._codes = _Codes(language)
        self._pieces = _Pieces(language, self._codes)
        self._gains: list[float] = []
        self._singles = bytearray()
        self.occurrences = 0
        self.documents = 0
        self.starts: tuple[array[int], ...] = tuple(array("I") for _ in FIELDS)
        self.lengths: tuple[array[int], ...] = tuple(array("I") for _ in FIELDS)
        self.ends = array("I")

    @property
    def memory(self) -> int:
        """Bytes held, nearly."""
        return self.occurrences * 9 + len(self._codes) * 600 + self.documents * 320

    def add(self, texts: Iterable[tuple[str, str]]) -> int:
        """Add a document and give its number.

        Args:
            texts: (field, text), the fields in the order of ``FIELDS``; a field may come often.
        """
        base = self.documents << 48
        gathered: list[list[str]] = [[] for _ in FIELDS]
        for field, text in texts:
            gathered[FIELDS.index(field)].append(text)
        place, gains = 0, [0.0] * 8
        for number, parts in enumerate(gathered):
            self.starts[number].append(place)
            length = 0
            for text in parts:
                size, words = self._add_text(text, base | number << 45 | place << 16)
                length += words
                place += size + TEXT_GAP
            self.lengths[number].append(length)
            gains[number] = field_gain(number, length)
        self.ends.append(place)
        self._gains += gains
        self._singles += bytes([impact(gain) if gain else 0 for gain in gains])
        self.documents += 1
        return self.documents - 1

    def _add_text(self, text: str, base: int) -> tuple[int, int]:
        """Add a text; give the number of its places, and of its words but stop words."""
        raw = text.split()
        appends = list(map(self._pieces.__getitem__, raw))
        words = sum(map(self._pieces.kept.__getitem__, raw))
        self.occurrences += len(raw)
        code, done = base, 0
        for n in self._special_in(appends):
            self._append(appends[done:n], code)
            code += n - done << 16
            size, joined = self._add_special(raw, n, code)
            code += size << 16
            words += joined
            done = n + 1
        self._append(appends[done:], code)
        return (code - base >> 16) + len(raw) - done, words

    @staticmethod
    def _append(appends: Sequence[Append], code: int) -> None:
        for append, each in zip(appends, count(code, 1 << 16)):
            append(each)

    @staticmethod
    def _special_in(appends: Sequence[Append]) -> Iterator[int]:
        n = -1
        with suppress(ValueError):
            while True:
                n = appends.index(_special, n + 1)
                yield n

    def _add_special(self, raw: Sequence[str], n: int, code: int) -> tuple[int, int]:
        """Add a piece of no word or several; give its places, and how many words it joined."""
        piece = self._pieces.special[raw[n]]
        found = piece.words
        if piece.joins and self._pieces.any_number(raw[max(0, n - 2) : n]):
            before = raw[max(0, n + 1 - JOINED) : n]
            back = sum(map(self._pieces.size, before))
            joined = self._join([*before, raw[n]])
            found = [*((word, place - back) for word, place in joined), *found]
        for word, place in found:
            self._codes[word](code + place * (1 << 16))
        self.occurrences += len(found)
        return piece.size, len(found) - len(piece.words)

    def words(self) -> tuple[list[Word], dict[str, list[str]], dict[str, list[str]]]:
        """The words in order; for each stem its own words, and the compounds it is a part of."""
        words = []
        whole: dict[str, list[str]] = {}
        compounds: dict[str, list[str]] = {}
        for word in sorted(self._codes):
            stem, parts = self._codes.analyses[word] or (STOP + word, ())
            frequency = _frequency(self._codes.arrays[word])
            words.append(Word(word, stem, parts, frequency))
            whole.setdefault(stem, []).append(word)
            for part in parts:
                compounds.setdefault(part, []).append(word)
        return words, whole, compounds

    def postings(
        self, whole: dict[str, list[str]], compounds: dict[str, list[str]]
    ) -> Iterator[Postings]:
        """The postings in the order of their stems."""
        for stem in sorted(whole.keys() | compounds.keys()):
            own = [self._codes.arrays[word] for word in whole.get(stem, ())]
            inside = [self._codes.arrays[word] for word in compounds.get(stem, ())]
            if len(own) == 1 and len(own[0]) == 1 and not inside:
                yield self._single(stem, own[0][0])
            else:
                yield self._gather(stem, own, inside)

    def _single(self, stem: str, code: int) -> Postings:
        place = code >> 16 & 0xFFFFFF
        at = code >> 45
        impacts = b"\1" if stem[0] == STOP else self._singles[at : at + 1]
        return Postings(stem, [code >> 48], impacts, b"\1", [place], b"\1")

    def _gather(self, stem: str, own: list[array[int]], inside: list[array[int]]) -> Postings:
        codes = own[0] if own and len(own) == 1 and not inside else _merge(own, inside)
        lanes = codes.tobytes()
        counts = Counter(_documents(codes))
        high = lanes[4::8]
        places: Sequence[int] = array("H", lanes)[1::4]
        if any(high):
            places = [low | up << 16 for low, up in zip(places, high, strict=True)]
        variants = lanes[0::8] if len(own) > 1 or inside else b"\1" * len(codes)
        impacts = b"\1" * len(counts) if stem[0] == STOP else self._impacts(counts, own, inside)
        return Postings(stem, list(counts), impacts, list(counts.values()), places, variants)

    def _impacts(
        self, counts: Counter[int], own: list[array[int]], inside: list[array[int]]
    ) -> bytes:
        if not inside and len(own) == 1 and len(counts) == len(own[0]):
            singles = self._singles
            return bytes([singles[code >> 45] for code in own[0]])
        gains = self._gains
        tf = dict.fromkeys(counts, 0.0)
        for codes in own:
            for code in codes:
                tf[code >> 48] += gains[code >> 45]
        for codes in inside:
            for code in codes:
                tf[code >> 48] += PART_COUNT * gains[code >> 45]
        return impacts(tf.values())


class _Piece(NamedTuple):
    """A piece of text of no word or of several, or a number.

    Args:
        words: its words and their places.
        size: the number of its places.
        joins: whether it may join with what stands before it.
    """

    words: Sequence[tuple[str, int]]
    size: int
    joins: bool


def _special(code: int) -> None:
    """Stands where the ``append`` of a piece of one word would."""
    raise AssertionError(code)


class _Pieces(dict[str, Append]):
    """For each piece of one word the ``append`` of the word's codes; ``_special`` for others."""

    def __init__(self, language: Language, codes: _Codes) -> None:
        self._read = language.read
        self._codes = codes
        self.special: dict[str, _Piece] = {}
        self.kept: dict[str, int] = {}
        self._numbers: set[str] = set()

    def __missing__(self, raw: str) -> Append:
        core = raw.strip(BESIDE_WORDS)
        if core != raw:
            append = self[raw] = self[core]
            self.kept[raw] = self.kept[core]
            if append is _special:
                self.special[raw] = self.special[core]
            if core in self._numbers:
                self._numbers.add(raw)
            return append
        words = self._read(raw)
        appends = [self._codes[word] for word, _ in words]
        digits = [len(word) for word, _ in words if word.isdigit()]
        if digits:
            self._numbers.add(raw)
        joins = not JOINING.isdisjoint(digits)
        if len(words) == 1 and not joins:
            append = appends[0]
        else:
            self.special[raw] = _Piece(words, words[-1][1] + 1 if words else 0, joins)
            append = _special
        self.kept[raw] = sum(each not in self._codes.stopping for each in appends)
        self[raw] = append
        return append

    def any_number(self, pieces: Iterable[str]) -> bool:
        """Whether a number is among pieces that were read."""
        return not self._numbers.isdisjoint(pieces)

    def size(self, raw: str) -> int:
        """The number of places in a piece."""
        return self.special[raw].size if self[raw] is _special else 1


class _Codes(dict[str, Append]):
    """For each word the ``append`` of its array of codes."""

    def __init__(self, language: Language) -> None:
        self._analyze = language.analyze
        self.arrays: dict[str, array[int]] = {}
        self.analyses: dict[str, tuple[str, tuple[str, ...]] | None] = {}
        self.stopping: set[Append] = set()

    def __missing__(self, word: str) -> Append:
        analysis = self.analyses[word] = self._analyze(word)
        codes = self.arrays[word] = array("Q")
        self[word] = append = codes.append
        if analysis is None:
            self.stopping.add(append)
        return append


def _documents(codes: array[int]) -> array[int]:
    return array("H", codes.tobytes())[3::4]


def _frequency(codes: array[int]) -> int:
    """How many documents an array of codes has."""
    if len(codes) < 3 or codes[0] >> 48 == codes[-1] >> 48:
        return 1 if codes[0] >> 48 == codes[-1] >> 48 else 2
    return len(set(_documents(codes)))


def _merge(own: list[array[int]], inside: list[array[int]]) -> array[int]:
    codes: list[int] = []
    for variant, group in enumerate(own, start=1):
        number = min(variant, VARIANTS)
        codes += [code + number for code in group]
    for group in inside:
        codes += group
    codes.sort()
    return array("Q", codes)
