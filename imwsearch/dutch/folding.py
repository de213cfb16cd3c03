"""One spelling for letters that differ only in how they were typed."""

INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Soft hyphen, zero-width spaces and joiners, direction marks: a break may fall there, no more."""

MARKS = "\u0300-\u036f\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
"""The combining marks of latin text, as ranges of a character class."""

APOSTROPHES = "'\u2019\u2018\u02bc\u02bb\u02b9\u2032\u00b4`\u201b\uff07"
"""What stands for an apostrophe inside a word; folded to the first."""

HYPHENS = "-\u2010\u2011\u2012\ufe63\uff0d"
"""What stands for a hyphen inside a word; a dash is no hyphen."""

SPECIAL = frozenset(APOSTROPHES + HYPHENS + INVISIBLE)
"""What stands inside words and is no part of their spelling; some of it counts as letters."""

_LETTERS = {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "ŧ": "t"}
_TABLE = str.maketrans(
    _LETTERS
    | dict.fromkeys(APOSTROPHES, "'")
    | dict.fromkeys(HYPHENS, "-")
    | dict.fromkeys(INVISIBLE, "")
)


def fold(word: str) -> str:
    """The word in lower case, without accents, ligatures and invisible characters.

    Args:
        word: any text without spaces, in any normalisation form.

    Returns:
        The folded word in NFC: "Coördinatie" gives "coordinatie", "ĳs" gives "ijs", "CO₂" gives
        "co2". Folding twice changes nothing. Letters of other scripts keep their base letter.
    """
    return word.lower() if word.isascii() else _fold_unicode(word)


def fold_words(text: str) -> str:
    """A text of several words, each folded, with single spaces between them."""
    return " ".join(map(fold, text.split()))


def _fold_unicode(word: str) -> str:
    from unicodedata import category, normalize  # costs a cold search nothing if it is ASCII

    plain = normalize("NFKD", normalize("NFKD", word.translate(_TABLE)).casefold())
    kept = "".join(c for c in plain if category(c) != "Mn" and not c.isspace())
    return normalize("NFC", kept.translate(_TABLE))
