"""Many real words → one posting list, in arrays of numpy: what ``gathering`` does list by list."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from imwsearch.codec.arrays import Array, np
from imwsearch.codec.gathering import RowList, met_by
from imwsearch.codec.places import variants_of
from imwsearch.codec.posting_lists import PACKED
from imwsearch.codec.rows import arrays_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from imwsearch.codec.posting_lists import PostingList
    from imwsearch.codec.segment import Segment


def gather(segment: Segment, words: Sequence[int]) -> PostingList | None:
    """The documents with any of the real words, as ``gathering.gather``; without champions."""
    lists = list(_lists(segment, np.array(words, np.int64)))
    if not lists:
        return None
    docs, impacts = (np.concatenate(each)[::-1] for each in zip(*lists))
    row = np.zeros(segment.documents, np.uint8)
    row[docs] = impacts  # of those of one document the last: the first stem's
    return RowList(row.tobytes(), int(np.count_nonzero(row)))


def _lists(segment: Segment, words: Array) -> Iterator[tuple[Array, Array]]:
    """The documents with some real words, and their impacts: the lists of all stems, in order.

    Short lists that lie one after the other are taken together.
    """
    sections = {name: np.asarray(segment.sections[name]) for name in _SECTIONS}
    stem_of = sections["word_stems"][sections["word_stem_at"][words]].astype(np.int64)
    stems, counts = np.unique(stem_of, return_counts=True)
    starts, members = sections["start"], sections["stem_word_at"]
    alone = counts < members[stems + 1] - members[stems]
    alone |= starts[stems + 1] - starts[stems] >= PACKED
    begins = np.ones(len(stems), bool)
    begins[1:] = alone[1:] | alone[:-1] | (np.diff(stems) > 1)
    for first, last in pairwise([*np.flatnonzero(begins).tolist(), len(stems)]):
        stem = int(stems[first])
        if alone[first]:
            yield _list(segment, stem, words[stem_of == stem].tolist())
        else:
            at = segment.short_at(stem)
            own = slice(at, at + int(starts[stems[last - 1] + 1] - starts[stem]))
            yield np.asarray(segment.short_docs[own]), np.asarray(segment.short_impacts[own])


def _list(segment: Segment, stem: int, words: Sequence[int]) -> tuple[Array, Array]:
    """The documents with some real words of a stem, and their impacts."""
    docs, impacts = arrays_of(segment.postings(stem), segment.documents)
    met = met_by(segment, stem, variants_of(segment, stem, words))
    if met is None:
        return docs, impacts
    fits = np.frombuffer(met, bool)
    return docs[fits], impacts[fits]


_SECTIONS = ("word_stem_at", "word_stems", "start", "stem_word_at")
