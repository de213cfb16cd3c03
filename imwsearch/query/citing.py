"""Questions as they are cited: nr. 70 (2024-2025)."""

import re
from collections.abc import Iterator

from imwsearch.query.tree import And, Filter

_CITED = re.compile(
    r"\b(?:nr|no|nummer|number|vraag|question)\b\.?\s*(\d{1,5})\s*\(?(\d{4})[-–/](?:\d\d)?(\d\d)\b",
    re.IGNORECASE,
)


def cited(text: str) -> Iterator[And]:
    """What finds the questions that a text cites by number and session year."""
    for number, begin, end in _CITED.findall(text):
        year = f"{begin}-{begin[:2]}{end}"
        yield And((Filter("number", (int(number),)), Filter("year", (year,))))
