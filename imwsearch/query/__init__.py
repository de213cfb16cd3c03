"""The query language: text in, a frozen tree out; knows no engine.

`parse` reads, ``str(query)`` writes what is read as the same tree, `describe` tells people,
`with_filters` adds what was given as options.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from imwsearch.query.language import Query, describe, format_query, parse

__all__ = ["Query", "describe", "format_query", "parse"]


def __getattr__(name: str) -> Any:
    """Import the parser at its first use: completing a name needs only the list of fields."""
    if name not in __all__:
        raise AttributeError(name)
    from imwsearch.query import language

    return getattr(language, name)
