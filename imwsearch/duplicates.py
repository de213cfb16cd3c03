"""Documents that hold one question: saved twice, in two formats, or under two names.

What bears one id is one document already (``indexing``). A PDF that somebody downloaded often bears
none; it is told by what people cite a question by: number, session year, minister, and the asker.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from imwsearch.codec import columns
from imwsearch.codec.columns import NONE
from imwsearch.codec.segment import Segment
from imwsearch.opening import Collection
from imwsearch.query.names import folded

_CITED = ("session_year", "minister", "asker")


class _Cited(NamedTuple):
    """What the documents of a segment are known by.

    Args:
        segment: the segment.
        docs: its living documents.
        numbers: for each its page's number, or else the id, which may be one for want of others.
        names: for each number, session year, minister and asker; None where one is not known.
    """

    segment: Segment
    docs: list[int]
    numbers: list[str]
    names: list[tuple[object, ...] | None]


def find_duplicates(collection: Collection) -> tuple[tuple[str, ...], ...]:
    """The files that hold one question, where several do.

    Args:
        collection: where to look.

    Returns:
        For each such question its files, as the index names them: those that name its page first,
        then in the alphabet's order.
    """
    every = [*map(_cited, collection.searcher.segments)]
    shared = _several(each.numbers for each in every) | _several(each.names for each in every)
    alike = [
        (not columns.keywords(each.segment, "page", doc), _path(each.segment, doc), keys)
        for each in every
        for doc, *both in zip(each.docs, each.numbers, each.names, strict=True)
        if (keys := [key for key in both if key in shared])
    ]
    groups: dict[object, list[str]] = {}
    for _without_page, path, keys in sorted(alike, key=itemgetter(0, 1)):
        group = next((groups[key] for key in keys if key in groups), [])
        group.append(path)
        for key in keys:
            groups.setdefault(key, group)
    distinct = {id(group): group for group in groups.values()}
    return tuple(sorted(tuple(group) for group in distinct.values() if len(set(group)) > 1))


def _several(columns_of_keys: Iterable[Iterable[object]]) -> set[object]:
    """The keys that there are more than once."""
    counts = Counter(chain.from_iterable(columns_of_keys))
    return {key for key, count in counts.items() if count > 1 and key is not None}


def _cited(segment: Segment) -> _Cited:
    docs = [doc for doc in range(segment.documents) if doc not in segment.deleted]
    pages = _values(segment, "page")
    numbers = segment.sections["n.number"].tolist()
    names = zip(numbers, *(_values(segment, name, folded) for name in _CITED), strict=True)
    cited = [None if own[0] == NONE or "" in own else own for own in names]
    return _Cited(
        segment,
        docs,
        [pages[doc] or segment.id_of(doc) for doc in docs],
        [cited[doc] for doc in docs],
    )


def _path(segment: Segment, doc: int) -> str:
    return " ".join(columns.keywords(segment, "path", doc))


def _values(
    segment: Segment, column: str, change: Callable[[str], str] = lambda value: value
) -> list[str]:
    """The value of each document in a column, or "", changed where one may be written in ways."""
    values = [change(" ".join(own)) for own in columns.values_of(segment, column)]
    if not values:
        return [""] * segment.documents
    return [values[code] for code in segment.sections[f"k.{column}"].tolist()]
