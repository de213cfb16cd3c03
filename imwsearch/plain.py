"""A page of hits for plain words that the index knows: most searches need no more than this.

What it answers, ``search.answer`` answers alike; it does without the query language and without
the lexicon, since the index knows the stems and parts of its own words, and so without all that
these import.
"""

from __future__ import annotations

from imwsearch import dutch, expanding, marking, runs
from imwsearch.codec.ranking import STOP
from imwsearch.hits import marked_hit
from imwsearch.limits import WORD_LETTERS
from imwsearch.results import Results
from imwsearch.wanted import Wanted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from imwsearch.codec.searcher import Found, QueryWord, Searcher
    from imwsearch.opening import Collection


def search(collection: Collection, words: Sequence[str], limit: int) -> Results | None:
    """The first page of the documents that have any of some words.

    Args:
        collection: what to search.
        words: the words as typed; letters are all they have, and none is an operator.
        limit: how many hits at most.

    Returns:
        None where the index does not know each word, so that one may be mistyped, or where all of
        them are too common to search for.
    """
    searcher = collection.searcher
    typed = [_fold(word)[:WORD_LETTERS] for word in words]
    wanted = _wanted(searcher, typed)
    if not wanted:
        return None
    expanded = expanding.expansions(searcher, typed)
    ranked = [word.query_word for word in wanted]
    ranked += expanding.query_words(searcher, expanded)
    found, total = best(searcher, [*ranked, *runs.query_words(searcher, _places(typed))], limit)
    marker = marking.marker(searcher, wanted, expanded=expanded)
    hits = (
        marked_hit(collection.document(one), place, one.score, marker)
        for place, one in enumerate(found, 1)
    )
    return Results(" ".join(words), total, 0, tuple(hits))


def _places(typed: Sequence[str]) -> list[tuple[str, int]]:
    return [(word, place) for place, word in enumerate(typed)]


def _fold(word: str) -> str:
    return word.lower() if word.isascii() else dutch.fold(word)


def _wanted(searcher: Searcher, typed: Sequence[str]) -> tuple[Wanted, ...]:
    """The words to look for, each once; none where the index does not know one of them."""
    wanted: dict[Wanted, None] = {}
    for word in typed:
        stem, parts = searcher.read_word(word) or ("", ())
        if not stem.startswith(STOP):
            if not searcher.frequency(stem):
                return ()
            wanted[Wanted(word, stem, parts)] = None
    return tuple(wanted)


def best(searcher: Searcher, words: Sequence[QueryWord], end: int) -> tuple[list[Found], int]:
    """The best documents for any of some words, and how many there are; the others are not seen."""
    return searcher.best(words, end) if words else [], searcher.count(words)
