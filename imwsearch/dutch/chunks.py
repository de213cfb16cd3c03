"""A run of letters, digits and what joins them → its words and their joined forms."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from imwsearch.days import MONTH_NUMBERS
from imwsearch.dutch.folding import APOSTROPHES, HYPHENS, INVISIBLE, MARKS, fold
from imwsearch.limits import WORD_LETTERS


class Piece(NamedTuple):
    """A word of a chunk.

    Args:
        word: the folded word, or a joined form.
        left: where it begins in the chunk.
        right: the character after it.
        place: the number of single words before it in the chunk.
    """

    word: str
    left: int
    right: int
    place: int


_ATTACHED = rf"[{MARKS}{INVISIBLE}]"
_ANY = rf"[\w{MARKS}{INVISIBLE}]"
_DIGIT = "[0-9⁰¹²³⁴-⁹₀-₉]"
_LETTER = rf"(?:(?!{_DIGIT})[^\W_]{_ATTACHED}*)"
_HYPHEN = f"[{HYPHENS[1:]}-]"
_QUOTE = f"[{APOSTROPHES}]"

CHUNK = re.compile(rf"(\w{_ANY}*(?:[{HYPHENS[1:]}{APOSTROPHES}.,/-]\w{_ANY}*)*)")
"""What is read at once: everything that one sign may join; a group, to split a text by."""

_INFLECTION = rf"{_QUOTE}(?:s|n|t|r|tjes?|jes?|ers?|en)(?!{_ANY})"
_WORD = rf"[^\W_](?:[^\W_]|{_ATTACHED})*(?:{_INFLECTION})?"

_GROUPED = r"\d{1,3}(?:\.\d{3}){1,6}(?:,\d{1,30})?"

_PIECE = re.compile(
    rf"""
    (?P<date> \d{{1,2}}([/.-])\d{{1,2}}\2\d{{4}}(?!\w) | \d{{4}}-\d{{2}}-\d{{2}}(?!\d) )
    | (?P<number> (?<![,.])
        (?: {_GROUPED} | \d{{1,30}},\d{{1,30}} | \d{{1,30}}(?:\.\d{{1,30}}){{1,4}} )
        (?! \w | [.,]\d ) )
    | (?P<initials> {_LETTER}(?:\.{_LETTER})+(?!{_ANY}) )
    | (?P<words> {_WORD}(?:(?:{_HYPHEN}|{_QUOTE}){_WORD})* )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WORDS = {
    "date": re.compile(r"\d+"),
    "initials": re.compile(_LETTER),
    "words": re.compile(_WORD, re.IGNORECASE),
}
_JOINER = re.compile(rf"{_QUOTE}|{_HYPHEN}")
_RUN = re.compile(rf"{_DIGIT}+|{_LETTER}+")
_ORDINAL = re.compile(r"\d+(?:e|de|ste)")
_THOUSANDS = re.compile(_GROUPED)


def read(raw: str) -> str | tuple[Piece, ...]:
    """The words of a chunk; the folded word alone where the chunk is one plain word."""
    if raw.isalpha() and not _JOINER.search(raw):
        return fold(raw)[:WORD_LETTERS]
    if raw.isascii() and raw.isalnum():  # digits, or letters and digits: no sign joins anything
        return tuple(_at_places(_runs(raw, 0), 0))
    pieces: list[Piece] = []
    place = 0
    for match in _PIECE.finditer(raw):
        found = [piece for piece in _lay_out(match, place) if piece.word]
        pieces += found
        place = found[-1].place + 1 if found else place
    return tuple(pieces)


def date_of_words(day: str, month: str, year: str) -> str:
    """The ISO form of "25", "oktober", "2024"; empty where they are no date."""
    if month not in MONTH_NUMBERS or not (day + year).isdecimal() or len(day) > 2:
        return ""
    return _iso_date(int(day), MONTH_NUMBERS[month], int(year))


def _iso_date(day: int, month: int, year: int) -> str:
    valid = 1 <= day <= 31 and 1 <= month <= 12 and 1500 <= year < 2500
    return f"{year}-{month:02}-{day:02}" if valid else ""


def _lay_out(match: re.Match[str], place: int) -> Iterator[Piece]:
    """The joined forms first, then the single words, at places from ``place``."""
    kind, left, right = str(match.lastgroup), match.start(), match.end()
    if kind == "number":
        yield Piece(_number(match[0]), left, right, place)
        return
    words = [_runs(word[0], left + word.start()) for word in _WORDS[kind].finditer(match[0])]
    if len(words) > 1:
        joined = _date(match[0]) if kind == "date" else "".join(r.word for w in words for r in w)
        if not joined.isdecimal():
            yield Piece(joined.replace("'", "")[:WORD_LETTERS], left, right, place)
    for runs in words:
        yield from _at_places(runs, place)
        place += len(runs)


def _at_places(runs: Sequence[Piece], place: int) -> Iterator[Piece]:
    """The runs of one word, its joined form first."""
    if len(runs) > 1:
        mixed = "".join(run.word for run in runs)[:WORD_LETTERS]
        yield Piece(mixed, runs[0].left, runs[-1].right, place)
    for at, (word, left, right, _place) in enumerate(runs, place):
        yield Piece(word, left, right, at)


def _runs(word: str, left: int) -> list[Piece]:
    """The word, or its two or three runs of letters and digits (CO2, 4x4; not 2de)."""
    runs = [(run[0], left + run.start()) for run in _RUN.finditer(word)]
    if not 2 <= len(runs) <= 3 or "'" in (folded := fold(word)) or _ORDINAL.fullmatch(folded):
        runs = [(word, left)]
    return [Piece(fold(run)[:WORD_LETTERS], at, at + len(run), 0) for run, at in runs]


def _number(printed: str) -> str:
    """The number without the points that group its digits."""
    return printed.replace(".", "") if _THOUSANDS.fullmatch(printed) else printed


def _date(printed: str) -> str:
    first, second, third = map(int, re.findall(r"\d+", printed))
    return _iso_date(first, second, third) if third > 31 else _iso_date(third, second, first)
