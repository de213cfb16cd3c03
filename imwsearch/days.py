"""Days as the documents print them."""

from __future__ import annotations

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)

_SHORT = (
    *("jan", "feb febr", "mrt maa", "apr", "", "jun"),
    *("jul", "aug", "sep sept", "okt", "nov", "dec"),
)

MONTH_NUMBERS = {
    name: number
    for number, (whole, short) in enumerate(zip(MONTHS, _SHORT, strict=True), start=1)
    for name in (whole, *short.split())
}
"""The number of each month by its name and what that is shortened to."""


def printed(date: str) -> str:
    """An ISO day as the documents print it, "25 oktober 2024"; empty where it is not known."""
    if not date:
        return ""
    year, month, day = date.split("-")
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}"
