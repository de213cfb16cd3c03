"""Days as the documents print them."""

from __future__ import annotations

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


def printed(date: str) -> str:
    """An ISO day as the documents print it, "25 oktober 2024"; empty where it is not known."""
    if not date:
        return ""
    year, month, day = date.split("-")
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}"
