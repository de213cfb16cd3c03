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

import pytest

from imwsearch import check, search
from imwsearch.opening import open_collection
from tests.conftest import ROOT

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
