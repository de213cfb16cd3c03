"""Counts for a person: one value a line, with a bar in characters on a terminal."""

from collections.abc import Sequence
from typing import NamedTuple

from imwsearch.render.terminal import Style
from imwsearch.text import visible

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_LONGEST = 40
"""Columns of a bar: beyond this the eye tells no more."""


class Row(NamedTuple):
    """A value with its count.

    Args:
        value: what was counted.
        count: how many documents.
        note: what else is known of it, in a few words; may be empty.
    """

    value: str
    count: int
    note: str = ""


def table(rows: Sequence[Row], style: Style, ascii_only: bool = False) -> str:
    """The rows, values and counts each in a column; bars where the output is a terminal.

    Args:
        rows: in the order wanted.
        style: ``width`` 0 stands for a pipe: no bars, and values whole.
        ascii_only: draw with "#".
    """
    if not rows:
        return ""
    digits = max(len(f"{row.count}") for row in rows)
    notes = max(len(row.note) for row in rows)
    values = max(len(visible(row.value)) for row in rows)
    room = style.width - digits - notes - 4 if style.width else 0
    if style.width:
        values = min(values, max(room // 2, 12))
    longest = min(_LONGEST, room - values)
    most = max(row.count for row in rows)
    lines = []
    for row in rows:
        value = _fitted(visible(row.value).replace("\n", " "), values, style.width > 0)
        bar = draw(row.count / most, longest, ascii_only) if longest > 0 and most else ""
        note = f"  {row.note:>{notes}}" if notes else ""
        lines.append(f"{value:<{values}} {row.count:>{digits}}{note}  {bar}".rstrip())
    return "\n".join(lines)


def draw(share: float, columns: int, ascii_only: bool = False) -> str:
    """A bar of at most so many columns; what is not nothing can be seen.

    Args:
        share: of the longest bar, 0 to 1.
        columns: of the longest bar.
        ascii_only: draw with "#", else with blocks of an eighth of a column.
    """
    if ascii_only:
        return "#" * max(round(share * columns), share > 0)
    eighths = max(round(share * columns * 8), share > 0)
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def _fitted(text: str, columns: int, cut: bool) -> str:
    return text[: columns - 1] + "…" if cut and len(text) > columns else text
