"""Where words stand: phrases, nearness, single fields."""

from __future__ import annotations

from array import array
from itertools import accumulate, chain, compress, pairwise, repeat
from operator import add

from imwsearch.codec.meeting import common, those_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from imwsearch.codec.segment import Segment

    Occurrence = tuple[int, bytes | None, int]
    """A word of a phrase: (stem, the variants to look for or None for all, its place there)."""

SPARSE = 24
"""A list this many times longer than the candidates is looked up and not walked."""

SOME = 4_096
"""So many places are made numbers of Python at once: a stop word has a million, 36 bytes each."""

FEW = 4
"""A list this many times longer than the candidates is walked for these alone."""


def variants_of(segment: Segment, stem: int, words: Collection[int]) -> bytes | None:
    """A table of 256 bytes with 1 for each variant that stands for one of the words.

    None where nothing else can stand under the stem.
    """
    known = segment.word_count(stem)
    if known == len(words):
        return None
    own, wanted = segment.own_words(stem), set(words)
    if len(own) == known and wanted.issuperset(own):
        return None
    table = bytearray(256)
    for variant, word in enumerate(own, start=1):
        if word in wanted:
            table[min(variant, 255)] = 1
    return bytes(table)


def phrase_docs(
    segment: Segment, words: Sequence[Occurrence], among: Collection[int] | None = None
) -> set[int]:
    """The living documents that have the words in these places relative to each other.

    Args:
        segment: where.
        words: the words, best the rarest first.
        among: documents that hold all that do; None if none are known.
    """
    if len(words) == 1 and (held := _docs_of_word(segment, *words[0][:2])) is not None:
        return set(held) - segment.deleted
    docs = None if among is None else list(among)
    if len(words) > 1 or segment.has_wide:
        stems = dict.fromkeys(stem for stem, _, _ in words)
        if docs is None:
            stem, table, _ = words[0]
            docs = _holding(segment, stem, table)
            del stems[stem]
        for stem in stems:
            docs = those_in(segment.postings(stem), docs)
    if segment.has_wide:
        found = {doc for doc in docs or () if phrase_starts(segment, words, doc)}
    else:
        known = None if docs is None else sorted(docs)
        found = {start >> 16 for start in _starts(segment, words, known)}
    return found - segment.deleted


def _holding(segment: Segment, stem: int, table: bytes | None) -> list[int]:
    """The documents with one of some variants of a stem, and maybe others of the stem."""
    held = _docs_of_word(segment, stem, table)
    return segment.postings(stem).docs if held is None else held


def _docs_of_word(segment: Segment, stem: int, table: bytes | None) -> list[int] | None:
    """The documents with one of some variants; None where each place would have to be seen."""
    known = segment.postings(stem)
    if table is None:
        return known.docs
    met = known.holding(table)
    return None if met is None else list(compress(known.docs, met))


def phrase_starts(segment: Segment, words: Sequence[Occurrence], doc: int) -> set[int]:
    """The places in a document where the phrase begins."""
    found: set[int] = set()
    for n, (stem, table, offset) in enumerate(words):
        starts = {place - offset for place in _places(segment, stem, table, doc)}
        found = starts if n == 0 else found & starts
    return found


def _places(segment: Segment, stem: int, table: bytes | None, doc: int) -> Iterable[int]:
    places = segment.places(stem, doc)
    if table is None:
        return places
    return compress(places, bytes(segment.variants(stem, doc)).translate(table))


def _starts(segment: Segment, words: Sequence[Occurrence], docs: list[int] | None) -> Iterable[int]:
    """(document << 16 | place) of each beginning of the phrase, in some documents that have all."""
    reach = max(offset for _, _, offset in words)
    found: set[int] | None = None
    for stem, table, offset in words:
        ends = _some_occurrences(segment, stem, table, docs, reach - offset)
        found = set(ends) if found is None else found.intersection(ends)
        if not found:
            return ()
        if docs and len(found) < len(docs):
            docs = sorted({end - reach >> 16 for end in found}.intersection(docs))
    starts = (end - reach for end in found or ())
    return [start for start in starts if (start & 0xFFFF) + reach <= 0xFFFF]


