"""Working days in Belgium: Monday to Friday, without the public holidays."""

import datetime
from bisect import bisect_right
from functools import lru_cache

_FIXED = ((1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))
_AFTER_EASTER = (1, 39, 50)
"""Days from Easter to Easter Monday, Ascension Day and Whit Monday."""


def working_days(start: datetime.date, end: datetime.date) -> int:
    """How many working days follow ``start`` up to ``end``, which is taken in.

    Args:
        start: the day of the question: day 0.
        end: the day of the answer; before ``start`` the number is negative.
    """
    if end < start:
        return -working_days(end, start)
    closed = sum(
        bisect_right(days, end) - bisect_right(days, start)
        for days in map(holidays, range(start.year, end.year + 1))
    )
    return _weekdays(end) - _weekdays(start) - closed


@lru_cache
def holidays(year: int) -> tuple[datetime.date, ...]:
    """The ten public holidays of a year that fall on Monday to Friday, in order."""
    easter = _easter(year)
    moving = (easter + datetime.timedelta(days) for days in _AFTER_EASTER)
    fixed = (datetime.date(year, month, day) for month, day in _FIXED)
    return tuple(sorted({day for day in (*fixed, *moving) if day.weekday() < 5}))


def _weekdays(day: datetime.date) -> int:
    """How many days from Monday to Friday there are up to a day, since 1 January of year 1."""
    weeks, rest = divmod(day.toordinal(), 7)  # day 1 was a Monday
    return 5 * weeks + min(rest, 5)


def _easter(year: int) -> datetime.date:
    """Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher's algorithm)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    leaps, rest = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * rest + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return datetime.date(year, month, day + 1)
