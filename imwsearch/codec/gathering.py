"""Many real words → one posting list."""

from __future__ import annotations

from itertools import accumulate, compress
from operator import itemgetter

from imwsearch.codec.places import in_field, variants_of
from imwsearch.codec.posting_lists import CHAMPIONS, PostingList
from imwsearch.codec.scoring import marked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from imwsearch.codec.segment import Segment


SAMPLE = 512
"""Impacts that say about which the highest are."""

FEW = 16
"""Of a list with a row, one document of so many, and these alone are laid into another row."""


def gather(segment: Segment, words: Sequence[int]) -> PostingList | None:
    """The documents with any of the real words; None if there are none.

    The impact in a document is that of the first of the words' stems there: for the words of a
    prefix the shortest.
    """
    groups = _by_stem(segment, words)
    row = bytearray(segment.documents)
    for stem in sorted(groups, reverse=True):
        known = segment.postings(stem)
        met = met_by(segment, stem, variants_of(segment, stem, groups[stem]))
        if met is None and len(groups) == 1:
            return known
        if known.dense is not None and (met is None or met.count(1) > segment.documents // FEW):
            row = _laid_over(row, _only(known.row(), known.each_doc(), met))
        else:
            pairs = zip(known.each_doc(), known.impacts)
            for doc, impact in pairs if met is None else compress(pairs, met):
                row[doc] = impact
    return _as_list(segment, bytes(row))


def _only(row: bytes, docs: Iterable[int], met: bytes | None) -> bytes:
    """The row of a list without the documents that have a 0 in ``met``."""
    if met is None:
        return row
    kept = bytearray(row)
    for doc in compress(docs, met.translate(_OTHERS)):
        kept[doc] = 0
    return bytes(kept)


def _laid_over(row: bytearray, above: bytes) -> bytearray:
    """A row with another row laid over it: costs what 1,000 postings of 10,000 do one by one."""
    below = int.from_bytes(row, "little")
    below ^= below & int.from_bytes(above.translate(_COVERED), "little")
    return bytearray((below | int.from_bytes(above, "little")).to_bytes(len(row), "little"))


_COVERED = b"\0" + b"\xff" * 255
_OTHERS = b"\1" + bytes(255)
_HELD = b"\0" + b"\1" * 255


class RowList(PostingList):
    """A list that is known by its row; its documents are listed when they are asked for.

    Args:
        row: for each document of the segment its impact or 0.
        size: how many have one.
    """

    __slots__ = ("_docs", "_size")

    def __init__(self, row: bytes, size: int) -> None:
        self._size = size
        self._docs: list[int] | None = None
        self.champions = self.bits = self.array = None
        self.dense = row

    def __len__(self) -> int:
        return self._size

    @property
    def impacts(self) -> bytes:  # type: ignore[override]
        """Their impacts."""
        return self.row().translate(None, b"\0")

    @property
    def docs(self) -> list[int]:  # type: ignore[override]
        """The documents, ascending."""
        if self._docs is None:
            self._docs = marked(self.row().translate(_HELD))
        return self._docs


def _as_list(segment: Segment, row: bytes) -> PostingList | None:
    impacts = row.translate(None, b"\0")
    known = RowList(row, len(impacts))
    known.champions = _champions(segment, row, impacts)
    return known if impacts else None


def _champions(segment: Segment, row: bytes, impacts: bytes) -> list[int]:
    """The best documents, best first; those of equal impact newest first."""
    rank, recent = segment.sections["rank"], segment.sections["recent"]
    best = marked(row.translate(_from(_least(impacts, min(CHAMPIONS, len(impacts))))))
    codes = sorted((255 - row[doc]) << 16 | rank[doc] for doc in best)
    return [recent[code & 0xFFFF] for code in codes[:CHAMPIONS]]


def _least(impacts: bytes, count: int) -> int:
    """An impact that ``count`` of the impacts reach, or some more: as high as a sample tells."""
    step = len(impacts) // SAMPLE + 1
    for least in sorted(impacts[::step], reverse=True)[count // step :: 4]:
        if impacts.translate(_from(least)).count(1) >= count:
            return least
    return 1


def _from(least: int) -> bytes:
    """A table with a 1 for each impact from ``least`` on."""
    return bytes(least) + b"\1" * (256 - least)


def mean(
    segment: Segment, lists: Sequence[PostingList], docs: Collection[int]
) -> PostingList | None:
    """Some documents with the mean impact of several stems; None if there are none."""
    if not docs or not lists:
        return None
    numbers = sorted(docs)
    impacts = (sum(each.impact(doc) for each in lists) // len(lists) for doc in numbers)
    held = bytes(max(1, impact) for impact in impacts)
    return PostingList(numbers, held, segment.documents)


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


def met_by(segment: Segment, stem: int, table: bytes | None) -> bytes | None:
    """For each posting of a stem 1 if one of some variants stands there; None where all do.

    Args:
        segment: where.
        stem: the stem.
        table: as ``variants_of`` gives it.
    """
    if table is None:
        return None
    postings = segment.postings(stem)
    met = postings.holding(table)
    if met is not None:
        return met if 0 in met else None
    variants = postings.variants()
    if not variants:
        return None if table[1] else bytes(len(postings))
    if segment.has_wide:
        return bytes(
            [any(bytes(segment.variants(stem, doc)).translate(table)) for doc in postings.docs]
        )
    fits = variants.translate(table)
    return _any(fits, postings.counts()) if 0 in fits else None


def _any(fits: bytes, counts: Sequence[int]) -> bytes:
    """For each posting 1 if there is one among the bytes of its places; most have it at the first.

    Args:
        fits: 0 or 1 for each place.
        counts: the number of places of each posting.
    """
    starts = list(accumulate(counts[:-1], initial=0))
    met = bytearray(map(fits.__getitem__, starts) if len(starts) < 2 else itemgetter(*starts)(fits))
    others = compress(zip(range(len(counts)), starts, counts), met.translate(_OTHERS))
    for n, start, count in others:
        if count > 1 and fits.find(1, start + 1, start + count) > 0:
            met[n] = 1
    return bytes(met)
