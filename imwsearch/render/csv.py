"""Tables as CSV, for spreadsheets and programs: UTF-8, a header row, LF."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from imwsearch.attribution import CITED
from imwsearch.render import joined
from imwsearch.results import Hit
from imwsearch.visible import visible

BYTE_ORDER_MARK = "\ufeff"
"""What Excel wants before a table in UTF-8."""

COLUMNS = (
    *("rank", "score", "id", "title", "number", "session_year", "date", "asker", "minister"),
    *("portfolio", "themes", "status", "page_url", "pdf_url", "path", "attribution"),
)
"""The columns of hits; themes stand with "; " between them."""

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection")."""


def results(hits: Iterable[Hit]) -> Iterator[str]:
    """The hits as a table, the best first, in pieces."""
    return table(COLUMNS, map(_row, hits))


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A table in pieces; None is an empty cell.

    Args:
        header: the columns' names.
        rows: the cells: numbers are written as they are, all else as ``cell`` says.

    Yields:
        The text without the last line's end.
    """
    return joined("\n", map(_line, chain([header], map(_printed, rows))))


def _line(cells: Iterable[object]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow(cells)
    return stream.getvalue().removesuffix("\n")


def cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula and no terminal obeys.

    What begins like a formula gets an apostrophe before it, the spreadsheets' own sign of a text.
    """
    guarded = text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)
    return visible(f"'{text}" if guarded else text)


def _printed(row: Iterable[object]) -> list[object]:
    return [cell(value) if isinstance(value, str) else value for value in row]


def _row(one: Hit) -> Sequence[object]:
    return (
        one.rank,
        round(one.score, 6),
        one.id,
        one.title,
        one.number,
        one.session_year,
        one.date or None,
        one.asker,
        one.minister,
        one.portfolio,
        "; ".join(one.themes),
        one.status,
        one.page_url,
        one.pdf_url,
        one.path,
        CITED,
    )
