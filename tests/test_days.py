"""Months by their names."""

import datetime

import pytest

from imwsearch.days import MONTH_NUMBERS
from imwsearch.dutch import tokenize
from imwsearch.query.dates import parse_period
from imwsearch.reading.dates import parse_date


@pytest.mark.parametrize("name", [*MONTH_NUMBERS, "sept", "febr"])
def test_a_month_has_the_same_names_everywhere(name: str) -> None:
    """A document's date, a date within a text and a query's date are read alike."""
    day = datetime.date(2024, MONTH_NUMBERS[name], 5)
    period = parse_period(f"5 {name} 2024")
    assert parse_date(f"5 {name}. 2024") == day
    assert period is not None
    assert period.start == day
    assert day.isoformat() in {token.word for token in tokenize(f"op 5 {name} 2024.")}
