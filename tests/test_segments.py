"""The index is a Whoosh index: Whoosh itself opens and searches it."""

import subprocess
import sys
from pathlib import Path

from imwsearch import entries, generations, indexing
from imwsearch.document import Document
from imwsearch.schema import COLUMNS
from tests.conftest import ROOT, MakeSeeds

WHOOSH = """
import sys
from whoosh import index
from whoosh.qparser import QueryParser
opened = index.open_dir(sys.argv[1])
with opened.searcher() as searcher:
    for field, text in (word.split(":") for word in sys.argv[2:]):
        query = QueryParser(field, opened.schema).parse(text)
        print(field, sorted(hit["id"] for hit in searcher.search(query)))
"""


def whoosh_finds(folder: Path, *queries: str) -> list[str]:
    """What a program that knows only Whoosh finds."""
    command = [sys.executable, "-W", "ignore", "-c", WHOOSH, str(folder), *queries]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_whoosh_finds_loonpremie(index: Path) -> None:
    """``whoosh.index.open_dir`` opens the built folder and finds the seed by its words."""
    indexing.build(index, ROOT / "seeds")
    folder = generations.current(index)
    assert whoosh_finds(folder, "questions:loonpremie", "title:maatwerk", "answer:bevoegdheid") == [
        "questions ['2082929']",
        "title ['2082929']",
        "answer ['2082929']",
    ]


def test_whoosh_finds_the_facts(make_seeds: MakeSeeds, index: Path) -> None:
    """Number, names, dates, session year and status are fields that Whoosh searches."""
    indexing.build(index, make_seeds())
    folder = generations.current(index)
    assert whoosh_finds(
        folder, "number:8", "asker:d'haese", "session_year:2024-2025", "date:20240614", "id:13"
    ) == [
        "number ['12']",
        "asker ['12']",
        "session_year ['11', '13']",
        "date ['12']",
        "id ['13']",
    ]


def test_no_library_warns_at_the_first_run(tmp_path: Path) -> None:
    """Even when nothing was compiled before, the first run prints no warning."""
    done = subprocess.run(
        [sys.executable, "-m", "imwsearch", "index", "--seeds", "seeds", "--index", tmp_path],
        cwd=ROOT,
        env={"PYTHONPYCACHEPREFIX": str(tmp_path / "cache"), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""


def test_every_document_has_the_same_columns() -> None:
    """The schema, by which an index tells whether it fits this program, names every column."""
    made = entries.entry_of(Document(id="1", path="1.txt", title="Kust"))
    assert (*made.keywords, *made.numbers) == COLUMNS
