"""What a query says of a name, a title or a theme → whether a value is meant."""

import re
from collections.abc import Callable, Sequence
from functools import cache

from imwsearch import dutch

_PART = re.compile(r"\w+")


def meaning(asked: str) -> Callable[[str], bool]:
    """Whether a value is meant: it holds what is asked, or its words in any order.

    Case and accents do not matter. A word with ``*``, for any letters, is a whole one of the value.
    """
    wanted = dutch.fold_words(asked)
    words = wanted.split()
    patterns = [word.split("*") for word in words if "*" in word]
    whole = frozenset(word for word in words if "*" not in word)

    @cache
    def is_meant(value: str) -> bool:
        folded = dutch.fold_words(value)
        if patterns:
            own = {*folded.split(), *_PART.findall(folded)}
            return whole <= own and all(any(_fits(w, each) for w in own) for each in patterns)
        has_words = len(words) > 1 and whole.issubset(folded.split())
        return wanted in folded or has_words or begins(folded, wanted)

    return is_meant


def begins(value: str, start: str) -> bool:
    """Whether words of a value begin with a text, however they are joined; both folded.

    D'Haese and Van den Bergh begin with "dhaese" and "vandenb".
    """
    parts, joined = _PART.findall(value), "".join(_PART.findall(start))
    return any("".join(parts[at:]).startswith(joined) for at in range(len(parts) if joined else 0))


def _fits(word: str, pieces: Sequence[str]) -> bool:
    """Whether a word is these pieces with any letters between them; in linear time."""
    first, *between, last = pieces
    at, end = len(first), len(word) - len(last)
    for piece in between:
        found = word.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return at <= end and word.startswith(first) and word.endswith(last)
