"""A folder to work in, as a user has one."""

from pathlib import Path

import pytest

from imwsearch.cli.main import run
from tests.conftest import MakeSeeds


@pytest.fixture
def workplace(make_seeds: MakeSeeds, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with seeds/ in it, to work in."""
    folder = make_seeds().parent
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def indexed(workplace: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The same, with the index built."""
    assert run(["index"]) == 0
    capsys.readouterr()
    return workplace
