"""Where words stand in a text, found without reading all of the text.

The text is drawn in bytes, one for each character: letters without case and accents, a blank for
what only parts words, and a sign for what may join them. In this drawing the words are looked up
as they are; only the stretches with a joining sign in them are read.
"""

from __future__ import annotations

from imwsearch import addresses, dutch
from imwsearch.dutch.folding import SPECIAL
from imwsearch.limits import PIECES_REMEMBERED, WORD_LETTERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from imwsearch.addresses import Span

_ACCENTED = (
    "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöøùúûüýÿ",
    "aaaaaaceeeeiiiinoooooouuuuyaaaaaaceeeeiiiinoooooouuuuyy",
)
"""The letters of Latin-1, and the ones that folding leaves of them."""

_LETTERS = b"abcdefghijklmnopqrstuvwxyz"
_JOINING = b"-'`\xb4.,/"
_ODD = "?ÆÐÞßæðþªµº²³¹¼½¾_\u00ad".encode("latin-1")

"""A character that is not of Latin-1 becomes a question mark; what was one is a blank by then."""

_DIGIT, _JOIN, _OTHER = b"0", b"-", b"?"
"""What is drawn for a digit, for a sign that may join two words, for what has to be read."""

_PARTING = "?\u201c\u201d\u2013\u2014\u2026\u20ac\u2022"
"""Frequent characters that only part words and that the drawing would not tell from others."""


def _drawing() -> bytes:
    """What is drawn for each character of Latin-1."""
    table = bytearray(b" " * 256)
    table[97:123] = table[65:91] = _LETTERS
    table[48:58] = _DIGIT * 10
    for accented, plain in zip(_ACCENTED[0].encode("latin-1"), _ACCENTED[1].encode(), strict=True):
        table[accented] = plain
    for sign in _JOINING:
        table[sign] = ord(_JOIN)
    for sign in _ODD:
        table[sign] = ord(_OTHER)
    return bytes(table)


_DRAWING = _drawing()


def draw(text: str) -> bytes:
    """A text in bytes, one for each character, between two blanks."""
    for sign in _PARTING:
        text = text.replace(sign, " ")
    text = text.replace("\u2019", "'")
    return b" %b " % text.encode("latin-1", "replace").translate(_DRAWING)


def part(drawn: bytes) -> bytes:
    """A drawing with blanks for the joining signs that have no letter on both of their sides."""
    return drawn.replace(b"--", b"  ").replace(b"- ", b"  ").replace(b" -", b"  ")


class Spotter:
    """Finds some words in texts.

    Args:
        words: folded words, each with a letter in it: a number may go over several stretches.
    """

    def __init__(self, words: Collection[str]) -> None:
        self._words = words
        plain = {word for word in words if word.isascii() and word.isalpha()}
        others = [word for word in words if word not in plain]
        self._plain = {word.encode() for word in plain if len(word) < WORD_LETTERS}
        self._begun = {_runs(word)[0][2] for word in others if not word.isalpha()}
        self._needles = _needles(
            {word.encode() for word in plain}
            | {draw(word).translate(None, _JOIN + b" ") for word in others}
        )
        self._read: dict[str, list[Span]] = {}

    def find(self, texts: Sequence[str]) -> list[list[Span]]:
        """Where the words stand in each of some texts, in order.

        What is found is what ``dutch.tokenize`` gives of them; of joined forms ("water-beleid")
        the whole and the words may both be met.
        """
        found: list[list[Span]] = [[] for _text in texts]
        n, start, end = -1, 0, -1
        for left, right, word in self._find("\n".join(texts)):
            while left >= end:
                n, start = n + 1, end + 1
                end = start + len(texts[n])
            found[n].append((left - start, right - start, word))
        return found

    def _find(self, text: str) -> list[Span]:
        drawn = draw(text)
        found: list[Span] = []
        for start, run in self._sought(drawn):
            if run in self._plain:
                found.append((start, start + len(run), run.decode()))
            elif (not run.isalpha() or len(run) >= WORD_LETTERS) and run.strip(b"0-"):
                spans = self._spans(text[start : start + len(run)])
                found += [(start + left, start + right, word) for left, right, word in spans]
        found.sort()
        return found

    def _sought(self, drawn: bytes) -> Iterable[tuple[int, bytes]]:
        """The runs between blanks that may have a word, and where they stand."""
        if not self._needles or len(self._needles[0]) < _SHORT:
            return self._among_all(drawn)
        together = drawn.translate(None, _JOIN)
        found: set[tuple[int, bytes]] = set()
        joined = _OTHER in drawn
        for needle in self._needles:
            if count := together.count(needle):
                places = list(_places(drawn, needle))
                found.update(_run_at(drawn, at) for at in places)
                joined = joined or len(places) < count
        if joined:
            found.update(self._among_all(drawn))
        return found

    def _among_all(self, drawn: bytes) -> Iterator[tuple[int, bytes]]:
        """The runs between blanks, and where they stand, that are sought or have to be read."""
        drawn = part(drawn)
        runs = set(drawn.split())
        odd = {run for run in runs if not run.isalpha() or len(run) >= WORD_LETTERS}
        if self._needles:
            odd = set(filter(self._may_have_a_word, odd))
        for run in odd | runs & self._plain:
            for start in _places(drawn, b" %b " % run, len(run) + 1):
                yield start, run

    def _may_have_a_word(self, run: bytes) -> bool:
        """Whether a run between blanks has a needle, in one piece or joined."""
        together = run.translate(None, _JOIN)
        return _OTHER in run or any(needle in together for needle in self._needles)

    def _spans(self, raw: str) -> list[Span]:
        """The words in a stretch of a text that has more than plain letters."""
        spans = self._read.get(raw)
        if spans is None:
            if len(self._read) > PIECES_REMEMBERED:
                self._read.clear()
            spans = self._read[raw] = self._in_runs(raw)
        return spans

    def _in_runs(self, raw: str) -> list[Span]:
        """The words among a stretch's runs of letters; it is read where that needs more."""
        parts = raw.replace(".", "/").replace(",", "/").replace("\u2019", "'").split("/")
        if all(_is_plain(part) or _is_inflected(part) for part in parts):
            return [span for span in _joined(parts) if span[2] in self._words]
        if addresses.is_plain(raw):
            return [span for span in addresses.words(raw) if span[2] in self._words]
        runs = [word for _start, _end, word in _runs(raw)]
        told = any(word in self._words for word in runs) or self._may_be_joined(runs)
        if not told and not any(c.isnumeric() > c.isdigit() for c in raw):  # Roman ones are letters
            return []
        tokens = dutch.tokenize(raw)
        return [(one.start, one.end, one.word) for one in tokens if one.word in self._words]

    def _may_be_joined(self, runs: Sequence[str]) -> bool:
        """Whether runs of letters may be one of the words together, or with what is no letter."""
        if len(runs) > _FEW:
            return True
        together = (
            "".join(runs[first:last])[:WORD_LETTERS]
            for first in range(len(runs))
            for last in range(first + 2, len(runs) + 1)
        )
        return any(word in self._begun for word in runs) or any(
            word in self._words or word in self._begun for word in together
        )


