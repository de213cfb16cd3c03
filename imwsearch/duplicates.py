"""Documents that hold one question: saved twice, in two formats, or under two names.

What bears one id is one document already (``indexing``). A PDF that somebody downloaded often bears
none; it is told by what people cite a question by: number, session year, minister, and the asker.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import chain, compress
from typing import NamedTuple

from imwsearch.codec import columns
from imwsearch.codec.columns import NONE
from imwsearch.codec.segment import Segment
from imwsearch.opening import Collection
from imwsearch.query.names import folded

_CITED = ("session_year", "minister", "asker")


class _Known(NamedTuple):
    """What is known of a document.

    Args:
        path: its file's name.
        page: its page's number; may be empty.
        number: that, or else the id, which may be a page's number for want of others.
        cited: number, session year, minister and asker; empty where one of these is not known.
    """

    path: str
    page: str
    number: str
    cited: tuple[object, ...]


def find_duplicates(collection: Collection) -> tuple[tuple[str, ...], ...]:
    """The files that hold one question, where several do.

    Args:
        collection: where to look.

    Returns:
        For each such question its files, as the index names them: those that name its page first,
        then in the alphabet's order.
    """
    every = list(chain.from_iterable(map(_known, collection.searcher.segments)))
    counts = Counter(chain.from_iterable((known.number, known.cited) for known in every))
    shared = {key for key, count in counts.items() if key and count > 1}
    alike = [known for known in every if known.number in shared or known.cited in shared]
    groups: dict[object, list[str]] = {}
    for known in sorted(alike, key=lambda known: (not known.page, known.path)):
        keys = [key for key in (known.number, known.cited) if key in shared]
        group = next((groups[key] for key in keys if key in groups), [])
        group.append(known.path)
        for key in keys:
            groups.setdefault(key, group)
    distinct = {id(group): group for group in groups.values()}
    return tuple(sorted(tuple(group) for group in distinct.values() if len(set(group)) > 1))


def _known(segment: Segment) -> Iterator[_Known]:
    """What is known of the living documents."""
    documents = segment.documents
    paths, pages = _values(segment, "path", False), _values(segment, "page", False)
    ids = segment.ids.slice(0, documents)
    numbers = segment.sections["n.number"].tolist()
    cited = zip(numbers, *(_values(segment, name) for name in _CITED), strict=True)
    rows = zip(
        paths,
        pages,
        (page or id_ for page, id_ in zip(pages, ids, strict=True)),
        (own if NONE not in own and "" not in own else () for own in cited),
        strict=True,
    )
    living = [True] * documents
    for doc in segment.deleted:
        living[doc] = False
    return map(_Known._make, compress(rows, living))


def _values(segment: Segment, column: str, fold: bool = True) -> list[str]:
    """The value of each document in a column, or ""; folded, so that D'Haese is D’Haese."""
    values = [" ".join(own) for own in columns.values_of(segment, column)]
    if not values:
        return [""] * segment.documents
    values = [*map(folded, values)] if fold else values
    return [values[code] for code in segment.sections[f"k.{column}"].tolist()]
