"""What a query looks for, word by word: the terms to rank by, and which real words meet them."""

from __future__ import annotations

from itertools import pairwise

from imwsearch import dutch
from imwsearch.codec.searcher import QueryWord
from imwsearch.records import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class How:
    """How a word of a document meets a word of the query, the surest first."""

    SAME = "same"
    INFLECTION = "inflection"
    COMPOUND = "compound"
    """The query's word is a part of the document's."""
    PART = "part"
    """The document's word is a part of the query's, or has a part in common with it."""
    ABBREVIATION = "abbreviation"
    PATTERN = "pattern"
    PHRASE = "phrase"


class Wanted(Record):
    """One word that is looked for.

    Args:
        text: the word, folded.
        stem: its term.
        parts: the terms of its parts, if it is a compound or a joined form.
    """

    text: str
    stem: str
    parts: tuple[str, ...] = ()

    @property
    def query_word(self) -> QueryWord:
        """The word as the ranking takes it."""
        return QueryWord(self.stem, self.parts)


def wanted_words(text: str) -> tuple[Wanted, ...]:
    """The words of a text that are worth looking for, each once; stop words are left out.

    A joined form ("flexi-jobs", "25 oktober 2024") is one word, and what it joins are its parts.
    """
    return tuple(dict.fromkeys(_wanted(dutch.tokenize(text))))


def _wanted(tokens: Sequence[dutch.Token]) -> Iterator[Wanted]:
    at = 0
    while at < len(tokens):
        whole = tokens[at]
        end = at + 1
        while end < len(tokens) and tokens[end].end <= whole.end:
            end += 1
        inside = tokens[at + 1 : end]
        at = end
        if analysed := dutch.analyze_word(whole.word):
            joined = (dutch.analyze_word(token.word) for token in inside)
            parts = tuple(one.stem for one in joined if one) if inside else analysed.parts
            yield Wanted(whole.word, analysed.stem, parts)
        else:
            yield from _wanted(inside)


def phrase_words(text: str) -> tuple[tuple[str, int], ...]:
    """The real words of a phrase and the place of each; stop words too, joined forms by parts."""
    tokens = dutch.tokenize(text)
    joined = {
        token
        for token, following in pairwise(tokens)
        if following.position == token.position and following.end <= token.end
    }
    return tuple((token.word, token.position) for token in tokens if token not in joined)
