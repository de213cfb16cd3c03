"""Dates and the parliamentary year."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imwsearch.reading.dates import parse_date, session_year

DAY = datetime.date(2024, 10, 25)


@pytest.mark.parametrize(
    "text",
    [
        *("25 oktober 2024", "25  Oktober 2024", "25 okt. 2024", "25ste oktober 2024"),
        *("25/10/2024", "25-10-2024", "25.10.2024", "2024-10-25", "25 oktober 2024 (rappel)"),
    ],
)
def test_a_date_is_read_as_printed(text: str) -> None:
    """Words, figures and ISO dates name the same day."""
    assert parse_date(text) == DAY


@pytest.mark.parametrize(
    "text", ["", "31 februari 2025", "25 brumaire 2024", "0 mei 2024", "oktober 2024", "1/13/2024"]
)
def test_no_date_is_none(text: str) -> None:
    """What names no day gives None."""
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("day", "year"),
    [
        ((2024, 9, 22), "2023-2024"),
        ((2024, 9, 23), "2024-2025"),
        ((2024, 10, 25), "2024-2025"),
        ((2025, 9, 21), "2024-2025"),
        ((2025, 9, 22), "2025-2026"),
        ((2026, 1, 19), "2025-2026"),
        ((2023, 9, 6), "2022-2023"),
    ],
)
def test_the_parliamentary_year_begins_on_the_fourth_monday_of_september(
    day: tuple[int, int, int], year: str
) -> None:
    """The day before belongs to the old year."""
    assert session_year(datetime.date(*day)) == year


@given(st.dates(datetime.date(1995, 1, 1), datetime.date(2099, 12, 31)))
def test_every_year_begins_on_a_monday(day: datetime.date) -> None:
    """Only a Monday between 22 and 28 September separates two days of different years."""
    before = day - datetime.timedelta(days=1)
    if session_year(day) != session_year(before):
        assert (day.weekday(), day.month, 22 <= day.day <= 28) == (0, 9, True)
