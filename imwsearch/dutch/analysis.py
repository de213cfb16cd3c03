"""A word → the terms under which it is indexed and searched."""

from functools import lru_cache
from typing import Final, NamedTuple

from imwsearch.dutch.lexicon import lexicon
from imwsearch.dutch.stems import stem, stem_and_parts
from imwsearch.dutch.stopwords import STOPWORDS
from imwsearch.dutch.tokens import tokenize
from imwsearch.limits import WORDS_REMEMBERED

_PROBE: Final = (
    "De 2 gemeenteraadsverkiezingen van 25 oktober 2024: 12.345,67 euro's voor flexi-jobs, "
    "coo\u0308rdinatie, CO₂, D’Haese (A.B.), bedrijven, musea en gesubsidieerde lerarentekorten."
)


class Analysis(NamedTuple):
    """The terms of a word.

    Args:
        stem: the index term of the whole word.
        parts: the stems of the compound's parts, in order; () if it is no compound.
    """

    stem: str
    parts: tuple[str, ...]


@lru_cache(maxsize=WORDS_REMEMBERED)
def analyze_word(word: str) -> Analysis | None:
    """The terms of a folded word, as ``Token.word`` gives it; None for a stop word."""
    if word in STOPWORDS:
        return None
    own, parts = stem_and_parts(word)
    return Analysis(own, tuple(map(stem, parts)))


def sense_of(phrase: str) -> str:
    """What a phrase shares with its other forms: its words' terms, without spaces.

    Args:
        phrase: folded words with single spaces; stop words among them do not count.
    """
    return "".join(stem(word) for word in phrase.split() if word not in STOPWORDS)


def fingerprint() -> str:
    """A digest that changes when the analysis does: of the lexicon and of its output on a probe."""
    from hashlib import sha256

    output = [(token, analyze_word(token.word)) for token in tokenize(_PROBE)]
    return sha256(f"{lexicon().digest}{output}".encode()).hexdigest()
