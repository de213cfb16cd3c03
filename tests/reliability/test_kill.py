"""A build may die at any moment: the old index or the new one answers, never anything else."""

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from imwsearch import indexing
from tests.conftest import DOCUMENTS, MakeSeeds, question
from tests.reliability.faults import (
    LARGE,
    answers,
    calls_from,
    environment,
    need_strace,
    problems,
    program,
    sized,
    spread,
)

CALLS = ("openat", "write", "rename", "unlink", "mkdir", "fsync", "link", "unlinkat", "rmdir")
"""Those that change files; a kill between two of them is a kill before the second."""

NOT_INJECTED = ("exit_group", "rt_sigreturn")
"""No signal comes into these."""

BUILD = "import sys; from pathlib import Path; from imwsearch import indexing; "
BUILD += "indexing.build(Path(sys.argv[1]), Path(sys.argv[2]), rebuild=len(sys.argv) > 3)"


@pytest.mark.parametrize("kind", ["first", "incremental", "rebuild"])
def test_killed_at_every_call_of_the_system(  # noqa: C901 — one loop over all points
    make_seeds: MakeSeeds, tmp_path: Path, kind: str, figure: Callable[[str], None]
) -> None:
    """SIGKILL at each call that changes files: old or new answers, and the next build works."""
    strace = need_strace()
    old, index = tmp_path / "old", tmp_path / "index"
    seeds = make_seeds()
    if kind != "first":
        for round_ in range(2):  # so that there is a generation to clear away
            make_seeds({"ronde.txt": question(50, title=f"Ronde {round_}")})
            indexing.build(old, seeds)
        (seeds / "b.txt").unlink()
        make_seeds({"a.txt": question(11, title="Kust"), "new.txt": question(14, title="Ronde x")})
    command = [sys.executable, "-c", BUILD, str(index), str(seeds)]
    command += ["rebuild"] if kind == "rebuild" else []

    def begin() -> None:
        shutil.rmtree(index, ignore_errors=True)
        if old.exists():
            shutil.copytree(old, index)

    begin()
    log = tmp_path / "log"
    trace = [*strace, "-o", str(log), "-e", "trace=" + ",".join(CALLS)]
    subprocess.run([*trace, *command], check=True, env=environment())
    new = answers(index)
    before = answers(old) if old.exists() else None
    killed = 0
    for call, (first, last) in calls_from(log, index).items():
        if call not in CALLS:
            continue
        for n in spread(first + 1, last, sized(3, 1000)):
            begin()
            inject = ["-o", "/dev/null", "-e", f"trace={call}"]
            inject += ["-e", f"inject={call}:signal=SIGKILL:when={n}"]
            done = subprocess.run([*strace, *inject, *command], check=False, env=environment())
            assert done.returncode in (0, -signal.SIGKILL), (call, n)
            killed += done.returncode != 0  # one call more or less, and the last is not reached
            if before or (index / "CURRENT").exists():
                assert answers(index) in (before, new), (call, n)
            indexing.build(index, seeds)
            assert answers(index) == new, (call, n)
            assert problems(index) == [], (call, n)
    assert killed
    figure(f"{killed} of {killed} points, 0 lost")


