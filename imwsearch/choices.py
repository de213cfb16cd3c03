"""What a search can be asked for beside words: the fields to count by, the order.

Apart from the records of results, so that a command's help and completion need not import those.
"""

from enum import StrEnum

FACETS = ("asker", "minister", "portfolio", "theme", "year", "status")
"""The fields whose values can be counted."""

COUNTED = ("minister", "asker", "portfolio", "theme", "year", "month", "status")
"""What statistics count by."""

LISTED = (*FACETS, "abbreviation", "words")
"""What terms can be listed of: the fields, what abbreviations stand for, the texts' words."""


class Sort(StrEnum):
    """The order of hits."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


def column_of(field: str) -> str:
    """The column of keywords that holds a field of the query language."""
    return {"year": "session_year", "theme": "themes"}.get(field, field)
