"""Several segments → one, without their deleted documents.

What comes out answers as if its documents had been written together: impacts do not depend on the
collection, and the documents' order changes no answer.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import chain, compress, repeat
from typing import TYPE_CHECKING, NamedTuple

from imwsearch.codec.assembling import (
    Records,
    posting_sections,
    recency,
    record_sections,
    word_sections,
)
from imwsearch.codec.columns import NONE, values_of
from imwsearch.codec.format import columns_of, write_sections
from imwsearch.codec.inverting import DOCUMENTS, VARIANTS, Postings, Word
from imwsearch.codec.places import occurrences
from imwsearch.codec.ranking import FIELDS
from imwsearch.codec.writer import new_name

if TYPE_CHECKING:
    from imwsearch.codec.segment import Segment

LEVELS = (64, 1_024, 16_384)
"""A segment is of the first level below whose bound its living documents stay."""

SIBLINGS = 4
"""So many segments of one level are left alone; one more, and they are merged."""


class Size(NamedTuple):
    """What the choice of segments to merge depends on.

    Args:
        name: the segment's file name.
        documents: the documents in it.
        living: those that are not deleted.
    """

    name: str
    documents: int
    living: int


def choose(sizes: Sequence[Size]) -> list[list[str]]:
    """The groups of segments that are better merged now.

    Segments of about one size are merged when there are more than ``SIBLINGS``, so that each
    document is merged a few times in its life; a segment of which half is deleted is written anew.
    """
    groups = []
    for level in range(len(LEVELS) + 1):
        group: list[Size] = []
        for size in sizes:
            if _level(size) == level and sum(s.living for s in group) + size.living <= DOCUMENTS:
                group.append(size)
        if len(group) > SIBLINGS or any(s.living * 2 < s.documents for s in group):
            groups.append([size.name for size in group])
    return groups


def _level(size: Size) -> int:
    return sum(size.living >= bound for bound in LEVELS)


def merge(folder: str, segments: Sequence[Segment]) -> str | None:
    """Write one segment with the living documents of several.

    Args:
        folder: where to.
        segments: at most ``DOCUMENTS`` living documents together.

    Returns:
        The new segment's name; None if no document lives.

    Raises:
        OSError: it cannot be written.
    """
    segments = [segment for segment in segments if segment.living]
    if not segments:
        return None
    records = _records(segments)
    vocabulary = _Vocabulary(segments)
    recent = recency(records.ids, records.numbers.get("date") or [NONE] * len(records.ids))
    ends = list(_column(segments, "end"))
    sections = [
        *record_sections(records, ends),
        *word_sections(vocabulary.words, vocabulary.stems),
        *posting_sections(_postings(segments, vocabulary), recent, ends),
    ]
    name = new_name()
    write_sections(os.path.join(folder, name), sections)
    return name


def _living(segment: Segment) -> list[int]:
    return [doc for doc in range(segment.documents) if doc not in segment.deleted]


def _column(segments: Sequence[Segment], name: str, empty: int = 0) -> Iterator[int]:
    for segment in segments:
        values = segment.sections.get(name)
        for doc in _living(segment):
            yield empty if values is None else values[doc]


def _names(segments: Sequence[Segment], prefix: str) -> list[str]:
    return list(
        dict.fromkeys(chain.from_iterable(columns_of(s.sections, prefix) for s in segments))
    )


def _records(segments: Sequence[Segment]) -> Records:
    return Records(
        [segment.id_of(doc) for segment in segments for doc in _living(segment)],
        [segment.packed(doc) for segment in segments for doc in _living(segment)],
        {name: _keywords(segments, name) for name in _names(segments, "k.")},
        {name: list(_column(segments, f"n.{name}", NONE)) for name in _names(segments, "n.")},
        [list(_column(segments, f"field_at.{field}")) for field in range(len(FIELDS))],
        [list(_column(segments, f"length.{field}")) for field in range(len(FIELDS))],
    )


def _keywords(segments: Sequence[Segment], name: str) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for segment in segments:
        values, codes = values_of(segment, name), segment.sections.get(f"k.{name}")
        found += [() if codes is None else values[codes[doc]] for doc in _living(segment)]
    return found


class _Vocabulary:
    """The words and stems of all living documents."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        known: dict[str, Word] = {}
        for segment in segments:
            for n, frequency in enumerate(_frequencies(segment)):
                if frequency:
                    word = segment.words[n].decode()
                    before = known[word].frequency if word in known else 0
                    stem, *parts = (segment.stems[s].decode() for s in segment.stems_of(n))
                    known[word] = Word(word, stem, tuple(parts), before + frequency)
        self.words = [known[word] for word in sorted(known)]
        self.stems = sorted({stem for word in self.words for stem in (word.stem, *word.parts)})
        self.own: dict[str, list[str]] = {}
        for each in self.words:
            self.own.setdefault(each.stem, []).append(each.word)


