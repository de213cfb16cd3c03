"""Counts and numbers as people write them, in the language of the one who reads."""

import re
from pathlib import Path

import pytest

from imwsearch.cli.main import run
from imwsearch.messages import number
from tests.cli.terminals import in_pipes
from tests.conftest import MakeSeeds, question

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def alone(workplace: Path, make_seeds: MakeSeeds, capsys: Captured) -> Path:
    """A folder with an index of one document, answered on the next working day."""
    for file in workplace.rglob("*.txt"):
        file.unlink()
    answer = "1. Twaalf.\nDatum: 4 maart 2025"
    make_seeds({"a.txt": question(11, answer=answer)})
    assert run(["index"]) == 0
    capsys.readouterr()
    return workplace


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("search zwembad --page 2", "page 2 is past the only hit\n"),
        ("stats", "1 document"),
        ("terms asker", "1 of 1 value\n"),
        ("check --deep", "1 document analysed again:"),
        ("check", " bytes, 1 document\n"),
        ('search "zwembaden hebben"~1 --explain', "with at most 1 word between"),
        ("status", "since then: nothing changed\n"),
    ],
)
def test_one_is_told_as_one(alone: Path, command: str, told: str) -> None:
    """Of one thing nothing is told in the plural."""
    done = in_pipes(*command.split())
    assert told in done.stdout + done.stderr


def test_one_changed_file_is_one(alone: Path, make_seeds: MakeSeeds, capsys: Captured) -> None:
    """The state of the index counts a file that changed as one."""
    make_seeds({"b.txt": question(12)})
    assert run(["status"]) == 0
    assert "since then: 1 file changed\n" in capsys.readouterr().out


def test_numbers_have_the_marks_of_the_language(indexed: Path) -> None:
    """Thousands and decimals in Dutch are 1.234,5."""
    assert number(1234567.5, ",.1f") == "1,234,567.5"
    size = sum(path.stat().st_size for path in indexed.glob("index/gen-*/*.*"))
    assert f"{size:,} bytes" in in_pipes("status").stdout
    dutch = in_pipes("status", LANG="nl_BE.UTF-8").stdout
    assert f"{size:,} bytes".replace(",", ".") in dutch
    assert re.search(r"\(\d+,\d s\)\n", in_pipes("index", LANG="nl_BE.UTF-8").stdout)


def test_what_a_reader_could_not_place_is_told_in_dutch(
    workplace: Path, make_seeds: MakeSeeds
) -> None:
    """The notes below a document are in the language of the one who reads it."""
    make_seeds({"odd.txt": "title: Een titel\npdf link: https://e.invalid/pfile?id=77\nZomaar."})
    assert run(["index"]) == 0
    assert "the text does not begin as" in in_pipes("show", "77").stdout
    assert "de tekst begint niet zoals" in in_pipes("show", "77", LANG="nl_BE.UTF-8").stdout
