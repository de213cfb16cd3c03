"""The figures as Markdown."""

from benchmarks.speed import table
from benchmarks.speed.cold import BARE, PROGRAM
from benchmarks.speed.corpus import KINDS
from benchmarks.speed.engines import READER


def report(*engines: str) -> table.Report:
    """Figures of some engines, each twice those of the one before."""
    taken = {name: 2.0**n for n, name in enumerate(engines)}
    return {
        "documents": 40_000,
        "megabytes": 129.7,
        "machine": "2 cores",
        **dict.fromkeys(("build", "cpu", "add", "add 98", "size", "memory"), taken),
        "warm": {name: {kind: [value] for kind in KINDS} for name, value in taken.items()},
        "cold": {BARE: 10.0, PROGRAM: 15.0},
    }


def test_ratios_have_a_column_for_each_engine_beside_ours() -> None:
    """Ours divided by theirs; what was not measured of one is a dash."""
    lines = table.ratios(report(READER, "tantivy", "Xapian")).split("\n")
    assert lines[0].endswith("2 cores. imwsearch ÷ theirs; below 1 it takes less.")
    assert lines[2:5] == [
        "| what | tantivy | Xapian |",
        "| --- | ---: | ---: |",
        "| building | 0.50 | 0.25 |",
    ]
    assert "| warm, one, p95 | 0.50 | 0.25 |" in lines
    assert "| cold, whole process | – | – |" in lines
    assert lines[-1] == "A cold search takes 1.50 times as long as Python without work."


def test_without_another_engine_there_are_no_ratios() -> None:
    """A table without columns says nothing; what a cold search takes stays."""
    assert table.ratios(report(READER)).split("\n") == [
        "40,000 documents, 129.7 MB of text; 2 cores.",
        "",
        "A cold search takes 1.50 times as long as Python without work.",
    ]
