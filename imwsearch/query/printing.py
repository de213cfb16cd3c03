"""A tree as a query that is read as the same tree."""

import re

from imwsearch.errors import QueryError
from imwsearch.query.dates import format_period
from imwsearch.query.parser import parse_group
from imwsearch.query.tree import (
    And,
    DateRange,
    Filter,
    Fuzzy,
    Group,
    Item,
    Link,
    Not,
    Or,
    Pattern,
    Phrase,
    Required,
    Scoped,
    Value,
    Word,
)
from imwsearch.query.values import EITHER


def format_group(group: Group) -> str:
    """The query for a tree: plain, or with a backslash before words that would be operators."""
    plain = _side_by_side(group, escape="")
    return plain if _is_read_as(plain, group) else _side_by_side(group, escape="\\")


def _is_read_as(text: str, group: Group) -> bool:
    try:
        return parse_group(text) == group
    except QueryError:
        return False


def _side_by_side(group: Group, escape: str) -> str:
    return " ".join(_item(item, escape) for item in group.items)


def _item(item: Item, escape: str) -> str:
    match item:
        case And(items):
            return " & ".join(_operand(each, escape) for each in items)
        case Or(items):
            return " | ".join(
                _item(each, escape) if isinstance(each, And) else _operand(each, escape)
                for each in items
            )
        case Required(inner):
            return f"+{_signed(inner, escape)}"
        case Not(inner):
            return f"-{_signed(inner, escape)}"
        case Scoped(field, inner):
            return f"{field}:{_valued(inner, escape)}"
        case Group():
            return f"({_side_by_side(item, escape)})"
        case _:
            return _leaf(item, escape)


def _leaf(item: Item, escape: str) -> str:
    match item:
        case Word(text):
            return escape + text
        case Phrase(words, slop):
            return '"{}"'.format(" ".join(words)) + (f"~{slop}" if slop else "")
        case Fuzzy(text, distance):
            return f"{text}~{distance if distance > 1 else ''}"
        case Pattern(text) | Link(text):
            return text
        case Filter(field, values):
            texts = " ".join(map(format_value, values))
            return f"{field}:{texts}" if len(values) == 1 else f"{field}:({texts})"
    raise TypeError(item)


def _operand(item: Item, escape: str) -> str:
    """The item where one thing is expected."""
    text = _item(item, escape)
    return f"({text})" if isinstance(item, And | Or) else text


def _signed(item: Item, escape: str) -> str:
    """The item after + or -, which stand before no digit."""
    text = _operand(item, escape)
    return text if re.match(r"[^\W\d_]|\*[^\W\d_]|[\"(\\]", text) else f"({text})"


def _valued(item: Item, escape: str) -> str:
    """The item after a field."""
    text = _signed(item, escape)
    return f"({text})" if isinstance(item, Required | Not) else text


def format_value(value: Value) -> str:
    """A filter's value as a query writes it."""
    if isinstance(value, DateRange):
        return format_period(value)
    text = str(value)
    is_bare = text not in EITHER and re.fullmatch(r"[^\W_](?:[\w'-]*[^\W_])?", text)
    return text if is_bare else f'"{text}"'