def _needles(words: Collection[bytes]) -> list[bytes]:
    """What stands in every run of a drawing that has one of the words, whole or joined.

    Words are found by the shortest of them that they contain, as compounds contain their parts;
    many words by what they begin with. Nothing where that is still too much.
    """
    if any(_OTHER in word for word in words):
        return []
    needles = _shortest(words)
    if len(needles) > _FEW:
        needles = _shortest({word[:_SHORT] for word in words})
    return needles if len(needles) <= _FEW else []


def _shortest(words: Collection[bytes]) -> list[bytes]:
    """The words that contain no other of them, as far as there are not too many."""
    shortest: list[bytes] = []
    for word in sorted(words, key=len):
        if not any(map(word.__contains__, shortest)):
            shortest.append(word)
            if len(shortest) > _FEW:
                break
    return shortest


def _places(drawn: bytes, needle: bytes, size: int = 0) -> Iterator[int]:
    """Where a needle stands, each ``size`` after the one before, or after all of that one."""
    at = drawn.find(needle)
    while at >= 0:
        yield at
        at = drawn.find(needle, at + (size or len(needle)))


def _run_at(drawn: bytes, at: int) -> tuple[int, bytes]:
    """The run at a place that is no blank, and where the blank before it stands."""
    start, end = drawn.rfind(b" ", 0, at), drawn.find(b" ", at)
    run = drawn[start + 1 : end]
    if _JOIN in run:
        parted = part(drawn[start : end + 1])
        first, last = parted.rfind(b" ", 0, at - start), parted.find(b" ", at - start)
        return start + first, parted[first + 1 : last]
    return start, run


def _runs(raw: str) -> list[Span]:
    """The runs of letters in a stretch of a text, folded."""
    runs: list[Span] = []
    end = 0
    for run in "".join(c if c.isalpha() and c not in SPECIAL else " " for c in raw).split():
        start = raw.index(run, end)
        end = start + len(run)
        runs.append((start, end, dutch.fold(run)[:WORD_LETTERS]))
    return runs


def _is_plain(part: str) -> bool:
    """Whether a part between points or slashes is a number, or words that hyphens join at most."""
    if part and max(part) >= "\u0250":
        return False
    return part.isdecimal() or (len(part) > 1 and part.replace("-", "").isalpha())


_INFLECTIONS = frozenset(("s", "n", "t", "r", "je", "jes", "tje", "tjes", "er", "ers", "en"))
"""What makes one word with what stands before its apostrophe, as ``dutch.chunks`` reads it."""


def _is_inflected(part: str) -> bool:
    """Whether a part is a word with an apostrophe before its inflection: foto's."""
    word, _sign, ending = part.partition("'")
    return ending.lower() in _INFLECTIONS and _is_plain(word) and word.isalpha()


def _joined(parts: Sequence[str]) -> Iterator[Span]:
    """The words in plain and inflected parts, those that hyphens join before them."""
    at = 0
    for part in parts:
        runs = [(0, len(part), dutch.fold(part)[:WORD_LETTERS])] if "'" in part else _runs(part)
        if len(runs) > 1:
            yield at, at + len(part), "".join(word for _start, _end, word in runs)[:WORD_LETTERS]
        for start, end, word in runs:
            yield at + start, at + end, word
        at += len(part) + 1


_FEW = 6
"""A stretch of more runs of letters than this is read without asking what they make.

And so many needles are looked for at most: each goes through all of a text.
"""

_SHORT = 4
"""A word of fewer letters stands in too many others to be a needle."""
