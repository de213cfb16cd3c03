"""Several segments → one, without their deleted documents.

What comes out answers as if its documents had been written together: impacts do not depend on the
collection, and the documents' order changes no answer.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from imwsearch.codec.arrays import Array, Rows, distinct, members, np, offsets, spans
from imwsearch.codec.assembling import packed_sections, segment_sections
from imwsearch.codec.columns import values_of
from imwsearch.codec.entries import Records
from imwsearch.codec.format import columns_of, write_sections
from imwsearch.codec.loading import Loader
from imwsearch.codec.packing import Packed, dictionary_of, pack
from imwsearch.codec.postings import (
    PART,
    TOGETHER,
    VARIANTS,
    Fields,
    Inverted,
    Postings,
    Share,
    Vocabulary,
    variants_of,
)
from imwsearch.codec.ranking import FIELDS
from imwsearch.codec.segment import NONE
from imwsearch.codec.writer import new_name

if TYPE_CHECKING:
    from imwsearch.codec.segment import Segment


KEPT = 2**18
"""Bytes that documents with one dictionary take at least; those of fewer are packed again."""


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
    name = new_name()
    living = [(segment, doc) for segment in segments for doc in _living(segment).tolist()]
    sections = segment_sections(_records(segments, living), _inverted(segments))
    stored = packed_sections(_stored(living))
    write_sections(os.path.join(folder, name), chain(sections, stored))
    return name


def _living(segment: Segment) -> Array:
    """The numbers of a segment's living documents."""
    lives = np.ones(segment.documents, bool)
    lives[list(segment.deleted)] = False
    return np.flatnonzero(lives)


def _column(segments: Iterable[Segment], name: str, empty: int = 0) -> Array:
    """A number for each living document; int64."""
    found = []
    for segment in segments:
        values = segment.sections.get(name)
        known = np.full(segment.documents, empty) if values is None else np.asarray(values)
        found.append(known[_living(segment)].astype(np.int64))
    return np.concatenate(found)


def _names(segments: Iterable[Segment], prefix: str) -> list[str]:
    return list(
        dict.fromkeys(chain.from_iterable(columns_of(s.sections, prefix) for s in segments))
    )


def _records(segments: Sequence[Segment], living: Sequence[tuple[Segment, int]]) -> Records:
    return Records(
        [segment.id_of(doc) for segment, doc in living],
        {name: _keywords(segments, name) for name in _names(segments, "k.")},
        {name: _column(segments, f"n.{name}", NONE).tolist() for name in _names(segments, "n.")},
    )


def _stored(living: Sequence[tuple[Segment, int]]) -> Packed:
    """The documents as they are packed; again those whose dictionary few have, or that have none.

    Documents without one stay as they are where all of them together are too few to have one.
    """
    sizes: Counter[bytes] = Counter()
    documents, used = [], []
    once: dict[bytes, bytes] = {}
    for segment, doc in living:
        documents.append(segment.packed(doc))
        dictionary = segment.dictionary(doc).tobytes()
        used.append(once.setdefault(dictionary, dictionary))
        sizes[used[-1]] += len(documents[-1])
    kept = [each for each, size in sizes.items() if each and size >= KEPT]
    others = [n for n, dictionary in enumerate(used) if dictionary not in kept]
    texts = [segment.stored(doc) for segment, doc in map(living.__getitem__, others)]
    dictionary = kept[0] if kept else dictionary_of(texts)
    if dictionary or any(used):
        for n, document in zip(others, pack(texts, dictionary), strict=True):
            documents[n], used[n] = document, dictionary
    packed = Packed([], [], [])
    for document, own in zip(documents, used):
        packed.add([document], own)
    return packed


def _keywords(segments: Iterable[Segment], name: str) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for segment in segments:
        values, codes = values_of(segment, name), segment.sections.get(f"k.{name}")
        living = _living(segment).tolist()
        found += [() if codes is None else values[codes[doc]] for doc in living]
    return found


def _inverted(segments: Sequence[Segment]) -> Inverted:
    starts = [_column(segments, f"field_at.{field}") for field in range(len(FIELDS))]
    lengths = [_column(segments, f"length.{field}") for field in range(len(FIELDS))]
    fields = Fields(np.stack(starts, 1), np.stack(lengths, 1), _column(segments, "end"))
    firsts = offsets(np.array([segment.living for segment in segments]))
    parts = [_Part(*pair) for pair in zip(segments, firsts)]
    vocabulary, frequencies, numbers = _vocabulary(parts)
    postings = Share(0, _postings(parts, numbers, vocabulary))
    return Inverted(vocabulary, frequencies, fields, [postings])


