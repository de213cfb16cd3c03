"""README shows what the commands really print."""

import doctest
import re
import shlex
from pathlib import Path

import pytest

from imwsearch.cli.main import run
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
SECONDS = re.compile(r"\d+\.\d s")


def commands() -> list[tuple[str, str]]:
    """Each command shown, and what is shown as its output."""
    found = []
    for block in CONSOLE.findall(README):
        for command in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _newline, output = command.partition("\n")
            found.append((line, output.strip()))
    return found


def test_the_readme_shows_the_real_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every command of README prints on the seed what README shows.

    And the index that they build is opened by Whoosh as README does it.
    """
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    assert [command.split()[1] for command, _output in commands()] == ["index", "search"]
    for command, output in commands():
        program, *arguments = shlex.split(command)
        assert program == "imwsearch"
        run(arguments)
        printed = capsys.readouterr()
        assert SECONDS.sub("S", (printed.out + printed.err).strip()) == SECONDS.sub("S", output)
    results = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert results.attempted > 4
    assert results.failed == 0
