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
from typing import NamedTuple

from imwsearch.codec.ranking import FIELDS, PART_COUNT, field_gain, impact

DOCUMENTS = 65_536
"""Most documents in a segment: a document's number takes two bytes."""

TEXT_GAP = 16
"""Places left free between two texts, so that nothing is near across them."""

PART = 0
"""The variant of an occurrence inside a compound."""

VARIANTS = 255
"""A stem's real words from this one on share a variant."""

STOP = "="
"""Begins the stem of a stop word, which is found in phrases and never scored."""

Analyze = Callable[[str], tuple[str, tuple[str, ...]] | None]
Tokenize = Callable[[str], tuple[Sequence[str], Sequence[int]]]


class Postings(NamedTuple):
    """Where a stem occurs.

    Args:
        stem: the stem, or ``STOP`` and a stop word.
        docs: document numbers, ascending.
        impacts: one byte for each document; of no meaning for a stop word.
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

    Args:
        tokenize: a text → its words and their places, ascending from 0.
        analyze: a word → its stem and its parts' stems; None for a stop word.
    """

    def __init__(self, tokenize: Tokenize, analyze: Analyze) -> None:
        self._tokenize = tokenize
        self._codes = _Codes(analyze)
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
        return self.occurrences * 9 + len(self._codes) * 400 + self.documents * 320

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
        for field, parts in enumerate(gathered):
            self.starts[field].append(place)
            length = 0
            for text in parts:
                size, words = self._add_text(text, base | field << 45 | place << 16)
                length += words
                place += size + TEXT_GAP
            self.lengths[field].append(length)
            gains[field] = field_gain(field, length)
        self.ends.append(place)
        self._gains += gains
        self._singles += bytes([impact(gain) if gain else 0 for gain in gains])
        self.documents += 1
        return self.documents - 1

    def _add_text(self, text: str, base: int) -> tuple[int, int]:
        """Add a text; give the number of its places, and of its words but stop words."""
        words, places = self._tokenize(text)
        if not words:
            return 0, 0
        end = places[-1] + 1
        codes: Iterable[int]
        if isinstance(places, range):
            codes = range(base, base + (end << 16), 1 << 16)
        else:
            codes = [base + (place << 16) for place in places]
        for append, code in zip(map(self._codes.__getitem__, words), codes, strict=True):
            append(code)
        self.occurrences += len(words)
        return end, len(words) - sum(map(self._codes.stopwords.__contains__, words))

    def words(self) -> tuple[list[Word], dict[str, list[str]], dict[str, list[str]]]:
        """The words in order; for each stem its own words, and the compounds it is a part of."""
        words = []
        whole: dict[str, list[str]] = {}
        compounds: dict[str, list[str]] = {}
        for word in sorted(self._codes):
            stem, parts = self._codes.analyses[word] or (STOP + word, ())
            codes = self._codes.arrays[word]
            frequency = len(set(_documents(codes))) if len(codes) > 1 else 1
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
        return Postings(
            stem, [code >> 48], self._singles[code >> 45 : (code >> 45) + 1], b"\1", [place], b"\1"
        )

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
        gains = self._gains
        if not inside and len(own) == 1 and len(counts) == len(own[0]):
            singles = self._singles
            return bytes([singles[code >> 45] for code in own[0]])
        tf = dict.fromkeys(counts, 0.0)
        for codes in own:
            for code in codes:
                tf[code >> 48] += gains[code >> 45]
        for codes in inside:
            for code in codes:
                tf[code >> 48] += PART_COUNT * gains[code >> 45]
        return bytes(map(impact, tf.values()))


class _Codes(dict[str, Callable[[int], None]]):
    """For each word the ``append`` of its array of codes."""

    def __init__(self, analyze: Analyze) -> None:
        self._analyze = analyze
        self.arrays: dict[str, array[int]] = {}
        self.analyses: dict[str, tuple[str, tuple[str, ...]] | None] = {}
        self.stopwords: set[str] = set()

    def __missing__(self, word: str) -> Callable[[int], None]:
        analysis = self.analyses[word] = self._analyze(word)
        if analysis is None:
            self.stopwords.add(word)
        codes = self.arrays[word] = array("Q")
        self[word] = append = codes.append
        return append


def _documents(codes: array[int]) -> array[int]:
    return array("H", codes.tobytes())[3::4]


def _merge(own: list[array[int]], inside: list[array[int]]) -> array[int]:
    codes: list[int] = []
    for variant, group in enumerate(own, start=1):
        codes += [code + min(variant, VARIANTS) for code in group]
    for group in inside:
        codes += group
    codes.sort()
    return array("Q", codes)
