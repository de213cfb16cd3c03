"""Texts → words and places, as ``dutch.tokenize`` reads them, in the pieces the writer wants."""

import re
from collections.abc import Sequence

from imwsearch.codec.pieces import Language
from imwsearch.days import MONTH_NUMBERS
from imwsearch.dutch import analyze_word, tokenize
from imwsearch.limits import WORD_LETTERS

_RUN_TOGETHER = re.compile(r"(?:[A-Za-z]{2,}[.,;:?!()\"/]+)+(?:[A-Za-z]+|[0-9]+)")
"""Words with no blank after the signs between them, which nothing joins; letters that stand alone
beside each other may be initials."""

_HYPHENATED = re.compile("[A-Za-z]+(?:-[A-Za-z]+)+")
_RUN = re.compile("[a-z]+|[0-9]+")


def read(raw: str) -> list[tuple[str, int]]:
    """The words of a piece of text without blanks, and their places."""
    if raw.isascii() and (raw.isalpha() or raw.isdigit()):
        return [(raw.lower()[:WORD_LETTERS], 0)]
    if _RUN_TOGETHER.fullmatch(raw):
        return _in_order(_RUN.findall(raw.lower()))
    if _HYPHENATED.fullmatch(raw):
        words = raw.lower().split("-")
        return [("".join(words)[:WORD_LETTERS], 0), *_in_order(words)]
    return [(token.word, token.position) for token in tokenize(raw)]


def _in_order(words: Sequence[str]) -> list[tuple[str, int]]:
    return [(word[:WORD_LETTERS], place) for place, word in enumerate(words)]


def join(pieces: Sequence[str]) -> list[tuple[str, int]]:
    """The words that the last piece, a number, forms with those before it, and their places.

    25 oktober 2024 is a date, 12 345 one number.
    """
    text = " ".join(pieces)
    last = len(text) - len(pieces[-1])
    return [
        (token.word, token.position) for token in tokenize(text) if token.start < last < token.end
    ]


def joins(word: str) -> bool:
    """Whether a number may join with this word right before it: a number, a month."""
    return word.isdigit() or word in MONTH_NUMBERS


DUTCH = Language(read, join, joins, analyze_word)
