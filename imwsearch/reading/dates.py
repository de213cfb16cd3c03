"""Dutch dates and the parliamentary year."""

import datetime
import re
from functools import lru_cache

from imwsearch.days import MONTH_NUMBERS

DATE = (
    r"\d{1,2}(?:ste|de|e)?\s+[A-Za-z]{3,9}\.?\s+\d{4}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d\d-\d\d"
)
"""A pattern for what ``parse_date`` reads."""

_WORDS = re.compile(r"(\d{1,2})(?:ste|de|e)?\s+([A-Za-z]{3,9})\.?\s+(\d{4})")
_FIGURES = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


@lru_cache(4096)
def parse_date(text: str) -> datetime.date | None:
    """The day that a text names.

    Args:
        text: "25 oktober 2024", "25/10/2024", "2024-10-25".

    Returns:
        The day, or None where the text begins with no date that exists.
    """
    if match := _WORDS.match(text):
        day, month, year = match[1], MONTH_NUMBERS.get(match[2].lower(), 0), match[3]
    elif match := _ISO.match(text):
        year, month, day = match[1], int(match[2]), match[3]
    elif match := _FIGURES.match(text):
        day, month, year = match[1], int(match[2]), match[3]
    else:
        return None
    try:
        return datetime.date(int(year), month, int(day))
    except ValueError:
        return None


def iso_date(text: str) -> str:
    """The day that a text names, as ISO 8601 writes it; empty where it names none."""
    day = parse_date(text)
    return day.isoformat() if day else ""


def session_year(day: datetime.date) -> str:
    """The parliamentary year, which begins on the fourth Monday of September.

    Args:
        day: any day.

    Returns:
        "2024-2025".
    """
    first = day.year if day >= _opening(day.year) else day.year - 1
    return f"{first}-{first + 1}"


@lru_cache
def _opening(year: int) -> datetime.date:
    first = datetime.date(year, 9, 1)
    return first + datetime.timedelta(days=-first.weekday() % 7 + 21)
