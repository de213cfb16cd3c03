"""How long reading a query takes, for hostile and for ordinary ones.

::

    python -m benchmarks.parsing

prints milliseconds of ``parse`` for texts of 10,000 characters (the longest that is read) and of
100,000 (which is refused). Each figure is the least of five runs.
"""

import time
from collections.abc import Iterator

from imwsearch import limits
from imwsearch.errors import QueryError
from imwsearch.query import Query, parse

PIECES = {
    "one word": "a",
    "words": "maatwerk ",
    "short words": "a ",
    "open parentheses": "(",
    "parentheses": "a)(",
    "words with one": "a(",
    "NOT": "NOT ",
    "OR": "a OR ",
    "AND": "a & ",
    "signs": "+-",
    "quotes": '"a ',
    "apostrophes": "'a ",
    "stars": "*",
    "tildes": "a~",
    "abbreviations": "a.",
    "colons": "a:",
    "fields": "titel:",
    "values": "minister:a ",
    "dates": "date:>",
    "addresses": "https://x/pfile?id=",
    "hyphens": "a-",
    "NFD": "e\u0301",
    "marks alone": "\u0301\u0323",
    "soft hyphens": "\u00ad",
    "jamo": "\u1100\u1161",
    "backslashes": "\\",
}
RUNS = 5


def least(text: str) -> float:
    """The least of the milliseconds that reading a text takes in several runs."""
    return min(_timed(text) for _ in range(RUNS))


def _timed(text: str) -> float:
    start = time.perf_counter()
    read(text)
    return (time.perf_counter() - start) * 1000


def read(text: str) -> Query | None:
    """The query; None where it is refused."""
    try:
        return parse(text)
    except QueryError:
        return None


def rows() -> Iterator[tuple[str, float, float]]:
    """For each kind of text the time of 10,000 characters and of 100,000."""
    for name, piece in PIECES.items():
        text = (piece * limits.QUERY_CHARACTERS)[: limits.QUERY_CHARACTERS]
        yield name, least(text), least(text * 10)


def main() -> None:
    """Print the table."""
    print(f"{'':18}{'10,000':>9}{'100,000':>9}   ms")
    worst = 0.0
    for name, *times in rows():
        worst = max(worst, *times)
        print(f"{name:18}" + "".join(f"{one:9.1f}" for one in times))
    print(f"slowest: {worst:.1f} ms")


if __name__ == "__main__":
    main()
