"""Did you mean: a better query for one whose words no document has."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from imwsearch import dutch
from imwsearch.codec.searcher import Searcher
from imwsearch.dutch.corrections import corrections
from imwsearch.limits import EXPANDED_WORDS
from imwsearch.query.tree import Leaf, Word
from imwsearch.wanted import wanted_words


class RealWords:
    """The real words of all segments, in the order of their characters.

    Args:
        searcher: the segments.
    """

    def __init__(self, searcher: Searcher) -> None:
        self._segments = searcher.segments

    def first_from(self, word: str) -> tuple[str, int] | None:
        """The first word that does not come before ``word``, and how many documents have it."""
        start = word.encode()
        places = [(s, bisect_left(s.words, start)) for s in self._segments]
        found = [(s.words[n], s.sections["word_df"][n]) for s, n in places if n < len(s.words)]
        if not found:
            return None
        first = min(word for word, _documents in found)
        return first.decode(), sum(documents for word, documents in found if word == first)


def suggest(searcher: Searcher, query: str, leaves: Iterable[Leaf]) -> str | None:
    """The query with its unknown words corrected; None where there is nothing to correct.

    Args:
        searcher: the documents whose words there are.
        query: the query as given.
        leaves: what it looks for, with the places in it.
    """
    words = RealWords(searcher)
    better = query
    typed = _typed_words(leaves)
    if len(typed) > EXPANDED_WORDS:
        return None  # a pasted text, which was not mistyped
    for leaf in sorted(typed, key=lambda word: word.span, reverse=True):
        if correction := _correct(searcher, words, leaf.text):
            start, end = leaf.span
            better = better[:start] + correction + better[end:]
    return better if better != query else None


def _typed_words(leaves: Iterable[Leaf]) -> Sequence[Word]:
    return [leaf for leaf in leaves if isinstance(leaf, Word) and leaf.span[1]]


def _correct(searcher: Searcher, words: RealWords, text: str) -> str | None:
    """The best correction of a word that finds nothing by itself and does not split."""
    tokens = dutch.tokenize(text)
    wanted = wanted_words(text)
    if len(tokens) != 1 or not wanted or _is_known(searcher, wanted[0].stem):
        return None
    found = corrections(tokens[0].word, words, most=1)
    return found[0].word if found else None


def _is_known(searcher: Searcher, stem: str) -> bool:
    return searcher.frequency(stem) > 0
