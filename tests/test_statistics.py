"""Counts and delays."""

from pathlib import Path

import pytest

from imwsearch import statistics
from imwsearch.indexing import build
from imwsearch.opening import Collection, open_collection
from imwsearch.query import parse
from tests.conftest import MakeSeeds, question


def counted(collection: Collection, by: str, query: str = "") -> list[tuple[str, int]]:
    found = statistics.count(collection, parse(query), by)
    return [(group.value, group.documents) for group in found.groups]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("minister", [("Bo Peeters", 3)]),
        ("asker", [("An Janssens", 2), ("Jos D'Haese", 1)]),
        ("theme", [("Cultuur", 1), ("Mobiliteit", 1), ("Sport", 1), ("Toerisme", 1)]),
        ("year", [("2023-2024", 1), ("2024-2025", 2)]),
        ("month", [("2024-06", 1), ("2025-03", 2)]),
        ("status", [("answered", 3)]),
    ],
)
def test_documents_are_counted_by(
    collection: Collection, by: str, expected: list[tuple[str, int]]
) -> None:
    """The largest first, years and months in the order of time; a second theme counts too."""
    assert counted(collection, by) == expected


def test_a_query_narrows_what_is_counted(collection: Collection) -> None:
    """Only what is found is counted; where nothing is found there is nothing."""
    assert counted(collection, "asker", "kust") == [("An Janssens", 2)]
    assert counted(collection, "asker", "xyzzy") == []
    assert counted(collection, "asker", "de het") == []


def test_delays_are_medians_of_working_days(make_seeds: MakeSeeds, index: Path) -> None:
    """Only answers that name a later day than the question's count."""
    ways = {"1.txt": "30 oktober 2024", "2.txt": "28 oktober 2024", "3.txt": "25 oktober 2024"}
    files = {
        name: question(n, date="25 oktober 2024").replace(
            "op vraag nr. 7 van 25 oktober 2024", f"op vraag nr. 7 van {day}"
        )
        for n, (name, day) in enumerate(ways.items(), 1)
    }
    build(index, make_seeds({**files, "4.txt": "Een tekst zonder datum of minister."}))
    found = statistics.count(open_collection(index), parse(""), "minister")
    assert found.whole == statistics.Group("", 4, 2, 2.0)
    assert found.groups == (
        statistics.Group("Bo Peeters", 3, 2, 2.0),
        statistics.Group("", 1, 0, None),
    )
