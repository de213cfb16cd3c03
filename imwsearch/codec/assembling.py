"""Documents, words and postings → the sections of a segment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING
from zlib import crc32

from imwsearch import processes
from imwsearch.codec.arrays import Array, distinct, inverse, np, offsets
from imwsearch.codec.columns import SIDED
from imwsearch.codec.lists import NARROW, Grown, Lists, list_sections
from imwsearch.codec.pairs import Pairs, Standing
from imwsearch.codec.sections import (
    array_section,
    number_section,
    sizes,
    string_sections,
    term_sections,
)
from imwsearch.codec.segment import BETWEEN, NONE

if TYPE_CHECKING:
    from imwsearch.codec.entries import Records
    from imwsearch.codec.format import Section
    from imwsearch.codec.packing import Packed
    from imwsearch.codec.postings import Fields, Inverted, Share, Vocabulary


def segment_sections(records: Records, inverted: Inverted, count: int = 1) -> Iterator[Section]:
    """All sections of a segment but those of stored documents.

    Args:
        records: what there is of the documents beside their words.
        inverted: these; what they are made of is let go.
        count: how many processes may share the work.
    """
    recent = _recency(records)
    yield from _record_sections(records, recent)
    yield from _field_sections(inverted.fields)
    yield from _column_sections(records)
    del records  # it takes memory that postings need
    yield from _word_sections(inverted.vocabulary, inverted.frequencies)
    yield from term_sections("stems", "stem_at", "stem_slots", inverted.vocabulary.stems)
    yield from _posting_sections(inverted, recent, count)


def _recency(records: Records) -> Array:
    """The documents, newest first; those of one day by their ids."""
    ids = records.ids
    dates = records.numbers.get("date") or [NONE] * len(ids)
    return np.array(sorted(range(len(ids)), key=lambda doc: (-dates[doc], ids[doc])), np.int64)


def _record_sections(records: Records, recent: Array) -> Iterator[Section]:
    """The sections of ids and order."""
    ids = records.ids
    yield from string_sections("ids", "id_at", [id_.encode() for id_ in ids])
    yield array_section("id_order", "H", sorted(range(len(ids)), key=ids.__getitem__))
    yield array_section("recent", "H", recent)
    yield array_section("rank", "H", inverse(recent))


def packed_sections(packed: Packed) -> Iterator[Section]:
    """The sections of stored documents."""
    yield ("stored", "B", b"".join(packed.documents))
    yield number_section("stored_at", offsets(sizes(packed.documents)))
    yield number_section("stored_with", packed.used)
    yield from string_sections("dictionaries", "dictionary_at", packed.dictionaries)


def _field_sections(fields: Fields) -> Iterator[Section]:
    yield number_section("end", fields.ends)
    for number, (starts, lengths) in enumerate(zip(fields.starts.T, fields.lengths.T)):
        yield number_section(f"field_at.{number}", starts)
        yield number_section(f"length.{number}", lengths)


def _column_sections(records: Records) -> Iterator[Section]:
    for name, numbers in records.numbers.items():
        yield array_section(f"n.{name}", "i", numbers)
        yield array_section(f"nd.{name}", "H", np.argsort(numbers, kind="stable"))
    for name, values in records.keywords.items():
        yield from _keyword_sections(name, [BETWEEN.join(own) for own in values])
        if name in SIDED:
            sides = {side for own in values for value in own for side in value.split("=")}
            codes = sorted(crc32(side.encode()) for side in sides)
            yield array_section(f"kh.{name}", "I", codes)


def _keyword_sections(name: str, values: Sequence[str]) -> Iterator[Section]:
    different = sorted(set(values))
    code_of = {value: code for code, value in enumerate(different)}
    codes = np.array([code_of[value] for value in values])
    yield number_section(f"k.{name}", codes)
    yield from string_sections(f"kv.{name}", f"ka.{name}", [value.encode() for value in different])
    yield array_section(f"kd.{name}", "H", np.argsort(codes, kind="stable"))
    yield number_section(f"ks.{name}", _starts(codes, len(different)))


def _word_sections(vocabulary: Vocabulary, frequencies: Array) -> Iterator[Section]:
    """The sections of the real words and of which stems they belong to."""
    at, stems = vocabulary.word_stems
    yield from term_sections("words", "word_at", "word_slots", vocabulary.words)
    yield number_section("word_df", frequencies)
    yield number_section("word_stems", stems)
    yield number_section("word_stem_at", at)
    words = np.repeat(np.arange(len(at) - 1), np.diff(at)) << 1 | 1
    words[at[:-1]] -= 1
    members = distinct(stems << 32 | words)
    yield number_section("stem_words", members & 0xFFFFFFFF)
    yield number_section("stem_word_at", _starts(members >> 32, len(vocabulary.stems)))


def _posting_sections(inverted: Inverted, recent: Array, count: int) -> Iterator[Section]:
    """The sections of postings; processes make those of the shares."""
    vocabulary, ends = inverted.vocabulary, inverted.fields.ends
    stopping, wide = vocabulary.stopping(), ends >= NARROW
    pairs = Pairs(vocabulary, inverted.frequencies, ends)
    parts: list[Grown] = [{} for _ in inverted.postings]
    standing: list[Standing] = []

    def grow(share: Share, tell: Callable[[_Told], None]) -> None:
        lists, first = Lists(stopping, recent, wide, share.first), share.first
        for postings in share.postings:
            lists.add(postings)
            tell(pairs.standing(postings, first))
            first += len(postings.documents)
        for section in lists.grown().items():
            tell(section)

    def hear(number: int, told: _Told) -> None:
        if isinstance(told, Standing):
            standing.append(told)
        else:
            parts[number].update([told])

    processes.run(grow, inverted.postings, hear, count)
    inverted.postings.clear()
    yield from list_sections(parts, wide)
    yield from pairs.sections(standing, count)


_Told = tuple[str, bytearray] | Standing


def _starts(numbers: Array, count: int) -> Array:
    """Where each of the numbers 0 to ``count`` would stand among sorted or counted ones."""
    return offsets(np.bincount(numbers, minlength=count))
