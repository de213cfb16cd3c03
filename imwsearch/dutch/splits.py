"""A word → what it is read as: a known word, a compound, a form of these, or a guess."""

from typing import NamedTuple

from imwsearch.dutch.compounds import base_of, look_up
from imwsearch.dutch.folding import fold
from imwsearch.dutch.guesses import guess_split
from imwsearch.dutch.lexicon import Entry, Known, lexicon
from imwsearch.limits import COMPOUND_LETTERS

COMPOUND_FROM = 6
"""The letters that a compound has at least."""


def split(word: str) -> tuple[str, ...]:
    """The real words of a compound.

    Args:
        word: any word; it is folded.

    Returns:
        Its parts in order, the last as it stands in the word, the others without linking letters
        and plural ending: "lerarentekorten" gives ("leraar", "tekorten"). (word,) if it is whole,
        a name, or longer than ``limits.COMPOUND_LETTERS``.
    """
    word = fold(word)
    if not COMPOUND_FROM <= len(word) <= COMPOUND_LETTERS or not (
        word.isascii() and word.isalpha()
    ):
        return (word,)
    base, _entry, parts = read_word(word, lexicon())
    return (*parts[:-1], word[len(base) - len(parts[-1]) :]) if parts else (word,)


class Reading(NamedTuple):
    """What a word is read as.

    Args:
        base: the word, or what it is an inflected form of.
        entry: what is known of that.
        parts: those of that.
    """

    base: str
    entry: Entry | None
    parts: tuple[str, ...]


def read_word(word: str, known: Known) -> Reading:
    """Read a folded word of letters: as a known one, a compound, a form of these, or as a guess."""
    found = look_up(word, known)
    if found.entry or found.parts:
        return Reading(word, *found)
    if inflected := base_of(word, known):
        base, found = inflected
        return Reading(base, *found)
    single = word[:-2] if word.endswith("ingen") else word
    return Reading(single, None, guess_split(single, known))
