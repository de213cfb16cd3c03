"""Words that follow or are near each other, in arrays: what ``places`` does number by number."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from imwsearch.codec.arrays import Array, distinct, members, np, offsets, runs
from imwsearch.codec.list_arrays import common, docs_of, living, section
from imwsearch.codec.neighbours import following
from imwsearch.codec.ranking import FIELDS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from imwsearch.codec.list_arrays import Ascending
    from imwsearch.codec.places import Occurrence
    from imwsearch.codec.segment import Segment

PLACE = 16
"""The bits of a place in a code, which is a document and a place in it."""

TOGETHER = 4_096
"""Documents whose places are looked at together."""


def pair_docs(segment: Segment, words: Sequence[tuple[int, int]]) -> Ascending | None:
    """The living documents with two words next to each other, as ``neighbours`` has them.

    Args:
        segment: where.
        words: two real words, each with its place relative to the other.

    Returns:
        None where it is not kept of these.
    """
    (first, at), (second, next_) = sorted(words, key=lambda word: word[1])
    docs = following(segment, first, second) if next_ == at + 1 else None
    return None if docs is None else living(segment, np.asarray(docs).astype(np.int64))


def phrase_docs(
    segment: Segment, words: Sequence[Occurrence], among: Collection[int] | None = None
) -> Ascending:
    """The living documents that have the words in these places, as ``places.phrase_docs``.

    Args:
        segment: where; it has no wide documents.
        words: the words, best the rarest first.
        among: documents that hold all that do; None if none are known.
    """
    lists = [_List(segment, stem, table) for stem, table, _ in words]
    docs = lists[0].holding() if among is None else np.array(sorted(among), np.int64)
    for own in lists[1:] if among is None else lists:
        docs = _common(docs, own.docs)
    found = [
        _followed(lists, [offset for _, _, offset in words], docs[first : first + TOGETHER])
        for first in range(0, len(docs), TOGETHER)
    ]
    return living(segment, np.concatenate([docs[:0], *found]))


def _followed(lists: Sequence[_List], shifts: Sequence[int], docs: Array) -> Array:
    """Those of some documents, ascending, that have words in their places.

    Args:
        lists: the words' lists.
        shifts: their places.
        docs: documents that have all.
    """
    reach = max(shifts)
    ends = lists[0].codes(docs) + (reach - shifts[0])
    for own, offset in zip(lists[1:], shifts[1:]):
        docs = _common(docs, ends - reach >> PLACE)
        ends = _common(ends, own.codes(docs) + (reach - offset))
    starts = ends - reach
    return distinct(starts[(starts & 0xFFFF) + reach <= 0xFFFF] >> PLACE)


def near_docs(
    segment: Segment, stems: Sequence[int], distance: int, field: int | None = None
) -> Ascending:
    """The living documents that have all stems in one stretch of a field, as ``places.near_docs``.

    Args:
        segment: where; it has no wide documents.
        stems: the stems, each at a place of its own.
        distance: how many places of other words the stretch may hold.
        field: the text field, if it must be this one.
    """
    needed, span = Counter(stems), distance + len(stems)
    lists = [_List(segment, stem, None) for stem in needed]
    docs = common([segment.postings(stem) for stem in needed], segment.documents)
    found = [docs[:0]]
    for first in range(0, len(docs), TOGETHER):
        codes = [own.codes(docs[first : first + TOGETHER]) for own in lists]
        starts, ends = _stretches(codes, list(needed.values()))
        fits = (ends - starts < span) & (starts >> PLACE == ends >> PLACE)
        begin, end = _fields(segment, starts[fits]), _fields(segment, ends[fits])
        within = begin == end if field is None else (begin == field) & (end == field)
        found.append(distinct(starts[fits][within] >> PLACE))
    return living(segment, np.concatenate(found))


def _stretches(codes: Sequence[Array], counts: Sequence[int]) -> tuple[Array, Array]:
    """The shortest stretches from each place of some stems on that have all of them.

    Args:
        codes: where each stem stands, ascending.
        counts: how often each is to be there.

    Returns:
        Where they begin and end; those that do not end are left out.
    """
    starts = np.concatenate(codes)
    starts.sort(kind="stable")  # which merges what is sorted
    ends = starts.copy()
    for own, count in zip(codes, counts):
        own = own[runs(own)]  # two of its words may share a place
        at = np.searchsorted(own, starts) + (count - 1)
        there = int(np.count_nonzero(at < len(own)))
        starts = starts[:there]
        ends = np.maximum(ends[:there], own[at[:there]])
    return starts, ends


def _fields(segment: Segment, codes: Array) -> Array:
    """The text field in which each place lies."""
    docs, places = codes >> PLACE, codes & 0xFFFF
    fields = np.full(len(codes), -1)
    for number in range(len(FIELDS)):
        fields += section(segment, f"field_at.{number}")[docs] <= places
    return fields


class _List:
    """A word's list.

    Args:
        segment: where.
        stem: the word's stem.
        table: as ``places.variants_of`` gives it.
    """

    def __init__(self, segment: Segment, stem: int, table: bytes | None) -> None:
        self._postings = segment.postings(stem)
        self._table = table
        self.docs = docs_of(self._postings, segment.documents)

    @cached_property
    def _at(self) -> Array:
        """Where the places of each document begin, and where the last one's end."""
        return offsets(np.asarray(self._postings.counts()))

    @cached_property
    def _places(self) -> Array:
        return np.asarray(self._postings.places())

    @cached_property
    def _variants(self) -> bytes:
        return self._postings.variants()

    def holding(self) -> Array:
        """The documents with the word, and maybe others with its stem."""
        met = None if self._table is None else self._postings.holding(self._table)
        return self.docs if met is None else self.docs[np.frombuffer(met, bool)]

    def codes(self, docs: Array) -> Array:
        """Where the word stands in some documents that have its stem, ascending."""
        where, sizes = members(self._at, np.searchsorted(self.docs, docs))
        codes: Array = np.repeat(docs << PLACE, sizes) + self._places[where]
        if self._table is None:
            return codes
        if not self._variants:
            return codes if self._table[1] else codes[:0]
        own = np.frombuffer(self._variants, np.uint8)[where]
        found: Array = codes[np.frombuffer(self._table, bool)[own]]
        return found


def _common(values: Array, others: Array) -> Array:
    """Those of some values, ascending, that are among others, ascending too."""
    if not len(others):
        return others
    at = np.searchsorted(others, values)
    found: Array = values[others[np.minimum(at, len(others) - 1)] == values]
    return found
