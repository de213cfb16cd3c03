"""What the documents say that abbreviations stand for."""

from collections.abc import Iterator, Mapping

from imwsearch.codec import docsets
from imwsearch.codec.searcher import Searcher
from imwsearch.dutch.abbreviations import Abbreviations

_COLUMN = "abbreviation"


def learnt(searcher: Searcher) -> dict[str, dict[str, int]]:
    """The abbreviations that the documents define.

    Returns:
        For each abbreviation its long forms, with the number of documents that define it so.
    """
    return _by_short(docsets.tally(searcher, _COLUMN))


def other_forms(searcher: Searcher, phrase: str) -> Iterator[tuple[str, ...]]:
    """For an abbreviation its long form, for a long form its abbreviations: the words of each.

    Args:
        searcher: the documents.
        phrase: one or more words, folded, with single spaces.
    """
    counts = _concerned(searcher, phrase)
    if phrase in counts:
        concerned = {phrase: counts[phrase]}
    else:
        concerned = {short: _concerned(searcher, short)[short] for short in counts}
    if concerned:
        yield from Abbreviations(concerned).expansions(phrase)


def _concerned(searcher: Searcher, phrase: str) -> dict[str, dict[str, int]]:
    """What ``learnt`` gives, of the definitions that have a phrase as one of their two sides."""
    return _by_short(docsets.tally_halves(searcher, _COLUMN, phrase))


def _by_short(tallied: Mapping[str, int]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for pair, documents in tallied.items():
        short, _is, long = pair.partition("=")
        counts.setdefault(short, {})[long] = documents
    return counts
