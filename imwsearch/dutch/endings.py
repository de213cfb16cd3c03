"""Dutch endings: what an inflected word may come from."""

from collections.abc import Iterator

_VOWELS = "aeiouyëéïóöüá"


def bases(word: str) -> Iterator[str]:
    """What an inflected word may come from, by its ending, likeliest first.

    The caller takes the first one that is a word.
    """
    yield from _by_ending(word)
    if word.endswith(("en", "ën")):
        yield from _closed(word[:-2])
        yield word[:-1]
    elif word.endswith(("e", "ë")):
        yield from _closed(word[:-1])


def _by_ending(word: str) -> Iterator[str]:
    for ending, bases_endings in _ENDINGS.items():
        if word.endswith(ending) and not word.endswith(_OWN_S):
            for base_ending in bases_endings:
                yield word[: len(word) - len(ending)] + base_ending


_ENDINGS = {
    "heden": ("heid",),
    "ële": ("ëel", "eel"),
    "eele": ("eel",),
    "'s": ("",),
    "tje": ("",),
    "tjes": ("",),
    "s": ("",),
    "ches": ("ch",),
    "shes": ("sh",),
    "xes": ("x",),
    "iever": ("ief",),
    "elijker": ("elijk",),
    "ën": ("e",),
    "a": ("um",),
    "i": ("us",),
}


_OWN_S = ("plaats", "taks")
"""Ends of words of which the s is no ending."""


def _closed(base: str) -> Iterator[str]:
    """The base of an open syllable as it is spelt alone: bedrijv, bann, schol, cijfer."""
    if len(base) < 2:
        return
    last, vowel = base[-1], base[-2]
    hard = {"v": "f", "z": "s"}.get(last, last)
    if last == vowel and last not in _VOWELS:
        yield base[:-1]
    elif vowel in "aeou" and last not in _VOWELS and _is_short(base):
        yield base[:-1] + vowel + hard
    elif vowel == "ë" and last not in _VOWELS:
        yield base[:-1] + "e" + hard
        yield base[:-2] + "ee" + hard
    yield base[:-1] + hard
    if hard != last:
        yield base


def _is_short(base: str) -> bool:
    """Whether one vowel is before the last letter, or a syllable of its own: evalu-er."""
    return base[-3:-2] not in _VOWELS or base.endswith("uer")


_REGULAR = {
    "iseringen": "iseer",
    "isering": "iseer",
    "iseren": "iseer",
    "iseert": "iseer",
    "atoren": "ator",
    "ctoren": "ctor",
    "ptoren": "ptor",
    "itoren": "itor",
    "utoren": "utor",
    "ssoren": "ssor",
    "ingen": "ing",
    "heden": "heid",
    "iteiten": "iteit",
    "aties": "atie",
    "ities": "itie",
    "isten": "ist",
    "menten": "ment",
    "ismen": "isme",
    "ologen": "oloog",
    "ische": "isch",
    "elijke": "elijk",
    "bare": "baar",
    "ionale": "ionaal",
    "iale": "iaal",
    "iele": "ieel",
    "aire": "air",
    "gerichte": "gericht",
    "eerd": "eer",
    "eerde": "eer",
    "eerden": "eer",
    "aars": "aar",
    "ering": "ering",
    "ups": "up",
    "outs": "out",
    "offs": "off",
}

_LONG = 9
"""Letters from which on more endings leave no doubt: terugkeerders, not Peeters."""

_REGULAR_OF_LONG = {
    "ers": "er",
    "ors": "or",
    "eurs": "eur",
    "ions": "ion",
    "ments": "ment",
    "ings": "ing",
    "ende": "end",
    "enden": "end",
    "achtige": "achtig",
    "matige": "matig",
    "talige": "talig",
    "euze": "eus",
    "ieve": "ief",
    "igde": "igd",
    "loze": "loos",
    "onele": "oneel",
    "orale": "oraal",
    "rijke": "rijk",
    "stuurde": "stuurd",
    "valente": "valent",
}

_LOAN = 5
"""Letters from which on what ends in -es is a plural, as deepfakes is, and seldom a name."""


_HISSING = ("xes", "shes", "sses")
"""Ends of plurals of which -es is the ending."""

_BY_LENGTH = (
    (_REGULAR, tuple(_REGULAR), 0),
    (_REGULAR_OF_LONG, tuple(_REGULAR_OF_LONG), _LONG),
)
"""The bases of endings, these endings, and the letters that a word has at least."""


def is_loan_participle(word: str) -> bool:
    """Whether it looks like gedelokaliseerd; not gendergerelateerd."""
    is_one = word.startswith("ge") and word.endswith(("eerd", "eerde", "eerden"))
    return is_one and len(word) >= _LONG and "ge" not in word[4:]


def regular_base(word: str) -> str:
    """An unknown word without the inflection that its ending shows beyond doubt."""
    if is_loan_participle(word):
        word = word[2:]
    for regular, endings, least in _BY_LENGTH:
        for ending, base in regular.items() if word.endswith(endings) else ():
            if word.endswith(ending) and len(word) >= max(least, len(ending) + 3):
                return word.removesuffix(ending) + base
    is_loan = len(word) >= _LOAN and word.endswith("es") and word[-3] not in _VOWELS
    return word[: -2 if word.endswith(_HISSING) else -1] if is_loan else word
