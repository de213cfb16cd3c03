"""Compounds → their parts.

A modifier is a known word, with or without a linking s, or a plural; a head is a known word that
may end a compound. Each known word carries its scores (``building/parts.py``). The best split is
the one with the highest mean score of its parts, less a fine for each part beyond two.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from imwsearch.dutch.folding import fold
from imwsearch.dutch.lexicon import Entry, Known, lexicon
from imwsearch.limits import COMPOUND_LETTERS, WORDS_REMEMBERED

_PARTS = 4
_FINE = 4.5
_LONG_MODIFIER = 1.2
_THRESHOLD = 6.0


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
    if not 5 < len(word) <= COMPOUND_LETTERS or not (word.isascii() and word.isalpha()):
        return (word,)
    return look_up(word, lexicon()).parts or (word,)


class Found(NamedTuple):
    """What the lexicon says of a word.

    Args:
        entry: what is known of it as it stands.
        parts: those of its best split; none where it has no good one, or is known to be whole.
    """

    entry: Entry | None
    parts: tuple[str, ...]


@lru_cache(maxsize=64)
def look_up(word: str, known: Known) -> Found:
    """What is known of a folded word of letters."""
    beginnings = list(known.words_from(word, 0))
    end, entry = beginnings[-1] if beginnings else (0, None)
    if end < len(word):
        entry = None
    return Found(entry, () if entry and entry.whole else _best_split(word, known, beginnings))


def best_split(word: str, known: Known) -> tuple[str, ...]:
    """The parts of a folded word by the scores alone; empty if it has no good split.

    Of splits that score the same the last one in the order of letters wins.
    """
    return _best_split(word, known, list(known.words_from(word, 0)))


_Beginnings = list[tuple[int, Entry]]
"""The known words that begin at some place of a word: where each ends, and its entry."""

_Part = tuple[int, int, Entry | None]
"""From, to, and the entry that gives the singular; none before a linking s."""

_Way = tuple[int, float, tuple[_Part, ...]]
"""How a word's beginning may be read: where it ends, its scores' sum, its parts."""


def _best_split(word: str, known: Known, beginnings: _Beginnings) -> tuple[str, ...]:
    best: tuple[str, ...] = ()
    value = _THRESHOLD
    for score, parts, start in _good_splits(word, known, beginnings):
        if score >= value:
            printed = (*_printed(word, parts), word[start:])
            best = max(best, printed) if score == value else printed
            value = score
    return best


def _good_splits(
    word: str, known: Known, beginnings: _Beginnings
) -> Iterator[tuple[float, tuple[_Part, ...], int]]:
    """The ways to read a whole word as parts: their score, the modifiers, where the head begins."""
    end = len(word)
    found = {0: beginnings}
    ways: list[_Way] = [(0, 0.0, ())]
    while ways:
        start, total, parts = ways.pop()
        if start not in found:
            found[start] = list(known.words_from(word, start))
        goes_on = len(parts) < _PARTS - 1
        for stop, entry in found[start]:
            _rule, _whole, modifier, linked, head = entry
            if stop == end:
                if parts and head is not None:
                    count = len(parts) + 1
                    yield (total + head) / count - _FINE * (count - 2), parts, start
            elif goes_on and end - stop > 2:
                longer = _LONG_MODIFIER * (stop - start)
                if modifier is not None:
                    ways.append((stop, total + modifier + longer, (*parts, (start, stop, entry))))
                if linked is not None and word[stop] == "s" and end - stop > 3:
                    ways.append((stop + 1, total + linked + longer, (*parts, (start, stop, None))))


def _printed(word: str, parts: Iterable[_Part]) -> Iterator[str]:
    for start, stop, entry in parts:
        yield entry.singular(word[start:stop]) if entry else word[start:stop]
