"""Many real words → one posting list."""

from __future__ import annotations

from array import array

from imwsearch.codec.places import in_field, occurrences, variants_of
from imwsearch.codec.segment import PostingList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from imwsearch.codec.segment import Segment


def gather(segment: Segment, words: Sequence[int]) -> PostingList | None:
    """The documents with any of the real words; None if there are none.

    The impact in a document is that of the first of the words' stems there: for the words of a
    prefix the shortest.
    """
    impacts: dict[int, int] = {}
    groups = _by_stem(segment, words)
    for stem in sorted(groups, reverse=True):
        postings = segment.postings(stem)
        table = variants_of(segment, stem, groups[stem])
        if table is None and len(groups) == 1:
            return postings
        known = zip(postings.docs.tolist(), postings.impacts)
        if table is not None:
            kept = _docs_of(segment, stem, table)
            known = ((doc, impact) for doc, impact in known if doc in kept)  # type: ignore[assignment]
        impacts.update(known)
    if not impacts:
        return None
    docs = array("H", sorted(impacts))
    return PostingList(memoryview(docs), bytes(map(impacts.__getitem__, docs)))


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
    groups: dict[int, list[int]] = {}
    for word in words:
        groups.setdefault(segment.stems_of(word)[0], []).append(word)
    return groups


def _docs_of(segment: Segment, stem: int, table: bytes) -> set[int]:
    if not segment.has_wide:
        return {code >> 16 for code in occurrences(segment, stem, table)}
    docs = segment.postings(stem).docs.tolist()
    return {doc for doc in docs if any(bytes(segment.variants(stem, doc)).translate(table))}
