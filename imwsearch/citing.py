"""Questions as they are cited: nr. 70 (2024-2025)."""

import re

from imwsearch.codec import docsets
from imwsearch.codec.searcher import Searcher

_CITED = re.compile(
    r"\b(?:nr|no|nummer|number|vraag|question)\b\.?\s*(\d{1,5})\s*\(?(\d{4})[-–/](?:\d\d)?(\d\d)\b",
    re.IGNORECASE,
)


def cited_docs(searcher: Searcher, text: str) -> list[set[int]]:
    """The documents of the questions that a text cites by number and session year.

    Args:
        searcher: where.
        text: any text.

    Returns:
        The living documents, segment by segment.
    """
    found: list[set[int]] = [set() for _segment in searcher.segments]
    for number, begin, end in _CITED.findall(text):
        year = f"{begin}-{begin[:2]}{end}"
        numbered = docsets.between(searcher, "number", int(number), int(number))
        in_year = docsets.having(searcher, "session_year", year.__eq__)
        for own, one, other in zip(found, numbered, in_year, strict=True):
            own |= one & other
    return found
