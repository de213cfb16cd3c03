"""Abbreviations and what they stand for, learnt from "Long form (ABBR)" and "ABBR (long form)".

The method is Schwartz and Hearst's (PSB 2003): the letters of the short form are looked for in the
words beside it, from right to left, the first one at a word's beginning.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from imwsearch.dutch.analysis import sense_of
from imwsearch.dutch.folding import fold
from imwsearch.dutch.stopwords import STOPWORDS
from imwsearch.dutch.tokens import tokenize

AMBIGUOUS_SHARE = 0.6
"""An abbreviation expands everywhere only if one long form has this share of its definitions."""


class Pair(NamedTuple):
    """An abbreviation and a long form, both as written.

    Args:
        short: "BBI".
        long: "Bijzondere Belastinginspectie".
    """

    short: str
    long: str


_SHORT = r"[^\W\d_][\w&.-]{1,9}"
_PLURAL = "['’]s"
_LONG_FIRST = re.compile(
    rf"\((?:de |het |hierna |afgekort |verder )*[\"'“‘]?({_SHORT})({_PLURAL})?[\"'”’]?\s?[);,]"
)
_SHORT_FIRST = re.compile(rf"(?<!\w)({_SHORT})(?:{_PLURAL})?\s?\(([^()]{{5,120}})\)")
_BEFORE, _AFTER = 13, 122
"""Characters of a match of ``_SHORT_FIRST`` before its bracket, at most, and from there on."""

_WORDS = re.compile(r"[^\W_]+(?:[’'.&-][^\W_]+)*")
_APART = re.compile(r"[\s-]+")
_SENTENCE = re.compile(r"[.!?;:()\n]\s")


def find_pairs(text: str) -> Iterator[Pair]:
    """The pairs that a text defines, in order, each as often as it does."""
    if "(" not in text:
        return
    for match in _LONG_FIRST.finditer(text):
        if _is_short(match[1]) or match[2]:  # kmo's: no other word of small letters is so short
            before = _SENTENCE.split(text[max(0, match.start() - 200) : match.start()])[-1]
            yield from _match(match[1], before)
    for match in _beside_brackets(text):
        if _is_short(match[1]):
            yield from _match(match[1], match[2], whole=True)


def _beside_brackets(text: str) -> Iterator[re.Match[str]]:
    """What ``_SHORT_FIRST.finditer`` gives, looking only where capitals stand before a bracket."""
    end = 0
    at = text.find("(")
    while at >= 0:
        start = max(end, at - _BEFORE)
        match = None if text[start:at].islower() else _SHORT_FIRST.search(text, start, at + _AFTER)
        if match:
            yield match
            end = match.end()
        at = text.find("(", max(end, at + 1))


def _is_short(word: str) -> bool:
    """Whether a word is written like an abbreviation: two capitals, or one and a digit."""
    capitals = sum(map(str.isupper, word))
    return capitals >= 2 and capitals * 2 >= len(word.replace(".", ""))


def _match(short: str, beside: str, *, whole: bool = False) -> Iterator[Pair]:
    """The last words of ``beside`` that spell ``short``; all of them if ``whole``."""
    letters = [c for c in fold(short) if c.isalnum()]
    words = list(_WORDS.finditer(beside))
    longest = min(len(letters) + 5, 2 * len(letters))
    starts = range(len(words) - 1, max(-1, len(words) - 1 - longest), -1)
    for start in [0] if whole and words and len(words) <= longest else starts:
        if whole and start:
            return
        long = beside[words[start].start() : words[-1].end()]
        if long[0].isascii() and long[0].lower() != letters[0]:
            continue
        if _spells(letters, long) and _is_long(short, long):
            yield Pair(short, long)
            return


def _is_long(short: str, long: str) -> bool:
    first, *_ = long.split()
    return len(long) > len(short) + 2 and fold(first) not in STOPWORDS and not _is_short(first)


def _spells(letters: list[str], long: str) -> bool:
    """Whether the letters stand in ``long`` in order, the first one as its first letter.

    They are met from the right. Each word that is no stop word gives its first letter, in order;
    the others may stand anywhere, for in Dutch a compound's part begins inside a word.
    """
    folded = fold(long.replace(" ", "\x00")).replace("\x00", " ")
    at = len(folded)
    for place in range(len(letters) - 1, -1, -1):
        at = folded.rfind(letters[place], 0, at)
        while place == 0 and at > 0:
            at = folded.rfind(letters[0], 0, at)
        if at < 0:
            return False
    return at == 0 and _covers(letters, folded)


def _covers(letters: list[str], folded: str) -> bool:
    """Whether each word that says something gives a letter: no word of a long form is idle."""
    initials = [word[0] for word in _APART.split(folded) if word and word not in STOPWORDS]
    remaining = list(letters)
    for initial in initials:
        if initial not in remaining:
            return False
        remaining = remaining[remaining.index(initial) + 1 :]
    return True


class Abbreviations:
    """Learnt pairs, with the number of documents that define each.

    Args:
        counts: short form (folded, without points) → long form (folded words) → documents.
    """

    def __init__(self, counts: Mapping[str, Mapping[str, int]] | None = None) -> None:
        self._counts: dict[str, Counter[str]] = {
            short: Counter(longs) for short, longs in (counts or {}).items()
        }

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """What the constructor takes, in a stable order; plain enough for JSON."""
        return {
            short: dict(sorted(longs.items(), key=lambda item: (-item[1], item[0])))
            for short, longs in sorted(self._counts.items())
        }

    def learn(self, text: str) -> tuple[Pair, ...]:
        """Add one document's pairs, each once; gives them."""
        pairs = tuple(dict.fromkeys(find_pairs(text)))
        for short, long in dict.fromkeys((_key(s), _phrase(g)) for s, g in pairs):
            self._counts.setdefault(short, Counter())[long] += 1
        return pairs

    def expansions(self, word: str) -> tuple[tuple[str, ...], ...]:
        """What a query's word also is: the words of its long form, or its short forms.

        Args:
            word: a word, or the words of a long form with single spaces; folded here.

        Returns:
            For an abbreviation its long form, if it has one that prevails; for a long form its
            abbreviations that mean nothing else. Each as its folded words.
        """
        key = _key(word)
        if key in self._counts:
            long = self._prevailing(key)
            return (tuple(long.split()),) if long else ()
        sense = sense_of(_phrase(word))
        return tuple(
            (short,)
            for short in sorted(self._counts)
            if sense and sense_of(self._prevailing(short)) == sense
        )

    def _prevailing(self, short: str) -> str:
        longs = self._counts[short]
        same: Counter[str] = Counter()
        for long, count in longs.items():
            same[sense_of(long)] += count
        sense, count = max(same.items(), key=lambda item: (item[1], item[0]))
        if count < AMBIGUOUS_SHARE * longs.total():
            return ""
        return max((n, long) for long, n in longs.items() if sense_of(long) == sense)[1]


def _key(short: str) -> str:
    return fold(short).replace(".", "").replace("-", "")


def _phrase(long: str) -> str:
    """The folded single words of a long form; a hyphenated word is joined."""
    words: dict[int, str] = {}
    end = 0
    for token in tokenize(long):
        if token.start >= end:
            words[token.position], end = token.word, token.end
    return " ".join(words.values())
