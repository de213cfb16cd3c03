"""How long the program takes to start: help, version, completion, beside a bare click program.

::

    python -m benchmarks.startup [--index DIR] [--runs N]

prints the median wall time of whole processes, run in turns, and its ratio to a click program of one
command and to Python that does nothing. With an index, values of it are completed too.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
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


def timed(start: Start) -> float:
    """Milliseconds from the process's start to its end."""
    variables = dict(os.environ) | {"PYTHONPATH": str(ROOT)} | start.variables
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, *start.arguments], env=variables, capture_output=True, check=True
    )
    return (time.perf_counter() - begun) * 1000


def medians(found: dict[str, Start], runs: int) -> dict[str, float]:
    """The median of each start's times; the starts take turns, so that all meet the same load."""
    times: dict[str, list[float]] = {name: [] for name in found}
    for _ in range(runs + 1):
        for name, start in found.items():
            times[name].append(timed(start))
    return {name: statistics.median(own[1:]) for name, own in times.items()}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--index", type=Path, help="complete values of this index too")
    parser.add_argument("--runs", type=int, default=21)
    given = parser.parse_args()
    found = medians(starts(given.index), given.runs)
    print(f"{'':20}{'ms':>8}{'of click':>10}{'of python':>11}")
    for name, time_ in found.items():
        of_click, of_python = time_ / found["click"], time_ / found["python"]
        print(f"{name:20}{time_:8.0f}{of_click:10.2f}{of_python:11.2f}")


if __name__ == "__main__":
    main()
