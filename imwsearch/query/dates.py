"""Days, months, years and periods as people write them, in Dutch and English.

2024, 2024-10, 10/2024, 2024-10-25, 25/10/2024, 25 oktober 2024, okt 2024; ``a..b``, ``a..``,
``..b``, ``>=a``, ``>a``, ``<=a``, ``<a``.
"""

import datetime
import re

from imwsearch.days import MONTH_NUMBERS
from imwsearch.query.names import folded
from imwsearch.query.tree import DateRange

_ENGLISH = (
    *("january", "february", "march mar", "april", "may", "june"),
    *("july", "august", "september", "october oct", "november", "december"),
)
_MONTHS = MONTH_NUMBERS | {
    name: number for number, names in enumerate(_ENGLISH, 1) for name in names.split()
}
_NAMED = r"(?:\d{1,2}\s+)?[^\W\d_]{3,9}\.?\s+\d{4}"
POINT = rf"(?:{_NAMED}|\d[\d/.-]*\d|\d)"
"""A day, month or year."""

_FIRST_YEAR, _LAST_YEAR = 1000, 9998
_COMPARED = r"\s*([<>]=?|[≥≤])\s*(.*)"
_FORMS = (
    r"(?P<year>\d{4})",
    r"(?P<year>\d{4})[-/](?P<month>\d{1,2})",
    r"(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})",
    r"(?P<month>\d{1,2})[-/](?P<year>\d{4})",
    r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})",
    r"(?:(?P<day>\d{1,2})\s+)?(?P<month>[^\W\d_]{3,9})\.?\s+(?P<year>\d{4})",
)

_TO = r"\s*\.\.\s*"

UNQUOTED = rf"(?:[<>≥≤]=?|\.\.)?{_NAMED}(?:{_TO}{POINT}|\.\.)?|{POINT}{_TO}{POINT}"
"""A date with blanks in it, as it may stand after a field without quotes."""


def parse_period(text: str) -> DateRange | None:
    """The days that the text names, or None where it names none.

    A period that ends before it begins is returned as it is; see `is_reversed`.
    """
    if match := re.fullmatch(_COMPARED, text):
        return _compared(match[1], parse_day(match[2]))
    first, dots, last = text.partition("..")
    if not dots:
        return parse_day(text)
    start, end = parse_day(first), parse_day(last)
    if (first.strip() and not start) or (last.strip() and not end) or not (start or end):
        return None
    return DateRange(start.start if start else None, end.end if end else None)


def parse_day(text: str) -> DateRange | None:
    """The day, month or year that the text names, from its first day to its last."""
    for form in _FORMS:
        if match := re.fullmatch(form, text.strip()):
            return _days(**match.groupdict())
    return None


def is_reversed(period: DateRange) -> bool:
    """Whether the period ends before it begins."""
    return period.start is not None and period.end is not None and period.start > period.end


def format_period(period: DateRange) -> str:
    """The period as a query writes it, as short as may be: 2024, 2024-10, 2024-10-25, a..b."""
    start, end = period.start, period.end
    if start is None or end is None:
        return f"{start or ''}..{end or ''}"
    for short in (f"{start:%Y}", f"{start:%Y-%m}", f"{start:%Y-%m-%d}"):
        if parse_day(short.zfill(4)) == period:
            return short
    return f"{start}..{end}"


def united(periods: tuple[DateRange, ...]) -> tuple[DateRange, ...]:
    """Either of the periods; but "since" and "until" that overlap are one period."""
    kept: list[DateRange] = []
    for period in dict.fromkeys(periods):
        for at, other in enumerate(kept):
            if met := _between(period, other):
                kept[at] = met
                break
        else:
            kept.append(period)
    return tuple(dict.fromkeys(kept))


def _between(one: DateRange, other: DateRange) -> DateRange | None:
    since, until = (one, other) if one.end is None else (other, one)
    if since.end is not None or until.start is not None or not (since.start and until.end):
        return None
    return DateRange(since.start, until.end) if since.start <= until.end else None


def _compared(sign: str, days: DateRange | None) -> DateRange | None:
    if days is None or days.start is None or days.end is None:
        return None
    day = datetime.timedelta(days=1)
    match sign:
        case ">=" | "≥":
            return DateRange(days.start, None)
        case "<=" | "≤":
            return DateRange(None, days.end)
        case ">" if days.end.year < _LAST_YEAR:
            return DateRange(days.end + day, None)
        case "<" if days.start.year > _FIRST_YEAR:
            return DateRange(None, days.start - day)
        case _:
            return None


def _days(year: str, month: str | None = None, day: str | None = None) -> DateRange | None:
    number = _month(month)
    if number is None or not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return None
    try:
        start = datetime.date(int(year), number or 1, int(day or 1))
    except ValueError:
        return None
    if day:
        return DateRange(start, start)
    last = number or 12
    following = datetime.date(start.year + last // 12, last % 12 + 1, 1)
    return DateRange(start, following - datetime.timedelta(days=1))


def _month(text: str | None) -> int | None:
    if text is None:
        return 0
    return int(text) or None if text.isdecimal() else _MONTHS.get(folded(text))
