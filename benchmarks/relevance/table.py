"""Figures → one table, as Markdown and as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from benchmarks.relevance.collections import Collection
from benchmarks.relevance.measures import DECISIVE, MEASURES

SIGNIFICANT = 0.05


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
    """A line on each collection, a table of the engines that ran, a line on each that did not."""
    lines = [
        f"- {one.name}: {one.task}; {len(one.texts):,} documents, {len(one.queries):,} queries."
        for one in collections
    ]
    names = [one.name for one in collections]
    head = ["engine", *(f"{name} {column}" for name in names for column in [*MEASURES, "none"])]
    lines += ["", _line(head), _line(["---", *["---:"] * (len(head) - 1)])]
    lines += [_line([_title(row), *_figures(row.cells, names)]) for row in rows if row.cells]
    lines += ["", *(f"- {row.engine}: not run, {row.skipped}" for row in rows if row.skipped)]
    return "\n".join(lines).rstrip() + "\n"


def as_json(collections: Sequence[Collection], rows: Sequence[Row]) -> str:
    """The same with all digits."""
    sizes = {
        one.name: {
            "task": one.task,
            "documents": len(one.texts),
            "queries": len(one.queries),
            "tested": DECISIVE[one.name],
        }
        for one in collections
    }
    return json.dumps(
        {"schema": 1, "collections": sizes, "engines": [asdict(row) for row in rows]}, indent=2
    )


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _title(row: Row) -> str:
    return f"{row.engine} ({row.version})"


def _figures(cells: Mapping[str, Cell], names: Sequence[str]) -> list[str]:
    return [text for name in names for text in _cell(cells[name], DECISIVE[name])]


def _cell(cell: Cell, decisive: str) -> list[str]:
    """The figures; a decisive one that may differ from ours by chance alone has a ``~``."""
    alike = cell.chance is not None and cell.chance >= SIGNIFICANT
    means = [
        f"{value:.4f}{'~' if alike and name == decisive else ''}"
        for name, value in cell.means.items()
    ]
    return [*means, str(cell.nothing)]
