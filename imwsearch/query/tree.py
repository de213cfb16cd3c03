"""A query as a frozen tree that knows no engine.

::

    Group                              words side by side: any of them, the best first
    ├── Word Phrase Pattern Fuzzy Link what is looked for
    ├── Scoped                         the same, in one text field; restricts
    ├── Filter                         a field's exact value, any of several; restricts
    ├── Required Not                   +word, -word
    └── And Or Group                   all, any, a group within the group

`clauses` says what a group asks of a document.
"""

import datetime
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from imwsearch.records import Record

Span: TypeAlias = tuple[int, int]
"""First character of a place in the query, and the character after it."""

NOWHERE: Span = (0, 0)
"""The place of what no one typed."""


class Node(Record):
    """A record of the tree; two are equal where all but their places are."""

    def _content(self) -> tuple[object, ...]:
        fields: tuple[str, ...] = self.__match_args__
        return tuple(self.__dict__[name] for name in fields if name != "span")


class DateRange(Node):
    """Days from ``start`` to ``end``, both included; None where a side is open."""

    start: datetime.date | None
    end: datetime.date | None


Value: TypeAlias = str | int | DateRange
"""What a filter compares with: a name's part, a number, a status, a session year, days."""


class Word(Node):
    """A word as it was typed (NFC, without soft hyphens), possibly of several tokens: "en/of"."""

    text: str
    span: Span = NOWHERE


class Phrase(Node):
    """Exact words in order, not stemmed; with ``slop`` that many other words may stand between."""

    words: tuple[str, ...]
    slop: int = 0
    span: Span = NOWHERE


class Pattern(Node):
    """A word with wildcards, "*" for any letters, matched against real words and not stems."""

    text: str
    span: Span = NOWHERE


class Fuzzy(Node):
    """A word of which at most ``distance`` letters may differ."""

    text: str
    distance: int = 1
    span: Span = NOWHERE


class Link(Node):
    """The address of a document, pasted; ``id`` is the number of its file or of its page."""

    text: str
    id: str
    span: Span = NOWHERE


class Scoped(Node):
    """What must stand in one text field: title, theme, question or answer."""

    field: str
    item: "Item"


class Filter(Node):
    """An exact field that has one of the values."""

    field: str
    values: tuple[Value, ...]


class Required(Node):
    """What must be there."""

    item: "Item"


class Not(Node):
    """What must not be there."""

    item: "Item"


class And(Node):
    """All of the items; at least two."""

    items: tuple["Item", ...]


class Or(Node):
    """Any of the items; at least two."""

    items: tuple["Item", ...]


class Group(Node):
    """Items side by side: ranked, any of the plain ones; see `clauses`."""

    items: tuple["Item", ...]


Leaf: TypeAlias = Word | Phrase | Pattern | Fuzzy | Link
Item: TypeAlias = Leaf | Scoped | Filter | Required | Not | And | Or | Group


class Clauses(Node):
    """What a group asks of a document.

    A document matches that has all of ``filters`` and ``required``, none of ``excluded``, and,
    where ``required`` is empty, at least one of ``optional`` (if there is any). ``required`` and
    ``optional`` give the ranking, as does what stands in text fields among ``filters``.
    """

    filters: tuple[Item, ...]
    required: tuple[Item, ...]
    optional: tuple[Item, ...]
    excluded: tuple[Item, ...]


def clauses(group: Group) -> Clauses:
    """The group's items by what they ask; markers for required and excluded are taken off."""
    filters, required, optional, excluded = [], [], [], []
    for item in group.items:
        match item:
            case Not(inner):
                excluded.append(inner)
            case _ if restricts(item):
                filters.append(item.item if isinstance(item, Required) else item)
            case Required(inner):
                required.append(inner)
            case And():
                required.append(item)
            case _:
                optional.append(item)
    return Clauses(tuple(filters), tuple(required), tuple(optional), tuple(excluded))


def restricts(item: Item) -> bool:
    """Whether the item only speaks of fields, and so narrows what the other words find."""
    match item:
        case Scoped() | Filter():
            return True
        case Required(inner) | Not(inner):
            return restricts(inner)
        case And(items) | Or(items) | Group(items):
            return all(map(restricts, items))
        case _:
            return False


def is_plain(item: Item) -> bool:
    """Whether the item is a word or the like, or several of them side by side."""
    if isinstance(item, Group):
        return all(map(is_plain, item.items))
    return isinstance(item, Word | Phrase | Pattern | Fuzzy | Link)


def leaves(item: Item) -> Iterable[Leaf]:
    """The words, phrases, patterns that are looked for, in order; not those excluded."""
    match item:
        case Scoped(_, inner) | Required(inner):
            yield from leaves(inner)
        case And(items) | Or(items) | Group(items):
            for inner in items:
                yield from leaves(inner)
        case Filter() | Not():
            return
        case _:
            yield item


def negation(item: Item) -> Item:
    """What excludes the item; what excludes an exclusion is the item itself."""
    match item:
        case Not(inner):
            return inner
        case Required(inner):
            return Not(inner)
        case _:
            return Not(item)


def demand(item: Item) -> Item:
    """What requires the item."""
    return item if isinstance(item, Not | Required) else Required(item)


def spliced(kind: type[And] | type[Or], items: Sequence[Item]) -> And | Or:
    """Several items as one; an item of the same kind gives its own items."""
    flat: list[Item] = []
    for item in items:
        bare = item.item if isinstance(item, Required) else item
        flat.extend(bare.items if isinstance(bare, kind) else (bare,))
    return kind(tuple(flat))
