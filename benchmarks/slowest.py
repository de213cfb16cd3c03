"""Measure what was made to be slow, each in a process of its own as a person would start it.

    python -m benchmarks.slowest [--count N] [--keep FOLDER]

Run from the repository, on Linux. Prints Markdown, slowest first.
"""

import statistics
import sys

from benchmarks.expensive import Command, commands
from benchmarks.processes import Cost, run
from benchmarks.seeds import PROGRAM, arguments, make_index, workplace

MOST = 2.0
"""Seconds of ``limits.QUERY_SECONDS``; a process also has to start."""

MOST_FOR_A_HIT = 0.001
"""Seconds more for each hit: its document is read and its snippets are cut."""

OUTCOMES = {0: "answered", 1: "nothing found", 2: "refused", 3: "answered"}


def main() -> int:
    """Run all commands; 1 where one fails or takes longer than a query may."""
    options = arguments(__doc__.partition("\n")[0]).parse_args()
    with workplace(options.keep) as folder:
        seeds, index = make_index(folder, options.count)
        run([*PROGRAM, "search", "kust", "--index", str(index)])
        costs = [
            (one, run([*PROGRAM, *one.arguments, "--index", str(index)]))
            for one in commands(seeds, index)
        ]
    costs.sort(key=lambda each: -each[1].seconds)
    print(f"{options.count:,} documents, {len(costs)} commands, each with its start and its end.\n")
    print("| | s | s of processor | MiB | outcome |\n|---|---|---|---|---|")
    for one, cost in costs:
        figures = f"{cost.seconds:.2f} | {cost.cpu:.2f} | {cost.largest:.0f}"
        print(f"| {one.kind} | {figures} | {_outcome(cost)} |")
    median = statistics.median(cost.seconds for _one, cost in costs)
    print(f"\nSlowest {costs[0][1].seconds:.2f} s, median {median:.2f} s.")
    return 0 if all(_fits(one, cost) for one, cost in costs) else 1


def _fits(one: Command, cost: Cost) -> bool:
    return cost.code in OUTCOMES and cost.seconds < MOST + MOST_FOR_A_HIT * one.hits


def _outcome(cost: Cost) -> str:
    outcome = OUTCOMES.get(cost.code, f"failed with {cost.code}")
    return f"{outcome}: {cost.said.splitlines()[0][:90]}" if cost.code == 2 else outcome


if __name__ == "__main__":
    sys.exit(main())
