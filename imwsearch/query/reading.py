"""How a text is to be read: as a query with operators, or as a line that was pasted."""

import re
from typing import NamedTuple

from imwsearch import limits
from imwsearch.dutch.stopwords import STOPWORDS
from imwsearch.query.operators import OPERATORS
from imwsearch.query.quotes import DOUBLE, SINGLE, find_phrases
from imwsearch.query.tree import Span

_PLAIN = re.compile(r"[(\[\"'“„‘]*[^\W_][\w.,;?!'’/()\[\]\"”%-]*:?")
_ENDED = r"[^\W_][^\w\s]*[.,;:!…]\s*$"
_SIGN = r"\s*(?:\(?[^\W_]{1,2}[.)]|[-–•*]|[^\W\d_]+:)\s"
_MARK = r"[^\W_][^\w\s]*[.,;:!?…)]\s*$"
_ESCAPE = r"(?:^|(?<=[\s(+-])|(?<=\w\w:))\\(?=[^\W_])"
_AFTER_OPERATOR = rf"(?:^|[\s()])(?:{'|'.join(OPERATORS)})$"
_BOUNDARY = rf"[()\s{DOUBLE}{SINGLE}]"
_LONGEST_ABBREVIATION = 6
_LONGEST_END = 20
"""Marks and blanks at a text's end that are looked at."""


class Reading(NamedTuple):
    """What may be an operator in a text.

    Args:
        escaped: a backslash stands before a word: whoever writes that knows the language, so
            nothing is guessed.
        prose: from the first to the last plain word of a pasted sentence; empty in a query. Only
            quotes have a meaning in it; before and after it known fields have one too.
        words: how many plain words it holds.
        ended: a mark stands at its end, as at the end of a line; nobody types that after operators.
        capitals: the text is a line of capitals, in which EN, OF and NIET are words.
        phrases: what stands between quotes, by the place of the opening quote.
        parentheses: the places of those that are no part of a word.
    """

    escaped: bool
    prose: Span
    words: int
    ended: bool
    capitals: bool
    phrases: dict[int, Span]
    parentheses: set[int]

    @property
    def is_pasted(self) -> bool:
        """Whether the text holds a sentence, and so no operators."""
        return self.prose[1] > 0

    def is_prose(self, at: int) -> bool:
        """Whether the place lies in a pasted sentence."""
        return self.prose[0] <= at < self.prose[1]


def read_as(text: str) -> Reading:
    """How to read the text."""
    escaped = "\\" in text and bool(re.search(_ESCAPE, text))
    phrases = find_phrases(text, escaped)
    parentheses = _lone_parentheses(text, phrases)
    if escaped:
        return Reading(True, (0, 0), 0, False, False, phrases, parentheses)
    ended = bool(re.search(_ENDED, text[-_LONGEST_END:]))
    return Reading(False, *_prose(text, phrases), ended, _is_capitals(text), phrases, parentheses)


def is_line(text: str) -> bool:
    """Whether a text looks cut out of a document: a list's sign begins it, or a mark ends it."""
    return bool(re.match(_SIGN, text) or re.search(_MARK, text[-_LONGEST_END:]))


def _prose(text: str, phrases: dict[int, Span]) -> tuple[Span, int]:
    """From the first plain word to the last, where the text is a sentence; their number.

    It is one where enough follow one another, or so many stand in it with stop words among them.
    """
    first, last, run, longest, words, stops = None, 0, 0, 0, 0, 0
    for match in re.finditer(r"\S+", without(text, phrases)):
        word = match[0]
        if _PLAIN.fullmatch(word) and word not in OPERATORS:
            run += 1
            words += 1
            stops += word in STOPWORDS
            longest = max(longest, run)
            first = match.start() if first is None else first
            last = match.end()
        elif word in ("&", "|") or re.search(r"[^\W_]", word):
            run = 0
    told = words >= limits.QUERY_PROSE and stops >= limits.QUERY_STOPS
    return ((first or 0, last) if told or longest >= limits.QUERY_PROSE else (0, 0)), words


def without(text: str, phrases: dict[int, Span]) -> str:
    """The text with each phrase as one word that is not plain, at the same places."""
    for start, (_begin, end) in phrases.items():
        text = f"{text[:start]}{'=x'.ljust(end + 1 - start, '=')}{text[end + 1 :]}"
    return text


def _is_capitals(text: str) -> bool:
    """A line such as "VLAAMS MINISTER VAN WERK"; but not "IMW EN LDE", two abbreviations."""
    longest = max(map(len, re.findall(r"[^\W\d_]+", text)), default=0)
    return text == text.upper() and longest > _LONGEST_ABBREVIATION


def _lone_parentheses(text: str, phrases: dict[int, Span]) -> set[int]:
    """The parentheses that are no part of a word, as those of "bedrijf(en)" are."""
    if "(" not in text and ")" not in text:
        return set()
    lone: set[int] = set()
    opened: list[int] = []
    quotes = {*phrases, *(end for _begin, end in phrases.values())}
    for match in re.finditer(_BOUNDARY, text):
        at, letter = match.start(), match[0]
        before = text[max(0, at - 5) : at]
        if letter == "(" and before[-1:].isalnum() and not re.search(_AFTER_OPERATOR, before):
            opened.append(at)
        elif letter == ")" and opened:
            opened.pop()
        elif letter not in SINGLE or at in quotes:  # the word ends here
            lone.update(opened, [at] if letter in "()" else [])
            opened.clear()
    return lone.union(opened)
