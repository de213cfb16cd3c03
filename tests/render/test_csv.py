"""Tables as CSV."""

import csv as reading
import io
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imwsearch.render import csv
from imwsearch.results import Hit
from imwsearch.visible import visible
from tests.render.hits import HITS, hit

FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def read(pieces: Iterable[str]) -> list[list[str]]:
    return list(reading.reader(io.StringIO("".join(pieces), newline="")))


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=5))
def test_what_is_read_back_is_what_was_written(rows: list[list[str]]) -> None:
    """Any text comes back from a CSV reader: but for control characters, and a guarding quote."""
    found = read(csv.table(("één", "twee"), rows))
    assert found[0] == ["één", "twee"]
    for row, given_row in zip(found[1:], rows, strict=True):
        assert [text.removeprefix("'") for text in row] == [
            visible(text).removeprefix("'") for text in given_row
        ]


@given(st.lists(HITS, max_size=4))
def test_no_cell_begins_a_formula(hits: list[Hit]) -> None:
    """No spreadsheet runs what a document says, however it begins."""
    rows = read(csv.results(hits))
    assert len(rows) == len(hits) + 1
    for row in rows:
        assert len(row) == len(csv.COLUMNS)
        assert not any(text.lstrip(" ").startswith(FORMULAS) for text in row)


@pytest.mark.parametrize("text", ["=1+1", "+32", "-5", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])
def test_a_formula_gets_an_apostrophe(text: str) -> None:
    """What begins like a formula begins with an apostrophe instead; other text is as it was."""
    assert csv.cell(text).startswith("'")
    assert csv.cell("één - twee = drie") == "één - twee = drie"


def test_a_table_without_hits_has_its_header() -> None:
    """A program that reads the table finds its columns also when nothing was found."""
    assert read(csv.results([])) == [list(csv.COLUMNS)]


def test_cells_are_what_they_are_called() -> None:
    """Themes stand with "; " between them, dates are ISO, unknown things are empty."""
    rows = read(csv.results([hit(), hit(number=None, date=None)]))
    first, second = (dict(zip(rows[0], row, strict=True)) for row in rows[1:])
    assert (first["themes"], first["date"], first["number"]) == (
        "Werk; Welzijn",
        "2024-10-25",
        "70",
    )
    assert (second["date"], second["number"]) == ("", "")
    assert first["attribution"] == "Bron: Vlaams Parlement, Modellicentie Gratis Hergebruik v1.0"
