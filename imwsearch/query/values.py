"""The values of the exact fields: what stands after ``minister:``, ``date:``, ``status:``."""

import re
from typing import NamedTuple

from imwsearch.messages import _
from imwsearch.query import dates
from imwsearch.query.fields import (
    DATE,
    ID,
    NUMBER,
    STATUS,
    STATUSES,
    YEAR,
    Field,
    statuses_by_name,
)
from imwsearch.query.names import did_you_mean, folded
from imwsearch.query.operators import OPERATORS
from imwsearch.query.quotes import DOUBLE
from imwsearch.query.reading import Reading
from imwsearch.query.source import Source
from imwsearch.query.tree import DateRange, Filter, Value

_RUN = rf"[^\s{DOUBLE}]+"
EITHER = ("OR", "OF", "|")
"""May stand between the values of a group; between quotes they are values."""

_YEARS = 10
"""More session years than this were not meant by a wrong one."""

_LINK = r"(?:https?://\S*?|[\w./-]*?)(?:pfile\?id=|/schriftelijke-vragen/)(\d+)\S*"


class Problem(NamedTuple):
    """Why a text is no value: the message and the hint of an error."""

    message: str
    hint: str


def read_filter(source: Source, field: Field, at: int, reading: Reading) -> tuple[Filter, int]:
    """The filter whose value stands at a place of the query, and where it ends.

    Raises:
        QueryError: no such value, an impossible date, an unknown status.
    """
    if source.text[at] != "(":
        start, end, after = _place_value(source.text, field, at, reading)
        return Filter(field.name, (_value(source, field, start, end),)), after
    close = _closing(source, at, reading)
    values: list[Value] = []
    here = at + 1
    while gap := re.compile(r"\s*").match(source.text, here, close):
        here = gap.end()
        if here >= close:
            break
        quoted = here in reading.phrases
        start, end, here = _place_value(source.text, field, here, reading)
        if quoted or source.text[start:end] not in EITHER:
            if not quoted:
                _require_no_operator(source, field, start, end)
            values.append(_value(source, field, start, end))
    if not values:
        raise source.error(_("nothing stands in the parentheses"), at, close + 1, example(field))
    return Filter(field.name, merged(tuple(values))), close + 1


def _require_no_operator(source: Source, field: Field, start: int, end: int) -> None:
    """Refuse what would require or exclude one of several values.

    Raises:
        QueryError: it is an operator, or begins with its sign.
    """
    text = source.text[start:end]
    if text in OPERATORS or re.match(r"[+-]\w", text):
        message = _("{operator} stands among the values of {field}, of which any is met")
        raise source.error(
            message.format(operator=text, field=f"{field.name}:"),
            start,
            end,
            _("write one field for each: {example}").format(
                example=f"+{field.name}:… -{field.name}:…"
            ),
        )


def link_id(text: str) -> str | None:
    """The number of the document whose address the text is."""
    match = re.fullmatch(_LINK, text)
    return match and match[1]


def merged(values: tuple[Value, ...]) -> tuple[Value, ...]:
    """Each value once; "since" and "until" become one period."""
    periods = tuple(value for value in values if isinstance(value, DateRange))
    return dates.united(periods) if periods else tuple(dict.fromkeys(values))


def convert(field: Field, text: str) -> Value | Problem:
    """The value that the text is for the field, or why it is none."""
    text = " ".join(re.sub(f"[{DOUBLE}]", " ", text).split())
    if not re.search(r"[^\W_]", text):
        return _problem(text, field)
    if field.kind == DATE:
        return _period(text)
    if field.kind == YEAR:
        return _session_year(text)
    if field.kind == NUMBER:
        return int(text) if re.fullmatch(r"\d{1,8}", text) else _problem(text, field)
    if field.kind == STATUS:
        return _status(text)
    return link_id(text) or text if field.kind == ID else text


def example(field: Field) -> str:
    """How to write the field."""
    return _("write for instance {example}").format(example=f"{field.name}:{field.example}")