class _Occurrences(NamedTuple):
    """The postings of some stems in the living documents of a segment.

    Args:
        stems: for each posting its stem.
        docs: its document, as it is numbered in the new segment.
        impacts: its impact.
        counts: the number of its places.
        places: all these places, one posting's after the other's.
        variants: for each place the variant; uint8.
    """

    stems: Array
    docs: Array
    impacts: Array
    counts: Array
    places: Array
    variants: Array

    def of(self, which: Array) -> _Occurrences:
        """Some of the postings, in this order."""
        each, _ = members(offsets(self.counts), which)
        return _Occurrences(
            *(values[which] for values in self[:4]), *(values[each] for values in self[4:])
        )


class _Part:
    """A segment that is merged, in arrays.

    Args:
        segment: the segment.
        first: the new number of its first living document.

    Attributes:
        words: the words.
        stems: the stems.
        word_stems: for each word the number of its stem, then of its parts' stems.
        place_at: where the places of each stem begin, and where the last one's end.
    """

    def __init__(self, segment: Segment, first: int) -> None:
        self._lists = Loader(segment.sections)
        self.words = segment.words.slice(0, len(segment.words))
        self.stems = segment.stems.slice(0, len(segment.stems))
        at, stems, self._frequencies = (
            np.asarray(segment.sections[name]).astype(np.int64)
            for name in ("word_stem_at", "word_stems", "word_df")
        )
        self.word_stems = Rows(at, stems)
        self._docs = np.full(segment.documents, -1)
        self._docs[_living(segment)] = first + np.arange(segment.living)
        self._wide = np.zeros(segment.documents, bool)
        self._wide[np.asarray(segment.sections["wide"])] = True
        self.place_at = self._lists.unit_at
        self._own_stems = self.word_stems.values[at[:-1]]
        self._own_words = np.argsort(self._own_stems, kind="stable")
        ordered = self._own_stems[self._own_words]
        self._first_own = np.searchsorted(ordered, np.arange(len(self.stems)))

    def words_of(self, stems: Array, variants: Array) -> Array:
        """The words that stand for variants, from 1, of stems."""
        return self._own_words[self._first_own[stems] + variants - 1]

    def frequencies(self) -> Array:
        """For each word how many living documents hold it.

        Each of the words of a stem that share a variant has the number of their documents.
        """
        if (self._docs >= 0).all():
            return self._frequencies
        frequencies = np.zeros(len(self.words), np.int64)
        for first, last in spans(self.place_at, TOGETHER):
            found = self.read(first, last)
            docs, stems = np.repeat((found.docs, found.stems), found.counts, axis=1)
            whole = found.variants != PART
            words = self.words_of(stems[whole], found.variants[whole])
            held = distinct(words << 16 | docs[whole]) >> 16
            frequencies += np.bincount(held, minlength=len(frequencies))
        return frequencies[self.words_of(self._own_stems, variants_of(self._own_stems))]

    def read(self, first: int, last: int) -> _Occurrences:
        """The living postings of the stems from ``first`` up to ``last``, which is left out."""
        docs, impacts, counts, units, variants = self._lists.load(first, last)
        places = units.astype(np.int64)
        if self._wide.any():
            places, variants = _join_units(places, variants, counts, self._wide[docs])
            counts = counts >> self._wide[docs]
        stems = np.repeat(np.arange(first, last), np.diff(self._lists.start[first : last + 1]))
        found = _Occurrences(stems, self._docs[docs], impacts, counts, places, variants)
        lives = found.docs >= 0
        return found if lives.all() else found.of(np.flatnonzero(lives))


def _join_units(units: Array, variants: Array, counts: Array, twice: Array) -> tuple[Array, Array]:
    """The places of postings, some of which have two units for each; and their variants.

    Args:
        units: of all postings.
        variants: the variant of each unit's place.
        counts: for each posting how many.
        twice: for each posting whether two make a place.
    """
    each = np.repeat(twice, counts)
    firsts = np.repeat(offsets(counts)[:-1], counts)
    high: Array = each & ((np.arange(len(units)) - firsts) % 2 == 1)
    places = units.copy()
    places[np.flatnonzero(high) - 1] |= places[high] << 16
    return places[~high], variants[~high]


