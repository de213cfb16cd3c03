"""Work shared by processes: all of it is done, or the error arrives; nobody is left behind."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from imwsearch import processes
from imwsearch.errors import StorageError

SLEEPERS = """
import os, sys, time
from pathlib import Path
from imwsearch import processes

def work(share, tell):
    Path(sys.argv[1], str(os.getpid())).touch()
    time.sleep(600)

processes.run(work, [1, 2], print)
"""


def run(work: Callable[[int, Callable[[object], None]], None]) -> list[tuple[int, object]]:
    heard: list[tuple[int, object]] = []
    processes.run(work, [10, 20], lambda number, told: heard.append((number, told)))
    return sorted(heard)


def test_every_share_is_done_and_heard() -> None:
    """What each process tells arrives, with the number of its share, in order."""

    def work(share: int, tell: Callable[[object], None]) -> None:
        tell(share)
        tell(share + 1)

    assert run(work) == [(0, 10), (0, 11), (1, 20), (1, 21)]
    assert not multiprocessing.active_children()


def test_what_is_done_beside_is_done_after_it() -> None:
    """After a block all shares that processes were to do beside it are done, each once."""
    heard: list[tuple[int, int]] = []

    def work(share: int, tell: Callable[[int], None]) -> None:
        time.sleep(0.01)
        tell(share)

    with processes.beside(work, range(40), lambda *told: heard.append(told), count=2):
        time.sleep(0.1)
        assert not heard
    assert sorted(heard) == [(number, number) for number in range(40)]
    assert not multiprocessing.active_children()


def test_an_error_ends_what_is_done_beside() -> None:
    """No process goes on when the block beside it fails."""

    def wait(_share: int, _tell: Callable[[object], None]) -> None:
        time.sleep(600)

    with pytest.raises(OSError, match="full"), processes.beside(wait, [1, 2], print, count=2):
        raise OSError("full")
    assert not multiprocessing.active_children()


def test_an_error_arrives() -> None:
    """What a share raises is raised here, and the other process is ended."""

    def work(share: int, tell: Callable[[object], None]) -> None:
        if share == 20:
            raise OSError(28, "No space left on device", "/x")
        time.sleep(600)

    with pytest.raises(OSError, match="No space left") as caught:
        run(work)
    assert caught.value.filename == "/x"
    assert not multiprocessing.active_children()


def test_a_killed_process_is_told() -> None:
    """A process that the system kills, for want of memory perhaps, is an error that says so."""

    def work(share: int, tell: Callable[[object], None]) -> None:
        if share == 10:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(600)

    with pytest.raises(StorageError, match="ended from outside") as caught:
        run(work)
    assert "memory" in caught.value.hint
    assert not multiprocessing.active_children()


def wait_until(test: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not test():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nobody_outlives_the_parent(sent: signal.Signals, tmp_path: Path) -> None:
    """However the parent ends, its processes end; Ctrl-C to all of them prints one error."""
    command = [sys.executable, "-c", SLEEPERS, str(tmp_path)]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as parent:
        wait_until(lambda: len(list(tmp_path.iterdir())) == 2)
        if sent is signal.SIGINT:
            os.killpg(parent.pid, sent)
        else:
            parent.send_signal(sent)
        wait_until(lambda: not any(is_running(path.name) for path in tmp_path.iterdir()))
        _out, said = parent.communicate(timeout=30)
    assert said.count("Traceback") == (sent is signal.SIGINT)


def is_running(pid: str) -> bool:
    try:
        return Path("/proc", pid, "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
