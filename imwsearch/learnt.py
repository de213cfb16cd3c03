"""What the documents say that abbreviations stand for."""

from collections.abc import Iterator
from functools import lru_cache

from imwsearch.codec import docsets
from imwsearch.codec.searcher import Searcher
from imwsearch.dutch.abbreviations import Abbreviations


def learnt(searcher: Searcher) -> dict[str, dict[str, int]]:
    """The abbreviations that the documents define.

    Returns:
        For each abbreviation its long forms, with the number of documents that define it so.
    """
    counts: dict[str, dict[str, int]] = {}
    for pair, documents in docsets.tally(searcher, "abbreviation").items():
        short, _is, long = pair.partition("=")
        counts.setdefault(short, {})[long] = documents
    return counts


def other_forms(searcher: Searcher, phrase: str) -> Iterator[tuple[str, ...]]:
    """For an abbreviation its long form, for a long form its abbreviations: the words of each.

    Args:
        searcher: the documents.
        phrase: one or more words, folded, with single spaces.
    """
    counts, shorts = _both_ways(searcher)
    concerned = [phrase] if phrase in counts else shorts.get(phrase, [])
    if concerned:
        known = Abbreviations({short: counts[short] for short in concerned})
        yield from known.expansions(phrase)


@lru_cache(1)  # half the time of a run of many queries, without it
def _both_ways(searcher: Searcher) -> tuple[dict[str, dict[str, int]], dict[str, list[str]]]:
    """What ``learnt`` gives, and for each long form its abbreviations."""
    counts = learnt(searcher)
    shorts: dict[str, list[str]] = {}
    for short, longs in counts.items():
        for long in longs:
            shorts.setdefault(long, []).append(short)
    return counts, shorts
