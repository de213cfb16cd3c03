"""Dutch endings: what an inflected word may come from."""

from collections.abc import Iterator

_VOWELS = "aeiouyëéïóöüá"


def bases(word: str) -> Iterator[str]:
    """What an inflected word may come from, by its ending, likeliest first.

    The caller takes the first one that is a word.
    """
    if word.endswith("heden"):
        yield word[:-5] + "heid"
    if word.endswith(("ële", "eele")):
        yield from (word[:-2] + "el", word[:-3] + "eel")
    if word.endswith("'s"):
        yield word[:-2]
    if word.endswith("s") and not word.endswith("ss"):
        yield word[:-1]
    if word.endswith(("tje", "tjes")):
        yield word[: word.rindex("tje")]
    if word.endswith("ën"):
        yield word[:-2] + "e"
    if word.endswith(("en", "ën")):
        yield from _closed(word[:-2])
        yield word[:-1]
    if word.endswith(("e", "ë")):
        yield from _closed(word[:-1])
    if word.endswith(("a", "i")):
        yield word[:-1] + ("um" if word.endswith("a") else "us")


def _closed(base: str) -> Iterator[str]:
    """The base of an open syllable as it is spelt alone: bedrijv, bann, schol, cijfer."""
    if len(base) < 2:
        return
    last, vowel = base[-1], base[-2]
    hard = {"v": "f", "z": "s"}.get(last, last)
    if last == vowel and last not in _VOWELS:
        yield base[:-1]
    elif vowel in "aeou" and last not in _VOWELS and base[-3:-2] not in _VOWELS:
        yield base[:-1] + vowel + hard
    elif vowel == "ë" and last not in _VOWELS:
        yield base[:-1] + "e" + hard
    yield base[:-1] + hard
    if hard != last:
        yield base


_REGULAR = (
    ("ingen", 2),
    ("heden", 3),
    ("iteiten", 2),
    ("aties", 1),
    ("ities", 1),
    ("isten", 2),
    ("menten", 2),
    ("ismen", 2),
    ("ologen", 2),
    ("ische", 1),
    ("elijke", 1),
    ("gerichte", 1),
    ("ering", 0),
)


def regular_base(word: str) -> str:
    """An unknown word without the inflection that its ending shows beyond doubt."""
    for ending, letters in _REGULAR:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            if ending == "heden":
                return word[:-5] + "heid"
            return word[: len(word) - letters]
    return word
