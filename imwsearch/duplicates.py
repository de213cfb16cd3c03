"""Documents that hold one question: saved twice, in two formats, or under two names.

What bears one id is one document already (``indexing``). A PDF that somebody downloaded often bears
none; it is told by the question's number, day, minister and asker.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

from imwsearch.codec import columns
from imwsearch.codec.segment import NONE, Segment
from imwsearch.damage import blaming_damage
from imwsearch.opening import Collection as Opened
from imwsearch.query.names import folded

_CITED = ("minister", "asker")


class _Cited(NamedTuple):
    """What documents of a segment are known by.

    Args:
        segment: the segment.
        docs: the documents, living ones.
        numbers: for each its page's number, or else the id, which may be one for want of others.
        names: for each number, day, minister and asker; None where one is not known.
    """

    segment: Segment
    docs: Sequence[int]
    numbers: list[str]
    names: list[tuple[Any, ...] | None]

    def keys(self) -> Iterator[tuple[str, tuple[Any, ...] | None]]:
        """For each document what it may share with others."""
        return zip(self.numbers, self.names, strict=True)


def find_duplicates(
    collection: Opened, ids: Collection[str] | None = None
) -> tuple[tuple[str, ...], ...]:
    """The files that hold one question, where several do.

    Args:
        collection: where to look.
        ids: only the questions of documents with these ids are wanted; None for all.

    Returns:
        For each such question its files, as the index names them: those that name its page first,
        then in the alphabet's order.

    Raises:
        DamagedIndexError: the index turns out to be damaged.
    """
    with blaming_damage(collection):
        return _find_duplicates(collection.searcher.segments, ids)


def _find_duplicates(
    segments: Sequence[Segment], ids: Collection[str] | None
) -> tuple[tuple[str, ...], ...]:
    if ids is None:
        every = [_cited(each, each.living_docs()) for each in segments]
    else:
        asked = [_cited(each, _found(each, ids)) for each in segments]
        every = [_cited(each, sorted({*_near(each, asked)})) for each in segments]
    counts = Counter(chain.from_iterable(chain.from_iterable(each.keys() for each in every)))
    shared = {key for key, count in counts.items() if count > 1 and key is not None}
    if ids is not None:
        shared &= {*chain.from_iterable(chain.from_iterable(each.keys() for each in asked))}
    alike = [
        (not columns.keywords(each.segment, "page", doc), _path(each.segment, doc), keys)
        for each in every
        for doc, both in zip(each.docs, each.keys(), strict=True)
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


def _found(segment: Segment, ids: Iterable[str]) -> list[int]:
    return [doc for id_ in ids if (doc := segment.find(id_)) is not None]


def _near(segment: Segment, asked: Iterable[_Cited]) -> Iterator[int]:
    """The documents of a segment that may share something with those asked for."""
    for page, cited in chain.from_iterable(each.keys() for each in asked):
        yield from columns.equal(segment, "page", page)
        yield from _found(segment, [page])
        if cited:
            yield from columns.between(segment, "number", cited[0], cited[0])


def _cited(segment: Segment, docs: Sequence[int]) -> _Cited:
    pages = _values(segment, docs, "page")
    counted = [[segment.sections[f"n.{name}"][doc] for doc in docs] for name in ("number", "date")]
    names = zip(*counted, *(_values(segment, docs, name, folded) for name in _CITED), strict=True)
    return _Cited(
        segment,
        docs,
        [page or segment.id_of(doc) for page, doc in zip(pages, docs, strict=True)],
        [None if NONE in own or "" in own else own for own in names],
    )


def _path(segment: Segment, doc: int) -> str:
    return " ".join(columns.keywords(segment, "path", doc))


def _values(
    segment: Segment,
    docs: Sequence[int],
    column: str,
    change: Callable[[str], str] = lambda value: value,
) -> list[str]:
    """The value of each document in a column, or "", changed where one may be written in ways."""
    known = cache(lambda code: change(" ".join(columns.values_at(segment, column, code))))
    codes = segment.sections.get(f"k.{column}")
    return [known(codes[doc]) for doc in docs] if codes else [""] * len(docs)
