"""Filters given as options: ``--asker``, ``--since`` … as part of the query's tree."""

from typing import NamedTuple

from imwsearch.errors import QueryError
from imwsearch.messages import _
from imwsearch.query.dates import parse_day
from imwsearch.query.fields import FIELDS, TEXT, YEAR, Field, field_named, find_field
from imwsearch.query.language import Query
from imwsearch.query.names import did_you_mean
from imwsearch.query.parser import as_group, combined, gathered
from imwsearch.query.source import Source
from imwsearch.query.tree import (
    And,
    DateRange,
    Filter,
    Group,
    Item,
    Not,
    Or,
    Pattern,
    Phrase,
    Required,
    Scoped,
    Value,
)
from imwsearch.query.values import Problem, convert, meant_years, merged, years_hint
from imwsearch.query.words import core, read_word


class Filters(NamedTuple):
    """What the options say; an option given several times means either.

    Args:
        asker: parts of askers' names.
        minister: parts of ministers' names.
        portfolio: parts of ministers' titles.
        theme: themes, or consecutive words of one.
        status: statuses, in English or Dutch.
        year: session years.
        since: the first day, or the month or year that begins with it.
        until: the last day, or the month or year that ends with it.
        fields: the text fields in which the query's own words must stand.
    """

    asker: tuple[str, ...] = ()
    minister: tuple[str, ...] = ()
    portfolio: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    fields: tuple[str, ...] = ()


NO_FILTERS = Filters()


def with_filters(query: Query, filters: Filters) -> Query:
    """The query, narrowed by the filters.

    What the query itself asks of a field, a filter of the same field asks as well.

    Raises:
        QueryError: a value that its field cannot have; its ``query`` is that value.
    """
    fields = tuple(map(_text_field, filters.fields))
    items = list(_within(query.root, fields) if fields else query.root.items)
    for item in _restrictions(filters):
        named = any(_field_of(other) == _field_of(item) for other in items)
        items.append(Required(item) if named else item)
    return Query(query.text, as_group(gathered(items))) if items else query


def _restrictions(filters: Filters) -> list[Item]:
    found: list[Item] = []
    for name in ("asker", "minister", "portfolio", "status", "year"):
        if texts := getattr(filters, name):
            values = tuple(_value(field_named(name), text) for text in texts)
            found.append(Filter(name, merged(values)))
    if filters.theme:
        found.append(gathered([Scoped("theme", _theme(text)) for text in filters.theme]))
    if filters.since or filters.until:
        found.append(Filter("date", (period(filters.since, filters.until),)))
    return found


def period(since: str, until: str) -> DateRange:
    """The days from one date to another, each a day, month or year, or empty for an open side.

    Raises:
        QueryError: a text is no date, or the period ends before it begins.
    """
    first, last = (_day(text) if text else None for text in (since, until))
    start = first.start if first else None
    end = last.end if last else None
    if start and end and start > end:
        message = _("the period {value} ends before it begins").format(value=f"{since}..{until}")
        raise QueryError(message, until, 0, len(until), _("write the earlier date first"))
    return DateRange(start, end)


def session_year(text: str) -> str:
    """The session year that a text names, as "2024-2025".

    Raises:
        QueryError: it names none.
    """
    return str(_value(field_named("year"), text))


def _day(text: str) -> DateRange:
    if days := parse_day(text):
        return days
    hint = _('write 2024, 2024-10, 2024-10-25, 25/10/2024 or "25 oktober 2024"')
    raise QueryError(_("{value} is no date").format(value=text), text, 0, len(text), hint)


def _value(field: Field, text: str) -> Value:
    value = convert(field, text)
    if isinstance(value, Problem):
        hint = _years_hint(text) if field.kind == YEAR else value.hint
        raise QueryError(value.message, text, 0, len(text), hint)
    return value


def _years_hint(text: str) -> str:
    year, meant = meant_years(text)
    years = " ".join(f"--year {each}" for each in meant)
    return years_hint(years, f"--since {year} --until {year}")


def _theme(text: str) -> Phrase | Pattern:
    """A theme's words; or one word with a wildcard, as "kinder*"."""
    words = tuple(filter(None, map(core, text.split())))
    if not words:
        message = _("{value} is no value of {field}").format(value=text, field="theme")
        raise QueryError(message, text, 0, len(text))
    read = read_word(Source(text), 0, len(text), plain=False) if len(words) == 1 else None
    return read.leaf if read and isinstance(read.leaf, Pattern) else Phrase(words)


def _text_field(name: str) -> str:
    field = find_field(name)
    if field and field.kind == TEXT:
        return field.name
    names = [field.name for field in FIELDS if field.kind == TEXT]
    there_are = _("the text fields are: {names}").format(names=", ".join(names))
    hint = did_you_mean(name, names, there_are)
    message = _("there is no text field {name}").format(name=name)
    raise QueryError(message, name, 0, len(name), hint)


def _field_of(item: Item) -> str | None:
    match item:
        case Scoped(field) | Filter(field):
            return field
        case Required(inner):
            return _field_of(inner)
        case _:
            return None


def _within(group: Group, fields: tuple[str, ...]) -> list[Item]:
    """The group's items with words in the fields only; what names a field keeps it."""
    words = [item for item in group.items if not isinstance(item, Not) and not _names_field(item)]
    rest = [_scoped(item, fields) for item in group.items if item not in words]
    if not words:
        return rest
    scoped = _scoped(gathered(words), fields)
    return [Required(scoped) if any(_field_of(item) in fields for item in rest) else scoped, *rest]


def _scoped(item: Item, fields: tuple[str, ...]) -> Item:
    match item:
        case Scoped() | Filter():
            return item
        case Required(inner) | Not(inner):
            return type(item)(_scoped(inner, fields))
        case And(items) | Or(items) if _names_field(item):
            return combined(type(item), [_scoped(each, fields) for each in items])
        case Group() if _names_field(item):
            return gathered(_within(item, fields))
    return combined(Or, [Scoped(field, item) for field in fields])


def _names_field(item: Item) -> bool:
    match item:
        case Scoped() | Filter():
            return True
        case Required(inner) | Not(inner):
            return _names_field(inner)
        case And(items) | Or(items) | Group(items):
            return any(map(_names_field, items))
        case _:
            return False
