"""What an index knows of the files it was built of, in a form that is quick to write and to read.

One JSON list of columns, each with a value for each file: reading 40,000 files' rows one by one
took most of the time of adding a document.
"""

import json
from collections.abc import Iterable, Mapping
from functools import partial
from itertools import chain
from operator import attrgetter, itemgetter
from typing import NamedTuple

from imwsearch.messages import Parts, _, joined, parts_of


class Entry(NamedTuple):
    """One source file as it was when the index was built.

    Args:
        size: in bytes.
        modified_ns: its mtime, in ns since 1970.
        changed_ns: its ctime, in ns since 1970.
        digest: the name of its content (``sources.digest``).
        ids: the ids of the documents that came from it; none where it was skipped.
        skipped: why it was not indexed, in the reader's language; empty where it was.
    """

    size: int
    modified_ns: int
    changed_ns: int
    digest: str
    ids: tuple[str, ...] = ()
    skipped: str = ""


_KINDS: tuple[set[type], ...] = ({str}, {int}, {int}, {int}, {str}, {str, list}, {str})
"""What each column holds: names, then the fields of the entries."""


_PARTS = '[["'
"""How a reason begins that was kept in parts."""


def dump(entries: Mapping[str, Entry]) -> bytes:
    """The entries by name as bytes that ``load`` reads; an only id stands without a list."""
    rows = entries.values()
    columns: list[list[object]] = [list(map(itemgetter(n), rows)) for n in range(len(_KINDS) - 1)]
    columns[4] = [ids[0] if len(ids) == 1 else ids for ids in map(attrgetter("ids"), rows)]
    columns[5] = [row.skipped and _kept(row.skipped) for row in rows]
    text = json.dumps([list(entries), *columns], ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")  # as json.loads reads bytes


def load(data: bytes) -> dict[str, Entry]:
    """The entries that ``dump`` wrote.

    Raises:
        ValueError, TypeError, RecursionError: the bytes are something else.
    """
    names, *columns = json.loads(data)
    for column, kinds in zip([names, *columns], _KINDS, strict=True):
        _require_kinds(column, kinds)
    several = [ids for ids in columns[4] if type(ids) is list]
    _require_kinds(chain.from_iterable(several), {str})
    columns[4] = [(ids,) if type(ids) is str else tuple(ids) for ids in columns[4]]
    columns[5] = [kept and _told(kept) for kept in columns[5]]
    rows = map(partial(tuple.__new__, Entry), zip(*columns, strict=True))  # as Entry._make, faster
    return dict(zip(names, rows, strict=True))


def _kept(reason: str) -> str:
    """A reason as it is kept: its English parts with their values, whoever will read them."""
    parts = parts_of(reason)
    return json.dumps(_english(parts)) if parts else reason


def _english(parts: Parts) -> list[tuple[str, object]]:
    """The parts; values that are messages themselves are in parts too."""
    return [
        (english, {name: _english(parts_of(value)) or value for name, value in values.items()})
        for english, values in parts
    ]


def _in_words(parts: list[tuple[str, dict[str, object]]]) -> str:
    """What the parts say in the reader's language."""
    said: list[str] = []
    for english, values in parts:
        told = {name: _in_words(v) if isinstance(v, list) else v for name, v in values.items()}
        said.append(_(english).format(**told) if values else _(english))
    return joined(said)


def _told(kept: str) -> str:
    """The reason in the reader's language; one that an older program kept is as it told it."""
    if not kept.startswith(_PARTS):
        return kept
    try:
        return _in_words(json.loads(kept))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return kept


def _require_kinds(values: Iterable[object], kinds: set[type]) -> None:
    if not set(map(type, values)) <= kinds:
        raise TypeError
