"""Which words of a document the query met, and how: for highlighting and for --explain."""

from __future__ import annotations

from itertools import chain

from imwsearch import dutch
from imwsearch.expanding import WEIGHT
from imwsearch.records import Record
from imwsearch.results import Meeting
from imwsearch.spotting import Spotter
from imwsearch.wanted import How, phrase_words, wanted_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from imwsearch.codec.searcher import Searcher
    from imwsearch.expanding import Expansion
    from imwsearch.spotting import Span
    from imwsearch.wanted import Wanted

    Met = Mapping[str, tuple[int, str]]
    """A real word, folded: which of the query's words meets it, and how."""

    Placed = tuple[int, str, tuple[tuple[str, int], ...]]
    """A phrase: its number among the query's words, how it meets, its words with their places."""


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

    A text is read as far as that needs. All of it is read only for numbers, which may go over
    several stretches, and where all the words of a phrase are.

    Args:
        names: the query's words, as typed.
        met: the real words of the index that the query's words meet.
        phrases: the phrases, whose words are marked only where they stand together.
    """

    def __init__(self, names: Sequence[str], met: Met, phrases: Sequence[Placed] = ()) -> None:
        self._names = names
        self._met = met
        self._phrases = phrases
        sought = {*met, *(word for _number, _how, words in phrases for word, _place in words)}
        self._spotter = Spotter(sought) if all(map(_has_letter, sought)) else None

    def find(self, text: str) -> list[Match]:
        """The stretches of a text that the query meets, in order, none overlapping another."""
        return self._find([text])[0]

    def _find(self, texts: Sequence[str]) -> list[list[Match]]:
        if not self._spotter:
            return [self._find_in_tokens(text, self._phrases) for text in texts]
        spotted = self._spotter.find(texts)
        return [self._at(text, spans) if spans else [] for text, spans in zip(texts, spotted)]  # noqa: B905 - a list for each

    def _at(self, text: str, spans: Sequence[Span]) -> list[Match]:
        """The matches in a text, where all the words stand at these places."""
        seen = {word for _start, _end, word in spans} if self._phrases else set()
        phrases = [one for one in self._phrases if seen.issuperset(word for word, _ in one[2])]
        if phrases:
            return self._find_in_tokens(text, phrases)
        return _apart(
            Match(start, end, *self._met[word], word)
            for start, end, word in spans
            if word in self._met
        )

    def _find_in_tokens(self, text: str, phrases: Sequence[Placed]) -> list[Match]:
        tokens = dutch.tokenize(text)
        found = [
            Match(token.start, token.end, *self._met[token.word], token.word)
            for token in tokens
            if token.word in self._met
        ]
        if phrases:
            found += _find_phrases(tokens, phrases)
            found.sort(key=lambda match: (match.start, match.end))
        return _apart(found)

    def find_all(self, texts: Sequence[str]) -> list[list[Match]]:
        """What the query meets in the texts of one document.

        A word of the query that is met whole is not marked where it only shares a part: looking
        for "maatwerk" marks no "werk" in a document that has "maatwerk".
        """
        found = self._find(texts)
        whole = {match.word for matches in found for match in matches if match.how != How.PART}
        if not whole:
            return found
        return [
            [match for match in matches if match.how != How.PART or match.word not in whole]
            if matches
            else matches
            for matches in found
        ]

    def meetings(self, found: Iterable[Iterable[Match]]) -> tuple[Meeting, ...]:
        """Each word of the query with each word of a document that it met, and how."""
        seen = sorted({(match.word, match.text, match.how) for one in found for match in one})
        return tuple(Meeting(self._names[word], text, how) for word, text, how in seen)


def _find_phrases(tokens: Sequence[dutch.Token], phrases: Iterable[Placed]) -> Iterator[Match]:
    places = {(token.word, token.position): token for token in reversed(tokens)}
    for number, how, words in phrases:
        begin = words[0]
        for word, position in list(places):
            if word == begin[0]:
                start = position - begin[1]
                run = [token for w, place in words if (token := places.get((w, start + place)))]
                if len(run) == len(words):
                    text = " ".join(w for w, _place in words)
                    yield Match(run[0].start, run[-1].end, number, how, text)


def _has_letter(word: str) -> bool:
    return any(map(str.isalpha, word))


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
