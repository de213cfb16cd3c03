"""Which words of a document the query met, and how: for highlighting and for --explain."""

from __future__ import annotations

from itertools import chain

from imwsearch import dutch
from imwsearch.expanding import WEIGHT
from imwsearch.limits import PIECES_REMEMBERED, WORD_LETTERS
from imwsearch.records import Record
from imwsearch.results import Meeting
from imwsearch.wanted import How, phrase_words, wanted_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from imwsearch.codec.searcher import Searcher
    from imwsearch.expanding import Expansion
    from imwsearch.wanted import Wanted

    Met = Mapping[str, tuple[int, str]]
    """A real word, folded: which of the query's words meets it, and how."""

    Placed = tuple[int, str, tuple[tuple[str, int], ...]]
    """A phrase: its number among the query's words, how it meets, its words with their places."""

    Span = tuple[int, int, str]
    """A met word inside a piece of text: its first character, the one after it, the word."""


class Match(Record):
    """A stretch of a text that the query met.

    Args:
        start: its first character in the text.
        end: the character after it.
        word: which of the query's words met it (0, 1, …).
        how: how it met it.
        text: the word of the document, folded.
    """

    start: int
    end: int
    word: int
    how: str
    text: str


class Marker:
    """Finds in the index's own documents what a query looks for.

    A text is read as far as that needs: of its pieces between blanks, those that hold a met word.
    Only for phrases and numbers, which go over several pieces, is all of it read.

    Args:
        names: the query's words, as typed.
        met: the real words of the index that the query's words meet.
        phrases: the phrases, whose words are marked only where they stand together.
    """

    def __init__(self, names: Sequence[str], met: Met, phrases: Sequence[Placed] = ()) -> None:
        self._names = names
        self._met = met
        self._phrases = phrases
        self._reads_all = bool(phrases) or not all(map(str.isalpha, met))
        self._firsts = {word[:1] for word in met}
        self._lasts = {word[-1:] for word in met}
        self._seen: set[str] = set()
        self._spans: dict[str, list[Span]] = {}

    def find(self, text: str) -> list[Match]:
        """The stretches of a text that the query meets, in order, none overlapping another."""
        if not self._reads_all:
            return _apart(self._in_pieces(text))
        tokens = dutch.tokenize(text)
        found = [
            Match(token.start, token.end, *self._met[token.word], token.word)
            for token in tokens
            if token.word in self._met
        ]
        if self._phrases:
            found += self._find_phrases(tokens)
            found.sort(key=lambda match: (match.start, match.end))
        return _apart(found)

    def find_all(self, texts: Iterable[str]) -> list[list[Match]]:
        """What the query meets in the texts of one document.

        A word of the query that is met whole is not marked where it only shares a part: looking
        for "maatwerk" marks no "werk" in a document that has "maatwerk".
        """
        found = [self.find(text) for text in texts]
        whole = {match.word for matches in found for match in matches if match.how != How.PART}
        return [
            [match for match in matches if match.how != How.PART or match.word not in whole]
            for matches in found
        ]

    def meetings(self, found: Iterable[Iterable[Match]]) -> tuple[Meeting, ...]:
        """Each word of the query with each word of a document that it met, and how."""
        seen = sorted({(match.word, match.text, match.how) for one in found for match in one})
        return tuple(Meeting(self._names[word], text, how) for word, text, how in seen)

    def _in_pieces(self, text: str) -> list[Match]:
        found: list[Match] = []
        for raw in self._holding_among(set(text.split())):
            for start in _places(text, raw):
                for left, right, word in self._spans[raw]:
                    found.append(Match(start + left, start + right, *self._met[word], word))
        found.sort(key=lambda match: (match.start, match.end))
        return found

    def _holding_among(self, pieces: set[str]) -> Iterable[str]:
        """Those of some pieces of text without blanks that hold a met word."""
        met, signs = self._met, _BESIDE_WORDS
        if len(self._seen) > PIECES_REMEMBERED:
            self._seen.clear()
            self._spans.clear()
        new = pieces - self._seen
        self._seen |= new
        for raw in [raw for raw in new if raw.strip(signs).lower()[:WORD_LETTERS] in met]:
            bare = raw.strip(signs)
            left = raw.index(bare)
            self._spans[raw] = [(left, left + len(bare), bare.lower()[:WORD_LETTERS])]
        for raw in [raw for raw in new if not (raw.isascii() and raw.strip(signs).isalpha())]:
            if raw not in self._spans and (spans := self._read(raw)):
                self._spans[raw] = spans
        return self._spans.keys() & pieces

    def _read(self, raw: str) -> list[Span]:
        """The met words in a piece that has more than plain letters and signs beside them."""
        bare = raw.strip(_BESIDE_WORDS)
        if bare.isalpha() and not self._has_ends_of(bare):
            return []
        spans = self._in_runs(raw)
        if spans is None:
            tokens = dutch.tokenize(raw)
            spans = [(one.start, one.end, one.word) for one in tokens if one.word in self._met]
        return spans

    def _has_ends_of(self, bare: str) -> bool:
        """Whether a met word may begin and end as a piece does: folding keeps ASCII letters."""
        first, last = bare[0].lower(), bare[-1].lower()
        return (not first.isascii() or first in self._firsts) and (
            not last.isascii() or last in self._lasts or len(bare) >= WORD_LETTERS
        )

    def _in_runs(self, raw: str) -> list[Span] | None:
        """The met words among a piece's runs of letters; None where it has to be read to tell."""
        spans: list[Span] = []
        runs: list[str] = []
        end = 0
        for run in "".join(c if c.isalpha() else " " for c in raw).split():
            start = raw.index(run, end)
            end = start + len(run)
            runs.append(_letters(run)[:WORD_LETTERS])
            if runs[-1] in self._met:
                spans.append((start, end, runs[-1]))
        joined = len(runs) > _FEW or any(
            "".join(runs[first:last])[:WORD_LETTERS] in self._met
            for first in range(len(runs))
            for last in range(first + 2, len(runs) + 1)
        )
        if joined or (spans and not (all(map(_is_plain, raw)) and min(map(len, runs)) > 1)):
            return None
        return spans

    def _find_phrases(self, tokens: Sequence[dutch.Token]) -> Iterator[Match]:
        places = {(token.word, token.position): token for token in reversed(tokens)}
        for number, how, words in self._phrases:
            for word, position in list(places):
                start = position - words[0][1]
                run = [places.get((w, start + place)) for w, place in words]
                tokens_of_run = [token for token in run if token]
                if word == words[0][0] and len(tokens_of_run) == len(words):
                    first, last = tokens_of_run[0], tokens_of_run[-1]
                    text = " ".join(w for w, _place in words)
                    yield Match(first.start, last.end, number, how, text)


