"""Counts with bars in characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imwsearch.render import bars
from imwsearch.render.bars import Row
from imwsearch.render.terminal import Style

ROWS = st.lists(st.builds(Row, st.text(max_size=60), st.integers(0, 9999), st.just("")), max_size=6)


@given(ROWS, st.integers(39, 200))
def test_no_line_is_longer_than_the_terminal(rows: list[Row], width: int) -> None:
    """A table fits; a value is on one line, or on two."""
    text = bars.table(rows, Style(width=width))
    assert len(rows) <= len(text.split("\n") if rows else []) <= 2 * len(rows)
    assert all(len(line) <= width for line in text.split("\n"))


@given(st.lists(st.text("abcé", min_size=1, max_size=90), min_size=1, max_size=5))
def test_a_pipe_gets_whole_values_without_bars(values: list[str]) -> None:
    """Where nobody looks nothing is cut and nothing drawn."""
    lines = bars.table([Row(value, 7, "12 days") for value in values], Style()).split("\n")
    assert [line.split() for line in lines] == [[value, "7", "12", "days"] for value in values]


def test_a_long_name_is_whole_at_40_columns() -> None:
    """It stands above its count where there is no room beside it; a short one beside its own."""
    name = "Vandenbroucke-Van Werveke, Marie-Louise"
    rows = [Row(name, 12, "14.5 working days"), Row("Jo Peeters", 3, "2 working days")]
    above, count, beside = bars.table(rows, Style(width=40)).split("\n")
    assert above == name
    assert count.split()[:2] == ["12", "14.5"]
    assert beside.split()[:3] == ["Jo", "Peeters", "3"]


@pytest.mark.parametrize(
    ("share", "bar"), [(0.0, ""), (0.001, "▏"), (0.25, "██"), (0.5, "████"), (1.0, "████████")]
)
def test_a_bar_is_as_long_as_its_share(share: float, bar: str) -> None:
    """Eighths of a column count; what is not nothing can be seen."""
    assert bars.draw(share, 8) == bar
    assert bars.draw(share, 8, ascii_only=True) == "#" * len(bar)


def test_no_rows_are_no_table() -> None:
    """Nothing counted is nothing printed."""
    assert bars.table([], Style(width=80)) == ""
