"""What is pasted finds its document: titles, and every line of the seed."""

from pathlib import Path

import pytest

from benchmarks.pasting import (
    Line,
    Pasted,
    index_titles,
    paste,
    paste_lines,
    read_lines,
    read_titles,
)
from imwsearch import indexing
from imwsearch.errors import QueryError
from imwsearch.opening import open_collection
from imwsearch.search import search
from tests.conftest import ROOT, SEED, MakeSeeds, question
from tests.query.test_pasted import OWN

TITLES = ROOT.parent / "shared" / "corpora" / "flemish-titles-2025-2026.tsv"


def some_titles() -> dict[str, str]:
    """Titles in the manner of real ones, and every fortieth real one where they are at hand."""
    real = list(read_titles(TITLES).items())[::40] if TITLES.is_file() else []
    return {str(number): line for number, line in enumerate(OWN, 1)} | dict(real)


def test_a_pasted_title_finds_its_document(tmp_path: Path) -> None:
    """No title is refused, and each brings a document of that title on the first page."""
    titles = some_titles()
    fared = paste(index_titles(titles, tmp_path), titles)
    assert (fared.refused, fared.missed) == ([], [])
    assert len(fared.first) > 0.95 * len(titles)


def test_what_is_missed_and_refused_is_told(tmp_path: Path) -> None:
    """A title of no document is missed, and one that cannot be read is refused."""
    collection = index_titles({"1": "Zwembaden", "2": "Fietspaden"}, tmp_path)
    asked = {"1": "Zwembaden", "3": "Bibliotheken", "4": "datum:gisteren", "5": "over zwembaden"}
    assert paste(collection, asked) == Pasted(
        ["datum:gisteren"], ["Zwembaden"], [], ["Bibliotheken", "over zwembaden"]
    )


def test_lines_are_counted_where_others_hold_them(make_seeds: MakeSeeds, index: Path) -> None:
    """A line is told with the number of documents that hold it too; each line finds its own."""
    seeds = make_seeds({f"{n}.txt": question(n, text=f"1. Waar is nummer {n}?") for n in (1, 2)})
    found = read_lines(SEED.parent, seeds, 2)
    assert Line("1", "1. Waar is nummer 1?", 0) in found
    assert Line("2", "ANTWOORD", 2) in found
    indexing.build(index, seeds, others=(SEED,))
    fared = paste_lines(open_collection(index), [*found, Line("2", "geen woord", 0)])
    assert (fared.refused, fared.missed) == ([], ["geen woord"])


@pytest.fixture(scope="module")
def lines() -> list[str]:
    """The lines of the seed that hold a word, but the heading that all documents have."""
    every = SEED.read_text("utf-8").splitlines()
    return [line for line in every if any(map(str.isalpha, line)) and line.strip() != "ANTWOORD"]


def test_every_line_of_the_seed_finds_it(tmp_path: Path, lines: list[str]) -> None:
    """Among some hundred others the seed is on the first page for each of its lines."""
    folder = tmp_path / "index"
    index_titles(some_titles(), tmp_path)
    indexing.build(folder, tmp_path / "seeds", others=(SEED,))
    collection = open_collection(folder)
    missed = []
    for line in lines:
        try:
            found = [hit.id for hit in search(collection, line).hits]
        except QueryError as error:
            found = [str(error)]
        if "2082929" not in found:
            missed.append((line, found))
    assert missed == []