def _places(text: str, raw: str) -> Iterator[int]:
    """Where a piece stands in a text with blanks or nothing beside it."""
    start = text.find(raw)
    while start >= 0:
        end = start + len(raw)
        if not (text[start - 1 : start].strip() or text[end : end + 1].strip()):
            yield start
        start = text.find(raw, end)


_BESIDE_WORDS = ".,;:?!()\"'“”‘’"
"""Signs that stand before and after words and never belong to them."""


def _letters(run: str) -> str:
    return run.lower() if run.isascii() else dutch.fold(run).replace("'", "")


def _is_plain(character: str) -> bool:
    """Whether it is a letter that nothing joins or follows, or a sign that parts words."""
    return (character.isalpha() and character < "\u0250") or character in _PARTING


_PARTING = '-/.,;:?!()[]"“”…–—•*'

_FEW = 6
"""A piece of more runs of letters than this is read without asking what they make."""


_WAYS = (How.SAME, How.INFLECTION, How.COMPOUND, How.PART, How.ABBREVIATION)
"""How a real word may meet a word, the surest first."""


def met_words(searcher: Searcher, words: Sequence[Wanted]) -> dict[str, tuple[int, str]]:
    """The real words of the index that meet any of the words, each with the surest way it does."""
    ways: dict[str, dict[str, int]] = {how: {} for how in _WAYS}
    for number, word in enumerate(words):
        own, compounds = searcher.words_of(word.stem)
        known = How.INFLECTION if word.weight == 1.0 else How.ABBREVIATION
        for real in own:
            same = known == How.INFLECTION and real == word.text
            ways[How.SAME if same else known].setdefault(real, number)
        for real in compounds:
            ways[How.COMPOUND].setdefault(real, number)
        for part in word.parts:
            for real in chain.from_iterable(searcher.words_of(part)):
                ways[How.PART].setdefault(real, number)
    met: dict[str, tuple[int, str]] = {}
    for how, numbers in ways.items():
        for real, number in numbers.items():
            met.setdefault(real, (number, how))
    return met


def marker(
    searcher: Searcher,
    typed: Sequence[Wanted],
    patterns: Sequence[tuple[str, Iterable[str]]] = (),
    phrases: Sequence[str] = (),
    expanded: Sequence[Expansion] = (),
) -> Marker:
    """The marker of what a query looks for.

    Args:
        searcher: the index.
        typed: the words.
        patterns: each pattern with the real words that it stands for.
        phrases: the exact phrases.
        expanded: the other forms of abbreviations among the words.
    """
    words, names = list(typed), [word.text for word in typed]
    known = {word.stem for word in typed}
    for one in expanded:
        if len(one.words) == 1:
            others = [word for word in wanted_words(one.words[0]) if word.stem not in known]
            words += [word.changed(weight=WEIGHT) for word in others]
            names += [one.typed] * len(others)
    met = met_words(searcher, words)
    for number, (_pattern, reals) in enumerate(patterns, len(names)):
        for real in reals:
            met.setdefault(real, (number, How.PATTERN))
    names += [pattern for pattern, _reals in patterns]
    placed: list[Placed] = []
    for name, how, text in (
        *((phrase, How.PHRASE, phrase) for phrase in phrases),
        *((one.typed, How.ABBREVIATION, " ".join(one.words)) for one in expanded if one.words[1:]),
    ):
        if own := phrase_words(text):
            placed.append((len(names), how, own))
        names.append(name)
    return Marker(names, met, placed)


def _apart(matches: Iterable[Match]) -> list[Match]:
    """Matches without overlaps: of two that overlap the longer one, of equal ones the first."""
    apart: list[Match] = []
    for match in matches:
        if apart and match.start < apart[-1].end:
            if match.end - match.start > apart[-1].end - apart[-1].start:
                apart[-1] = match
        else:
            apart.append(match)
    return apart
