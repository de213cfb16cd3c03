"""Postings, words and documents → the sections of a segment."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from imwsearch.codec.columns import BETWEEN, NONE
from imwsearch.codec.inverting import STOP, Postings, Word
from imwsearch.codec.segment import slots_of

if TYPE_CHECKING:
    from imwsearch.codec.format import Section

CHAMPIONS = 64
"""How many of a long list's best documents stand once more, best first."""

LONG = 256
"""Lists from this length on have champions."""

BITS = 32
"""A list that holds one document in so many has a bitmap."""

DENSE = 8
"""A list that holds one document in so many has its impacts once more, by document."""

BLOCK = 64
"""Postings between two known places in the section of places."""


class Records(NamedTuple):
    """What a segment holds of its documents beside their words.

    Args:
        ids: the documents' ids.
        stored: each document as bytes, compressed.
        keywords: for each column each document's values.
        numbers: for each column each document's number or ``NONE``.
        starts: for each text field the first place of the field in each document.
        lengths: for each text field the number of its words in each document, without stop words.
    """

    ids: list[str]
    stored: list[bytes]
    keywords: dict[str, list[tuple[str, ...]]]
    numbers: dict[str, list[int]]
    starts: Sequence[Sequence[int]]
    lengths: Sequence[Sequence[int]]


def recency(ids: Sequence[str], dates: Sequence[int]) -> list[int]:
    """The documents, newest first; those of one day by their ids."""
    return sorted(range(len(ids)), key=lambda doc: (-dates[doc], ids[doc]))


def record_sections(records: Records, ends: Sequence[int]) -> Iterator[Section]:
    """The sections of ids, stored documents, columns, order and fields.

    Args:
        records: the documents.
        ends: for each document a bound of its places.
    """
    documents = len(records.ids)
    yield from _strings("ids", "id_at", records.ids)
    yield _array("id_order", "H", sorted(range(documents), key=records.ids.__getitem__))
    yield ("stored", "B", b"".join(records.stored))
    yield _array("stored_at", "Q", accumulate(map(len, records.stored), initial=0))
    dates = records.numbers.get("date") or [NONE] * documents
    recent = recency(records.ids, dates)
    yield _array("recent", "H", recent)
    yield _array("rank", "H", _inverse(recent))
    yield _array("end", "I", ends)
    for field, (starts, lengths) in enumerate(zip(records.starts, records.lengths, strict=True)):
        yield _array(f"field_at.{field}", "I", starts)
        yield _array(f"length.{field}", "I", lengths)
    for name, numbers in records.numbers.items():
        yield _array(f"n.{name}", "i", numbers)
        yield _array(f"nd.{name}", "H", sorted(range(documents), key=numbers.__getitem__))
    for name, values in records.keywords.items():
        yield from _keyword_sections(name, values)


def _keyword_sections(name: str, columns: list[tuple[str, ...]]) -> Iterator[Section]:
    values = [BETWEEN.join(own) for own in columns]
    distinct = sorted(set(values))
    code_of = {value: code for code, value in enumerate(distinct)}
    codes = [code_of[value] for value in values]
    docs = sorted(range(len(values)), key=codes.__getitem__)
    yield _array(f"k.{name}", "H", codes)
    yield from _strings(f"kv.{name}", f"ka.{name}", distinct)
    yield _array(f"kd.{name}", "H", docs)
    ordered = [codes[doc] for doc in docs]
    starts = [bisect_left(ordered, code) for code in range(len(distinct) + 1)]
    yield _array(f"ks.{name}", "I", starts)


def word_sections(words: Sequence[Word], stems: Sequence[str]) -> Iterator[Section]:
    """The sections of the real words and of which stems they belong to.

    Args:
        words: in order.
        stems: all stems of the words and of their parts, in order.
    """
    number = {stem: n for n, stem in enumerate(stems)}
    yield from _terms("words", "word_at", "word_slots", [word.word for word in words])
    yield _array("word_df", "I", [word.frequency for word in words])
    targets = [[number[stem] for stem in (word.stem, *word.parts)] for word in words]
    yield from _lists("word_stems", "word_stem_at", targets)
    members: list[list[int]] = [[] for _ in stems]
    for n, (whole, *parts) in enumerate(targets):
        members[whole].append(n << 1)
        for part in set(parts):
            members[part].append(n << 1 | 1)
    yield from _lists("stem_words", "stem_word_at", members)


def posting_sections(
    postings: Iterable[Postings], recent: Sequence[int], ends: Sequence[int]
) -> Iterator[Section]:
    """The sections of the postings.

    Args:
        postings: in the order of their stems.
        recent: the documents, newest first.
        ends: for each document a bound of its places.
    """
    lists = _Lists(recent, frozenset(d for d, end in enumerate(ends) if end > 0xFFFF))
    for each in postings:
        lists.add(each)
    yield from lists.sections()


