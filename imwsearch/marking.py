"""Which words of a document the query met, and how: for highlighting and for --explain."""

from __future__ import annotations

from imwsearch import dutch
from imwsearch.dutch.folding import SPECIAL
from imwsearch.records import Record
from imwsearch.results import Meeting
from imwsearch.spotting import Spotter
from imwsearch.wanted import How, phrase_words, wanted_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from imwsearch.addresses import Span
    from imwsearch.codec.searcher import Searcher
    from imwsearch.expanding import Expansion
    from imwsearch.wanted import Wanted

    Met = Mapping[str, tuple[int, str]]
    """A real word, folded: which of the query's words meets it, and how."""

    _Sight = tuple[int, int, int, str, str]
    """What a match is made of."""

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

    A text is read as far as that needs: what joins words, and where the words of a phrase stand
    together. All of it is read only for numbers, which may go over several stretches.

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
        return [Match(*sight) for sight in self._find([text])[0]]

    def find_all(self, texts: Sequence[str]) -> list[list[Match]]:
        """What the query meets in the texts of one document.

        A word of the query that is met whole is not marked where it only shares a part: looking
        for "maatwerk" marks no "werk" in a document that has "maatwerk".
        """
        found = self._find(texts)
        whole = {word for own in found for _start, _end, word, how, _text in own if how != How.PART}
        return [
            [Match(*sight) for sight in own if sight[3] != How.PART or sight[2] not in whole]
            if own
            else []
            for own in found
        ]

    def _find(self, texts: Sequence[str]) -> list[list[_Sight]]:
        if not self._spotter:
            return [self._find_in_tokens(text) for text in texts]
        spotted = self._spotter.find(texts)
        return [
            self._find_in_spans(text, spans) if spans else []
            for text, spans in zip(texts, spotted, strict=True)
        ]

    def _find_in_spans(self, text: str, spans: Sequence[Span]) -> list[_Sight]:
        """What is met in a text where all the words stand at these places."""
        met = self._met
        found = [(start, end, *met[word], word) for start, end, word in spans if word in met]
        for phrase in self._phrases:
            for first, last in _stretches(text, spans, {word for word, _place in phrase[2]}):
                tokens = dutch.tokenize(text[first:last])
                found += [
                    (first + start, first + end, number, how, together)
                    for start, end, number, how, together in _find_phrases(tokens, [phrase])
                ]
        return _apart(found)

    def _find_in_tokens(self, text: str) -> list[_Sight]:
        """What is met in a text, all of which is read."""
        tokens = dutch.tokenize(text)
        met = self._met
        found = [
            (one.start, one.end, *met[one.word], one.word) for one in tokens if one.word in met
        ]
        return _apart([*found, *_find_phrases(tokens, self._phrases)])

    def meetings(self, found: Iterable[Iterable[Match]]) -> tuple[Meeting, ...]:
        """Each word of the query with each word of a document that it met, and how."""
        seen = sorted({(match.word, match.text, match.how) for one in found for match in one})
        return tuple(Meeting(self._names[word], text, how) for word, text, how in seen)


def _find_phrases(tokens: Sequence[dutch.Token], phrases: Iterable[Placed]) -> Iterator[_Sight]:
    places = {(token.word, token.position): token for token in reversed(tokens)}
    for number, how, words in phrases:
        begin = words[0]
        for word, position in list(places):
            if word == begin[0]:
                start = position - begin[1]
                run = [token for w, place in words if (token := places.get((w, start + place)))]
                if len(run) == len(words):
                    text = " ".join(w for w, _place in words)
                    yield run[0].start, run[-1].end, number, how, text


def _has_letter(word: str) -> bool:
    return word.isalpha() or any(map(str.isalpha, word))


_WAYS = (How.SAME, How.INFLECTION, How.COMPOUND, How.PART, How.ABBREVIATION)
"""How a real word may meet a word, the surest first."""


def met_words(
    searcher: Searcher, typed: Sequence[Wanted], expanded: Sequence[Wanted]
) -> dict[str, tuple[int, str]]:
    """The real words of the index that meet any of the words, each with the surest way it does.

    Args:
        searcher: the index.
        typed: words of the query.
        expanded: other forms of abbreviations among them; they are numbered after these.
    """
    ways: dict[str, list[tuple[Iterable[str], int]]] = {how: [] for how in _WAYS}
    for number, word in enumerate((*typed, *expanded)):
        own, compounds = searcher.words_of(word.stem)
        is_typed = number < len(typed)
        if is_typed and word.text in own:
            ways[How.SAME].append(([word.text], number))
        ways[How.INFLECTION if is_typed else How.ABBREVIATION].append((own, number))
        ways[How.COMPOUND].append((compounds, number))
        for part in word.parts:
            ways[How.PART] += [(reals, number) for reals in searcher.words_of(part)]
    met: dict[str, tuple[int, str]] = {}
    for how, found in reversed(ways.items()):
        for reals, number in reversed(found):
            met |= dict.fromkeys(reals, (number, how))
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
    names = [word.text for word in typed]
    known = {word.stem for word in typed}
    others: list[Wanted] = []
    for one in expanded:
        if len(one.words) == 1:
            new = [word for word in wanted_words(one.words[0]) if word.stem not in known]
            others += new
            names += [one.typed] * len(new)
    met = met_words(searcher, typed, others)
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


def _stretches(text: str, spans: Iterable[Span], words: set[str]) -> Iterator[tuple[int, int]]:
    """Where all of some words stand with no others between them: stretches from blank to blank.

    Args:
        text: the text.
        spans: where the words stand in it, and maybe others, in order.
        words: those that must be there.
    """
    here: set[str] = set()
    first = last = 0
    for start, end, word in spans:
        if word in words:
            if here and _has_a_word(text[last:start]):
                if here == words:
                    yield _between_blanks(text, first, last)
                here = set()
            if not here:
                first = last = start
            here.add(word)
            last = max(last, end)
    if here == words:
        yield _between_blanks(text, first, last)


def _has_a_word(between: str) -> bool:
    return not between.isspace() and any(c.isalpha() and c not in SPECIAL for c in between)


def _between_blanks(text: str, first: int, last: int) -> tuple[int, int]:
    """A stretch with what is written on to it: nothing joins words over a blank."""
    start = max(text.rfind(" ", 0, first), text.rfind("\n", 0, first)) + 1
    ends = [at for blank in " \n" if (at := text.find(blank, last)) >= 0]
    return start, min(ends, default=len(text))


def _apart(sights: list[_Sight]) -> list[_Sight]:
    """In order, without overlaps: of two that overlap the longer one, of equal ones the first."""
    sights.sort()
    apart: list[_Sight] = []
    last_start = last_end = -1
    for sight in sights:
        start, end = sight[:2]
        if start >= last_end:
            apart.append(sight)
        elif end - start > last_end - last_start:
            apart[-1] = sight
        else:
            continue
        last_start, last_end = start, end
    return apart
