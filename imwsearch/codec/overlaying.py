"""Many real words → one posting list, in arrays of numpy: what ``gathering`` does list by list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imwsearch.codec.arrays import Array, members, np, offsets, runs
from imwsearch.codec.gathering import RowList, met_by
from imwsearch.codec.list_arrays import docs_of, unpack_docs
from imwsearch.codec.places import variants_of
from imwsearch.codec.posting_lists import PACKED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from imwsearch.codec.posting_lists import PostingList
    from imwsearch.codec.segment import Segment


def gather(segment: Segment, words: Sequence[int]) -> PostingList | None:
    """The documents with any of the real words, as ``gathering.gather``; without champions.

    Later stems are laid first, for of those of one document the first stem counts.
    """
    if not words:
        return None
    numbers = np.array(words, np.int64)
    stem_of = _section(segment, "word_stems")[_section(segment, "word_stem_at")[numbers]]
    order = stem_of.argsort(kind="stable")
    numbers, stem_of = numbers[order], stem_of[order].astype(np.int64)
    begins = runs(stem_of)
    stems, at = stem_of[begins], [*begins.tolist(), len(words)]
    partly, packed = _kinds(segment, stems, np.diff(at))
    alone = packed | partly
    docs, impacts, short_at = _short(segment, stems.compress(~alone))
    row, last = np.zeros(segment.documents, np.uint8), len(docs)
    own = alone.nonzero()[0].tolist()
    lists = [segment.postings(stem) for stem in stems[own].tolist()]
    unpack_docs(lists)
    for before, n in reversed(list(enumerate(own))):
        first = short_at[n - before]  # of the n stems below this one so many have short lists
        _lay(row, docs[first:last], impacts[first:last])
        met = None
        if partly[n]:
            stem, own_words = int(stems[n]), numbers[at[n] : at[n + 1]].tolist()
            met = met_by(segment, stem, variants_of(segment, stem, own_words))
        _lay_words(row, lists[before], met)
        last = first
    _lay(row, docs[:last], impacts[:last])
    return RowList(row.tobytes(), int(np.count_nonzero(row)))


def _kinds(segment: Segment, stems: Array, counts: Array) -> tuple[Array, Array]:
    """Whether each of some stems has more real words than so many, and whether a packed list."""
    start, word_at = _section(segment, "start"), _section(segment, "stem_word_at")
    partly = counts < word_at[stems + 1] - word_at[stems]
    return partly, start[stems + 1] - start[stems] >= PACKED


def _short(segment: Segment, stems: Array) -> tuple[Array, Array, list[int]]:
    """The documents of short lists, their impacts, and where each list begins and the last ends."""
    ahead = _section(segment, "packed_stem").searchsorted(stems)
    where, sizes = members(_section(segment, "start"), stems)
    where -= _section(segment, "packed_before")[ahead].astype(np.int64).repeat(sizes)
    docs, impacts = np.asarray(segment.short_docs), np.asarray(segment.short_impacts)
    return docs[where], impacts[where], offsets(sizes).tolist()


def _lay(row: Array, docs: Array, impacts: Array) -> None:
    row[docs[::-1]] = impacts[::-1]


def _lay_words(row: Array, postings: PostingList, met: bytes | None) -> None:
    """Lay the documents of a list that have a 1 in ``met``; all where that is None."""
    dense = None if postings.dense is None else np.frombuffer(postings.dense, np.uint8)
    if dense is not None and met is None:
        row *= dense == 0
        row += dense
        return
    fits = np.frombuffer(met, bool) if met is not None else slice(None)
    docs = docs_of(postings, len(row))[fits]
    row[docs] = np.frombuffer(postings.impacts, np.uint8)[fits] if dense is None else dense[docs]


def _section(segment: Segment, name: str) -> Array:
    return np.asarray(segment.sections[name])
