"""The words of web addresses and of names of files, without regular expressions.

Reading them as any text (``dutch.tokenize``) takes regular expressions, whose import takes as long
as a search of words that stand in such a name does without.
"""

from __future__ import annotations

from itertools import pairwise

from imwsearch.limits import WORD_LETTERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Span = tuple[int, int, str]
    """A word in a text: its first character, the one after it, the word."""

_ORDINALS = frozenset(("e", "de", "ste"))
"""What makes one word with the digits before it: 2de."""


def is_plain(raw: str) -> bool:
    """Whether nothing in a name joins but hyphens: no date, grouped number or initials.

    Args:
        raw: a stretch of a text without blanks.
    """
    groups = [part.split("-") for part in _parts(raw)]
    return (
        raw.isascii()
        and all(word.isalnum() for group in groups for word in group)
        and not any(map(_may_begin_with_a_date, groups))
        and not any(_may_join(left[-1], right[0]) for left, right in pairwise(groups))
    )


def words(raw: str) -> Iterator[Span]:
    """The words of such a name, as ``dutch.tokenize`` gives them."""
    at = 0
    for part in _parts(raw):
        at = raw.index(part, at)
        yield from _joined(part, at)
        at += len(part)


def _parts(raw: str) -> list[str]:
    """What stands between the signs that join no words."""
    for sign in ".,_":
        raw = raw.replace(sign, "/")
    return [part for part in raw.split("/") if part]


def _may_begin_with_a_date(group: Sequence[str]) -> bool:
    """Whether the first three words that hyphens join are numbers of a day, a month and a year."""
    return len(group) >= 3 and all(word.isdecimal() and len(word) <= 4 for word in group[:3])


def _may_join(last: str, first: str) -> bool:
    """Whether the words beside a sign may be a date, a number or initials together."""
    if last[-1].isdecimal() and first[0].isdecimal():
        return True
    return last.isalpha() and first.isalpha() and len(last) == len(first) == 1


def _joined(part: str, at: int) -> Iterator[Span]:
    """Words that hyphens join, before them what they make together."""
    found = [_runs(word) for word in part.lower().split("-")]
    if len(found) > 1:
        yield at, at + len(part), "".join(run for runs in found for run in runs)[:WORD_LETTERS]
    for runs in found:
        size = sum(map(len, runs))
        if len(runs) > 1:
            yield at, at + size, "".join(runs)[:WORD_LETTERS]
        for run in runs:
            yield at, at + len(run), run[:WORD_LETTERS]
            at += len(run)
        at += 1


def _runs(word: str) -> list[str]:
    """The word, or its two or three runs of letters and digits: tcm325, not 2de."""
    runs: list[str] = []
    for sign in word:
        if runs and runs[-1][-1].isdecimal() == sign.isdecimal():
            runs[-1] += sign
        else:
            runs.append(sign)
    is_ordinal = len(runs) == 2 and runs[0].isdecimal() and runs[1] in _ORDINALS
    return runs if 2 <= len(runs) <= 3 and not is_ordinal else [word]
