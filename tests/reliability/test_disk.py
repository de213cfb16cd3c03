"""The system refuses: no space, a failing disk, no permission."""

import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from imwsearch import indexing
from tests.conftest import MakeSeeds, question
from tests.reliability.faults import (
    LARGE,
    answers,
    calls_from,
    environment,
    need,
    need_strace,
    problems,
    program,
    sized,
    spread,
)

CALLS = ("write", "fsync", "mkdir", "rename", "link", "openat")


ERRORS = [(error, again) for error in ("ENOSPC", "EIO", "EDQUOT", "EFBIG") for again in ("+", "")]
"""Each error for one call, or ("+") for all from then on."""


@pytest.mark.parametrize(("error", "again"), ERRORS if LARGE else [("ENOSPC", "+"), ("EIO", "")])
def test_errors_of_the_disk(
    make_seeds: MakeSeeds,
    tmp_path: Path,
    error: str,
    again: str,
    figure: Callable[[str], None],
) -> None:
    """Wherever the disk fails the old answers stay and exit 1 says where, or the build got by.

    Afterwards the next build works.
    """
    strace = need_strace()
    old, index, log = tmp_path / "old", tmp_path / "index", tmp_path / "log"
    seeds = make_seeds()
    indexing.build(old, seeds)
    before = answers(old)
    make_seeds({"a.txt": question(11, title="Kust"), "new.txt": question(14, title="Ronde x")})
    shutil.copytree(old, index)
    command = ("index", "--index", index, "--seeds", seeds)
    trace = [*strace, "-o", str(log), "-e", "trace=" + ",".join(CALLS)]
    assert program(*command, before=trace).returncode == 0
    new = answers(index)
    failed = survived = 0
    for call, (first, last) in calls_from(log, index).items():
        if call == "openat" and again:
            continue  # Python itself opens files later on
        for n in spread(first + 1, last, sized(2, 6)):
            shutil.rmtree(index)
            shutil.copytree(old, index)
            inject = f"inject={call}:error={error}:when={n}{again}"
            where = ["-e", f"trace={call}", "-e", inject]
            done = program(*command, before=[*strace, "-o", "/dev/null", *where])
            if done.returncode == 0:
                survived += 1
                assert answers(index) == new, inject
            elif done.returncode == 3:  # a document could not be read: named, the others are there
                survived += 1
                assert b"skipped" in done.stderr, inject
            elif b" documents in " in done.stderr:  # all was done but printing that
                survived += 1
                assert (done.returncode, answers(index)) == (2, new), inject
            else:
                failed += 1
                said = done.stderr.decode()
                python_itself = "ImportError: " in said or "ModuleNotFoundError: " in said
                assert "Traceback" not in said or python_itself, (inject, said)
                if str(index) in said:  # else a module could not be had
                    told = "MB are free" in said or "cannot be read" in said
                    assert (done.returncode, told) == (1, True), said
                assert answers(index) in (before, new), inject
            assert program(*command).returncode == 0, inject
            assert answers(index) == new, inject
            assert problems(index) == [], inject
    figure(f"{failed} builds refused, {survived} got by, 0 lost")


def test_a_file_that_may_not_grow(make_seeds: MakeSeeds, tmp_path: Path) -> None:
    """``ulimit -f``: exit 1, the path and the free space are named, the old answers stay."""
    seeds, index = make_seeds(), tmp_path / "index"
    indexing.build(index, seeds)
    before = answers(index)
    make_seeds({f"{n}.txt": question(100 + n) for n in range(50)})
    limit = (4096, 4096)
    done = subprocess.run(
        [sys.executable, "-m", "imwsearch", "index", "--index", index, "--seeds", seeds],
        capture_output=True,
        check=False,
        env=environment(),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit),
    )
    said = done.stderr.decode()
    assert done.returncode == 1, said
    assert str(index) in said
    assert "File too large" in said
    assert "MB are free" in said
    assert answers(index) == before
    assert problems(index) == []
    assert program("index", "--index", index, "--seeds", seeds).returncode == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 kB, unmounted at the end."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = [need("mount"), "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no tmpfs can be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_disk_made_larger(
    make_seeds: MakeSeeds, small_disk: Path, figure: Callable[[str], None]
) -> None:
    """On a disk that grows step by step each build fails and says so, until one succeeds."""
    seeds = make_seeds({f"{n}.txt": question(n, title=f"Ronde {n}") for n in range(1, 40)})
    index = small_disk / "index"
    refused = 0
    for size in range(16, 4096, 16):
        command = ["mount", "-o", f"remount,size={size}k", str(small_disk)]
        subprocess.run(command, check=True)
        done = program("index", "--index", index, "--seeds", seeds)
        if done.returncode == 0:
            break
        refused += 1
        said = done.stderr.decode()
        assert done.returncode == 1, said
        assert "No space left on device" in said
        assert "MB are free" in said
        assert str(index) in said
        assert not list(index.glob("gen-*")), "a failed build left its files"
    assert refused
    assert len(answers(index)) >= 39
    assert problems(index) == []
    figure(f"{refused} builds refused, then one succeeded")


