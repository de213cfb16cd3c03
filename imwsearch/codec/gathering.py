"""Many real words → one posting list."""

from __future__ import annotations

from array import array
from itertools import chain, compress, repeat

from imwsearch.codec.places import in_field, variants_of
from imwsearch.codec.segment import CHAMPIONS, PostingList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from imwsearch.codec.segment import Segment


def gather(segment: Segment, words: Sequence[int]) -> PostingList | None:
    """The documents with any of the real words; None if there are none.

    The impact in a document is that of the first of the words' stems there: for the words of a
    prefix the shortest.
    """
    impacts: dict[int, int] = {}
    groups = _by_stem(segment, words)
    for stem in sorted(groups, reverse=True):
        table = variants_of(segment, stem, groups[stem])
        if table is None:
            postings = segment.postings(stem)
            if len(groups) == 1:
                return postings
            impacts.update(zip(postings.docs.tolist(), postings.impacts))
        else:
            impacts.update(_with_variants(segment, stem, table))
    return _as_list(segment, impacts) if impacts else None


def _as_list(segment: Segment, impacts: dict[int, int]) -> PostingList:
    docs = array("H", sorted(impacts))
    own = bytes(map(impacts.__getitem__, docs))
    return PostingList(memoryview(docs), own, _champions(segment, docs, own))


def _champions(segment: Segment, docs: Sequence[int], impacts: bytes) -> memoryview:
    """The best documents, best first; those of equal impact newest first."""
    least, known = 256, 0
    while known < CHAMPIONS and least > 1:
        least -= 1
        known += impacts.count(least)
    enough = impacts.translate(bytes(least) + b"\1" * (256 - least))
    rank = segment.sections["rank"]
    codes = [
        (255 - impact) << 16 | rank[doc]
        for doc, impact in zip(compress(docs, enough), compress(impacts, enough))
    ]
    recent = segment.sections["recent"]
    best = array("H", [recent[code & 0xFFFF] for code in sorted(codes)[:CHAMPIONS]])
    return memoryview(best)


def mean(lists: Sequence[PostingList], docs: Collection[int]) -> PostingList | None:
    """Some documents with the mean impact of several stems; None if there are none."""
    if not docs or not lists:
        return None
    numbers = array("H", sorted(docs))
    impacts = (sum(each.impact(doc) for each in lists) // len(lists) for doc in numbers)
    return PostingList(memoryview(numbers), bytes(max(1, impact) for impact in impacts))


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


def _with_variants(segment: Segment, stem: int, table: bytes) -> Iterable[tuple[int, int]]:
    """(document, impact) for each place of the stem where one of its real words stands."""
    known = segment.postings(stem)
    pairs = zip(known.docs.tolist(), known.impacts)
    if segment.has_wide:
        return (
            pair for pair in pairs if any(bytes(segment.variants(stem, pair[0])).translate(table))
        )
    _, counts, _, variants = segment.occurrences(stem)
    each = chain.from_iterable(map(repeat, pairs, counts))
    if not variants:
        return each if table[1] else ()
    return compress(each, variants.translate(table))
