"""A light stemmer: inflection only, so that what differs in meaning stays apart."""

from functools import lru_cache

from imwsearch.dutch.folding import fold

_IRREGULAR = {
    "leden": "lid",
    "steden": "stad",
    "wegen": "weg",
    "kinderen": "kind",
    "schepen": "schip",
    "eieren": "ei",
    "koeien": "koe",
    "dagen": "dag",
    "musea": "museum",
}
_S_PLURALS = ("ie", "e", "el", "em", "en", "er", "eur", "oor", "aar", "um", "or", "ing", "eau")
_VOWELS = "aeiouy"


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The term under which a word is indexed."""
    word = fold(word)
    if not word.isalpha() or not word.isascii() or len(word) < 4:
        return word.removesuffix("'s")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("heden"):
        return word[:-5] + "heid"
    if word.endswith(("tra", "ria")):
        return word[:-1] + "um"
    return _strip(word)


def _strip(word: str) -> str:
    if word.endswith("s") and word[:-1].endswith(_S_PLURALS):
        word = word[:-1]
    if word.endswith(("ien", "ieen")):
        return word[: word.rindex("ie") + 2]
    if word.endswith("en") and len(word) > 4:
        return _close(word[:-2])
    if word.endswith("e") and len(word) > 4 and word[-2] not in _VOWELS:
        return _close(word[:-1])
    return _close(word)


def _close(base: str) -> str:
    """One spelling for a base: bedrijv → bedrijf, bann → ban, school and schol → schol."""
    if base[-1] in _VOWELS or len(base) < 3:
        return base
    if base[-1] == base[-2]:
        return base[:-1]
    if base[-2] == base[-3] and base[-2] in "aeou":
        base = base[:-2] + base[-1]
    return base[:-1] + {"v": "f", "z": "s"}.get(base[-1], base[-1])
