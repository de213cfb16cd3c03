"""Which numbers and letters begin a question or an answer, and which only stand in the text.

A number begins an item where it stands at a line's start, or directly after a sentence, and
continues a sequence. Dates, amounts, articles and wrapped references do not.
"""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

_TO = r"t\.?e\.?m\.?|t/m|tot(?: en met)?|-|–"
_AND = rf" ?(?:{_TO}|,(?: en)?|&|\+|/|en) ?"
_HEADING = (
    r"(?:(?:[Dd]eel|[Ss]ub)?[Vv]ra(?:ag|gen)|(?:Antwoord|Ad)(?: op)?(?: vra(?:ag|gen))?)"
    r" ?(?:nr\. ?)?"
)
_FIRST = "(0-9DdSsVvA"
_NUMBER = re.compile(
    rf"([\n.?!;:)\"])(?=[ {_FIRST}]) {{0,8}}+(?=[{_FIRST}])"  # which most that ends does not pass
    rf"({_HEADING})?\(?([0-9][0-9]?(?:[.)°]?{_AND}[0-9][0-9]?(?![0-9]))*)"
    r"(?: ?(\.\)|[.)°:/])(?=[\s\"'“‘«(•–-]|[^\W\d_]|\Z)|(?=[a-z]\)|\n|\Z))"
    r"(?=(\s?\(?[a-z]\))?)"
)
_LETTER_LABEL = rf"\(?([a-z](?:\)?{_AND}\(?[a-z](?![^\W\d_]))*)(?:\)[.:]?|\.(?=\s))"
_FIRST_LETTER = re.compile(rf"\s*{_LETTER_LABEL}")
_LETTER = re.compile(rf"([\n.?!;:,)]) {{0,8}}{_LETTER_LABEL}")
_INLINE_A = re.compile(r"(?<=\s)\(?a\)")
_LABEL = re.compile(rf"({_TO})|(\d+|\b[a-z]\b)")
_ABBREVIATED = r"(?<!\w)(?:art|nrs?|blz|pp?|cfr?|ca"
_REFERENCE = re.compile(
    rf"{_ABBREVIATED}|artikel(?:en)?|punt(?:en)?|lid|hoofdstuk|bijlage"
    r"|tabel|figuur|vra(?:ag|gen)|deel|paragraaf|titel|boek|§|van|op|de|het|in|sinds|tot)\Z",
    re.IGNORECASE,
)
_POINTED = re.compile(rf"{_ABBREVIATED})\.\Z", re.IGNORECASE)
_LOOK_BACK = 24
_LONGEST_REFERENCE, _LONGEST_POINTED = 10, 5
"""Characters of the longest word that ``_REFERENCE`` matches, and the one before it."""

_DEEPEST = 8
_BEFORE_A = "`"
_start = attrgetter("start")


class Marker(NamedTuple):
    """Where an item begins.

    Args:
        labels: the numbers or letters it bears.
        start: where its number stands.
        end: where its text begins.
    """

    labels: tuple[str, ...]
    start: int
    end: int


class _Candidate(NamedTuple):
    labels: tuple[str, ...]
    start: int
    end: int
    numbers: tuple[int, ...]
    at_line: bool
    style: str
    lettered: bool
    lower: bool


class _Places(NamedTuple):
    """Where each number stands last, at a line's start or anywhere, and which were asked."""

    line: dict[int, int]
    anywhere: dict[int, int]
    asked: frozenset[int]


class _Run:
    """A sequence of numbers as far as it has come; an answer may take them out of order."""

    def __init__(self, first: _Candidate) -> None:
        self.items = [first]
        self.covered = set(first.numbers)
        self.expected = 1
        self._advance()

    def add(self, item: _Candidate) -> None:
        self.items.append(item)
        self.covered.update(item.numbers)
        self._advance()

    def _advance(self) -> None:
        while self.expected in self.covered:
            self.expected += 1

    def leads_to(self, new: _Candidate, places: _Places) -> bool:
        first = new.numbers[0]
        if first == self.expected:
            later = places.line.get(first, -1) > new.start
            return (new.style == self.items[0].style or new.lettered) and (new.at_line or not later)
        if not places.asked or not new.at_line:
            return False
        if first in self.covered:
            return new.lettered and first == self.items[-1].numbers[-1]
        return first in places.asked and places.anywhere.get(self.expected, -1) < new.start


