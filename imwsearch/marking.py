"""Which words of a document the query met, and how: for highlighting and for --explain."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from imwsearch import dutch
from imwsearch.codec.searcher import Searcher
from imwsearch.expanding import WEIGHT, Expansion
from imwsearch.matching import Matcher, wanted_leaves
from imwsearch.query import tree
from imwsearch.query.tree import Leaf
from imwsearch.results import Meeting
from imwsearch.wanted import How, Wanted, phrase_words, wanted_words


class Match(NamedTuple):
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
    how: How
    text: str


Meets = Callable[[str], tuple[int, How] | None]
"""For a folded word of a document, which of the query's words meets it, and how; or None."""

Placed = tuple[int, How, tuple[tuple[str, int], ...]]
"""A phrase: its number among the query's words, how it meets, its words with their places."""


class Marker:
    """Finds in a text what a query looks for.

    Args:
        names: the query's words, as typed.
        meets: says of a word of the document which of them meets it.
        phrases: the phrases, whose words are marked only where they stand together.
    """

    def __init__(
        self,
        names: Sequence[str],
        meets: Meets,
        phrases: Sequence[Placed] = (),
    ) -> None:
        self._names = names
        self._meets = meets
        self._phrases = phrases
        self._known: dict[str, tuple[int, How] | None] = {}

    def find(self, text: str) -> list[Match]:
        """The stretches of a text that the query meets, in order, none overlapping another."""
        tokens = dutch.tokenize(text)
        found = [match for token in tokens if (match := self._match(token))]
        if self._phrases:
            found = sorted([*found, *self._find_phrases(tokens)])
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
        return tuple(Meeting(self._names[word], text, how.value) for word, text, how in seen)

    def _match(self, token: dutch.Token) -> Match | None:
        if token.word not in self._known:
            self._known[token.word] = self._meets(token.word)
        met = self._known[token.word]
        return Match(token.start, token.end, *met, token.word) if met else None

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


def marker(
    searcher: Searcher, leaves: Sequence[Leaf], expanded: Sequence[Expansion] = ()
) -> Marker:
    """The marker of a query's leaves, and of the other forms of its abbreviations."""
    single = (one for one in expanded if len(one.words) == 1)
    others = {word: one.typed for one in single for word in _other_form(one)}
    typed = wanted_leaves(leaf for leaf in leaves if not _is_exact(leaf))
    words = (*typed, *(word for word in others if word.stem not in {own.stem for own in typed}))
    names = [others.get(word, word.text) for word in words]
    patterns: list[tuple[int, frozenset[str]]] = []
    phrases: list[Placed] = []
    for leaf in leaves:
        if isinstance(leaf, tree.Pattern | tree.Fuzzy):
            numbers = Matcher(searcher).real_words(leaf)
            patterns.append((len(names), _real_words(searcher, numbers)))
            names.append(leaf.text)
        elif isinstance(leaf, tree.Phrase) and _is_exact(leaf):
            text = " ".join(leaf.words)
            phrases.append((len(names), How.PHRASE, phrase_words(text)))
            names.append(text)
    for one in expanded:
        if len(one.words) > 1:
            phrases.append((len(names), How.ABBREVIATION, phrase_words(" ".join(one.words))))
            names.append(one.typed)
    return Marker(names, _meets(words, patterns), [one for one in phrases if one[2]])


def _other_form(one: Expansion) -> Iterator[Wanted]:
    return (word._replace(weight=WEIGHT) for word in wanted_words(one.words[0]))


def _is_exact(leaf: Leaf) -> bool:
    return isinstance(leaf, tree.Phrase) and not leaf.slop


def _meets(words: Sequence[Wanted], patterns: Sequence[tuple[int, frozenset[str]]]) -> Meets:
    order = list(How)

    def meets(word: str) -> tuple[int, How] | None:
        found = [(How.PATTERN, number) for number, real in patterns if word in real]
        if analysed := dutch.analyze_word(word):
            found += [(how, n) for n, w in enumerate(words) if (how := w.meet(word, analysed))]
        if not found:
            return None
        how, number = min(found, key=lambda one: (order.index(one[0]), one[1]))
        return number, how

    return meets


def _real_words(searcher: Searcher, numbers: Sequence[Sequence[int]]) -> frozenset[str]:
    return frozenset(
        segment.words[number].decode()
        for segment, own in zip(searcher.segments, numbers, strict=True)
        for number in own
    )


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
