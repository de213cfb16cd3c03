"""``imwsearch harvest`` as a user types it."""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from imwsearch.cli.main import run
from tests.harvest.double import Double, serving

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def double(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Double]:
    """A service, and an empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    with serving(Double(questions=12)) as running:
        yield running


def harvest(double: Double, *options: str) -> int:
    return run(["harvest", "--base-url", double.url, "--pause", "0", *options])


def test_harvest_brings_and_indexes(double: Double, capsys: Captured) -> None:
    """One command brings the questions and makes them findable; it names source and licence."""
    assert harvest(double, "--year", "2024-2025") == 0
    out = capsys.readouterr().out
    assert "12 questions found: 12 new, 0 changed, 0 unchanged, 0 failed" in out
    assert "Source: Vlaams Parlement, Modellicentie Gratis Hergebruik v1.0" in out
    assert "12 documents in index" in out
    assert run(["search", "loonpremies"]) == 0
    assert "Stand van de" in capsys.readouterr().out


def test_answers_have_their_own_day(double: Double, capsys: Captured) -> None:
    """The day of the answer comes from the record, and tells how long answers take."""
    assert harvest(double, "--year", "2024-2025") == 0
    capsys.readouterr()
    assert run(["show", "1800002", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["date"], document["answer"]["date"]) == ("2024-09-25", "2024-10-02")
    assert run(["stats", "--by", "year", "--json"]) == 0
    counted = json.loads(capsys.readouterr().out)
    assert (counted["documents"], counted["dated"]) == (12, 12)
    assert counted["delay"] > 0


def test_harvest_without_index(double: Double, capsys: Captured) -> None:
    """--no-index brings the files and builds nothing."""
    assert harvest(double, "--since", "2024-09-23", "--until", "2024-09-24", "--no-index") == 0
    assert len(list(Path("seeds").glob("*.txt"))) == 2
    assert not Path("index").exists()


def test_dry_run_says_so(double: Double, capsys: Captured) -> None:
    """--dry-run counts, and brings nothing."""
    assert harvest(double, "--year", "2024-2025", "--dry-run") == 0
    out = capsys.readouterr().out
    assert "12 new" in out
    assert "nothing was brought" in out
    assert not Path("seeds").exists()


def test_failed_questions_are_named(double: Double, capsys: Captured) -> None:
    """What could not be had is named with its reason, the others are indexed: exit 3."""
    double.broken = {"pfile?id=2000007": "gone"}
    assert harvest(double, "--year", "2024-2025") == 3
    captured = capsys.readouterr()
    assert "failed 1800002: " in captured.err
    assert "HTTP 404" in captured.err
    assert "11 documents in index" in captured.out


def test_service_that_cannot_be_reached(double: Double, capsys: Captured) -> None:
    """Nobody there: exit 1 with what to do, and no traceback."""
    double.url = "http://127.0.0.1:9"
    assert harvest(double, "--year", "2024-2025") == 1
    assert "try again later" in capsys.readouterr().err


@pytest.mark.parametrize(
    "options",
    [
        ["--year", "2024"],
        ["--year", "2025-2024"],
        ["--year", "2024-2026"],
        ["--since", "%Y"],
        ["--legislature", "nu"],
        ["--since", "gisteren"],
        ["--since", "2025-02-01", "--until", "2025-01-01"],
        ["--limit", "0"],
    ],
)
def test_period_that_cannot_be_meant(double: Double, options: list[str]) -> None:
    """An option that cannot be meant is refused before anything is asked: exit 2."""
    assert harvest(double, *options) == 2
    assert not double.log


@pytest.mark.parametrize("address", ["nowhere", "file:///etc", "https://", "http://a b"])
def test_address_that_is_none(double: Double, address: str) -> None:
    """An address that cannot be asked is refused at once: exit 2."""
    assert run(["harvest", "--base-url", address]) == 2


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        ("2024", "2024", "2024-01-01..2024-12-31"),
        ("2024-10", "oktober 2024", "2024-10-01..2024-10-31"),
        ("25/10/2024", "25 okt 2024", "2024-10-25..2024-10-25"),
        ("2024-10-25", "11/2024", "2024-10-25..2024-11-30"),
        ("", "1996", "1995-01-01..1996-12-31"),
    ],
)
def test_period_in_every_form(double: Double, since: str, until: str, days: str) -> None:
    """Dates are written as in a query: a day, a month or a year, in words too."""
    assert harvest(double, "--since", since, "--until", until, "--dry-run") == 0
    assert f"publicatiedatum:daterange:{days}" in unquote(next(iter(double.requests)))


def test_no_date_is_told_with_the_forms(double: Double, capsys: Captured) -> None:
    """What is no date is named, with the forms that are dates."""
    assert harvest(double, "--since", "gisteren") == 2
    told = capsys.readouterr().err
    assert told.startswith("imwsearch: gisteren is no date\n")
    assert told.endswith('write 2024, 2024-10, 2024-10-25, 25/10/2024 or "25 oktober 2024"\n')


def test_usual_period_is_the_session_year(double: Double) -> None:
    """Without a period, the current session year is searched."""
    assert harvest(double, "--dry-run") == 0
    year = datetime.date.today().year
    (path,) = double.requests
    assert f"zittingsjaar={year}-" in path or f"zittingsjaar={year - 1}-{year}" in path
