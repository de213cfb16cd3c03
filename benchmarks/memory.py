"""Measure the memory of building a large index, of adding to it, and of searching in it.

    python -m benchmarks.memory [--count N] [--keep FOLDER]

Run from the repository, on Linux. Prints Markdown.
"""

import json
import shutil
import sys
from pathlib import Path

from benchmarks.expensive import commands
from benchmarks.processes import Cost, run
from benchmarks.seeds import PROGRAM, arguments, make_seeds, workplace

MOST_TO_BUILD = 1024
MOST_TO_SEARCH = 150

_IN_ONE_PROCESS = """
import json, os, sys
from contextlib import redirect_stderr, redirect_stdout
from imwsearch.cli.main import run
nowhere = open(os.devnull, "w")
for arguments in json.load(open(sys.argv[1])):
    with redirect_stdout(nowhere), redirect_stderr(nowhere):
        run(arguments)
"""


def main() -> int:
    """Build, add, search; 1 where something takes more than it may."""
    options = arguments(__doc__.partition("\n")[0]).parse_args()
    with workplace(options.keep) as folder:
        seeds = make_seeds(folder, options.count)
        index = folder / "index-measured"
        build = [*PROGRAM, "index", "--index", str(index), "--seeds", str(seeds)]
        built = [("build", run([*build, "--rebuild"], sample=True))]
        added = seeds / "added.txt"
        shutil.copy(next(seeds.iterdir()), added)
        built.append(("one more file", run(build, sample=True)))
        added.unlink()
        built.append(("one file less", run(build, sample=True)))
        built.append(("check --deep", run([*PROGRAM, "check", "--deep", "--index", str(index)])))
        searched = _search(folder, seeds, index)
        shutil.rmtree(index)
    print(f"{options.count:,} documents.\n")
    print("| | s | processes | MiB together | sum of peaks | largest process |")
    print("|---|---|---|---|---|---|")
    for name, cost in [*built, *searched]:
        print(_row(name, cost))
    fits = all(max(cost.together, cost.largest) <= MOST_TO_BUILD for _name, cost in built)
    return 0 if fits and all(cost.largest <= MOST_TO_SEARCH for _, cost in searched) else 1


def _search(folder: Path, seeds: Path, index: Path) -> list[tuple[str, Cost]]:
    """The largest of single searches, and one process that does them all."""
    asked = [one for one in commands(seeds, index) if one.arguments[0] in ("search", "similar")]
    here = [[*one.arguments, "--index", str(index)] for one in asked]
    costs = [(one.kind, run([*PROGRAM, *each])) for one, each in zip(asked, here, strict=True)]
    kind, largest = max(costs, key=lambda one: one[1].largest)
    every = folder / "commands.json"
    every.write_text(json.dumps(here))
    together = run([sys.executable, "-c", _IN_ONE_PROCESS, str(every)], sample=True)
    return [
        (f"the largest of {len(costs)} searches: {kind}", largest),
        ("all of them in one process", together),
    ]


def _row(name: str, cost: Cost) -> str:
    figures = (cost.together, cost.peaks, cost.largest)
    shown = " | ".join(f"{figure:.0f}" if figure else "–" for figure in figures)
    return f"| {name} | {cost.seconds:.1f} | {cost.processes or 1} | {shown} |"


if __name__ == "__main__":
    sys.exit(main())
