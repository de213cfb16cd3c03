"""Compounds → their parts.

A modifier is a known word, with or without a linking s, or a plural; a head is a known word that
may end a compound. Each known word carries its scores (``building/parts.py``). The best split is
the one with the highest mean score of its parts, less a fine for each part beyond two.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from imwsearch.dutch.folding import fold
from imwsearch.dutch.lexicon import Entry, Known, lexicon
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


@lru_cache(maxsize=64)
def best_split(word: str, known: Known) -> tuple[str, ...]:
    """The parts of a folded word by the scores alone; empty if it has no good split.

    Of splits that score the same the last one in the order of letters wins.
    """
    return max(_good_splits(word, known), default=(0.0, ()))[1]


_Part = tuple[int, int, Entry | None]
"""From, to, and the entry that gives the singular; none before a linking s."""

_Way = tuple[int, float, tuple[_Part, ...]]
"""How a word's beginning may be read: where it ends, its scores' sum, its parts."""


def _good_splits(word: str, known: Known) -> Iterator[_Split]:
    """The ways to read a whole word as parts that score enough."""
    end = len(word)
    ways: list[_Way] = [(0, 0.0, ())]
    found: dict[int, list[tuple[int, Entry]]] = {}
    while ways:
        start, total, parts = way = ways.pop()
        if start not in found:
            found[start] = list(known.words_from(word, start))
        for stop, entry in found[start]:
            if stop < end:
                if len(parts) < _PARTS - 1 and end - stop > 2:
                    ways += _longer_ways(word, way, stop, entry)
            elif parts and entry.head is not None:
                count = len(parts) + 1
                value = (total + entry.head) / count - _FINE * (count - 2)
                if value >= _THRESHOLD:
                    yield value, (*_printed(word, parts), word[start:])


def _longer_ways(word: str, way: _Way, stop: int, entry: Entry) -> Iterator[_Way]:
    """The ways that go on with a known word as a modifier."""
    start, total, parts = way
    longer = _LONG_MODIFIER * (stop - start)
    if entry.modifier is not None:
        yield stop, total + entry.modifier + longer, (*parts, (start, stop, entry))
    if entry.linked is not None and word[stop] == "s" and len(word) - stop > 3:
        yield stop + 1, total + entry.linked + longer, (*parts, (start, stop, None))


def _printed(word: str, parts: Iterable[_Part]) -> Iterator[str]:
    for start, stop, entry in parts:
        yield entry.singular(word[start:stop]) if entry else word[start:stop]
