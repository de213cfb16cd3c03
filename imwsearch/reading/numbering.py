"""Which numbers and letters begin a question or an answer, and which only stand in the text.

A number begins an item where it stands at a line's start, or directly after a sentence, and
continues a sequence. Dates, amounts, articles and wrapped references do not.
"""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

_TO = r"t\.?e\.?m\.?|t/m|tot(?: en met)?|-|–"
_AND = rf" ?(?:{_TO}|,|&|\+|/|en) ?"
_NUMBER = re.compile(
    rf"(\d{{1,2}}(?:[.)°]?{_AND}\d{{1,2}}(?!\d))*)"
    r"(?: ?(\.\)|[.)°:/])(?=[\s\"'“‘«(•–-]|[^\W\d_]|\Z)|(?=[a-z]\)|\n|\Z))"
)
_LETTER = re.compile(rf"\(?([a-z](?:\)?{_AND}\(?[a-z](?![^\W\d_]))*)(?:\)[.:]?|[.](?=\s))")
_LINE_LETTER = re.compile(r"\n[ \t]*(?=\(?[a-z][).,\s–-])")
_LABEL = re.compile(rf"({_TO})|(\d+|\b[a-z]\b)")
_HEADING = re.compile(
    r"\s*(?:(?:deel|sub)?vra(?:ag|gen)|antwoord op vra(?:ag|gen)|antwoord|ad) ?(?:nr\. ?)?\Z",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?:\A|[^\w])(?:art(?:ikel(?:en)?)?|nrs?|punt(?:en)?|lid|blz|pp?|hoofdstuk|bijlage|tabel|figuur"
    r"|vra(?:ag|gen)|deel|paragraaf|titel|boek|§|cfr?|ca|van|op|de|het|in|sinds|tot)\.?\s*\Z",
    re.IGNORECASE,
)
_FOLLOWED_BY_LETTER = re.compile(r"\s?\(?[a-z]\)")
_ENDED = frozenset('.?!;:)…"”’')
_LOOK_BACK = 40
_DEEPEST = 8


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
    first: int
    last: int
    at_line: bool
    style: str
    lettered: bool


def question_numbers(text: str) -> list[Marker]:
    """The numbers that begin questions.

    Where the numbering starts again, a list that asks nothing is part of the text around it.

    Args:
        text: the question's side, as printed.

    Returns:
        Markers in the text's order, one label each.
    """
    runs = _runs([found for found in _candidates(text) if len(found.labels) == 1], frozenset())
    if len(runs) > 1:
        ends = [*(run[0].start for run in runs[1:]), len(text)]
        asking = [
            run for run, end in zip(runs, ends, strict=True) if "?" in text[run[0].start : end]
        ]
        runs = asking or runs[-1:]
    return [Marker(*found[:3]) for run in runs for found in run]


def answer_numbers(text: str, asked: Collection[str]) -> list[Marker]:
    """The numbers that begin answers.

    Args:
        text: the answer, as printed.
        asked: the numbers of the questions; an answer may skip some of them. Where nothing was
            numbered, any sequence from 1.

    Returns:
        Markers in the text's order; "1-2." bears the labels 1 and 2.
    """
    known = frozenset(int(label) for label in asked if label.isdigit())
    limit = max(known, default=99)
    runs = _runs([found for found in _candidates(text) if found.last <= limit], known)
    longest = max(runs, key=lambda run: run[-1].last, default=[])
    return [Marker(*found[:3]) for found in longest]


