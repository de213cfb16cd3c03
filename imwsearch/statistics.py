"""Counts: how many documents each minister has, each month …, and how long answers take."""

import datetime
from collections.abc import Iterable, Mapping
from statistics import median
from typing import NamedTuple

from imwsearch.choices import column_of
from imwsearch.codec import columns, docsets
from imwsearch.codec.segment import Segment
from imwsearch.damage import blaming_damage
from imwsearch.opening import Collection
from imwsearch.query import Query
from imwsearch.search import find_all, in_time
from imwsearch.workdays import working_days

_IN_TIME = ("year", "month")
"""Shown in the order of time, the others with the most documents first."""


class Group(NamedTuple):
    """The documents that have one value.

    Args:
        value: the value; empty for documents of which it is not known.
        documents: how many there are.
        dated: how many of them have an answer that names a later date than the question's.
        delay: the median of the working days between these dates, or None.
    """

    value: str
    documents: int
    dated: int
    delay: float | None


class Statistics(NamedTuple):
    """Documents counted by a field.

    Args:
        by: the field, one of ``choices.COUNTED``.
        whole: all the documents, as one group without a value.
        groups: one for each value. A document with two themes is in two of them.
    """

    by: str
    whole: Group
    groups: tuple[Group, ...]


def count(collection: Collection, query: Query, by: str) -> Statistics:
    """Count the documents that a query asks for.

    Args:
        collection: what to search.
        query: an empty one stands for all documents.
        by: one of ``choices.COUNTED``.

    Raises:
        QueryError: the query takes too long.
        DamagedIndexError: the index turns out to be damaged.
    """
    with blaming_damage(collection), in_time(query):
        return _count(collection, query, by)


def _count(collection: Collection, query: Query, by: str) -> Statistics:
    searcher = collection.searcher
    docs = docsets.living(searcher) if query.is_empty else find_all(collection, query)
    delays: dict[str, list[int | None]] = {}
    whole: list[int | None] = []
    for segment, own in zip(searcher.segments, docs, strict=True):
        known = {doc: _delay(segment, doc) for doc in own}
        whole += known.values()
        for value, of_value in _grouped(segment, by, own).items():
            delays.setdefault(value, []).extend(known[doc] for doc in of_value)
    groups = (_group(value, found) for value, found in delays.items())
    return Statistics(by, _group("", whole), _ordered(groups, by))


def _group(value: str, delays: Iterable[int | None]) -> Group:
    every = list(delays)
    known = [delay for delay in every if delay is not None]
    return Group(value, len(every), len(known), float(median(known)) if known else None)


def _ordered(groups: Iterable[Group], by: str) -> tuple[Group, ...]:
    """The groups in the order of time, or the largest first; what is not known comes last."""
    in_time = by in _IN_TIME
    return tuple(
        sorted(groups, key=lambda one: (not one.value, 0 if in_time else -one.documents, one.value))
    )


def _grouped(segment: Segment, by: str, docs: Iterable[int]) -> Mapping[str, list[int]]:
    if by != "month":
        return columns.grouped(segment, column_of(by), docs)
    months: dict[str, list[int]] = {}
    for doc in docs:
        day = _day(segment, "date", doc)
        months.setdefault(f"{day:%Y-%m}" if day else "", []).append(doc)
    return months


def _delay(segment: Segment, doc: int) -> int | None:
    """The working days from the question to the answer; None where they are not known.

    An answer that names the question's own day repeats the question's heading, and tells nothing of
    the day of the answer.
    """
    asked, answered = _day(segment, "date", doc), _day(segment, "answer_date", doc)
    if asked is None or answered is None or answered <= asked:
        return None
    return working_days(asked, answered)


def _day(segment: Segment, column: str, doc: int) -> datetime.date | None:
    number = columns.number(segment, column, doc)
    return None if number is None else datetime.date.fromordinal(number)