def _place_value(text: str, field: Field, at: int, reading: Reading) -> tuple[int, int, int]:
    """Start and end of a value without its quotes, and where reading goes on."""
    if at in reading.phrases:
        start, end = reading.phrases[at]
        return (start, *_period_end(text, field, end, reading))
    if field.kind == DATE and (match := re.compile(dates.UNQUOTED).match(text, at)):
        return at, match.end(), match.end()
    match = re.compile(_RUN).match(text, at)
    after = match.end() if match else at + 1
    after = next((place for place in range(at + 1, after) if place in reading.parentheses), after)
    end = at + len(text[at:after].rstrip(",;?!" if field.kind == DATE else ",;?!."))
    return at, max(end, at + 1), after


def _period_end(text: str, field: Field, end: int, reading: Reading) -> tuple[int, int]:
    """Where a value ends that begins with a quoted one, and where reading goes on.

    "4 januari 2017".."6 januari 2017" is one period, "maart 2017".. and "maart 2017"..2018 too.
    """
    dots = re.compile(r"\s*\.\.\s*").match(text, end + 1) if field.kind == DATE else None
    if not dots:
        return end, end + 1
    if dots.end() in reading.phrases:
        last = reading.phrases[dots.end()][1]
        return last, last + 1
    point = re.compile(dates.POINT).match(text, dots.end())
    last = point.end() if point else end + 1 + len(dots[0].rstrip())
    return last, last


def _closing(source: Source, at: int, reading: Reading) -> int:
    here = at + 1
    while here < len(source.text):
        if here in reading.phrases:
            here = reading.phrases[here][1]
        elif source.text[here] == ")" and here in reading.parentheses:
            return here
        here += 1
    raise source.error(
        _("this parenthesis is not closed"), at, at + 1, _("write ) after the last value")
    )


def _value(source: Source, field: Field, start: int, end: int) -> Value:
    value = convert(field, source.text[start:end])
    if isinstance(value, Problem):
        raise source.error(value.message, start, end, value.hint)
    return value


def _period(text: str) -> Value | Problem:
    period = dates.parse_period(text)
    if period is None:
        return Problem(
            _("{value} is no date").format(value=text),
            _('write 2024, 2024-10, 2024-10-25, 25/10/2024, "25 oktober 2024" or 2024-01..2024-06'),
        )
    if dates.is_reversed(period):
        return Problem(
            _("the period {value} ends before it begins").format(value=text),
            _("write the earlier date first"),
        )
    return period


def _session_year(text: str) -> Value | Problem:
    match = re.fullmatch(r"([12]\d{3})[-/–](?:\d\d)?(\d\d)", text)
    if match and (int(match[1]) + 1) % 100 == int(match[2]):
        return f"{match[1]}-{int(match[1]) + 1}"
    year, meant = meant_years(text)
    years = " ".join(meant)
    hint = years_hint(f"year:({years})" if len(meant) > 1 else f"year:{years}", f"date:{year}")
    return Problem(_("{value} is no session year").format(value=text), hint)


def meant_years(text: str) -> tuple[int, tuple[str, ...]]:
    """The calendar year, and the session years, that may be meant by a text that names neither."""
    years = [*map(int, re.findall(r"[12]\d{3}", text))]
    year, first, last = 2024, 2024, 2025
    if len(years) == 1:
        year = years[0]
        first, last = year - 1, year + 1
    elif years and 0 < years[1] - years[0] < _YEARS:
        year, last = years[:2]
        first = year
    return year, tuple(f"{begin}-{begin + 1}" for begin in range(first, last))


def years_hint(years: str, date: str) -> str:
    """How to write session years, and how a calendar year."""
    message = _("write for instance {years}; for a calendar year {date}")
    return message.format(years=years, date=date)


def _status(text: str) -> Value | Problem:
    known = statuses_by_name()
    if status := known.get(folded(text).replace(" ", "-")):
        return status
    hint = did_you_mean(text, known, _("one of {names}").format(names=", ".join(STATUSES)))
    return Problem(_("there is no status {value}").format(value=text), hint)


def _problem(text: str, field: Field) -> Problem:
    message = _("{value} is no value of {field}").format(value=text or '""', field=field.name)
    return Problem(message, example(field))
