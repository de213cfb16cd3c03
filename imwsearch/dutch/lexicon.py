"""The known words, in a file that is looked into and never loaded.

``lexicon.bin`` (see lexicon.md for its origin and licence) is a minimal acyclic automaton (Daciuk
et al. 2000) laid out as a double array (Aoe 1989) of 32-bit little-endian cells: the low 5 bits are
a letter, the other 27 the base of its next state or, for the letter ``END``, an entry.
"""

import mmap
import sys
from array import array
from collections.abc import Hashable, Sequence
from functools import cache, lru_cache, partial
from itertools import takewhile
from typing import NamedTuple, Protocol

from imwsearch.limits import HEADS_REMEMBERED

MAGIC = b"imwlexic"
VERSION = 1
HEADER_BYTES = 64
END = 27
"""The letter that stands for the end of a word."""

HEAD = 4
"""The letters of a word that are read once for all words that begin so."""


_PERSONS = ("gehandicapten", "gewonden", "jongeren", "ouderen")
"""Plurals of adjectives, which look like those of nouns: documenten, goederen."""


class LemmaRule(NamedTuple):
    """How a word becomes its lemma: "aangevraagd" by (3, 1, "") → "aanvraag".

    Args:
        ge: where a "ge" is taken out, -1 for nowhere.
        strip: the letters that are cut off then.
        add: what is appended then.
    """

    ge: int
    strip: int
    add: str

    def apply(self, word: str) -> str:
        """The lemma of a word that goes by this rule."""
        if self.ge >= 0:
            word = word[: self.ge] + word[self.ge + 2 :]
        return word[: len(word) - self.strip] + self.add


class Entry(NamedTuple):
    """What is known of a word.

    Args:
        rule: how it becomes its lemma.
        whole: it is never split.
        modifier: its score as a compound's part before another, None if it cannot be one.
        linked: the same with a linking s after it.
        head: its score as the last part.
    """

    rule: LemmaRule
    whole: bool
    modifier: int | None
    linked: int | None
    head: int | None

    def singular(self, word: str) -> str:
        """The modifier without its plural ending: leraren → leraar, kinder → kind."""
        ge, strip, add = self.rule
        lemma = self.rule.apply(word)
        if not word.endswith(("en", "er")) or lemma == word:
            return word
        if word.endswith("ingen"):
            return word[:-2]
        is_participle = ge >= 0 or (word.endswith(("den", "ten")) and word[-3] != word[-4])
        is_shorter = strip > 3 or (strip == 3 and is_participle)
        if word in _PERSONS or (is_shorter and not add and word != lemma + "eren"):
            return word[:-1]
        return lemma


class Known(Hashable, Protocol):
    """Words that can be looked up; their entries stay as they are."""

    def find(self, word: str) -> Entry | None:
        """The entry of a folded word."""

    def words_from(self, text: str) -> Sequence[tuple[int, Entry]]:
        """The known words that ``text`` begins with: where each ends, and its entry."""


class Lexicon:
    """The words of a lexicon file.

    Args:
        data: the file's bytes, or a map of it.

    Raises:
        ValueError: it is no lexicon file of this version, or not whole.
    """

    def __init__(self, data: bytes | mmap.mmap) -> None:
        view = memoryview(data)
        numbers = array("I", view[8:24].tobytes().ljust(16, b"\0"))
        if sys.byteorder == "big":
            numbers.byteswap()
        version, rules_bytes, count, root = numbers
        cells_at = HEADER_BYTES + rules_bytes
        if view[:8] != MAGIC or version != VERSION or len(view) != cells_at + 4 * count:
            raise ValueError("not a lexicon file of this version")
        self.digest = bytes(view[24:56]).hex()
        self._rules = [
            parse_rule(line) for line in str(view[HEADER_BYTES:cells_at], "utf-8").split()
        ]
        self._cells = _native(view[cells_at:])
        self._entries: dict[int, Entry] = {}
        self._read_head = lru_cache(HEADS_REMEMBERED)(partial(self._read, start=0, state=root))

    def find(self, word: str) -> Entry | None:
        """The entry of a folded word."""
        if not (word.isascii() and word.isalpha()):
            return None
        state, _found = self._read_head(word[:HEAD])
        cells = self._cells  # walked as _read does, but nothing is collected on the way
        for letter in word[HEAD:].encode():
            if state < 0:
                return None
            code = letter - 96
            cell = cells[state + code]
            state = cell >> 5 if cell & 31 == code else -1
        cell = cells[state + END] if state >= 0 else 0
        return self._entry(cell >> 5) if cell & 31 == END else None

    def words_from(self, text: str) -> Sequence[tuple[int, Entry]]:
        """The known words that ``text`` begins with: where each ends, and its entry."""
        letters = text if text.isascii() and text.isalpha() else _plain(text)
        state, found = self._read_head(letters[:HEAD])
        if state < 0 or len(letters) <= HEAD:
            return found
        return [*found, *self._read(letters, HEAD, state)[1]]

    def _read(self, letters: str, start: int, state: int) -> tuple[int, list[tuple[int, Entry]]]:
        """Read the letters from ``start`` on.

        Args:
            letters: ASCII letters.
            start: the first letter that is read.
            state: where the letters before it led to.

        Returns:
            Where they lead to, -1 for nowhere; the known words that end on the way.
        """
        found: list[tuple[int, Entry]] = []
        cells, entries, end = self._cells, self._entries, start
        for letter in letters.encode()[start:]:
            code = letter - 96
            cell = cells[state + code]
            if cell & 31 != code:
                return -1, found
            end += 1
            state = cell >> 5
            cell = cells[state + END]
            if cell & 31 == END:
                packed = cell >> 5
                found.append((end, entries.get(packed) or self._entry(packed)))
        return state, found

    def _entry(self, packed: int) -> Entry:
        entry = self._entries.get(packed)
        if entry is None:
            entry = self._entries[packed] = Entry(
                self._rules[packed & 2047],
                bool(packed >> 11 & 1),
                _unpack(packed >> 12 & 31),
                _unpack(packed >> 17 & 31),
                _unpack(packed >> 22 & 31),
            )
        return entry


def _plain(text: str) -> str:
    """A text up to its first character that is no ASCII letter."""
    return "".join(takewhile(lambda c: c.isascii() and c.isalpha(), text))


def pack(rule: int, whole: bool, scores: Sequence[int | None]) -> int:
    """An entry as a number of 27 bits; scores are kept from -4 to 26."""
    packed = rule | whole << 11
    for place, value in zip((12, 17, 22), scores, strict=True):
        packed |= (0 if value is None else min(max(value + 5, 1), 31)) << place
    return packed


def _unpack(bits: int) -> int | None:
    return bits - 5 if bits else None


def parse_rule(line: str) -> LemmaRule:
    """A lemma rule as the file has it: "ge,strip,add"."""
    ge, strip, add = line.split(",")
    return LemmaRule(int(ge), int(strip), add)


def _native(view: memoryview) -> Sequence[int]:
    if sys.byteorder == "little":
        return view.cast("I")
    cells = array("I", view.tobytes())
    cells.byteswap()
    return cells


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships with the package."""
    path = f"{__file__.removesuffix('lexicon.py')}lexicon.bin"
    with open(path, "rb") as file:  # noqa: PTH123 - pathlib would be a third of a cold analysis
        return Lexicon(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
