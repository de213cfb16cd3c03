"""Values of documents: filters, facets, order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise

from imwsearch.codec.segment import BETWEEN, NONE, Strings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from imwsearch.codec.segment import Segment

SIDED = ("abbreviation",)
"""The columns of keywords of which each has several sides: "imw=individueel maatwerk"."""


def values_of(segment: Segment, column: str) -> list[tuple[str, ...]]:
    """The distinct values of a column of keywords, by code; a document may have several."""
    strings = _strings(segment, column)
    return [_apart(value) for value in strings.slice(0, len(strings))] if strings else []


def _strings(segment: Segment, column: str) -> Strings | None:
    """What the codes of a column of keywords stand for; None where there is no such column."""
    data = segment.sections.get(f"kv.{column}")
    return None if data is None else Strings(data, segment.sections[f"ka.{column}"])


def _docs_of(segment: Segment, column: str, code: int) -> list[int]:
    """The documents that have a code."""
    at = segment.sections[f"ks.{column}"]
    return segment.sections[f"kd.{column}"][at[code] : at[code + 1]].tolist()


def _apart(value: str) -> tuple[str, ...]:
    return tuple(value.split(BETWEEN)) if value else ()


def having(segment: Segment, column: str, test: Callable[[str], bool]) -> set[int]:
    """The living documents with a value that passes the test."""
    docs: set[int] = set()
    for code, values in enumerate(values_of(segment, column)):
        if any(map(test, values)):
            docs.update(_docs_of(segment, column, code))
    return docs - segment.deleted


def equal(segment: Segment, column: str, value: str) -> set[int]:
    """The living documents of which this is the only value."""
    values, wanted = _strings(segment, column) or (), value.encode()
    code = bisect_left(values, wanted)
    if code == len(values) or values[code] != wanted:
        return set()
    return set(_docs_of(segment, column, code)) - segment.deleted


def between(segment: Segment, column: str, low: int | None, high: int | None) -> set[int]:
    """The living documents whose number lies from ``low`` to ``high``, both taken in.

    None leaves a side open; documents without a number are never given.
    """
    numbers = segment.sections.get(f"n.{column}")
    if numbers is None:
        return set()
    order = segment.sections[f"nd.{column}"]
    by = numbers.__getitem__
    first = bisect_left(order, NONE + 1 if low is None else low, key=by)
    last = len(order) if high is None else bisect_right(order, high, key=by)
    return set(order[first:last].tolist()) - segment.deleted


def tally(segment: Segment, column: str, docs: Collection[int] | None) -> dict[str, int]:
    """How many of the documents have each value; of all living ones where ``docs`` is None."""
    values = values_of(segment, column)
    if not values:
        return {}
    counts = _counts_by_code(segment, column, docs, len(values))
    tallied: dict[str, int] = {}
    for own, count in zip(values, counts):
        for value in own if count else ():
            tallied[value] = tallied.get(value, 0) + count
    return tallied


def tally_sides(segment: Segment, column: str, side: str) -> dict[str, int]:
    """``tally`` of the values that have a side, "side=..." or "...=side"; no others are read."""
    strings = _strings(segment, column)
    if not strings:
        return {}
    data, at = bytes(strings.data), strings.at
    tallied: dict[str, int] = {}
    needles = f"{side}=".encode(), f"={side}".encode()
    for code in {bisect_right(at, n) - 1 for own in needles for n in _places(data, own)}:
        docs = _docs_of(segment, column, code)
        count = len(docs) - len(segment.deleted.intersection(docs) if segment.deleted else ())
        for value in _apart(data[at[code] : at[code + 1]].decode()) if count else ():
            if side in value.split("="):
                tallied[value] = tallied.get(value, 0) + count
    return tallied


def _places(data: bytes, needle: bytes) -> Iterator[int]:
    at = data.find(needle)
    while at >= 0:
        yield at
        at = data.find(needle, at + 1)


def _counts_by_code(
    segment: Segment, column: str, docs: Collection[int] | None, size: int
) -> list[int]:
    codes = segment.sections[f"k.{column}"]
    if docs is None:
        at = segment.sections[f"ks.{column}"].tolist()
        counts = [b - a for a, b in pairwise(at)]
        for doc in segment.deleted:
            counts[codes[doc]] -= 1
        return counts
    counts = [0] * size
    for doc in docs:
        counts[codes[doc]] += 1
    return counts


def grouped(segment: Segment, column: str, docs: Iterable[int]) -> dict[str, list[int]]:
    """The documents by their values; those without any under ""."""
    values = values_of(segment, column)
    codes = segment.sections[f"k.{column}"] if values else ()
    groups: dict[str, list[int]] = {}
    for doc in docs:
        for value in (values[codes[doc]] if values else ()) or ("",):
            groups.setdefault(value, []).append(doc)
    return groups


def number(segment: Segment, column: str, doc: int) -> int | None:
    """A document's number in a column; None where it is not known."""
    numbers = segment.sections.get(f"n.{column}")
    value = NONE if numbers is None else numbers[doc]
    return None if value == NONE else int(value)


def keywords(segment: Segment, column: str, doc: int) -> tuple[str, ...]:
    """A document's values in a column."""
    codes = segment.sections.get(f"k.{column}")
    return values_at(segment, column, codes[doc]) if codes else ()


def values_at(segment: Segment, column: str, code: int) -> tuple[str, ...]:
    """The values that a code of a column stands for."""
    strings = _strings(segment, column)
    return _apart(strings[code].decode()) if strings else ()