class _Numbers(NamedTuple):
    """How a part's words and stems are numbered in the new segment; -1 for those not in it.

    Args:
        words: for each word its number.
        stems: for each stem its number.
    """

    words: Array
    stems: Array


def _vocabulary(parts: Sequence[_Part]) -> tuple[Vocabulary, Array, list[_Numbers]]:
    """The words of all living documents, how many hold each, and how each part's are numbered."""
    living = [part.frequencies() for part in parts]
    kept = [np.flatnonzero(each) for each in living]
    words, word_numbers = _unite([part.words for part in parts], kept)
    rows = [part.word_stems.of(which) for part, which in zip(parts, kept)]
    used = [distinct(stems) for stems, _sizes in rows]
    stems, stem_numbers = _unite([part.stems for part in parts], used)
    frequencies = np.zeros(len(words), np.int64)
    last = np.zeros(len(words), np.int64)  # the row of each word, the last one of those there are
    at = 0
    for frequency, which, numbers in zip(living, kept, word_numbers):
        frequencies[numbers[which]] += frequency[which]
        last[numbers[which]] = np.arange(at, at + len(which))
        at += len(which)
    sizes = np.concatenate([sizes for _stems, sizes in rows])
    values = np.concatenate([new[stems] for new, (stems, _sizes) in zip(stem_numbers, rows)])
    values, sizes = Rows(offsets(sizes), values).of(last)
    vocabulary = Vocabulary(words, stems, Rows(offsets(sizes), values))
    return vocabulary, frequencies, list(map(_Numbers, word_numbers, stem_numbers))


def _unite(
    strings: Sequence[Sequence[str]], kept: Sequence[Array]
) -> tuple[list[str], list[Array]]:
    """Some strings of each list, all in order; and for each string of each its number there."""
    own = [[each[n] for n in which.tolist()] for each, which in zip(strings, kept)]
    united = sorted(set().union(*own))
    number = {string: n for n, string in enumerate(united)}
    numbers = [np.full(len(each), -1) for each in strings]
    for new, which, some in zip(numbers, kept, own):
        new[which] = [number[string] for string in some]
    return united, numbers


def _postings(
    parts: Sequence[_Part], numbers: Sequence[_Numbers], vocabulary: Vocabulary
) -> Iterator[Postings]:
    """The postings of all stems, in order, some stems at a time."""
    totals = np.zeros(len(vocabulary.stems), np.int64)
    for part, new in zip(parts, numbers):
        kept = np.flatnonzero(new.stems >= 0)
        totals[new.stems[kept]] += np.diff(part.place_at)[kept]
    variants = np.append(vocabulary.variants(), 0)
    for first, last in spans(offsets(totals), TOGETHER):
        found = [_read(*pair, variants, first, last) for pair in zip(parts, numbers)]
        joined = _Occurrences(*map(np.concatenate, zip(*found)))
        ordered = joined.of(np.argsort(joined.stems, kind="stable"))
        stems = ordered.stems - first
        yield Postings(
            documents=np.bincount(stems, minlength=last - first),
            occurrences=np.bincount(np.repeat(stems, ordered.counts), minlength=last - first),
            docs=ordered.docs,
            impacts=ordered.impacts,
            counts=ordered.counts,
            places=ordered.places,
            variants=ordered.variants,
        )


def _read(part: _Part, new: _Numbers, variants: Array, first: int, last: int) -> _Occurrences:
    """The postings of a part under new stems from ``first`` on up to ``last``.

    Args:
        part: the segment.
        new: its new numbers.
        variants: the new variant of each new word, then 0 for words that are not there.
        first: the first new stem.
        last: the one after the last.
    """
    kept = np.flatnonzero(new.stems >= 0)
    within = kept[slice(*np.searchsorted(new.stems[kept], (first, last)))]
    if not len(within):
        return part.read(0, 0)
    found = part.read(within[0], within[-1] + 1)
    changed = (found.variants != PART) & (found.variants != VARIANTS)
    old = np.repeat(found.stems, found.counts)[changed]
    words = new.words[part.words_of(old, found.variants[changed])]
    found.variants[changed] = variants[words]
    return found._replace(stems=new.stems[found.stems])
