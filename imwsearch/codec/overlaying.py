"""Many real words → one posting list, in arrays of numpy: what ``gathering`` does list by list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imwsearch.codec.arrays import Array, np, offsets, runs
from imwsearch.codec.gathering import RowList, met_by
from imwsearch.codec.list_arrays import docs_of, section, unpack_docs
from imwsearch.codec.places import variants_of
from imwsearch.codec.posting_lists import PACKED, PostingList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from imwsearch.codec.segment import Segment

FEW = 64
"""One document in so many, or fewer, are listed."""


def gather(segment: Segment, words: Sequence[int], row: Array) -> PostingList | None:
    """The documents with any of the real words, as ``gathering.gather``; without champions.

    Later stems are laid first, for of those of one document the first stem counts.

    Args:
        segment: where.
        words: the words' numbers.
        row: a row of zeros, in which the impact in each document is written; uint8.
    """
    if not words:
        return None
    numbers, stems, at = _by_stem(segment, words)
    start, word_at = section(segment, "start"), section(segment, "stem_word_at")
    starts = start[stems]
    sizes = start[stems + 1] - starts
    partly = at[1:] - at[:-1] < word_at[stems + 1] - word_at[stems]
    alone = (sizes >= PACKED) | partly
    short = (~alone).nonzero()[0]
    docs, impacts, short_at = _short(segment, stems[short], starts[short], sizes[short])
    laid, last = [], 0
    own = alone.nonzero()[0].tolist()
    lists = [segment.postings(stem) for stem in stems[own].tolist()]
    unpack_docs(lists)
    for before, (n, postings) in enumerate(zip(own, lists)):
        first = short_at[n - before]  # of the n stems before this one so many have short lists
        laid.append((docs[last:first], impacts[last:first]))
        met, last = None, first
        if partly[n]:
            stem, own_words = int(stems[n]), numbers[at[n] : at[n + 1]].tolist()
            met = met_by(segment, stem, variants_of(segment, stem, own_words))
        if postings.dense is None or met is not None:
            laid.append(_met(postings, met, segment.documents))
        else:
            _lay(row, laid)
            laid.clear()
            above = np.frombuffer(postings.dense, np.uint8)
            row *= above == 0
            row += above
    _lay(row, [*laid, (docs[last:], impacts[last:])])
    return _as_list(row)


def _as_list(row: Array) -> PostingList | None:
    """A row as a list; None if nothing is in it."""
    count = int(np.count_nonzero(row))
    if count * FEW > len(row):
        return RowList(row.tobytes(), count)
    if not count:
        return None
    docs = (row > 0).nonzero()[0]
    known = PostingList(docs.tolist(), row.take(docs).tobytes(), len(row))
    known.array = docs
    return known


def _by_stem(segment: Segment, words: Sequence[int]) -> tuple[Array, Array, Array]:
    """The real words by their stems, the last stem first.

    Returns:
        The words; the stems; where the words of each stem begin, and where the last one's end.
    """
    numbers = np.array(words, np.int64)
    stem_of = section(segment, "word_stems")[section(segment, "word_stem_at")[numbers]]
    order = stem_of.argsort(kind="stable")[::-1]
    stem_of = stem_of[order]
    begins = runs(stem_of)
    at = np.array([*begins.tolist(), len(words)], np.int64)
    return numbers[order], stem_of[begins].astype(np.int64), at


def _short(
    segment: Segment, stems: Array, starts: Array, sizes: Array
) -> tuple[Array, Array, list[int]]:
    """The documents of short lists, their impacts, and where each list begins and the last ends.

    Args:
        segment: where.
        stems: the stems.
        starts: the number of each one's first posting, packed ones counted.
        sizes: how many each has.
    """
    ahead = section(segment, "packed_stem").searchsorted(stems)
    at = offsets(sizes)
    where = (starts - section(segment, "packed_before")[ahead] - at[:-1]).repeat(sizes)
    where += np.arange(len(where))
    docs, impacts = section(segment, "docs"), section(segment, "impacts")
    return docs.take(where), impacts.take(where), at.tolist()


def _met(postings: PostingList, met: bytes | None, documents: int) -> tuple[Array, Array]:
    """The documents of a list that have a 1 in ``met``, all where that is None; their impacts."""
    docs = docs_of(postings, documents)
    if met is None:
        return docs, np.frombuffer(postings.impacts, np.uint8)
    at = np.frombuffer(met, bool).nonzero()[0]
    docs = docs.take(at)
    if postings.dense is not None:
        return docs, np.frombuffer(postings.dense, np.uint8).take(docs)
    return docs, np.frombuffer(postings.impacts, np.uint8).take(at)


def _lay(row: Array, lists: Sequence[tuple[Array, Array]]) -> None:
    """Write impacts into a row; of those of one document the last one stays."""
    if lists:
        docs, impacts = map(np.concatenate, zip(*lists))
        row[docs] = impacts
