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


def other_forms(searcher: Searcher, phrase: str, side: str) -> Iterator[tuple[str, ...]]:
    """For an abbreviation its long form, for a long form its abbreviations: the words of each.

    Args:
        searcher: the documents.
        phrase: one or more words, folded, with single spaces.
        side: by what its definitions are looked up: one word by itself, more by their sense.
    """
    counts = _concerned(searcher, side)
    if phrase in counts:
        concerned = {phrase: counts[phrase]}
    else:
        concerned = {short: _concerned(searcher, short)[short] for short in counts}
    if concerned:
        yield from Abbreviations(concerned).expansions(phrase)


def _concerned(searcher: Searcher, side: str) -> dict[str, dict[str, int]]:
    """What ``learnt`` gives, of the definitions that have a short form, a word or a sense."""
    return _by_short(docsets.tally_sides(searcher, _COLUMN, side))


def _by_short(tallied: Mapping[str, int]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for pair, documents in tallied.items():
        short, long = pair.split("=")[:2]
        counts.setdefault(short, {})[long] = documents
    return counts
