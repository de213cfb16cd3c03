"""Names that stand in capitals, in normal case."""

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+")


def plain_quotes(text: str) -> str:
    """The same text, as long, with straight quotes: D'HAESE and D’HAESE are one name."""
    return text.replace("’", "'").replace("‘", "'").replace("`", "'").replace("´", "'")


@lru_cache(4096)
def normal_case(printed: str) -> str:
    """A name as people write it.

    One rule: each word in capitals keeps its first letter ("Maggie De Block", "Jos D'Haese");
    Dutch IJ counts as one letter, Mc begins a new one. How the person writes ``van`` and ``de``
    cannot be known from capitals.

    Args:
        printed: the name, in capitals or not.

    Returns:
        The name in normal case, with straight quotes and single spaces.
    """
    return _WORD.sub(_capitalized, plain_quotes(" ".join(printed.split())))


def _capitalized(match: re.Match[str]) -> str:
    word = match[0]
    if not word.isupper():
        return word
    if word.startswith("IJ"):
        return "IJ" + word[2:].lower()
    if word.startswith("MC") and len(word) > 4:
        return "Mc" + word[2:].capitalize()
    return word.capitalize()
