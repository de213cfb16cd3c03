"""Counts for a person: one value a line, with a bar in characters on a terminal."""

from collections.abc import Sequence
from typing import NamedTuple

from imwsearch.render.terminal import Style
from imwsearch.visible import visible

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_LONGEST = 40
"""Columns of a bar: beyond this the eye tells no more."""

_NARROWEST = 12
"""Columns that values have beside their counts on a narrow terminal."""


class Row(NamedTuple):
    """A value with its count.

    Args:
        value: what was counted.
        documents: how many have it.
        note: what else is known of it, in a few words; may be empty.
    """

    value: str
    documents: int
    note: str = ""


def table(rows: Sequence[Row], style: Style, ascii_only: bool = False) -> str:
    """The rows, values and counts each in a column; bars where the output is a terminal.

    A value too long for its column stands on the line above its count, whole if the terminal is
    as wide.

    Args:
        rows: in the order wanted.
        style: ``width`` 0 stands for a pipe: no bars, and values whole.
        ascii_only: draw with "#".
    """
    if not rows:
        return ""
    digits = max(len(f"{row.documents}") for row in rows)
    notes = max(len(row.note) for row in rows)
    values = max(len(row.value) for row in rows)
    room = style.width - digits - notes - 5
    if style.width:
        values = min(values, max(room // 2, _NARROWEST))
    longest = max(min(_LONGEST, room - values), 0)
    most = max(row.documents for row in rows) or 1
    lines = []
    for row in rows:
        value = " ".join(visible(row.value).split())
        if len(value) > values:
            lines.append(_fitted(value, style.width))
            value = ""
        bar = draw(row.documents / most, longest, ascii_only)
        note = f"  {row.note:>{notes}}" if notes else ""
        lines.append(f"{value:<{values}} {row.documents:>{digits}}{note}  {bar}".rstrip())
    return "\n".join(lines)


def draw(share: float, columns: int, ascii_only: bool = False) -> str:
    """A bar of at most so many columns; what is not nothing can be seen.

    Args:
        share: of the longest bar, 0 to 1.
        columns: of the longest bar.
        ascii_only: draw with "#", else with blocks of an eighth of a column.
    """
    if columns <= 0:
        return ""
    if ascii_only:
        return "#" * max(round(share * columns), share > 0)
    eighths = max(round(share * columns * 8), share > 0)
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def _fitted(text: str, columns: int) -> str:
    return text if len(text) <= columns else text[: columns - 1] + "…"
