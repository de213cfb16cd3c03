"""Dates as people write them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imwsearch.query import parse
from imwsearch.query.dates import format_period, parse_period
from imwsearch.query.tree import DateRange, Filter

DAY = (datetime.date(2024, 10, 25), datetime.date(2024, 10, 25))
MONTH = (datetime.date(2024, 10, 1), datetime.date(2024, 10, 31))
YEAR = (datetime.date(2024, 1, 1), datetime.date(2024, 12, 31))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2024", YEAR),
        ("2024-10", MONTH),
        ("10/2024", MONTH),
        ("oktober 2024", MONTH),
        ("okt. 2024", MONTH),
        ("October 2024", MONTH),
        ("2024-10-25", DAY),
        ("25/10/2024", DAY),
        ("25-10-2024", DAY),
        ("25.10.2024", DAY),
        ("25 oktober 2024", DAY),
        ("25  Oct 2024", DAY),
        ("2024-02", (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))),
        ("2024-12", (datetime.date(2024, 12, 1), datetime.date(2024, 12, 31))),
        ("2024-01..2024-06", (datetime.date(2024, 1, 1), datetime.date(2024, 6, 30))),
        ("2024..", (datetime.date(2024, 1, 1), None)),
        ("..2023", (None, datetime.date(2023, 12, 31))),
        (">=2024-01", (datetime.date(2024, 1, 1), None)),
        (">2024-01", (datetime.date(2024, 2, 1), None)),
        ("<=2024-01", (None, datetime.date(2024, 1, 31))),
        ("<2024-01", (None, datetime.date(2023, 12, 31))),
        ("≥2024", (datetime.date(2024, 1, 1), None)),
    ],
)
def test_every_form_of_a_date(
    text: str, period: tuple[datetime.date | None, datetime.date | None]
) -> None:
    """Each form means its first to its last day, with the field and quoted too."""
    assert parse_period(text) == DateRange(*period)
    assert parse(f'datum:"{text}"').root.items == (Filter("date", (DateRange(*period),)),)


@pytest.mark.parametrize(
    "text",
    ["25 oktober 2024", "oktober 2024", "oktober 2024..", ">=oktober 2024", "..okt 2024",
     "25 oktober 2024..31 december 2024", "2024-01..oktober 2024"],
)  # fmt: skip
def test_a_named_month_needs_no_quotes(text: str) -> None:
    """Blanks inside a date do not end it, and what follows it is a word."""
    alone, followed = parse(f"datum:{text}"), parse(f"datum:{text} maatwerk")
    assert len(alone.root.items) == 1
    assert followed.root.items[0] == alone.root.items[0]
    assert len(followed.root.items) == 2


@pytest.mark.parametrize(
    "text",
    ["", "..", "31/02/2024", "2023-02-29", "2024-13", "0/2024", "32 mei 2024", "foo 2024", "24",
     "0024", "9999", ">=", ">..", "2024...2025", "a..2024", "2024..a", "1/1/1", "20240101"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    """Impossible days and other texts name no period."""
    assert parse_period(text) is None


DAYS = st.dates(datetime.date(1000, 1, 1), datetime.date(9998, 12, 31))


@given(DAYS | st.none(), DAYS)
def test_a_period_is_written_as_it_is_read(start: datetime.date | None, end: datetime.date) -> None:
    """Formatting and parsing are inverse."""
    for period in (DateRange(start, end), DateRange(end, None), DateRange(end, end)):
        assert parse_period(format_period(period)) == period


def test_a_period_is_written_short() -> None:
    """A whole year or month is written as such."""
    texts = [
        "2024",
        "2024-10",
        "2024-10-25",
        "2024-01-01..2024-06-30",
        "2024-01-01..",
        "..2024-01-01",
    ]
    assert [format_period(parse_period(text) or DateRange(None, None)) for text in texts] == texts


@pytest.mark.parametrize(
    "written",
    [
        '"4 januari 2017".."6 januari 2017"',
        "4 januari 2017..6 januari 2017",
        "4 januari 2017 .. 6 januari 2017",
        "2017-01-04 .. 2017-01-06",
        "2017-01-04..2017-01-06",
    ],
)
def test_a_period_may_be_written_with_quotes_and_blanks(written: str) -> None:
    """Both days of a period may stand between quotes of their own, and blanks beside the points."""
    assert str(parse(f"datum:{written}")) == str(parse("date:2017-01-04..2017-01-06"))


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ('"maart 2017"..', "2017-03-01.."),
        ('"2017-03"..2017-04', "2017-03-01..2017-04-30"),
        ("2017-01.. 2017-03", "2017-01-01..2017-03-31"),
        ("2017-01 ..2017-03", "2017-01-01..2017-03-31"),
        ("2017-01.. premie", "2017-01-01.. premie"),
    ],
)
def test_what_follows_two_points_belongs_to_the_period(written: str, period: str) -> None:
    """Nothing of a period is cut off, wherever its quotes and blanks stand."""
    assert str(parse(f"datum:{written}")) == f"date:{period}"
