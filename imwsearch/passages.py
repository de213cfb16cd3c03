"""The best snippets of a document: where the query was met, cut at words, marked."""

from __future__ import annotations

from imwsearch.results import Passage, Piece
from imwsearch.wanted import How

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from imwsearch.marking import Match
    from imwsearch.schema import Section

    _Worth = tuple[int, int, int, int]
    """How many words stand there as typed, how many matches follow the first, -first, last."""

LENGTH = 240
"""Characters of a snippet, about three lines of a terminal."""

_BEFORE = 80
"""Characters of a snippet before its first match, at most."""

_ENDS = ("\n", ". ", "? ", "! ", "; ", ": ")
"""What ends a sentence."""

_TEXT = ("questions", "answer")
"""The sections of which one is always shown, where there is one."""


def mark(text: str, matches: Iterable[Match], start: int, end: int) -> Iterator[Piece]:
    """The stretch of a text from start to end as pieces, on one line; none of them is empty."""
    line = text.replace("\n", " ")
    at = start
    for match in matches:
        if start <= match.start and match.end <= end:
            if at < match.start:
                yield Piece(line[at : match.start], False)
            yield Piece(line[match.start : match.end], True)
            at = match.end
    if at < end:
        yield Piece(line[at:end], False)


def mark_all(text: str, matches: Iterable[Match] = ()) -> tuple[Piece, ...]:
    """A whole text as pieces, on one line."""
    return tuple(mark(text, matches, 0, len(text)))


def best_passages(
    sections: Sequence[Section], found: Sequence[Sequence[Match]], count: int = 3
) -> tuple[Passage, ...]:
    """The snippets that tell most of why a document was found.

    Args:
        sections: the document's text.
        found: what the query met in each section.
        count: how many snippets at most.

    Returns:
        Best first: those with the most different words of the query; each adds a word or comes
        from another section than those before it. Where only the title, theme or header was met,
        the beginning of the text, unmarked, stands last. A document without text shows its title.
    """
    windows = _windows(sections, found)
    passages = [_passage(sections[n], found[n], *run) for n, run in _choose(windows, count)]
    if not any(passage.field in _TEXT for passage in passages):
        texts = [section for section in sections if section.field in _TEXT]
        opening = texts or ([] if passages else sections)
        passages = [*passages[: count - 1], *map(_opening, opening[:1])]
    return tuple(passages)


def _windows(
    sections: Sequence[Section], found: Sequence[Sequence[Match]]
) -> dict[tuple[int, frozenset[int]], _Worth]:
    """For each section, and each set of the query's words that a snippet of it may have, the best.

    A snippet begins with a match; the best has most words as they were typed, then most matches.
    """
    best: dict[tuple[int, frozenset[int]], _Worth] = {}
    for n, (section, matches) in enumerate(zip(sections, found, strict=True)):
        if matches and section.field != "header":
            for words, worth in _runs(matches):
                key = n, words
                if key not in best or worth > best[key]:
                    best[key] = worth
    return best


def _runs(matches: Sequence[Match]) -> Iterator[tuple[frozenset[int], _Worth]]:
    """The runs of matches that fit in a snippet, one for each match to begin with."""
    met: dict[int, int] = {}
    typed: dict[int, int] = {}
    last = -1
    for first, match in enumerate(matches):
        while last < first or _fits(matches, match, last + 1):
            last += 1
            _count(matches[last], met, typed, 1)
        yield frozenset(met), (len(typed), last - first, -first, last)
        _count(match, met, typed, -1)


def _fits(matches: Sequence[Match], first: Match, n: int) -> bool:
    return n < len(matches) and matches[n].end - first.start <= LENGTH - _BEFORE


def _count(match: Match, met: dict[int, int], typed: dict[int, int], one: int) -> None:
    """Count a match that comes into the window, or leaves it."""
    for counts in (met, typed) if match.how == How.SAME else (met,):
        counts[match.word] = counts.get(match.word, 0) + one
        if not counts[match.word]:
            del counts[match.word]


def _choose(
    windows: Mapping[tuple[int, frozenset[int]], _Worth], count: int
) -> Iterator[tuple[int, tuple[int, int]]]:
    """The best window, then the best of those that add to it, and so on: section, first, last."""
    words: frozenset[int] = frozenset()
    sections: set[int] = set()
    for _turn in range(count):
        adding = [
            (len(own - words), len(own), *worth[:2], -n, worth[2], worth[3], own)
            for (n, own), worth in windows.items()
            if n not in sections or own - words
        ]
        if not adding:
            return
        *_worth, n, first, last, own = max(adding)
        yield -n, (-first, last)
        words |= own
        sections.add(-n)


def _passage(section: Section, matches: Sequence[Match], first: int, last: int) -> Passage:
    """A window with the words around it."""
    text = section.text
    begin = _beginning(section, matches[first].start)
    start = max(begin, _start(text, matches[first].start))
    end = max(min(matches[last].end, start + LENGTH), _end(text, start + LENGTH))
    return Passage(section.field, section.label, _dotted(text, start, end, matches, begin))


def _opening(section: Section) -> Passage:
    """The beginning of a section, without marks."""
    text, begin = section.text, _beginning(section, LENGTH)
    pieces = _dotted(text, begin, _end(text, LENGTH), (), begin)
    return Passage(section.field, section.label, pieces)


def _beginning(section: Section, first: int) -> int:
    """Where a text begins behind its number, which its label says; unless a match is in it."""
    number = f"{section.label}. "
    return len(number) if first >= len(number) and section.text.startswith(number) else 0


def _dotted(
    text: str, start: int, end: int, matches: Iterable[Match], begin: int
) -> tuple[Piece, ...]:
    pieces = list(mark(text, matches, start, end))
    if text[begin:start].strip():
        pieces.insert(0, Piece("… ", False))
    if text[end:].strip():
        pieces.append(Piece(" …", False))
    return tuple(pieces)


def _start(text: str, first: int) -> int:
    """Where a snippet begins: with a sentence if one begins near the first match, else a word."""
    earliest = first - _BEFORE
    if earliest <= 0:
        return 0
    begun = [
        at + len(end)
        for end in _ENDS
        if (at := text.find(end, earliest + 1 - len(end), first)) >= 0
    ]
    if begun:
        return min(begun)
    blank = text.find(" ", earliest, first)
    return blank + 1 if blank >= 0 else first


def _end(text: str, latest: int) -> int:
    """Where a snippet ends: at the last word's end before the given place."""
    if latest >= len(text):
        return len(text)
    blank = max(text.rfind(" ", 0, latest + 1), text.rfind("\n", 0, latest + 1))
    return blank if blank > latest - _BEFORE else latest
