"""Working days in Belgium."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imwsearch.workdays import holidays, working_days

DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 1, 1))


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        ("2024-10-25", "2024-10-30", 3),  # a Friday and the next Wednesday
        ("2024-10-25", "2024-10-25", 0),
        ("2024-10-25", "2024-10-27", 0),  # a weekend
        ("2024-10-31", "2024-11-04", 1),  # over All Saints' Day and a weekend
        ("2024-12-24", "2025-01-02", 5),  # without Christmas and New Year's Day
        ("2025-04-18", "2025-04-22", 1),  # without Easter Monday
    ],
)
def test_weekends_and_holidays_do_not_count(start: str, end: str, count: int) -> None:
    """The first day is day 0, the last one counts if it is a working day."""
    assert working_days(day(start), day(end)) == count


def test_moving_holidays_follow_easter() -> None:
    """Easter Monday, Ascension Day and Whit Monday, as the calendars of these years have them."""
    for text in ("2024-04-01", "2024-05-09", "2024-05-20", "2025-04-21", "2038-04-26"):
        assert day(text) in holidays(day(text).year)


@given(DAYS, DAYS)
def test_days_are_counted_one_by_one(start: datetime.date, end: datetime.date) -> None:
    """The sum is that of a walk over the calendar; backwards it is negative."""
    end = min(end, start + datetime.timedelta(days=400))
    first, last = sorted((start, end))
    walk = (first + datetime.timedelta(n) for n in range(1, (last - first).days + 1))
    count = sum(one.weekday() < 5 and one not in holidays(one.year) for one in walk)
    assert working_days(first, last) == count
    assert working_days(last, first) == -count
