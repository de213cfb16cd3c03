"""Compounds → their parts.

A modifier is a known word, with or without a linking s, or a plural; a head is a known word that
may end a compound. Each known word carries its scores (``building/parts.py``). The best split is
the one with the highest mean score of its parts, less a fine for each part beyond two.
"""

from collections.abc import Iterator
from functools import lru_cache

from imwsearch.dutch.folding import fold
from imwsearch.dutch.lexicon import Known, lexicon
from imwsearch.limits import COMPOUND_LETTERS, WORDS_REMEMBERED

_PARTS = 4
_FINE = 4.5
_LONG_MODIFIER = 1.2
_THRESHOLD = 6.0
_Split = tuple[float, tuple[str, ...]]


@lru_cache(maxsize=WORDS_REMEMBERED)
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
    known = lexicon()
    if not 5 < len(word) <= COMPOUND_LETTERS or not (word.isascii() and word.isalpha()):
        return (word,)
    entry = known.find(word)
    if entry and entry.whole:
        return (word,)
    return best_split(word, known) or (word,)


def best_split(word: str, known: Known) -> tuple[str, ...]:
    """The parts of a folded word by the scores alone; empty if it has no good split."""
    value, parts = max(_splits(word, 0, 0, (), known), default=(0.0, ()))
    return parts if value >= _THRESHOLD else ()


def _splits(
    word: str, start: int, total: float, parts: tuple[str, ...], known: Known
) -> Iterator[_Split]:
    """All the ways to read ``word`` from ``start`` on, after the given parts."""
    end = len(word)
    for stop, entry in known.words_from(word, start):
        if stop == end:
            if parts and entry.head is not None:
                count = len(parts) + 1
                value = (total + entry.head) / count - _FINE * (count - 2)
                yield value, (*parts, word[start:])
        elif len(parts) < _PARTS - 1 and end - stop > 2:
            longer = _LONG_MODIFIER * (stop - start)
            if entry.modifier is not None:
                part = (*parts, entry.singular(word[start:stop]))
                yield from _splits(word, stop, total + entry.modifier + longer, part, known)
            if entry.linked is not None and word[stop] == "s" and end - stop > 3:
                part = (*parts, word[start:stop])
                yield from _splits(word, stop + 1, total + entry.linked + longer, part, known)