def _frequencies(segment: Segment) -> list[int]:
    """For each word the number of living documents that have it."""
    frequencies = segment.sections["word_df"].tolist()
    if segment.deleted:
        for stem in range(len(segment.stems)):
            for variant, word in enumerate(segment.words_of(stem)[0], start=1):
                frequencies[word] = _variant_frequency(segment, stem, min(variant, VARIANTS))
    return frequencies


def _variant_frequency(segment: Segment, stem: int, variant: int) -> int:
    docs = segment.postings(stem).docs.tolist()
    if segment.has_wide:
        return sum(
            variant in segment.variants(stem, doc) for doc in docs if doc not in segment.deleted
        )
    table = bytearray(256)
    table[variant] = 1
    found = {code >> 16 for code in occurrences(segment, stem, bytes(table))}
    return len(found - segment.deleted)


def _postings(segments: Sequence[Segment], vocabulary: _Vocabulary) -> Iterator[Postings]:
    numbers = [_renumber(segments, n) for n in range(len(segments))]
    for stem in vocabulary.stems:
        pieces = [
            _piece(segment, n, new, _new_variants(segment, n, vocabulary.own.get(stem, ())))
            for segment, new in zip(segments, numbers, strict=True)
            if (n := segment.stems.find(stem)) >= 0
        ]
        docs, impacts, counts, places, variants = zip(*pieces, strict=True)
        all_docs, all_variants = list(chain.from_iterable(docs)), b"".join(variants)
        yield Postings(
            (stem,),
            (len(all_docs),),
            (len(all_variants),),
            all_docs,
            b"".join(impacts),
            list(chain.from_iterable(counts)),
            list(chain.from_iterable(places)),
            all_variants,
        )


def _renumber(segments: Sequence[Segment], n: int) -> list[int]:
    """For each document of a segment its new number, -1 for a deleted one."""
    numbers = [-1] * segments[n].documents
    for new, doc in enumerate(_living(segments[n]), start=sum(s.living for s in segments[:n])):
        numbers[doc] = new
    return numbers


def _new_variants(segment: Segment, stem: int, words: Sequence[str]) -> bytes:
    """A table from the old variants of a stem to its new ones."""
    table = bytearray(256)
    table[VARIANTS] = VARIANTS
    known = {word: min(variant, VARIANTS) for variant, word in enumerate(words, start=1)}
    for variant, word in enumerate(segment.words_of(stem)[0], start=1):
        if variant < VARIANTS:
            table[variant] = known.get(segment.words[word].decode(), 0)
    return bytes(table)


_Piece = tuple[list[int], bytes, list[int], list[int], bytes]


def _piece(segment: Segment, stem: int, new: Sequence[int], table: bytes) -> _Piece:
    docs, counts, places, variants = _read(segment, stem)
    impacts = bytes(segment.postings(stem).impacts)
    variants = variants.translate(table)
    if segment.deleted:
        kept = [new[doc] >= 0 for doc in docs]
        each = list(chain.from_iterable(map(repeat, kept, counts)))
        places, variants = list(compress(places, each)), bytes(compress(variants, each))
        docs, counts = list(compress(docs, kept)), list(compress(counts, kept))
        impacts = bytes(compress(impacts, kept))
    return [new[doc] for doc in docs], impacts, counts, places, variants


def _read(segment: Segment, stem: int) -> tuple[list[int], list[int], list[int], bytes]:
    """Documents, counts, places and a variant for each place."""
    if segment.has_wide:
        docs = segment.postings(stem).docs.tolist()
        spans = [segment.places(stem, doc) for doc in docs]
        variants = b"".join(bytes(segment.variants(stem, doc)) for doc in docs)
        return docs, list(map(len, spans)), list(chain.from_iterable(spans)), variants
    docs, counts, places, variants = segment.occurrences(stem)
    return docs, counts, places.tolist(), variants or b"\1" * len(places)