def question_numbers(text: str) -> list[Marker]:
    r"""The numbers that begin questions.

    Where the numbering starts again, a list that asks nothing is part of the text around it.

    Args:
        text: the question's side as printed, after a ``\n``.

    Returns:
        Markers in the text's order, one label each.
    """
    runs = _runs([found for found in _candidates(text) if len(found.labels) == 1], frozenset())
    if len(runs) > 1:
        starts = [run.items[0].start for run in runs]
        spans = zip(runs, starts, [*starts[1:], len(text)], strict=True)
        runs = [run for run, start, end in spans if "?" in text[start:end]] or runs[-1:]
    return [Marker(*found[:3]) for run in runs for found in run.items]


def answer_numbers(text: str, asked: Collection[str]) -> list[Marker]:
    r"""The numbers that begin answers.

    Args:
        text: the answer as printed, after a ``\n``.
        asked: the numbers of the questions; an answer may skip some of them. Where nothing was
            numbered, any sequence from 1.

    Returns:
        Markers in the text's order; "1-2." bears the labels 1 and 2.
    """
    known = frozenset(int(label) for label in asked if label.isdigit())
    limit = max(known, default=99)
    runs = _runs([found for found in _candidates(text) if found.numbers[-1] <= limit], known)
    longest = max(runs, key=lambda run: len(run.covered), default=None)
    return [Marker(*found[:3]) for found in longest.items] if longest else []


def _runs(found: list[_Candidate], asked: frozenset[int]) -> list[_Run]:
    """Sequences 1, 2, 3, …; one that another went on after was a list inside its text."""
    places = _Places(
        {candidate.numbers[0]: candidate.start for candidate in found if candidate.at_line},
        {candidate.numbers[0]: candidate.start for candidate in found},
        asked,
    )
    runs: list[_Run] = []
    for new in found:
        for depth in range(len(runs) - 1, -1, -1):
            if runs[depth].leads_to(new, places):
                del runs[depth + 1 :]
                runs[depth].add(new)
                break
        else:
            if _opens(new, runs, places):
                del runs[_DEEPEST:]
                runs.append(_Run(new))
    return runs


def _opens(new: _Candidate, runs: list[_Run], places: _Places) -> bool:
    first = new.numbers[0]
    if runs:
        same = new.style == runs[0].items[0].style
        return first == 1 and new.at_line and same and not new.lower
    if new.at_line:
        return first == 1 or first in places.asked
    return first == 1 and 1 not in places.line and places.anywhere.get(2, -1) > new.start


def _candidates(text: str) -> list[_Candidate]:
    found = list(_apart(text))
    firsts = {candidate.numbers[0] for candidate in found}
    hidden: list[_Candidate] = []
    for candidate in found:
        missing = candidate.numbers[0] - 1
        if missing and missing not in firsts and candidate.at_line:
            firsts.add(missing)
            hidden += _glued(text, missing, candidate.start)
    return sorted(found + hidden, key=_start) if hidden else found


def _glued(text: str, number: int, end: int) -> Iterator[_Candidate]:
    """The number before one that was found, if it is glued to the text before it."""
    pattern = rf"(?<=[a-zà-ÿ)]){number}([.)])(?= ?[A-ZÀ-Þ]| ?\n)"
    if match := re.search(pattern, text[:end]):
        labels, (start, until) = (str(number),), match.span()
        yield _Candidate(labels, start, until, (number,), False, match[1], False, False)


def _apart(text: str) -> Iterator[_Candidate]:
    for match in _NUMBER.finditer(text):
        before, heading, label, style, letter = match.groups()
        end = match.end()
        at_line = before == "\n"
        lettered = letter is not None
        if heading:
            start, style = match.start(2), "."
            begins = at_line
        else:
            start = match.start(3)
            style = style or ("." if lettered else ":")
            begins = style != ":" and (at_line or _may_follow(text, match.start(), start, end))
        if begins and not (before in "\n." and _is_reference(text, match.start(), at_line)):
            labels = expand(label)
            if labels:
                numbers = tuple(map(int, labels))
                lower = text[end : end + 2].strip().islower()
                yield _Candidate(labels, start, end, numbers, at_line, style, lettered, lower)