class _Lists:
    """The sections of postings as they grow."""

    def __init__(self, recent: Sequence[int], wide: frozenset[int]) -> None:
        self._recent = recent
        self._rank = _inverse(recent)
        self._wide = wide
        self._stems: list[str] = []
        self._start = array("I", [0])
        self._variant_at = array("I", [0])
        self._docs = array("H")
        self._impacts = bytearray()
        self._counts = bytearray()
        self._more_at = array("I")
        self._more = array("I")
        self._places = array("H")
        self._variants = bytearray()
        self._champion_stem = array("I")
        self._champion_docs = array("H")
        self._bits_stem = array("I")
        self._bits = bytearray()
        self._dense_stem = array("I")
        self._dense = bytearray()

    def add(self, postings: Postings) -> None:
        docs, counts, places = postings.docs, postings.counts, postings.places
        self._add_stems(postings)
        if self._wide and not self._wide.isdisjoint(docs):
            counts, places = _widen(docs, counts, places, self._wide)
        try:
            self._counts += bytes(counts)
        except ValueError:  # a count above 255
            self._add_large(counts)
        self._docs.extend(docs)
        self._impacts += postings.impacts
        self._places.extend(places)

    def _add_stems(self, postings: Postings) -> None:
        """Add what there is for each stem: where its list begins, shortcuts, variants."""
        first, at = 0, 0
        begin = len(self._docs)
        for stem, documents, occurrences in zip(*postings[:3], strict=True):
            if documents >= LONG and stem[0] != STOP:
                own = slice(first, first + documents)
                self._add_shortcuts(postings.docs[own], postings.impacts[own])
            variants = postings.variants[at : at + occurrences]
            if variants.count(1) != occurrences:
                self._variants += variants
            first += documents
            at += occurrences
            self._stems.append(stem)
            self._start.append(begin + first)
            self._variant_at.append(len(self._variants))

    def _add_large(self, counts: Sequence[int]) -> None:
        for at, count in enumerate(counts, start=len(self._counts)):
            if count > 255:
                self._more_at.append(at)
                self._more.append(count - 255)
        self._counts += bytes([min(count, 255) for count in counts])

    def _add_shortcuts(self, docs: Sequence[int], impacts: bytes | bytearray) -> None:
        """Add those of the next stem."""
        number, rank, recent = len(self._stems), self._rank, self._recent
        codes = [
            (255 - impact) << 16 | rank[doc] for doc, impact in zip(docs, impacts, strict=True)
        ]
        self._champion_stem.append(number)
        self._champion_docs.extend(recent[code & 0xFFFF] for code in nsmallest(CHAMPIONS, codes))
        size = len(recent)
        if len(docs) * BITS >= size:
            self._bits_stem.append(number)
            self._bits += bitmap(docs, size)
        if len(docs) * DENSE >= size:
            self._dense_stem.append(number)
            dense = bytearray(size)
            for doc, impact in zip(docs, impacts, strict=True):
                dense[doc] = impact
            self._dense += dense

    def sections(self) -> Iterator[Section]:
        yield from _terms("stems", "stem_at", "stem_slots", self._stems)
        yield _array("start", "I", self._start)
        yield _array("docs", "H", self._docs)
        yield ("impacts", "B", self._impacts)
        yield ("counts", "B", self._counts)
        yield _array("more_at", "I", self._more_at)
        yield _array("more", "I", self._more)
        yield _array("place_at", "I", self._block_starts())
        yield _array("places", "H", self._places)
        yield _array("variant_at", "I", self._variant_at)
        yield ("variants", "B", self._variants)
        yield _array("wide", "H", sorted(self._wide))
        yield _array("champion_stem", "I", self._champion_stem)
        yield _array("champions", "H", self._champion_docs)
        yield _array("bits_stem", "I", self._bits_stem)
        yield ("bits", "B", self._bits)
        yield _array("dense_stem", "I", self._dense_stem)
        yield ("dense", "B", self._dense)

    def _block_starts(self) -> Iterator[int]:
        """For each block of postings the place where its places begin."""
        counts = self._counts
        sums = [sum(counts[at : at + BLOCK]) for at in range(0, len(counts), BLOCK)]
        for at, more in zip(self._more_at, self._more, strict=True):
            sums[at // BLOCK] += more
        return accumulate(sums, initial=0)


def bitmap(docs: Iterable[int], size: int) -> bytes:
    """One bit for each document, the first in the lowest bit of the first byte."""
    bits = bytearray((size + 7) // 8)
    for doc in docs:
        bits[doc >> 3] |= 1 << (doc & 7)
    return bytes(bits)


def _widen(
    docs: Sequence[int], counts: Sequence[int], places: Sequence[int], wide: frozenset[int]
) -> tuple[list[int], list[int]]:
    """Give the places of over-long documents two units each: the low one, the high one."""
    new_counts, new_places, at = [], [], 0
    for doc, count in zip(docs, counts, strict=True):
        own = list(places[at : at + count])
        at += count
        if doc in wide:
            own = [unit for place in own for unit in (place & 0xFFFF, place >> 16)]
        new_counts.append(len(own))
        new_places += own
    return new_counts, new_places


def _inverse(permutation: Sequence[int]) -> list[int]:
    inverse = [0] * len(permutation)
    for at, value in enumerate(permutation):
        inverse[value] = at
    return inverse


def _array(name: str, typecode: str, values: Iterable[int]) -> Section:
    if not isinstance(values, array) or values.typecode != typecode:
        values = array(typecode, values)
    return name, typecode, memoryview(values).cast("B")


def _strings(name: str, at: str, strings: Iterable[str]) -> Iterator[Section]:
    encoded = [string.encode() for string in strings]
    yield name, "B", b"".join(encoded)
    yield _array(at, "I", accumulate(map(len, encoded), initial=0))


def _terms(name: str, at: str, slots: str, terms: Sequence[str]) -> Iterator[Section]:
    yield from _strings(name, at, terms)
    yield _array(slots, "I", slots_of([term.encode() for term in terms]))


def _lists(name: str, at: str, lists: Sequence[Sequence[int]]) -> Iterator[Section]:
    yield _array(name, "I", [value for values in lists for value in values])
    yield _array(at, "I", accumulate(map(len, lists), initial=0))
