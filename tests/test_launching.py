"""The command of a working copy, which starts Python without its site module."""

import os
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


@pytest.mark.parametrize("name", ["signal.py", "click.py"])
def test_what_lies_beside_the_package_is_not_imported(tmp_path: Path, name: str) -> None:
    """A file in the working copy that has the name of a library is not taken for it."""
    (tmp_path / "imwsearch").symlink_to(ROOT / "imwsearch")
    (tmp_path / name).write_text("raise SystemExit('taken')")
    command = tmp_path / "command"
    command.write_text(launching.command(sys.executable, str(tmp_path)))
    code, out, err = done(tmp_path, [sys.executable, "-S", str(command)], "--version")
    assert (code, out.split()[0], err) == (0, "imwsearch", "")


@pytest.mark.parametrize("safe", ["", "1"])
def test_folders_that_the_user_names_stay(folder: Path, tmp_path: Path, safe: str) -> None:
    """What PYTHONPATH names is looked through, whatever PYTHONSAFEPATH says."""
    (tmp_path / "sitecustomize.py").write_text("print('mine')")
    variables = {"PYTHONPATH": str(tmp_path), "PYTHONSAFEPATH": safe}
    ended = subprocess.run(
        [str(folder / "imwsearch"), "--version"],
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout.startswith("mine\n")


@pytest.mark.parametrize("name", ["a folder", "long" * 50])
def test_any_folder_will_do(folder: Path, tmp_path: Path, name: str) -> None:
    """An interpreter whose path no first line can hold is started all the same."""
    python = tmp_path / name / "python"
    python.parent.mkdir()
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    command = tmp_path / "imwsearch"
    command.write_text(launching.command(str(python), str(ROOT)))
    command.chmod(0o755)
    told = done(folder, [str(folder / "imwsearch")], "search", "kust")
    assert done(folder, [str(command)], "search", "kust") == told
    assert told[0] == 0


def test_a_path_that_no_command_can_name() -> None:
    """Where neither the system nor a shell would read the path, pip's command stays."""
    assert launching.command('/a "folder"/python', "/x") == ""
