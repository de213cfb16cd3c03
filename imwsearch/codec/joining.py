"""What pieces say, each alone and a number with those before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from imwsearch.codec.arrays import Array, Rows, members, np, offsets
from imwsearch.codec.hashing import Table
from imwsearch.codec.pieces import END
from imwsearch.codec.readings import Known, Readings, read_pieces, tabulate, unite

if TYPE_CHECKING:
    from imwsearch.codec.pieces import Language
    from imwsearch.codec.postings import Vocabulary

TEXT_GAP = 16
"""Places left free between two texts, so that nothing is near across them."""

GROUP, YEAR = 3, 4
"""The digits of a number that may join with what stands before it: 12 345, 25 oktober 2024."""

JOINED = 4
"""Pieces that a number may be joined from."""


class Joined(NamedTuple):
    """The words that numbers form with the pieces before them.

    Args:
        at: the number's place in the stream of pieces, ascending.
        words: the word.
        places: its place, counted from that of the number.
    """

    at: Array
    words: Array
    places: Array


class Said(NamedTuple):
    """What pieces say; a number of a word is its place in the vocabulary.

    Args:
        vocabulary: all words.
        readings: for each piece the number of its reading.
        sizes: the number of places of each reading.
        words: the words of each reading.
        places: the places of these, counted from the piece.
        joined: what numbers form with the pieces before them.
    """

    vocabulary: Vocabulary
    readings: Array
    sizes: Array
    words: Rows
    places: Array
    joined: Joined


def read(
    pieces: Sequence[str], stream: Array, language: Language, count: int, known: Known
) -> Said:
    """Read pieces, and the numbers among them in the contexts in which they join.

    Args:
        pieces: the different pieces.
        stream: the pieces of all texts, ``END`` after each.
        language: how they are read.
        count: how many processes may share the work.
        known: as ``read_pieces`` takes it.
    """
    readings = read_pieces(pieces, language, count, known)
    sizes = readings.column("sizes")
    sizes[readings.of[END]] = TEXT_GAP
    at, windows = _windows(readings, sizes, stream, language)
    contexts, which = _different(_contexts(windows))
    texts = ([pieces[n] for n in context if n != END] for context in contexts.tolist())
    joined = tabulate(map(language.join, texts), language)
    before = contexts[:, :-1]
    back = np.where(before == END, 0, sizes[readings.of[before]].astype(np.int64)).sum(axis=1)

    vocabulary, numbers = unite([*readings.tables, joined])
    words = [new[table.words] for new, table in zip(numbers, readings.tables)]
    where, counts = members(offsets(np.asarray(joined.counts)), which)
    places = np.asarray(joined.places, np.int64)[where] - np.repeat(back[which], counts)
    return Said(
        vocabulary,
        readings.of,
        sizes,
        Rows(offsets(readings.column("counts")), np.concatenate(words)),
        readings.column("places"),
        Joined(np.repeat(at, counts), numbers[-1][np.asarray(joined.words)[where]], places),
    )


def _windows(
    readings: Readings, sizes: Array, stream: Array, language: Language
) -> tuple[Array, Array]:
    """Where in the stream a number may join with what stands before it, and what that is.

    A year joins with a day and a month, so that two pieces with words before it are enough. Indices
    below 0 mean the end of the stream, which is that of a text: nothing joins beyond it.

    Returns:
        The numbers' places, and for each the ``JOINED`` pieces up to it; ``END`` before those that
        decide.
    """
    numbers = readings.having(str.isdigit)
    groups = readings.having(lambda word: word.isdigit() and len(word) == GROUP)
    years = readings.having(lambda word: word.isdigit() and len(word) == YEAR)
    at = np.flatnonzero((groups | years)[stream])
    speaks = sizes[readings.of] > 0
    one, two = stream[at - 1], stream[at - 2]
    at = at[readings.having(language.joins)[one] | ~speaks[one] & numbers[two]]
    windows = stream[at[:, np.newaxis] + np.arange(1 - JOINED, 1)]
    windows[~groups[windows[:, -1]] & speaks[windows[:, 1:3]].all(axis=1), 0] = END
    return at, windows


def _different(contexts: Array) -> tuple[Array, Array]:
    """The different ones of some contexts, and for each context which it is."""
    table = Table(JOINED // 2)
    which = table.number(list(np.ascontiguousarray(contexts, np.uint32).view(np.uint64).T)) - 1
    return np.stack(table.known(), axis=1).view(np.uint32), which


def _contexts(windows: Array) -> Array:
    """Of pieces that follow each other those of the last one's text; ``END`` for the others."""
    ends = np.cumsum(windows[:, ::-1] == END, axis=1)[:, ::-1]
    return np.where(ends, END, windows)