def _some_occurrences(
    segment: Segment, stem: int, table: bytes | None, docs: list[int] | None, shift: int
) -> Iterable[int]:
    """The occurrences in some documents, ``shift`` added to each; all where that costs less."""
    postings = segment.postings(stem)
    if docs is None or len(postings) < FEW * len(docs):
        return occurrences(segment, stem, table, shift)
    spans: Iterable[tuple[int, int]]
    if len(postings) > SPARSE * len(docs):
        spans = segment.spans(stem, docs)
    else:
        every = pairwise(accumulate(postings.counts(), initial=0))
        spans = compress(every, map(set(docs).__contains__, postings.docs))
    places = postings.places()
    variants = b"" if table is None else postings.variants()
    if table is None or not variants:
        if table and not table[1]:
            return ()
        return [
            (doc << 16) + place + shift
            for doc, (start, end) in zip(docs, spans)
            for place in places[start:end]
        ]
    fits = variants.translate(table)
    return [
        (doc << 16) + places[at] + shift
        for doc, (start, end) in zip(docs, spans)
        for at in range(start, end)
        if fits[at]
    ]


def occurrences(
    segment: Segment, stem: int, table: bytes | None = None, shift: int = 0
) -> Iterable[int]:
    """(document << 16 | place) of all occurrences, ascending; for segments without wide documents.

    Args:
        segment: where.
        stem: the stem.
        table: as ``variants_of`` gives it.
        shift: what is added to each.
    """
    postings = segment.postings(stem)
    known, counts, places = postings.docs, postings.counts(), postings.places()
    variants = b"" if table is None else postings.variants()
    lanes = array("H", [shift]) * (2 * len(known))
    lanes[1::2] = array("H", known)
    bases = memoryview(lanes).cast("B").cast("I").tolist()
    some = (places[at : at + SOME].tolist() for at in range(0, len(places), SOME))
    codes = map(add, chain.from_iterable(map(repeat, bases, counts)), chain.from_iterable(some))
    if table is None or not variants:
        return codes if table is None or table[1] else ()
    return compress(codes, variants.translate(table))


def _common(segment: Segment, stems: Sequence[int]) -> Collection[int]:
    """The living documents that have all the stems."""
    return common(segment, [segment.postings(stem) for stem in dict.fromkeys(stems)])


def near_docs(
    segment: Segment, stems: Sequence[int], distance: int, field: int | None = None
) -> set[int]:
    """The documents with all stems in one field and at most ``distance`` other places between.

    Args:
        segment: where.
        stems: the stems, each at a place of its own.
        distance: how many places of other words the stretch from the first to the last may hold.
        field: the text field, if it must be this one.
    """
    span = distance + len(stems)
    return {doc for doc in _common(segment, stems) if _near_in(segment, stems, doc, span, field)}


def _near_in(
    segment: Segment, stems: Sequence[int], doc: int, span: int, wanted: int | None
) -> bool:
    found = sorted((p, stem) for stem in set(stems) for p in set(segment.places(stem, doc)))
    by_field: dict[int, list[tuple[int, int]]] = {}
    for place, stem in found:
        by_field.setdefault(segment.field_of(doc, place), []).append((place, stem))
    runs = by_field.values() if wanted is None else [by_field.get(wanted, [])]
    return any(_near_among(run, stems, span) for run in runs)


def _near_among(found: Sequence[tuple[int, int]], stems: Sequence[int], span: int) -> bool:
    needed = {stem: stems.count(stem) for stem in stems}
    first = 0
    for place, stem in found:
        needed[stem] -= 1
        while place - found[first][0] >= span:
            needed[found[first][1]] += 1
            first += 1
        if max(needed.values()) <= 0:
            return True
    return False


def in_field(segment: Segment, stem: int, table: bytes | None, field: int) -> set[int]:
    """The living documents with an occurrence in a text field."""
    within = field_test(segment, field)
    if segment.has_wide:
        docs = segment.postings(stem).docs
        found = {
            doc for doc in docs if any(within(doc, p) for p in _places(segment, stem, table, doc))
        }
    else:
        codes = occurrences(segment, stem, table)
        found = {code >> 16 for code in codes if within(code >> 16, code & 0xFFFF)}
    return found - segment.deleted


def field_test(segment: Segment, field: int) -> Callable[[int, int], bool]:
    """A function that says whether a place of a document lies in a field."""
    starts = segment.sections[f"field_at.{field}"]
    after = segment.sections.get(f"field_at.{field + 1}")
    if after is None:
        return lambda doc, place: place >= starts[doc]
    ends = after
    return lambda doc, place: starts[doc] <= place < ends[doc]
