"""Known words, and compounds of them → their parts.

A modifier is a known word, with or without a linking s, or a plural; a head is a known word that
may end a compound. Each known word carries its scores (``building/parts.py``). The best split is
the one with the highest mean score of its parts, less a fine for each part beyond two.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from imwsearch.dutch.endings import bases
from imwsearch.dutch.lexicon import Entry, Known
from imwsearch.limits import RESTS_REMEMBERED

_PARTS = 4
_FINE = 4.5
_LONG_MODIFIER = 1.2
_THRESHOLD = 6.0


_VERBAL = (
    *("aan", "achter", "af", "be", "door", "her", "in", "om", "onder", "ont", "op", "over", "toe"),
    *("uit", "ver", "voor", "weer"),
)
_DERIVING = ("ing", "ingen", "er", "ers")
"""What begins a verb, and what ends a noun made of it."""


class Found(NamedTuple):
    """What the lexicon says of a word.

    Args:
        entry: what is known of it as it stands.
        parts: those of its best split; none where it has no good one, or is known to be whole.
    """

    entry: Entry | None
    parts: tuple[str, ...]


def look_up(word: str, known: Known) -> Found:
    """What is known of a folded word of letters."""
    beginnings = known.words_from(word)
    end, entry = beginnings[-1] if beginnings else (0, None)
    if end < len(word):
        entry = None
    whole = entry is not None and entry.whole
    parts = () if whole else _best_split(word, _steps(word, beginnings), known)
    return Found(entry, () if parts and verb_of(word, known) else parts)


def verb_of(word: str, known: Known) -> str:
    """The known verb with a prefix of which a noun is made, or nothing: verstrekker, opspuiting."""
    for ending in _DERIVING if word.startswith(_VERBAL) else ():
        if word.endswith(ending):
            infinitive = word.removesuffix(ending) + "en"
            verb = known.find(infinitive)
            return infinitive if verb and verb.whole and verb.rule.strip > 0 else ""
    return ""


def base_of(word: str, known: Known) -> tuple[str, Found] | None:
    """The known word, or compound, of which an unknown word is an inflected form."""
    for base in bases(word):
        found = look_up(base, known)
        if (found.entry and len(base) > 3) or (found.parts and len(base) > 5):
            return base, found
    return None


def best_split(word: str, known: Known) -> tuple[str, ...]:
    """The parts of a folded word by the scores alone; empty if it has no good split.

    Of splits that score the same the last one in the order of letters wins.
    """
    return _best_split(word, _steps(word, known.words_from(word)), known)


_Part = tuple[str, Entry | None]
"""A modifier as it stands, and the entry that gives its singular; none before a linking s."""

_Modifier = tuple[int, float, int, _Part]
"""Its score, that of its length, where the rest begins, the part."""

_Steps = tuple[list[_Modifier], int | None]
"""How a word, or the rest of one, may be read on: modifiers; the score of all of it as the last
part."""


def _steps(rest: str, beginnings: Iterable[tuple[int, Entry]]) -> _Steps:
    modifiers: list[_Modifier] = []
    head, end = None, len(rest)
    for stop, entry in beginnings:
        _rule, _whole, modifier, linked, last = entry
        if stop == end:
            head = last
        elif end - stop > 2:
            if modifier is not None:
                modifiers.append((modifier, _LONG_MODIFIER * stop, stop, (rest[:stop], entry)))
            if linked is not None and rest[stop] == "s" and end - stop > 3:
                modifiers.append((linked, _LONG_MODIFIER * stop, stop + 1, (rest[:stop], None)))
    return modifiers, head


@lru_cache(maxsize=RESTS_REMEMBERED)
def _steps_of(rest: str, known: Known) -> _Steps:
    """The same of what follows a modifier: many words end alike. A head that is whole stays so."""
    beginnings = known.words_from(rest)
    modifiers, head = _steps(rest, beginnings)
    return ([] if head is not None and beginnings[-1][1].whole else modifiers), head


def _best_split(word: str, steps: _Steps, known: Known) -> tuple[str, ...]:
    best: tuple[str, ...] = ()
    if not steps[0]:
        return best
    value = _THRESHOLD
    ways: list[tuple[str, _Steps, float, tuple[_Part, ...]]] = [(word, steps, 0.0, ())]
    for rest, (modifiers, head), total, parts in ways:  # which grows meanwhile
        count = len(parts) + 1
        if parts and head is not None:
            score = (total + head) / count - _FINE * (count - 2)
            if score >= value:
                printed = (*map(_printed, parts), rest)
                best = max(best, printed) if score == value else printed
                value = score
        for score, longer, stop, part in modifiers if count < _PARTS else ():
            after = rest[stop:]
            ways.append((after, _steps_of(after, known), total + score + longer, (*parts, part)))
    return best


def _printed(part: _Part) -> str:
    text, entry = part
    return entry.singular(text) if entry else text
