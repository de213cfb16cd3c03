"""The command of a working copy, which starts Python without its site module."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

import imwsearch
from imwsearch import indexing, launching
from tests.conftest import write_files

ROOT = Path(imwsearch.__file__).parent.parent


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an index of documents that are surely as they were, and the command."""
    folder = tmp_path_factory.mktemp("launching")
    seeds = write_files(folder / "seeds")
    time.sleep(0.1)  # documents that were just written may change again within a tick of the clock
    indexing.build(folder / "index", seeds)
    command = folder / "imwsearch"
    command.write_text(launching.command(sys.executable, str(ROOT)))
    command.chmod(0o755)
    return folder


def done(folder: Path, program: list[str], *arguments: str) -> tuple[int, str, str]:
    """What a program gives and prints."""
    command = [*program, *arguments]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return ended.returncode, ended.stdout, ended.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "kust"],
        ["search", "kust", "fietspaden"],
        ["search", "kust", "-n", "1"],
        ["search", "--json", "kust NOT zwembad"],
        ["search", "xqzzy"],
        ["status", "--json"],
        ["index", "--seeds", "nowhere"],
        ["nothing"],
        ["--version"],
    ],
)
def test_it_does_what_the_program_does(folder: Path, arguments: list[str]) -> None:
    """Plain searches and all that needs packages: the same is printed, with the same exit code."""
    whole = done(folder, [sys.executable, "-m", "imwsearch"], *arguments)
    assert done(folder, [str(folder / "imwsearch")], *arguments) == whole


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is full")
def test_a_full_output_is_told(folder: Path) -> None:
    """What is told with the command line's own library is told after a plain search too."""
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [str(folder / "imwsearch"), "search", "kust"],
            cwd=folder,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.returncode == 2
    assert "No space left on device" in ended.stderr


def test_packages_are_looked_for_only_where_they_are_needed(folder: Path) -> None:
    """A plain search ends without the module that finds installed packages."""
    started = [sys.executable, "-S", "-X", "importtime", str(folder / "imwsearch")]
    plain = done(folder, started, "search", "kust")[2]
    assert "imwsearch" in plain
    assert "site\n" not in plain
    assert "site\n" in done(folder, started, "search", "kust", "-n", "1")[2]


@pytest.mark.parametrize("python", ["/a folder/python", "/" + "a" * 128 + "/python"])
def test_a_path_that_no_first_line_can_hold(python: str) -> None:
    """Where the system would read another path, there is no such command, and pip's stays."""
    assert launching.command(python, "/x") == ""
