"""The best snippets of a document: where the query was met, cut at words, marked."""

from __future__ import annotations

from imwsearch.records import Record
from imwsearch.results import Passage, Piece
from imwsearch.wanted import How

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from imwsearch.marking import Match
    from imwsearch.schema import Section

LENGTH = 240
"""Characters of a snippet, about three lines of a terminal."""

_BEFORE = 80
"""Characters of a snippet before its first match, at most."""

_TEXT = ("questions", "answer")
"""The sections of which one is always shown, where there is one."""


def mark(text: str, matches: Iterable[Match], start: int, end: int) -> Iterator[Piece]:
    """The stretch of a text from start to end as pieces, on one line."""
    line = text.replace("\n", " ")
    at = start
    for match in matches:
        if start <= match.start and match.end <= end:
            yield Piece(line[at : match.start], False)
            yield Piece(line[match.start : match.end], True)
            at = match.end
    yield Piece(line[at:end], False)


def mark_all(text: str, matches: Iterable[Match] = ()) -> tuple[Piece, ...]:
    """A whole text as pieces, on one line."""
    return _tidy(mark(text, matches, 0, len(text)))


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
    windows = [
        window
        for section, matches in zip(sections, found, strict=True)
        if section.field != "header"
        for window in _windows(section, matches)
    ]
    passages = [_passage(window) for window in _choose(windows, count)]
    if not any(passage.field in _TEXT for passage in passages):
        texts = [section for section in sections if section.field in _TEXT]
        opening = texts or ([] if passages else sections)
        passages = [*passages[: count - 1], *map(_opening, opening[:1])]
    return tuple(passages)


class _Window(Record):
    """Matches that fit in one snippet, among all those of their section."""

    section: Section
    matches: Sequence[Match]
    all_matches: Sequence[Match]

    @property
    def words(self) -> frozenset[int]:
        return frozenset(match.word for match in self.matches)

    @property
    def exact(self) -> int:
        """How many of the words stand there as they were typed."""
        return len({match.word for match in self.matches if match.how == How.SAME})


def _windows(section: Section, matches: Sequence[Match]) -> Iterator[_Window]:
    """The runs of matches that fit in a snippet, one for each match to begin with."""
    last = 0
    for first, match in enumerate(matches):
        last = max(last, first)
        while last + 1 < len(matches) and matches[last + 1].end - match.start <= LENGTH - _BEFORE:
            last += 1
        yield _Window(section, matches[first : last + 1], matches)


def _choose(windows: Sequence[_Window], count: int) -> Iterator[_Window]:
    """The best window, then the best of those that add to it, and so on."""
    words: frozenset[int] = frozenset()
    sections: list[Section] = []
    told = [(window, window.words, window.exact) for window in windows]
    for _turn in range(count):
        adding = [
            (len(own - words), len(own), exact, len(window.matches), -n, window)
            for n, (window, own, exact) in enumerate(told)
            if own - words or window.section not in sections
        ]
        if not adding:
            return
        *_worth, best = max(adding)
        yield best
        words |= best.words
        sections.append(best.section)


def _passage(window: _Window) -> Passage:
    """The window with the words around it."""
    section, text = window.section, window.section.text
    start = _start(text, window.matches[0].start)
    last = window.matches[-1].end
    end = max(last, _end(text, max(last, start + LENGTH)))
    return Passage(section.field, section.label, _dotted(text, start, end, window.all_matches))


def _opening(section: Section) -> Passage:
    """The beginning of a section, without marks."""
    pieces = _dotted(section.text, 0, _end(section.text, LENGTH), ())
    return Passage(section.field, section.label, pieces)


def _dotted(text: str, start: int, end: int, matches: Iterable[Match]) -> tuple[Piece, ...]:
    pieces = list(mark(text, matches, start, end))
    if text[:start].strip():
        pieces.insert(0, Piece("… ", False))
    if text[end:].strip():
        pieces.append(Piece(" …", False))
    return _tidy(pieces)


def _tidy(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if piece.text)


def _start(text: str, first: int) -> int:
    """Where a snippet begins: with a sentence if one begins near the first match, else a word."""
    earliest = first - _BEFORE
    if earliest <= 0:
        return 0
    for at in range(earliest, first):
        if text[at] == "\n" or (text[at] == " " and text[at - 1] in ".?!;:"):
            return at + 1
    blank = text.find(" ", earliest, first)
    return blank + 1 if blank >= 0 else first


def _end(text: str, latest: int) -> int:
    """Where a snippet ends: at the last word's end before the given place."""
    if latest >= len(text):
        return len(text)
    blank = max(text.rfind(" ", 0, latest + 1), text.rfind("\n", 0, latest + 1))
    return blank if blank > latest - _BEFORE else latest
