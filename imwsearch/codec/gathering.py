"""Many real words → one posting list."""

from __future__ import annotations

from array import array
from itertools import compress

from imwsearch.codec.places import in_field, variants_of
from imwsearch.codec.posting_lists import CHAMPIONS, PostingList
from imwsearch.codec.scoring import marked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from imwsearch.codec.segment import Segment


def gather(segment: Segment, words: Sequence[int]) -> PostingList | None:
    """The documents with any of the real words; None if there are none.

    The impact in a document is that of the first of the words' stems there: for the words of a
    prefix the shortest.
    """
    groups = _by_stem(segment, words)
    row = bytearray(segment.documents)
    for stem in sorted(groups, reverse=True):
        table = variants_of(segment, stem, groups[stem])
        if table is None and len(groups) == 1:
            return segment.postings(stem)
        for doc, impact in _postings(segment, stem, table):
            row[doc] = impact
    return None if row.count(0) == len(row) else _as_list(segment, bytes(row))


def _as_list(segment: Segment, row: bytes) -> PostingList:
    docs = marked(row.translate(b"\0" + b"\1" * 255))
    impacts = row.translate(None, b"\0")
    return PostingList(docs, impacts, _champions(segment, docs, impacts), row)


def _champions(segment: Segment, docs: Sequence[int], impacts: bytes) -> memoryview:
    """The best documents, best first; those of equal impact newest first."""
    least, enough = 255, b""
    while least and enough.count(1) < CHAMPIONS:
        least = least * 15 // 16
        enough = impacts.translate(bytes(least) + b"\1" * (256 - least))
    rank, recent = segment.sections["rank"], segment.sections["recent"]
    codes = [
        (255 - impact) << 16 | rank[doc]
        for doc, impact in zip(compress(docs, enough), compress(impacts, enough))
    ]
    best = array("H", [recent[code & 0xFFFF] for code in sorted(codes)[:CHAMPIONS]])
    return memoryview(best)


def mean(lists: Sequence[PostingList], docs: Collection[int]) -> PostingList | None:
    """Some documents with the mean impact of several stems; None if there are none."""
    if not docs or not lists:
        return None
    numbers = sorted(docs)
    impacts = (sum(each.impact(doc) for each in lists) // len(lists) for doc in numbers)
    return PostingList(numbers, bytes(max(1, impact) for impact in impacts))


def words_in_field(segment: Segment, words: Sequence[int], field: int) -> set[int]:
    """The living documents with any of the real words in a text field."""
    found: set[int] = set()
    for stem, own in _by_stem(segment, words).items():
        found |= in_field(segment, stem, variants_of(segment, stem, own), field)
    return found


def _by_stem(segment: Segment, words: Sequence[int]) -> dict[int, list[int]]:
    at, stems = segment.sections["word_stem_at"], segment.sections["word_stems"]
    groups: dict[int, list[int]] = {}
    for word in words:
        groups.setdefault(stems[at[word]], []).append(word)
    return groups


def _postings(segment: Segment, stem: int, table: bytes | None) -> Iterable[tuple[int, int]]:
    """(document, impact) where any, or one of some variants, of a stem stands."""
    known = segment.postings(stem)
    pairs = zip(known.docs, known.impacts)
    if table is None:
        return pairs
    variants = known.variants()
    if not variants:
        return pairs if table[1] else ()
    if segment.has_wide:
        return (
            pair for pair in pairs if any(bytes(segment.variants(stem, pair[0])).translate(table))
        )
    return _fitting(pairs, known.counts(), variants.translate(table))


def _fitting(
    pairs: Iterable[tuple[int, int]], counts: Sequence[int], fits: bytes
) -> Iterator[tuple[int, int]]:
    """The postings with a 1 among the bytes of their places."""
    at = 0
    for pair, count in zip(pairs, counts):
        if fits[at] or (count > 1 and fits.find(1, at, at + count) > 0):
            yield pair
        at += count
