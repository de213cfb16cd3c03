"""The query language: text in, a frozen tree out; knows no engine.

`parse` reads, ``str(query)`` writes what is read as the same tree, `describe` tells people,
`with_filters` adds what was given as options.
"""

from __future__ import annotations

from imwsearch.lazy import lazily

TYPE_CHECKING = False
if TYPE_CHECKING:
    from imwsearch.query.language import Query, describe, parse

__all__ = ["Query", "describe", "parse"]

__getattr__ = lazily(__name__, dict.fromkeys(__all__, "language"))
