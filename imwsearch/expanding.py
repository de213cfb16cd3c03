"""Abbreviations: a query with one finds the long form too, and the other way round."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from imwsearch import dutch
from imwsearch.codec.searcher import QueryWord, Searcher
from imwsearch.dutch.abbreviations import Abbreviations
from imwsearch.limits import EXPANDED_WORDS
from imwsearch.wanted import wanted_words

WEIGHT = 0.1
"""What the other form counts for beside the one that was typed; measured in docs/relevance.md."""

LONGEST = 8
"""Words of a long form, at most; of 992 that 9,870 real documents define none has more."""


class Expansion(NamedTuple):
    """The other form of an abbreviation or of what it stands for.

    Args:
        typed: the form in the query, folded.
        words: the words of the other form, folded.
    """

    typed: str
    words: tuple[str, ...]


def learnt(searcher: Searcher) -> dict[str, dict[str, int]]:
    """The abbreviations that the documents define.

    Returns:
        For each abbreviation its long forms, with the number of documents that define it so.
    """
    counts: dict[str, dict[str, int]] = {}
    for pair, documents in searcher.tally("abbreviation").items():
        short, _is, long = pair.partition("=")
        counts.setdefault(short, {})[long] = documents
    return counts


def expansions(searcher: Searcher, text: str) -> tuple[Expansion, ...]:
    """The other forms of what stands in a query, each once; of the ambiguous none.

    Args:
        searcher: the documents, which define them.
        text: plain words of a query.
    """
    words = [token.word for token in dutch.tokenize(text)]
    if not 0 < len(words) <= EXPANDED_WORDS:
        return ()
    return tuple(dict.fromkeys(_expansions(words, *_both_ways(searcher))))


@lru_cache(1)  # half the time of a run of many queries, without it
def _both_ways(searcher: Searcher) -> tuple[dict[str, dict[str, int]], dict[str, list[str]]]:
    """What ``learnt`` gives, and for each long form its abbreviations."""
    counts = learnt(searcher)
    shorts: dict[str, list[str]] = {}
    for short, longs in counts.items():
        for long in longs:
            shorts.setdefault(long, []).append(short)
    return counts, shorts


def _expansions(
    words: Sequence[str], counts: dict[str, dict[str, int]], shorts: dict[str, list[str]]
) -> Iterator[Expansion]:
    for phrase in _stretches(words):
        concerned = [phrase] if phrase in counts else shorts.get(phrase, [])
        known = Abbreviations({short: counts[short] for short in concerned})
        for other in known.expansions(phrase) if concerned else ():
            yield Expansion(phrase, other)


def _stretches(words: Sequence[str]) -> Iterator[str]:
    """All that stands together: one word, two words, up to the longest long form."""
    for first in range(len(words)):
        for last in range(first + 1, min(first + LONGEST, len(words)) + 1):
            yield " ".join(words[first:last])


def query_words(searcher: Searcher, expanded: Iterable[Expansion]) -> Iterator[QueryWord]:
    """What to rank by for the other forms; none for a form that no document has."""
    for expansion in expanded:
        wanted = wanted_words(" ".join(expansion.words))
        if len(wanted) == 1:
            yield QueryWord(wanted[0].stem, (), WEIGHT)
        elif wanted:
            stems = [one.stem for one in wanted]
            gap = len(expansion.words) - len(stems)
            docs = searcher.near(stems, gap)
            yield searcher.gather_docs(f"~{expansion.words}", docs, stems, WEIGHT)
