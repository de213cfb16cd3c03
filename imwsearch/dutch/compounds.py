"""Compounds → their parts.

A modifier is a known word, with or without a linking s, or a plural; a head is a known word that
may end a compound. Each known word carries its scores (``building/parts.py``). The best split is
the one with the highest mean score of its parts, less a fine for each part beyond two. A word that
has none may begin with a name or a new word: Oosterweelverbinding, covidmaatregelen.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from imwsearch.dutch.endings import bases
from imwsearch.dutch.folding import fold
from imwsearch.dutch.lexicon import Entry, Known, lexicon
from imwsearch.limits import COMPOUND_LETTERS, RESTS_REMEMBERED

COMPOUND_FROM = 6
"""The letters that a compound has at least."""

_SHORTEST_HEAD = 5
"""Letters that a head has at least after a modifier that is not known."""

_CERTAIN, _CERTAIN_SHORT = 12, 22
"""The score that such a head has at least; and one of the shortest."""

_UNKNOWN, _UNKNOWN_SHORT = 3, 5
"""Letters that the modifier has at least; and before one of the shortest: Lambrecht is none."""

_PREFIXES = ("be", "ge", "ver", "ont", "her", "toe", "aan", "na")
_BEFORE_PREFIX = 4
"""Letters before a prefix; in hover-boards there is none."""

_COMBINING = (
    *("agro", "bio", "crypto", "cyber", "eco", "geo", "hydro", "hyper", "inter", "macro", "meta"),
    *("micro", "mono", "multi", "nano", "neo", "neuro", "poly", "pre", "psycho", "socio", "sub"),
    *("supra", "tele", "ultra"),
)
"""Beginnings of new words that are no words themselves."""

_LONG_ADJECTIVE = 6
_SHORT_ADJECTIVES = (
    *(
        "grote",
        "harde",
        "hoge",
        "jonge",
        "korte",
        "lage",
        "lange",
        "oude",
        "rode",
        "vaste",
        "vrije",
    ),
    *("witte", "zware"),
)
"""Of shorter words few are adjectives: Boude-wijn, Alge-meen."""

_NOUNS = 9
"""Letters of the two nouns after it, at least: lage-rugprogramma, not hoge-dagdoel."""

_PARTS = 4
_FINE = 4.5
_LONG_MODIFIER = 1.2
_THRESHOLD = 6.0


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
    return Found(entry, () if whole else _best_split(word, _steps(word, beginnings), known))


def guess_split(word: str, known: Known) -> tuple[str, ...]:
    """The parts of a word that is not known and has no good split.

    The first is a combining form, an adjective or not known itself: microfinancieringsfonds,
    socialemediagebruik, Oosterweelverbinding. Empty where no head is certain.
    """
    return _after_form(word, known) or split_adjective(word, known) or _after_unknown(word, known)


def _after_form(word: str, known: Known) -> tuple[str, ...]:
    for form in _COMBINING if word.startswith(_COMBINING) else ():
        if word.startswith(form):
            rest = word[len(form) :]
            found = look_up(rest, known)
            if found.parts or (found.entry and _is_certain(rest, found.entry)):
                return (form, *(found.parts or (rest,)))
    return ()


def split_adjective(word: str, known: Known) -> tuple[str, ...]:
    """The parts of an adjective and a compound that are written as one word; empty for others."""
    for stop, entry in known.words_from(word[:-_NOUNS]):
        adjective = word[:stop]
        is_clear = len(adjective) >= _LONG_ADJECTIVE or adjective in _SHORT_ADJECTIVES
        if is_clear and adjective.endswith("e") and entry.rule.apply(adjective) != adjective:
            parts = look_up(word[stop:], known).parts
            if parts:
                return (adjective, *parts)
    return ()


def _after_unknown(word: str, known: Known) -> tuple[str, ...]:
    for start in range(1, len(word) - _SHORTEST_HEAD + 1):
        head = known.find(word[start:])
        if head and head.head is not None:
            is_short = len(word) - start == _SHORTEST_HEAD
            enough = start >= (_UNKNOWN_SHORT if is_short else _UNKNOWN)
            lacks_prefix = word[_BEFORE_PREFIX:start].endswith(_PREFIXES)  # nietbe-geleide
            certain = _is_certain(word[start:], head) and enough and not lacks_prefix
            return (word[:start], word[start:]) if certain else ()
    return ()


def _is_certain(word: str, entry: Entry) -> bool:
    """Whether a known word is a head also after what is not known."""
    least = _CERTAIN if len(word) > _SHORTEST_HEAD else _CERTAIN_SHORT
    return entry.head is not None and entry.head >= least


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
