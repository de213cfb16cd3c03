"""How long the program takes to start: help, version, completion, beside a bare click program.

::

    python -m benchmarks.startup [--index DIR] [--runs N]

prints the medians of the time of whole processes, run in turns, and the ratio of its wall time to
a click program of one command and to Python that does nothing. With an index, values of it are
completed too.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from subprocess import DEVNULL
from typing import NamedTuple

ROOT = Path(__file__).parent.parent

CLICK = """
import click

@click.command()
@click.option("--count", default=1, help="How many.")
def program(count: int) -> None:
    "Do something."

program(["--help"])
"""


class Start(NamedTuple):
    """A process to be timed: its arguments after Python's name, and variables."""

    arguments: tuple[str, ...]
    variables: dict[str, str]


def starts(index: Path | None) -> dict[str, Start]:
    """What is timed, by name."""
    ours = ("-m", "imwsearch")
    found = {
        "python": Start(("-c", "pass"), {}),
        "click": Start(("-c", CLICK), {}),
        "--help": Start((*ours, "--help"), {}),
        "--version": Start((*ours, "--version"), {}),
        "search --help": Start((*ours, "search", "--help"), {}),
        "complete s": Start(ours, completing("s")),
    }
    for typed in ("minister", "theme", "asker") if index else ():
        line = f"search --index {index} --{typed} v"
        found[f"complete --{typed}"] = Start(ours, completing(line))
    if index:
        found["complete minister:"] = Start(ours, completing(f"search --index {index} minister:v"))
    return found


def completing(line: str) -> dict[str, str]:
    """The variables with which bash asks for completions of a line."""
    return {"_IMWSEARCH_COMPLETE": "bash_complete", "COMP_LINE": f"imwsearch {line}"}


class Taken(NamedTuple):
    """Milliseconds of a process: from its start to its end, and of the processor's work."""

    wall: float
    cpu: float


def timed(start: Start) -> Taken:
    """Run a process."""
    variables = dict(os.environ) | {"PYTHONPATH": str(ROOT)} | start.variables
    before, begun = _worked(), time.perf_counter()
    subprocess.run([sys.executable, *start.arguments], env=variables, stdout=DEVNULL, check=True)
    return Taken((time.perf_counter() - begun) * 1000, (_worked() - before) * 1000)


def _worked() -> float:
    """Seconds of the processor's work in all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def medians(found: dict[str, Start], runs: int) -> dict[str, Taken]:
    """The medians of each start; the starts take turns, so that all meet the same load."""
    taken: dict[str, list[Taken]] = {name: [] for name in found}
    for _ in range(runs):
        for name, start in found.items():
            taken[name].append(timed(start))
    return {
        name: Taken(*map(statistics.median, zip(*own, strict=True))) for name, own in taken.items()
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--index", type=Path, help="complete values of this index too")
    parser.add_argument("--runs", type=int, default=21)
    given = parser.parse_args()
    found = medians(starts(given.index), given.runs)
    print(f"{'':20}{'ms':>8}{'CPU ms':>8}{'of click':>10}{'of python':>11}")
    for name, own in found.items():
        of_click, of_python = own.wall / found["click"].wall, own.wall / found["python"].wall
        print(f"{name:20}{own.wall:8.0f}{own.cpu:8.0f}{of_click:10.2f}{of_python:11.2f}")


if __name__ == "__main__":
    main()
