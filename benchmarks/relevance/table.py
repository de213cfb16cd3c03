"""Figures → one table, as Markdown and as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from benchmarks.relevance.collections import Collection

SIGNIFICANT = 0.05

BEGIN, END = "<!-- table -->", "<!-- end of the table -->"
"""Between these lines of a page the table stands."""


@dataclass(frozen=True, slots=True)
class Cell:
    """An engine on a collection.

    Args:
        means: each measure's mean over the queries.
        nothing: how many queries found nothing.
        chance: the p of the difference from ours in the decisive measure; None for ours.
    """

    means: Mapping[str, float]
    nothing: int
    chance: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """An engine.

    Args:
        engine: its name.
        version: its version; empty if it is not here.
        skipped: why it was not run; empty if it was.
        cells: what it reached, by the collection's name.
    """

    engine: str
    version: str
    skipped: str = ""
    cells: Mapping[str, Cell] | None = None


def markdown(collections: Sequence[Collection], rows: Sequence[Row]) -> str:
    """A line on each collection, a table of each, a line on each engine that did not run.

    A decisive figure that may differ from ours by chance alone has a ``~``.
    """
    skipped = [f"- {row.engine}: not run, {row.skipped}" for row in rows if row.skipped]
    blocks = [_block(collection, rows) for collection in collections]
    return "\n\n".join([*blocks, *(["\n".join(skipped)] if skipped else [])]) + "\n"


def _block(collection: Collection, rows: Sequence[Row]) -> str:
    cells = [(row, row.cells[collection.name]) for row in rows if row.cells]
    measures = list(cells[0][1].means)
    head = (
        f"{collection.name}: {collection.task} "
        f"({len(collection.texts):,} documents, {len(collection.queries):,} queries)"
    )
    lines = [
        _line(["engine", *measures, "queries without a result"]),
        _line(["---", *["---:"] * (len(measures) + 1)]),
        *(_line([_title(row), *_figures(cell, collection.decisive)]) for row, cell in cells),
    ]
    return "\n".join([head, "", *lines])


def as_json(collections: Sequence[Collection], rows: Sequence[Row]) -> str:
    """The same with all digits."""
    sizes = {
        one.name: {
            "task": one.task,
            "documents": len(one.texts),
            "queries": len(one.queries),
            "decisive": one.decisive,
        }
        for one in collections
    }
    engines = [asdict(row) for row in rows]
    return json.dumps({"schema": 1, "collections": sizes, "engines": engines}, indent=2) + "\n"


def insert(page: str, table: str) -> str:
    """The page with a new table between its marks.

    Raises:
        ValueError: it has no such marks.
    """
    before, begin, rest = page.partition(f"{BEGIN}\n")
    _, end, after = rest.partition(f"{END}\n")
    if not (begin and end):
        raise ValueError(f"the page has no lines {BEGIN} and {END}")
    return f"{before}{begin}{table}{end}{after}"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _title(row: Row) -> str:
    return f"{row.engine} ({row.version})"


def _figures(cell: Cell, decisive: str) -> list[str]:
    alike = cell.chance is not None and cell.chance >= SIGNIFICANT
    means = [
        f"{value:.4f}{'~' if alike and name == decisive else ''}"
        for name, value in cell.means.items()
    ]
    return [*means, str(cell.nothing)]
