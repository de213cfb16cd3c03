"""What a program costs, with all processes that it starts."""

import os
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from benchmarks.seeds import ROOT

_PSS = re.compile(r"^Pss: +(\d+) kB", re.MULTILINE)
_OWN = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)
_PAUSE = 0.1
_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


class Cost(NamedTuple):
    """What one run took.

    Args:
        code: its exit code.
        seconds: of real time.
        cpu: seconds of processor time of the program and the processes it waited for.
        largest: peak resident MiB of its largest process (``ru_maxrss``), mapped files included.
        together: peak MiB of all its processes at one moment: the sum of their shares (PSS), read
            every 0.1 s; 0 where it was not asked for.
        peaks: the sum of the peaks that each process had at any time: no moment had more.
        processes: how many there were.
        said: what it wrote to standard error.
    """

    code: int
    seconds: float
    cpu: float
    largest: float
    together: float
    peaks: float
    processes: int
    said: str


def run(command: Sequence[str], *, sample: bool = False) -> Cost:
    """Run a program to its end, its output thrown away."""
    begun = time.perf_counter()
    together, peaks = 0.0, dict[int, float]()
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=said, cwd=ROOT, env=_ENVIRONMENT
        ) as process,
    ):
        while sample and not _has_ended(process.pid):
            now = {pid: _memory(pid) for pid in _family(process.pid)}
            together = max(together, sum(share for share, _own in now.values()))
            peaks |= {pid: own for pid, (_share, own) in now.items() if own}
            time.sleep(_PAUSE)
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read().decode(errors="replace")
    return Cost(
        process.returncode,
        time.perf_counter() - begun,
        used.ru_utime + used.ru_stime,
        used.ru_maxrss / 1024,
        together,
        sum(peaks.values()),
        len(peaks),
        text,
    )


def _has_ended(pid: int) -> bool:
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _family(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))


def _memory(pid: int) -> tuple[float, float]:
    """The share of memory of a process now, and its own peak, in MiB; nothing once it ended."""
    with suppress(OSError):
        share = _PSS.search(Path(f"/proc/{pid}/smaps_rollup").read_text())
        own = _OWN.search(Path(f"/proc/{pid}/status").read_text())
        if share and own:
            return int(share[1]) / 1024, int(own[1]) / 1024
    return 0.0, 0.0