def _runs(found: list[_Candidate], known: Collection[int]) -> list[list[_Candidate]]:
    """Sequences 1, 2, 3, …; one that another went on after was a list inside its text."""
    last_line = {candidate.first: candidate.start for candidate in found if candidate.at_line}
    last_any = {candidate.first: candidate.start for candidate in found}
    runs: list[list[_Candidate]] = []

    def continues(run: list[_Candidate], new: _Candidate) -> bool:
        expected = run[-1].last + 1
        if new.first == expected - 1:
            return bool(known) and new.at_line and new.lettered
        if new.style != run[0].style and not new.lettered:
            return False
        if new.first > expected:
            skips = new.first in known and last_any.get(expected, -1) < new.start
            return skips and new.at_line
        return new.first == expected and (new.at_line or last_line.get(expected, -1) < new.start)

    for new in found:
        for depth in range(len(runs) - 1, -1, -1):
            if continues(runs[depth], new):
                del runs[depth + 1 :]
                runs[depth].append(new)
                break
        else:
            opens = new.at_line or (1 not in last_line and last_any.get(2, -1) > new.start)
            same = not runs or new.style == runs[0][0].style
            if (new.first == 1 or (not runs and new.first in known)) and opens and same:
                del runs[_DEEPEST:]
                runs.append([new])
    return runs


def _candidates(text: str) -> Iterator[_Candidate]:
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        before = text[max(0, start - _LOOK_BACK) : start]
        if before and (before[-1].isalnum() or (before[-1] in ".,-/" and before[-2:-1].isdigit())):
            continue
        line_start = before.rfind("\n") + 1
        lead = before[line_start:]
        whole = line_start > 0 or start < _LOOK_BACK
        lettered = _FOLLOWED_BY_LETTER.match(text, end) is not None
        style = match[2] or ("." if lettered else "")
        if whole and lead and _HEADING.match(lead):
            at_line, start, style = True, start - len(lead), "."
        elif not style or style == ":":
            continue
        elif whole and lead.strip() in ("", "("):
            at_line = True
            if _REFERENCE.search(before[: line_start - 1]):
                continue
        elif _follows_sentence(lead, text[end : end + 3]):
            at_line = False
        else:
            continue
        if labels := expand(match[1]):
            first, last = int(labels[0]), int(labels[-1])
            yield _Candidate(labels, start, end, first, last, at_line, style, lettered)


def _follows_sentence(lead: str, following: str) -> bool:
    ended = lead.rstrip(" ")
    if not ended or len(lead) - len(ended) > 2 or ended[-1] not in _ENDED:
        return False
    head = following.lstrip()
    begins = head[:1].isupper() or head[:1].isdigit() or head[1:2] == ")"
    return begins and not _REFERENCE.search(ended)


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
    last = "`"  # the character before "a"
    for at, at_line in _letter_places(text, start, end):
        match = _LETTER.match(text, at, end)
        labels = expand(match[1]) if match else ()
        if not match or not labels or (found and at < found[-1].end):
            continue
        if allowed is not None:
            fits = labels[0] > last and all(label in allowed for label in labels)
        else:
            fits = len(labels) == 1 and 0 < ord(labels[0]) - ord(last) <= (
                2 if at_line and found else 1
            )
        if fits:
            found.append(Marker(labels, at, match.end()))
            last = labels[-1]
    if len(found) == 1 and not _at_line(text, start, found[0].start):
        return []
    return found


def _letter_places(text: str, start: int, end: int) -> Iterator[tuple[int, bool]]:
    """Where a letter may begin a part: the item's start, a line's, or after a sentence."""
    places: dict[int, bool] = {}
    at = start
    while at < end and text[at] in " \t\n":
        at += 1
    places[at] = True
    for match in _LINE_LETTER.finditer(text, start, end):
        places[match.end()] = True
    at = text.find(")", start, end)
    while at != -1:
        place = at - 1
        if place > start and "a" <= text[place] <= "z" and not text[place - 1].isalnum():
            place -= text[place - 1] == "("
            before = text[max(start, place - 3) : place].rstrip(" ")
            if before and before[-1] in ".?!;:,)":
                places.setdefault(place, False)
        at = text.find(")", at + 1, end)
    return iter(sorted(places.items()))


def _at_line(text: str, start: int, at: int) -> bool:
    line = text[max(start, at - _LOOK_BACK) : at]
    return not line.rpartition("\n")[2].strip()