@pytest.mark.parametrize("way", ["a folder named CURRENT", "a link to nowhere", "under a file"])
def test_something_in_the_way_is_named(make_seeds: MakeSeeds, tmp_path: Path, way: str) -> None:
    """What stands where the index goes is not removed: exit 1, and what to do about it."""
    seeds, index = make_seeds(), tmp_path / "index"
    if way == "a folder named CURRENT":
        (index / "CURRENT").mkdir(parents=True)
    elif way == "a link to nowhere":
        index.symlink_to(tmp_path / "nowhere")
    else:
        index.write_text("x")
        index = index / "below"
    done = program("index", "--index", index, "--seeds", seeds, "--rebuild")
    assert done.returncode == 1
    assert str(index).encode() in done.stderr
    assert b"move away what is there" in done.stderr
    left = list(index.iterdir()) if index.is_dir() else []
    assert {path.name for path in left} <= {"CURRENT", "lock"}


def as_nobody() -> list[str]:
    """The beginning of a command run by a user who owns nothing."""
    setpriv = need("setpriv")
    command = [setpriv, "--reuid=65534", "--regid=65534", "--clear-groups"]
    if subprocess.run([*command, sys.executable, "-c", ""], check=False).returncode:
        pytest.skip("no other user can be taken on here, or cannot run this Python")
    return command


def test_an_index_of_somebody_else(make_seeds: MakeSeeds, tmp_path: Path) -> None:
    """An index that may only be read is searched; a build there is refused before any work."""
    nobody = as_nobody()
    seeds, index = make_seeds(), tmp_path / "index"
    indexing.build(index, seeds)
    folder = tmp_path
    while folder != folder.parent:  # pytest's folders are private
        if folder.stat().st_mode & 0o755 != 0o755 and folder.owner() == "root":
            folder.chmod(folder.stat().st_mode | 0o755)
        folder = folder.parent
    (index / "lock").chmod(0o666)
    files = {path: path.stat().st_mtime_ns for path in index.rglob("*")}
    done = program("search", "kust", "--index", index, "--seeds", seeds, before=nobody)
    assert done.returncode == 0, done.stderr
    make_seeds({"new.txt": question(14)})
    done = program("index", "--index", index, "--seeds", seeds, before=nobody)
    assert done.returncode == 1
    said = done.stderr.decode()
    assert str(index) in said
    assert "cannot be written" in said
    assert "--index" in said
    assert "Traceback" not in said
    assert {path: path.stat().st_mtime_ns for path in index.rglob("*")} == files


def test_a_folder_that_is_closed(make_seeds: MakeSeeds, tmp_path: Path) -> None:
    """An index in a folder that the user may not enter: each command says so, with what to do."""
    nobody = as_nobody()
    seeds, closed = make_seeds(), tmp_path / "closed"
    indexing.build(closed / "index", seeds)
    for folder in (*tmp_path.parents[:2], tmp_path):
        folder.chmod(0o755)
    closed.chmod(0o700)
    for command in (["search", "kust"], ["status"], ["check"], ["index"], ["index", "--rebuild"]):
        folders = ("--index", closed / "index", "--seeds", seeds)
        done = program(*command, *folders, before=nobody)
        assert done.returncode == 1, (command, done.stderr)
        assert b"Permission denied" in done.stderr, command
        assert b"--index FOLDER" in done.stderr, command


def test_an_index_that_may_not_be_read(make_seeds: MakeSeeds, tmp_path: Path) -> None:
    """No permission to read is said as such, and not taken for damage or for no index."""
    nobody = as_nobody()
    seeds, index = make_seeds(), tmp_path / "index"
    indexing.build(index, seeds)
    for folder in (*tmp_path.parents[:2], tmp_path):
        folder.chmod(0o755)
    for path in index.rglob("*.imw"):
        path.chmod(0o600)
    for command in (["search", "kust"], ["check"]):
        done = program(*command, "--index", index, "--seeds", seeds, before=nobody)
        assert done.returncode == 1, done.stderr
        assert b"Permission denied" in done.stderr
        assert b"--index FOLDER" in done.stderr
        assert b"rebuild" not in done.stderr
