"""Counts and numbers as people write them, in the language of the one who reads."""

import json
import re
from pathlib import Path

import pytest

from imwsearch import ledger, messages
from imwsearch.cli import console
from imwsearch.cli.main import run
from imwsearch.errors import reason_of
from imwsearch.ledger import FileEntry, Ledger
from imwsearch.messages import _, number
from imwsearch.results import Results
from tests.cli.terminals import in_pipes
from tests.conftest import MakeSeeds, question

DENIED = "Permission denied"
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
        ("search zwembad --page 2", "there is no page 2; the last one is 1\n"),
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


def test_large_numbers_of_hits_have_them_too(capsys: Captured) -> None:
    """What is counted for people is grouped by thousands."""
    console.say_place(Results("zwembad", 12_345, 20_000, ()), 2_001)
    assert capsys.readouterr().err == "there is no page 2,001; the last one is 1,235\n"


def test_what_a_reader_could_not_place_is_told_in_dutch(
    workplace: Path, make_seeds: MakeSeeds
) -> None:
    """The notes below a document are in the language of the one who reads it."""
    make_seeds({"odd.txt": "title: Een titel\npdf link: https://e.invalid/pfile?id=77\nZomaar."})
    assert run(["index"]) == 0
    assert "the text does not begin as" in in_pipes("show", "77").stdout
    assert "de tekst begint niet zoals" in in_pipes("show", "77", LANG="nl_BE.UTF-8").stdout


def test_a_reason_is_told_to_the_one_who_reads(workplace: Path, make_seeds: MakeSeeds) -> None:
    """Why a file is not in the index is told in Dutch to Dutch, whoever built it, and told again.

    Reasons with values too, and of several documents of one file.
    """
    records = [{"id": letter * 3000, "text": "Een"} for letter in "xy"]
    lines = "\n".join(map(json.dumps, records))
    make_seeds({"leeg.txt": "", "beeld.txt": b"\x89PNG", "lang.jsonl": lines})
    english = in_pipes("index").stderr
    assert "skipped leeg.txt: empty\n" in english
    assert "its id has not 1 to 300 characters; documents left out: 2\n" in english
    dutch = in_pipes("index", LANG="nl_BE.UTF-8").stderr
    assert "overgeslagen leeg.txt: leeg\n" in dutch
    assert "beeld.txt: PNG wordt niet gelezen\n" in dutch
    assert "its id has not" not in dutch
    make_seeds({"nog.txt": question(50)})
    assert "overgeslagen leeg.txt: leeg\n" in in_pipes("index", LANG="nl_BE.UTF-8").stderr
    assert "beeld.txt: PNG is not read\n" in in_pipes("index").stderr


def test_status_names_what_was_skipped(
    workplace: Path, make_seeds: MakeSeeds, capsys: Captured
) -> None:
    """What the folder holds and the index does not is named with its reason, in JSON whole."""
    make_seeds({f"leeg{n:02}.txt": "" for n in range(12)} | {"weer.txt": question(11)})
    assert run(["index"]) == 3
    capsys.readouterr()
    assert run(["status"]) == 0
    told = capsys.readouterr().out
    assert "skipped:    13 files\n            a.txt: has the id 11 of weer.txt: " in told
    assert "            leeg00.txt: empty\n" in told
    assert "            and 3 more: imwsearch status --json\n" in told
    assert run(["status", "--json"]) == 0
    skipped = json.loads(capsys.readouterr().out)["skipped"]
    assert len(skipped) == 13
    assert {"name": "leeg11.txt", "reason": "empty"} in skipped
    assert any("has the id 11 of" in one["reason"] for one in skipped)


def test_what_the_system_refuses_is_told_in_dutch(
    indexed: Path, make_seeds: MakeSeeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's own reasons are in the reader's language, those of a build by others too."""
    known = FileEntry(1, 2, 3, "", (), _("cannot be read: {reason}").format(reason=_(DENIED)))
    kept = ledger.dump(Ledger().plus({"a.txt": known}))
    monkeypatch.setenv("LANG", "nl_BE.UTF-8")
    messages._loaded.clear()
    try:
        assert ledger.load(kept)["a.txt"].skipped == "kan niet gelezen worden: Geen toegang"
        assert reason_of(OSError(2, "No such file or directory")) == "Bestaat niet"
        assert reason_of(OSError(2, "Something else")) == "Something else"
    finally:
        messages._loaded.clear()
