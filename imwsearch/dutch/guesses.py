"""Compounds that begin with what is no known word → their parts."""

from imwsearch.dutch.compounds import look_up, verb_of
from imwsearch.dutch.lexicon import Entry, Known

_SHORTEST_HEAD = 5
"""Letters that a head has at least after a modifier that is not known."""

_CERTAIN, _CERTAIN_SHORT = 12, 22
"""The score that such a head has at least; and one of the shortest."""

_UNKNOWN, _UNKNOWN_SHORT = 3, 5
"""Letters that the modifier has at least; and before one of the shortest: Lambrecht is none."""

_PREFIXES = ("be", "ge", "ver", "ont", "her", "toe", "aan", "na")
_BEFORE_PREFIX = 4
"""Letters before a prefix; in hover-boards there is none."""

_AGAIN = "her"
_UNSTRESSED = ("be", _AGAIN, "ont", "ver")
_SHORT_VERB = 5
"""Letters, of these and what follows, that are the beginning of a verb and no modifier."""

_COMBINING = (
    *("agro", "bio", "crypto", "cyber", "digi", "eco", "geo", "hydro", "hyper", "inter", "macro"),
    *("meta", "micro", "mobi", "mono", "multi", "nano", "neo", "neuro", "poly", "pre", "psycho"),
    *("socio", "sub", "supra", "tele", "ultra"),
)
"""Beginnings of new words that are no words themselves."""

_MODIFIER = 6
"""The score that a modifier has at least before a participle."""

_PRESENT = ("end", "ende", "enden")
"""The endings of present participles."""

_LONG_ADJECTIVE = 6
_SHORT_ADJECTIVES = (
    *("grote", "harde", "hoge", "jonge", "korte", "lage", "lange", "oude", "rode", "vaste"),
    *("vrije", "witte", "zware"),
)
"""Of shorter words few are adjectives: Boude-wijn, Alge-meen."""

_NOUNS = 9
"""Letters of the two nouns after it, at least: lage-rugprogramma, not hoge-dagdoel."""


def guess_split(word: str, known: Known) -> tuple[str, ...]:
    """The parts of a word that is not known and has no good split.

    The first is a combining form, an adjective, a noun before a participle, or not known itself:
    microfinancieringsfonds, socialemediagebruik, inkomensvervangend, Oosterweelverbinding. Empty
    where no head is certain.
    """
    return (
        _after_form(word, known)
        or split_adjective(word, known)
        or _before_participle(word, known)
        or _after_unknown(word, known)
    )


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


def _before_participle(word: str, known: Known) -> tuple[str, ...]:
    if not (word.endswith(_PRESENT) or "ge" in word) or known.find(word + "e"):
        return ()
    for stop, entry in reversed(known.words_from(word[:-_SHORTEST_HEAD])):
        linked = entry.linked if word[stop] == "s" else None
        for score, start in ((entry.modifier, stop), (linked, stop + 1)):
            if score is not None and score >= _MODIFIER and _is_participle(word[start:], known):
                first = word[:stop] if start > stop else entry.singular(word[:stop])
                return (first, word[start:])
    return ()


def _is_participle(word: str, known: Known) -> bool:
    """Whether a word is a known verb's present participle, or a known past one with ge-."""
    for ending in _PRESENT:
        if word.endswith(ending):
            verb = known.find(word.removesuffix(ending) + "en")
            return verb is not None and verb.rule.strip > 1
    entry = known.find(word) if word.startswith("ge") else None
    return entry is not None and entry.rule.ge == 0


def _after_unknown(word: str, known: Known) -> tuple[str, ...]:
    if (word.startswith(_AGAIN) and known.find(word.removeprefix(_AGAIN))) or (
        word.endswith(("ing", "ingen")) and verb_of(word, known)
    ):
        return ()
    for start in range(1, len(word) - _SHORTEST_HEAD + 1):
        head = known.find(word[start:])
        if head and head.head is not None:
            modifier, rest = word[:start], word[start:]
            enough = start >= (_UNKNOWN if len(rest) > _SHORTEST_HEAD else _UNKNOWN_SHORT)
            certain = _is_certain(rest, head) and enough and not _may_be_verb(modifier, rest)
            return (modifier, rest) if certain else ()
    return ()


def _may_be_verb(modifier: str, rest: str) -> bool:
    """Whether the two are rather a prefix and what comes after it: nietbe-geleide, verp-aarding."""
    is_short = len(modifier) <= _SHORT_VERB and rest.endswith(("ing", "ingen"))
    begins = is_short and modifier.startswith(_UNSTRESSED)
    return begins or modifier[_BEFORE_PREFIX:].endswith(_PREFIXES)


def _is_certain(word: str, entry: Entry) -> bool:
    """Whether a known word is a head also after what is not known."""
    least = _CERTAIN if len(word) > _SHORTEST_HEAD else _CERTAIN_SHORT
    return entry.head is not None and entry.head >= least
