"""The program in a process of its own, with faults put in by the tools of the system."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from subprocess import CompletedProcess
from typing import NamedTuple

import pytest

from imwsearch import check, search
from imwsearch.opening import open_collection
from tests.conftest import ROOT

DOCUMENT_SECONDS = 30.0
"""Six times what a hostile document may take (limits.py): so slow a machine of tests may be."""

LARGE = os.environ.get("IMWSEARCH_TESTS") == "large"
"""Whether to run in the larger size: ``make reliability``."""

Answers = tuple[tuple[str, str, float], ...]


def sized(small: int, large: int) -> int:
    """A number of tries: the first one in continuous integration."""
    return large if LARGE else small


def need(tool: str) -> str:
    """The path of a tool; the test is skipped, with the reason, where it is not there."""
    path = shutil.which(tool)
    if not path:
        pytest.skip(f"{tool} is not installed")
    return path


def need_strace() -> list[str]:
    """The beginning of a command that is traced."""
    strace = need("strace")
    if subprocess.run([strace, "-o", "/dev/null", "true"], check=False).returncode:
        pytest.skip("strace may not trace here")
    return [strace, "-f", "-qq"]


def environment(**more: str) -> dict[str, str]:
    """The same for each run, so that the same calls of the system come in the same order."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": "/nonexistent",
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        **more,
    }


def program(
    *arguments: str | Path, before: Sequence[str] = (), **more: str
) -> CompletedProcess[bytes]:
    """Run ``imwsearch`` with arguments, behind another command where one is given."""
    command = [*before, sys.executable, "-m", "imwsearch", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, check=False, env=environment(**more), timeout=120
    )


class Cost(NamedTuple):
    """What one build took.

    Args:
        seconds: of processor time.
        peak: resident memory at most, in MiB.
        documents: how many the index has then.
        skipped: the reasons of what was left out, as a list is printed.
    """

    seconds: float
    peak: int
    documents: int
    skipped: str

    def __str__(self) -> str:
        shown = self.skipped[:90]
        return f"{self.seconds:.1f} s, {self.peak} MiB, {self.documents} documents, {shown}"


_BUILD = """
import resource, sys, time
from pathlib import Path
from imwsearch import indexing
index, seeds, memory = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
began = time.process_time()
report = indexing.build(Path(index), Path(seeds))
peak = int(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0]) // 1024
print(time.process_time() - began, peak, report.documents, [s.reason for s in report.skipped])
"""


def build_alone(index: Path, seeds: Path, memory: int) -> Cost:
    """Build in a process of its own, which has so many bytes to live in."""
    done = subprocess.run(
        [sys.executable, "-c", _BUILD, str(index), str(seeds), str(memory)],
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
        timeout=180,
    )
    assert done.returncode == 0, done.stderr
    seconds, peak, documents, skipped = done.stdout.strip().split(" ", 3)
    return Cost(float(seconds), int(peak), int(documents), skipped)


def answers(index: Path) -> Answers:
    """What the index says: enough to tell one state from another."""
    opened = open_collection(index)
    return tuple(
        (hit.id, hit.title, round(hit.score, 9))
        for query in ("kust zwembaden", "status:answered", "ronde")
        for hit in search.search(opened, query, limit=1000).hits
    )


def problems(index: Path) -> list[str]:
    """What ``check`` finds, and what lies about."""
    checked = check.check(index, deep=True)
    return [*map(str, checked.problems), *checked.leftovers]


def calls_from(log: Path, folder: Path) -> dict[str, tuple[int, int]]:
    """For each call of the system how often it came before the folder was first named, and in all.

    Args:
        log: what strace wrote.
        folder: the index.
    """
    seen: Counter[str] = Counter()
    before: dict[str, int] = {}
    begun = False
    for name, text in _calls(log):
        begun = begun or str(folder) in text
        if begun:
            before.setdefault(name, seen[name])
        seen[name] += 1
    return {name: (count, seen[name]) for name, count in before.items()}


def _calls(log: Path) -> Iterator[tuple[str, str]]:
    for line in log.read_text("utf-8", "replace").splitlines():
        if match := re.match(r"(?:\d+ +)?(\w+)\(", line):
            yield match[1], line


def spread(first: int, last: int, most: int) -> list[int]:
    """At most so many numbers from first to last, the ends among them."""
    numbers = range(first, last + 1)
    if len(numbers) <= most:
        return list(numbers)
    step = (len(numbers) - 1) / (most - 1)
    return sorted({numbers[round(n * step)] for n in range(most)})