@pytest.fixture(autouse=True)
def heard() -> Iterator[None]:
    """Programs hear Ctrl-C also where these tests run in the background of a script."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_interrupted_builds_leave_nothing(
    make_seeds: MakeSeeds, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    """SIGINT ends a build of several processes with 130, SIGTERM with 143; no files are left."""
    seeds, index = make_seeds(), tmp_path / "index"
    indexing.build(index, seeds)
    before = answers(index)
    make_seeds({f"{n}.txt": question(100 + n, title=f"Ronde {n}") for n in range(1500)})
    command = [sys.executable, "-m", "imwsearch", "index", "--index", str(index)]
    with subprocess.Popen(
        [*command, "--seeds", str(seeds)],
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        end = time.monotonic() + 60
        while not (index / "gen-000002").exists() and time.monotonic() < end:
            time.sleep(0.002)
        process.send_signal(number)
        _out, err = process.communicate(timeout=60)
    assert process.returncode == code, err
    assert b"Traceback" not in err
    assert answers(index) == before
    assert not (index / "gen-000002").exists()
    shutil.rmtree(seeds)
    make_seeds(DOCUMENTS)
    make_seeds({"new.txt": question(14)})
    assert program("index", "--index", index, "--seeds", seeds).returncode == 0
    assert problems(index) == []


SIGNALS = [
    (signal.SIGINT, 130, ""),
    (signal.SIGINT, 130, "+"),
    (signal.SIGTERM, 143, ""),
    (signal.SIGTERM, 143, "+"),
]
"""Each signal, the exit code, and whether it comes at one call or ("+") at all from then on."""


@pytest.mark.parametrize(("number", "code", "again"), SIGNALS if LARGE else SIGNALS[1:3])
def test_interrupted_at_every_call_of_the_system(
    make_seeds: MakeSeeds,
    tmp_path: Path,
    number: signal.Signals,
    code: int,
    again: str,
    figure: Callable[[str], None],
) -> None:
    """SIGINT or SIGTERM at any call, also while an earlier one is obeyed: nothing is left over.

    The old or the new answers are there, without a traceback.
    """
    strace = need_strace()
    old, index, log = tmp_path / "old", tmp_path / "index", tmp_path / "log"
    seeds = make_seeds()
    for round_ in range(2):
        make_seeds({"ronde.txt": question(50, title=f"Ronde {round_}")})
        indexing.build(old, seeds)
    make_seeds({"a.txt": question(11, title="Kust"), "new.txt": question(14, title="Ronde x")})
    before = answers(old)
    command = ("index", "--index", index, "--seeds", seeds)
    shutil.copytree(old, index)
    assert program(*command, before=[*strace, "-o", str(log)]).returncode == 0
    new = answers(index)
    interrupted = 0
    for call, (first, last) in calls_from(log, index).items():
        if call in NOT_INJECTED or not (LARGE or call in CALLS):
            continue
        for n in spread(first + 1, last, sized(2, 12)):
            shutil.rmtree(index)
            shutil.copytree(old, index)
            inject = f"inject={call}:signal={number.name}:when={n}{again}"
            where = ["-o", "/dev/null", "-e", f"trace={call}", "-e", inject]
            done = program(*command, before=[*strace, *where])
            # Python itself ends so where a signal comes after all is done.
            assert done.returncode in (0, code, -number), (inject, done.stderr)
            assert b"Traceback" not in done.stderr, (inject, done.stderr)
            interrupted += done.returncode != 0
            assert answers(index) in (before, new), inject
            assert problems(index) == [], inject
    assert interrupted
    figure(f"{interrupted} builds interrupted, nothing left over")


def test_what_is_synced_before_what(
    make_seeds: MakeSeeds, tmp_path: Path, figure: Callable[[str], None]
) -> None:
    """A power cut loses nothing: each file is synced after its last write, then the folders.

    Only then ``CURRENT`` is replaced, itself synced before. No power was cut for this.
    """
    strace = need_strace()
    seeds, index, log = make_seeds(), tmp_path / "index", tmp_path / "log"
    calls = "trace=openat,write,pwrite64,ftruncate,fsync,rename,link,mkdir,unlink"
    for round_ in range(2):
        make_seeds({"a.txt": question(11, title=f"Ronde {round_}")})
        trace = [*strace, "-y", "-s", "0", "-o", str(log), "-e", calls]
        subprocess.run(
            [*trace, sys.executable, "-c", BUILD, str(index), str(seeds)],
            check=True,
            env=environment(),
        )
        unsynced = _unsynced_at_commit(log, index)
        assert unsynced == [], unsynced
    figure("0 files or folders unsynced when CURRENT was replaced")


def _unsynced_at_commit(log: Path, index: Path) -> list[str]:  # noqa: C901 — a table of calls
    """What was not on the disk when ``CURRENT`` was replaced, and the folder after it."""
    dirty: set[str] = set()
    missing = ["the build replaced no CURRENT"]
    for line in log.read_text().splitlines():
        call, _, rest = line.partition(" ")[2].lstrip().partition("(")
        paths = [
            part.split(">")[0].split('"')[0] for part in _paths(rest) if str(index.parent) in part
        ]
        if not paths or paths[0].endswith("/lock") or " = -1" in line:
            continue
        if call == "rename" and paths[-1].endswith("/CURRENT"):
            missing = sorted(dirty - {str(index)})
            dirty = {str(index)}
        elif call == "fsync":
            dirty -= {paths[0], *(one for one in dirty if one.startswith(f"{paths[0]}: "))}
        elif call in ("write", "pwrite64", "ftruncate"):
            dirty.add(paths[0])
        elif call == "rename":
            dirty = {paths[1] if path == paths[0] else path for path in dirty}
            dirty.add(str(Path(paths[1]).parent))
        elif call == "openat" and "O_CREAT" in rest:
            dirty |= {paths[0], str(Path(paths[0]).parent)}
        elif call in ("mkdir", "link"):
            made = Path(paths[-1])
            dirty |= {str(made.parent), f"{made.parent}: {made.name}"}
        elif call == "unlink":
            dirty.discard(paths[0])
    return missing + sorted(dirty)


def _paths(text: str) -> list[str]:
    return [part for mark in '"<' for part in text.split(mark)[1:] if part.startswith("/")]
