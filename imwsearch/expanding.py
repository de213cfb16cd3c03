"""Abbreviations: a query with one finds the long form too, and the other way round."""

from __future__ import annotations

from imwsearch import dutch
from imwsearch.codec.ranking import STOP
from imwsearch.codec.searcher import QueryWord
from imwsearch.limits import EXPANDED_WORDS
from imwsearch.records import Record
from imwsearch.wanted import wanted_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from imwsearch.codec.searcher import Searcher

WEIGHT = 0.1
"""What the other form counts for beside the one that was typed; measured in docs/relevance.md."""

LONGEST = 8
"""Words of a long form, at most; of 992 that 9,870 real documents define none has more."""


class Expansion(Record):
    """The other form of an abbreviation or of what it stands for.

    Args:
        typed: the form in the query, folded.
        words: the words of the other form, folded.
    """

    typed: str
    words: tuple[str, ...]


def expansions(searcher: Searcher, words: Sequence[str]) -> tuple[Expansion, ...]:
    """The other forms of what stands in a query, each once; of the ambiguous none.

    Args:
        searcher: the documents, which define them.
        words: the query's plain words, folded.
    """
    if not 0 < len(words) <= EXPANDED_WORDS:
        return ()
    sides = dict(_sides(searcher, words))
    if not any(searcher.may_have_side("abbreviation", side) for side in sides.values()):
        return ()
    from imwsearch.learnt import other_forms  # few queries have an abbreviation

    return tuple(
        dict.fromkeys(
            Expansion(phrase, other)
            for phrase, side in sides.items()
            for other in other_forms(searcher, phrase, side)
        )
    )


def _sides(searcher: Searcher, words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """All that stands together, up to the longest long form, and by what it is looked up.

    A word is looked up by itself, several by their sense (``dutch.sense_of``), in any inflection:
    those that neither begin nor end with a stop word, which would have the sense of the rest.
    """
    yield from ((word, word) for word in words)
    stems = [_stem(searcher, word) for word in words] if len(words) > 1 else []
    for first in range(len(words)):
        for last in range(first + 2, min(first + LONGEST, len(words)) + 1):
            if stems[first] and stems[last - 1]:
                yield " ".join(words[first:last]), "".join(stems[first:last])


def _stem(searcher: Searcher, word: str) -> str:
    """A word's term, from the index where it has the word; empty for a stop word."""
    known = searcher.read_word(word)
    if known is None:
        return dutch.sense_of(word)
    return "" if known[0].startswith(STOP) else known[0]


def query_words(searcher: Searcher, expanded: Iterable[Expansion]) -> Iterator[QueryWord]:
    """What to rank by for the other forms; none for a form that no document has."""
    for expansion in expanded:
        wanted = wanted_words(" ".join(expansion.words))
        if len(wanted) == 1:
            yield QueryWord(wanted[0].stem, (), WEIGHT)
        elif wanted:
            from imwsearch.codec import docsets

            stems = [one.stem for one in wanted]
            gap = len(expansion.words) - len(stems)
            docs = docsets.near(searcher, stems, gap)
            yield searcher.gather_docs(f"~{expansion.words}", docs, stems, WEIGHT)