def _may_follow(text: str, sentence_end: int, start: int, end: int) -> bool:
    """Whether an item may begin in the middle of a line: after a sentence, with a new one."""
    if start - sentence_end > 3:
        return False
    head = text[end : end + 8].lstrip(" ")
    return head[:1] == "\n" or head[:1].isupper() or head[:1].isdigit() or head[1:2] == ")"


def _is_reference(text: str, at: int, at_line: bool) -> bool:
    """Whether a number completes "artikel", "nr." and the like."""
    before = text[max(0, at - _LOOK_BACK) : at if at_line else at + 1].rstrip()
    if before.endswith("."):
        return _POINTED.search(before[-_LONGEST_POINTED:]) is not None
    return before[-1:] not in "?!:;)" and bool(_REFERENCE.search(before[-_LONGEST_REFERENCE:]))


@lru_cache(1024)
def expand(label: str) -> tuple[str, ...]:
    """What a printed label means.

    Args:
        label: "1", "1-3", "1, 2 en 4", "a) tot c".

    Returns:
        ("1",), ("1", "2", "3"), ("1", "2", "4"), ("a", "b", "c"); nothing where it makes no
        sense, as "7-2".
    """
    if label.isdigit():
        return (str(int(label)),) if int(label) else ()
    labels: list[str] = []
    to = False
    for match in _LABEL.finditer(label):
        if match[1]:
            to = True
            continue
        value = match[2]
        labels += _between(labels[-1], value) if to and labels else ()
        labels.append(str(int(value)) if value.isdigit() else value)
        to = False
    orders = [_order(value) for value in labels]
    return tuple(labels) if orders and orders[0] and orders == sorted(set(orders)) else ()


def _order(label: str) -> int:
    return int(label) if label.isdigit() else ord(label)


def _between(first: str, last: str) -> Iterator[str]:
    for order in range(_order(first) + 1, _order(last)):
        yield str(order) if last.isdigit() else chr(order)


def letters(
    text: str, start: int, end: int, allowed: Collection[str] | None = None
) -> list[Marker]:
    """The letters that begin parts of one item.

    Args:
        text: the whole text.
        start: where the item's text begins.
        end: where it ends.
        allowed: the letters that were asked; None where this is the question itself.

    Returns:
        Markers in the text's order, from "a" on.
    """
    found: list[Marker] = []
    if text.find(")", start, end) < 0 and text.find("a.", start, end) < 0:
        return found
    last = _BEFORE_A
    lines = 0
    for at, until, label, at_line in _letter_candidates(text, start, end):
        labels = expand(label)
        if not labels:
            continue
        if labels == ("b",) and not found and at_line:
            found += _hidden_a(text, start, at)
            last = found[-1].labels[0] if found else last
        if allowed is None:
            step = ord(labels[0]) - ord(last)
            fits = len(labels) == 1 and (step == 1 or (step == 2 and at_line and bool(found)))
        else:
            fits = labels[0] > last and all(label in allowed for label in labels)
        if fits:
            found.append(Marker(labels, at, until))
            last = labels[-1]
            lines += at_line
    return found if lines or len(found) > 1 else []


def _hidden_a(text: str, start: int, end: int) -> Iterator[Marker]:
    """The "a)" before a "b)" that begins a line, if it stands inside a line itself."""
    if match := _INLINE_A.search(text, start, end):
        yield Marker(("a",), match.start(), match.end())


def _letter_candidates(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, bool]]:
    """Letters at the item's start, at a line's, or after a clause: from, to, label, at a line."""
    if first := _FIRST_LETTER.match(text, start, end):
        yield first.start(1), first.end(), first[1], True
        start = first.end() - 1
    for match in _LETTER.finditer(text, start, end):
        at_line = match[1] == "\n"
        if at_line or text[match.end() - 1] != ".":
            yield match.end(1), match.end(), match[2], at_line
