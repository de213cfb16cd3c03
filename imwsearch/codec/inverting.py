"""Documents → postings, in memory.

Each occurrence of a word becomes one 64-bit code, appended to the array of its word; codes sort as
(document, field, place). Everything else is done once for each stem when the segment is written,
mostly by slicing the array's bytes::

    bits 48-63  document     45-47  field     16-39  place     0-15  variant (see ``Postings``)
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import IntEnum
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
            size, length = self._add_texts(parts, base | number << 45 | place << 16)
            place += size
            self.lengths[number].append(length)
            gains[number] = field_gain(number, length)
        self.ends.append(place)
        self._gains += gains
        self._singles += bytes([impact(gain) if gain else 0 for gain in gains])
        self.documents += 1
        return self.documents - 1

    def _add_texts(self, texts: Sequence[str], base: int) -> tuple[int, int]:
        """Add a field's texts; give the number of its places, and of its words but stop words."""
        raw: list[str] = []
        for text in texts:
            raw += text.split()
            raw.append(_END)
        appends = list(map(self._pieces.__getitem__, raw))
        kinds = bytes(map(self._pieces.kinds.__getitem__, raw))
        self.occurrences += len(raw)
        words = len(raw) - kinds.count(_Kind.STOP)
        code, done = base, 0
        for match in _UNUSUAL(kinds):
            n = match.start()
            _append(appends[done:n], code)
            code += n - done << 16
            size, kept = self._add_special(raw, n, code)
            code += size << 16
            words += kept - 1
            done = n + 1
        _append(appends[done:], code)
        return (code - base >> 16) + len(raw) - done, words

    def _add_special(self, raw: Sequence[str], n: int, code: int) -> tuple[int, int]:
        """Add a piece of no word or of several; give the number of its places and its words."""
        piece = self._pieces.special[raw[n]]
        kept = piece.kept
        if piece.joins:
            kept += self._add_joined(raw, n, code)
        for append, ahead in piece.appends:
            append(code + ahead)
        return piece.size, kept

    def _add_joined(self, raw: Sequence[str], n: int, code: int) -> int:
        """Add the words that a number forms with the pieces before it; give how many."""
        before = raw[max(0, n + 1 - JOINED) : n]
        if _END in before:
            before = before[len(before) - before[::-1].index(_END) :]
        if not self._pieces.any_number(before[-2:]):
            return 0
        back = sum(map(self._pieces.size, before))
        joined = self._join([*before, raw[n]])
        for word, place in joined:
            self._codes[word](code + (place - back) * (1 << 16))
        self.occurrences += len(joined)
        return len(joined)

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


class _Kind(IntEnum):
    """What a piece is to the loop over a text, as one byte.

    Only what is not one word, and a number that may join with a number shortly before it, is
    looked at for itself.
    """

    STOP = 0
    WORD = 1
    NUMBER = 2
    JOINING = 3
    SPECIAL = 4
    SPECIAL_NUMBER = 5


_UNUSUAL = re.compile(
    rb"[\x04\x05]|(?:(?<=[\x02\x03\x05])|(?<=[\x02\x03\x05].))\x03", re.DOTALL
).finditer

_END = "\n"
"""Stands after each text among its pieces, none of which has a blank in it."""


class _Piece(NamedTuple):
    """A piece of text of no word or of several, or a number.

    Args:
        appends: for each of its words the ``append``, and what is added to the code for its place.
        size: the number of its places.
        kept: the number of its words but stop words.
        joins: whether it may join with what stands before it.
    """

    appends: Sequence[tuple[Append, int]]
    size: int
    kept: int
    joins: bool


def _special(code: int) -> None:
    """Stands where the ``append`` of a piece of one word would."""
    raise AssertionError(code)


def _append(appends: Sequence[Append], code: int) -> None:
    for append, each in zip(appends, count(code, 1 << 16)):
        append(each)


class _Pieces(dict[str, Append]):
    """For each piece of one word the ``append`` of the word's codes; ``_special`` for others."""

    def __init__(self, language: Language, codes: _Codes) -> None:
        self._read = language.read
        self._codes = codes
        self.kinds: dict[str, int] = {_END: _Kind.SPECIAL}
        self.special: dict[str, _Piece] = {_END: _Piece((), TEXT_GAP, 0, False)}
        self[_END] = _special

    def __missing__(self, raw: str) -> Append:
        core = raw.strip(BESIDE_WORDS)
        if core != raw:
            append = self[raw] = self[core]
            self.kinds[raw] = self.kinds[core]
            if core in self.special:
                self.special[raw] = self.special[core]
            return append
        words = self._read(raw)
        if len(words) == 1 and not (word := words[0][0]).isdigit():
            append = self[raw] = self._codes[word]
            self.kinds[raw] = _Kind.STOP if append in self._codes.stopping else _Kind.WORD
            return append
        return self._add_unusual(raw, words)

    def _add_unusual(self, raw: str, words: Sequence[tuple[str, int]]) -> Append:
        """Remember a piece of no word or of several, or a number."""
        appends = [(self._codes[word], place << 16) for word, place in words]
        digits = [len(word) for word, _ in words if word.isdigit()]
        kept = sum(append not in self._codes.stopping for append, _ahead in appends)
        joins = not JOINING.isdisjoint(digits)
        if joins or not len(words) == kept == 1:
            self.special[raw] = _Piece(appends, words[-1][1] + 1 if words else 0, kept, joins)
        if len(words) == kept == 1:
            self.kinds[raw] = _Kind.JOINING if joins else _Kind.NUMBER
            append = self[raw] = appends[0][0]
        else:
            self.kinds[raw] = _Kind.SPECIAL_NUMBER if digits else _Kind.SPECIAL
            append = self[raw] = _special
        return append

    def any_number(self, pieces: Iterable[str]) -> bool:
        """Whether a number is among pieces that were read."""
        return any(self.kinds[piece] in _NUMBERS for piece in pieces)

    def size(self, raw: str) -> int:
        """The number of places in a piece."""
        return self.special[raw].size if raw in self.special else 1


_NUMBERS = frozenset({_Kind.NUMBER, _Kind.JOINING, _Kind.SPECIAL_NUMBER})


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
