"""Documents → postings, in memory.

Each occurrence of a word becomes one 64-bit code, appended to the array of its word; codes sort as
(document, field, place). Everything else is done once for each stem when the segment is written,
mostly by slicing the array's bytes::

    bits 48-63  document     45-47  field     16-39  place     0-15  variant (see ``Postings``)

Much is done for many stems at once: most stems occur a few times, and the calls for each of them
took more time than their occurrences.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import IntEnum
from itertools import chain, count, repeat
from typing import NamedTuple

from imwsearch.codec.ranking import FIELDS, PART_COUNT, field_gain, impacts

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

_TOGETHER = 2**18
"""Occurrences from which on no further stem is gathered with those before it."""

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
    """Where some stems occur.

    Args:
        stems: the stems in order, ``STOP`` and a stop word for such a word.
        documents: for each stem the number of its documents.
        occurrences: for each stem the number of its places.
        docs: document numbers, one stem's after the other's, ascending for each stem.
        impacts: one byte for each of ``docs``; 1 for a stop word.
        counts: how many places there are for each of ``docs``.
        places: the places in all these, one after the other, ascending in each document.
        variants: for each place the real word: 1 for the stem's first word, 2 for its second ...,
            ``PART`` for a part of a compound.
    """

    stems: Sequence[str]
    documents: Sequence[int]
    occurrences: Sequence[int]
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
        self._inner_gains: list[float] = []
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
        base = self.documents << 48 | 1
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
        self._inner_gains += [PART_COUNT * gain for gain in gains]
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
        arrays = self._codes.arrays
        stems: list[str] = []
        sizes: list[int] = []
        codes = array("Q")
        for stem in sorted(whole.keys() | compounds.keys()):
            if stems and (len(codes) > _TOGETHER or (stem[0] == STOP) != (stems[0][0] == STOP)):
                yield self._gather(stems, sizes, codes)
                stems, sizes, codes = [], [], array("Q")
            own = [arrays[word] for word in whole.get(stem, ())]
            inside = [arrays[word] for word in compounds.get(stem, ())]
            joined = own[0] if len(own) == 1 and not inside else _merge(own, inside)
            stems.append(stem)
            sizes.append(len(joined))
            codes += joined
        if stems:
            yield self._gather(stems, sizes, codes)

    def _gather(self, stems: list[str], sizes: list[int], codes: array[int]) -> Postings:
        """The postings of stems, all of them stop words or none, from their codes in order."""
        lanes = codes.tobytes()
        units = array("H", lanes)
        halves = array("H", bytes(4 * len(codes)))
        halves[0::2] = units[3::4]
        halves[1::2] = array("H", chain.from_iterable(map(repeat, count(), sizes)))
        keys = array("I", halves.tobytes())  # the number of the stem, the document
        counts = Counter(keys)
        halves = array("H", array("I", counts).tobytes())
        high = lanes[4::8]
        places: Sequence[int] = units[1::4]
        if any(high):
            places = [low | up << 16 for low, up in zip(places, high, strict=True)]
        stopping = stems[0][0] == STOP
        return Postings(
            stems,
            list(Counter(halves[1::2]).values()),
            sizes,
            halves[0::2],
            b"\1" * len(counts) if stopping else self._impacts(counts, keys, codes),
            list(counts.values()),
            places,
            lanes[0::8],
        )

    def _impacts(self, pairs: Iterable[int], keys: array[int], codes: array[int]) -> bytes:
        gains, parts = self._gains, self._inner_gains
        tf = dict.fromkeys(pairs, 0.0)
        for key, code in zip(keys, codes, strict=True):
            tf[key] += gains[code >> 45] if code & 0xFFFF else parts[code >> 45]
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
    for variant, group in enumerate(own):
        more = min(variant, VARIANTS - 1)
        codes += [code + more for code in group] if more else group
    for group in inside:
        codes += [code - 1 for code in group]
    codes.sort()
    return array("Q", codes)
