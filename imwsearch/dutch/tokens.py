"""Text → the words that are indexed and searched, with their places.

The same function serves documents and queries, so that whatever is written in several ways
(flexi-jobs, flexijobs; 12.345, 12 345, 12345; 25 oktober 2024, 25/10/2024; CO2, CO₂, CO 2) has a
word in common.
"""

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from imwsearch.dutch.folding import SPECIAL, fold
from imwsearch.limits import CHUNKS_REMEMBERED, WORD_LETTERS

if TYPE_CHECKING:
    from imwsearch.dutch.chunks import Piece


class Token(NamedTuple):
    """A word of a text.

    Where a place can be read in several ways (hyphens, apostrophes, initials, letters with digits,
    dates, large numbers), its joined forms come first and share the position of the first of its
    single words, which stand at positions of their own.

    Args:
        word: the folded word, in NFC, at most ``limits.WORD_LETTERS`` long.
        start: where it begins in the text as given, in characters.
        end: the character after it.
        position: the number of words before it; stop words count.
    """

    word: str
    start: int
    end: int
    position: int


def tokenize(text: str) -> list[Token]:
    """The words of ``text`` in order, stop words included.

    Offsets count characters of the text as given; a soft hyphen or a combining mark inside a word
    belongs to it. Never raises.
    """
    if _is_plain(text):
        return _plain_words(text)
    from imwsearch.dutch.chunks import CHUNK  # a plain query need not pay for importing re

    tokens: list[Token] = []
    append, new, remembered = tokens.append, tuple.__new__, _chunks()
    position = end = 0
    between_and_chunk = iter(CHUNK.split(text))  # half the time of a match object for each chunk
    for between, raw in zip(between_and_chunk, between_and_chunk, strict=False):
        start = end + len(between)
        end = start + len(raw)
        pieces = remembered.get(raw) or _read(raw)
        if isinstance(pieces, str):
            append(new(Token, (pieces, start, end, position)))
            position += 1
            continue
        for word, left, right, place in pieces:
            append(new(Token, (word, start + left, start + right, position + place)))
        position = tokens[-1].position + 1 if pieces else position
        if raw.isdigit():
            _join_backwards(text, tokens)
    return tokens


def _is_plain(text: str) -> bool:
    """Whether the text is short, and letters and spaces are all it has."""
    return len(text) < 500 and text.replace(" ", "").isalpha() and SPECIAL.isdisjoint(text)


def _plain_words(text: str) -> list[Token]:
    tokens: list[Token] = []
    start = 0
    for raw in text.split(" "):
        if raw:
            word = fold(raw)[:WORD_LETTERS]
            tokens.append(Token(word, start, start + len(raw), len(tokens)))
        start += len(raw) + 1
    return tokens


@cache
def _chunks() -> "dict[str, str | tuple[Piece, ...]]":
    """What chunks of text were read as: most of a text is the same few words."""
    return {}


def _read(raw: str) -> "str | tuple[Piece, ...]":
    from imwsearch.dutch.chunks import read

    pieces = read(raw)
    if len(raw) <= WORD_LETTERS:
        remembered = _chunks()
        if len(remembered) >= CHUNKS_REMEMBERED:
            remembered.clear()
        remembered[raw] = pieces
    return pieces


def _join_backwards(text: str, tokens: list[Token]) -> None:
    """Add the date or the large number that the last token, a number, completes."""
    from imwsearch.dutch.chunks import date_of_words

    last = tokens[-1]
    if len(last.word) == 4 and len(tokens) >= 3:
        day, month, _ = tokens[-3:]
        date = date_of_words(day.word, month.word, last.word)
        if date and _only_between(text, day, month, ".") and _only_between(text, month, last, "."):
            tokens.insert(len(tokens) - 3, Token(date, day.start, last.end, day.position))
    elif len(last.word) == 3:
        _join_thousands(text, tokens)


def _join_thousands(text: str, tokens: list[Token]) -> None:
    """Read "1 234 567" as one number too; of four groups at most."""
    first = len(tokens) - 1
    while first and len(tokens) - first < 4 and tokens[first].end - tokens[first].start == 3:
        before = tokens[first - 1]
        if not before.word.isdigit() or not _only_between(text, before, tokens[first], ""):
            break
        first -= 1
    groups = tokens[first:]
    if len(groups) > 1 and len(groups[0].word) <= 3:
        word = "".join(group.word for group in groups).lstrip("0") or "0"
        tokens.insert(first, Token(word, groups[0].start, groups[-1].end, groups[0].position))


def _only_between(text: str, left: Token, right: Token, also: str) -> bool:
    gap = text[left.end : right.start]
    return len(gap) <= 3 and not gap.strip(" \u00a0\u202f\u2009\n" + also)
