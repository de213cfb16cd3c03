"""Sets of documents: all with a stem, a phrase, a value in a column. A set for each segment."""

from __future__ import annotations

from imwsearch.codec import meeting, neighbours, places
from imwsearch.codec.searcher import Found

# What else these need is imported where it is used: of all this a long plain query asks for phrases
# alone.

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from imwsearch.codec.searcher import Docs, Searcher
    from imwsearch.codec.segment import Segment

LONG = 128
"""Documents of a phrase's rarest word from which on arrays save time ..."""

FREQUENT = 20_000
"""... and where numpy is not imported yet, which takes a tenth of a second: as stop words have."""


OFTEN = 2_000
"""So many have each of some words that are to be near each other: numpy is worth its import."""


def holding(searcher: Searcher, stem: str, field: int | None = None) -> list[set[int]]:
    """The living documents with a stem, or a gathered word; a stem also in one text field."""
    if field is not None:
        return [
            set() if (n := s.stems.find(stem)) < 0 else places.in_field(s, n, None, field)
            for s in searcher.segments
        ]
    return [
        set() if postings is None else set(postings.each_doc()) - segment.deleted
        for segment, postings in zip(searcher.segments, searcher.lists(stem))
    ]


def holding_all(searcher: Searcher, stems: Sequence[str]) -> list[Collection[int]]:
    """The living documents that have every one of the stems."""
    known = [searcher.lists(stem) for stem in stems]
    if searcher.rows() is not None and known:
        from imwsearch.codec.list_arrays import common, living

        return [
            living(segment, common([own[n] for own in known], segment.documents))
            for n, segment in enumerate(searcher.segments)
        ]
    return [
        meeting.common(segment, [own[n] for own in known])
        for n, segment in enumerate(searcher.segments)
    ]


def holding_words(searcher: Searcher, words: Sequence[Sequence[int]], field: int) -> list[set[int]]:
    """The living documents with any of the real words in a text field."""
    from imwsearch.codec import gathering

    return [
        gathering.words_in_field(segment, own, field)
        for segment, own in zip(searcher.segments, words)
    ]


def phrase(
    searcher: Searcher, words: Sequence[tuple[str, int]], field: int | None = None
) -> list[Collection[int]]:
    """The living documents with exactly these real words in these places.

    Args:
        searcher: where.
        words: (word, its place relative to the others), 0 or more; stop words too.
        field: a text field, if all of it must lie there.
    """
    by_arrays = searcher.rows() is not None
    return [_phrase(segment, words, field, by_arrays) for segment in searcher.segments]


def _phrase(
    segment: Segment, words: Sequence[tuple[str, int]], field: int | None, by_arrays: bool
) -> Collection[int]:
    wanted = [(segment.words.find(word), place) for word, place in words]
    if not wanted or any(n < 0 for n, _ in wanted):
        return ()
    if by_arrays and len(wanted) == 2 and field is None:
        from imwsearch.codec.consecutive import pair_docs

        if (kept := pair_docs(segment, wanted)) is not None:
            return kept
    among = neighbours.holding_neighbours(segment, wanted)
    if among is not None and (not among or (len(wanted) == 2 and field is None)):
        return among
    occurrences = [
        (stem := segment.stems_of(n)[0], places.variants_of(segment, stem, (n,)), place)
        for n, place in sorted(wanted, key=lambda word: segment.word_frequency(word[0]))
    ]
    rarest = segment.frequency(occurrences[0][0])
    docs: Collection[int]
    if rarest >= (LONG if by_arrays else FREQUENT) and not segment.has_wide:
        from imwsearch.codec import consecutive

        docs = consecutive.phrase_docs(segment, occurrences, among)
    else:
        docs = places.phrase_docs(segment, occurrences, among)
    if field is None:
        return docs
    within = places.field_test(segment, field)
    return {
        doc
        for doc in docs
        if any(within(doc, start) for start in places.phrase_starts(segment, occurrences, doc))
    }


def near(
    searcher: Searcher, stems: Sequence[str], distance: int, field: int | None = None
) -> list[set[int]]:
    """The living documents with all stems in one text field, near to each other.

    Args:
        searcher: where.
        stems: the stems, in any order.
        distance: how many other places the stretch from the first to the last may hold.
        field: the text field, if it must be this one.
    """
    least = LONG if searcher.rows() is not None else OFTEN
    found: list[set[int]] = []
    for segment in searcher.segments:
        numbers = [segment.stems.find(stem) for stem in stems]
        if not numbers or min(numbers) < 0:
            found.append(set())
        elif min(map(segment.frequency, numbers)) >= least and not segment.has_wide:
            from imwsearch.codec import consecutive

            found.append(set(consecutive.near_docs(segment, numbers, distance, field)))
        else:
            found.append(places.near_docs(segment, numbers, distance, field))
        segment.forget()  # the places of frequent words, which take more than the rest of a search
    return found


def living(searcher: Searcher) -> list[set[int]]:
    """All living documents."""
    return [set(range(s.documents)) - s.deleted for s in searcher.segments]


def having(searcher: Searcher, column: str, test: Callable[[str], bool]) -> list[set[int]]:
    """The living documents with a value, in a column of keywords, that passes the test."""
    from imwsearch.codec import columns

    return [columns.having(segment, column, test) for segment in searcher.segments]


def between(searcher: Searcher, column: str, low: int | None, high: int | None) -> list[set[int]]:
    """The living documents whose number is ``low`` to ``high``, both taken in; None is open."""
    from imwsearch.codec import columns

    return [columns.between(segment, column, low, high) for segment in searcher.segments]


def tally(searcher: Searcher, column: str, docs: Docs | None = None) -> dict[str, int]:
    """How many of the documents (None for all) have each value in a column of keywords."""
    from imwsearch.codec import columns

    return _total(
        columns.tally(segment, column, None if docs is None else docs[n])
        for n, segment in enumerate(searcher.segments)
    )


def tally_sides(searcher: Searcher, column: str, side: str) -> dict[str, int]:
    """How many documents have each value "side=..." and "...=side" of a column."""
    from imwsearch.codec import columns

    return _total(columns.tally_sides(segment, column, side) for segment in searcher.segments)


def _total(tallies: Iterable[dict[str, int]]) -> dict[str, int]:
    """The sums of what was counted in each segment."""
    total: dict[str, int] = {}
    for own in tallies:
        for value, count in own.items():
            total[value] = total.get(value, 0) + count
    return total


def newest(searcher: Searcher, docs: Docs, k: int, oldest: bool = False) -> list[Found]:
    """The newest of the documents, or the oldest; those of one day by id."""
    from heapq import nlargest, nsmallest

    found = []
    for n, segment in enumerate(searcher.segments):
        rank = segment.sections["rank"].__getitem__
        best = (nlargest if oldest else nsmallest)(k, docs[n], key=rank)
        found += [searcher.order(0.0, n, doc) for doc in best]
    return [Found(0.0, n, doc) for *_, n, doc in sorted(found, reverse=oldest)[:k]]
