"""Measure all engines on the same documents and queries, in interleaved rounds.

    python -m benchmarks.speed [--count N] [--queries Q] [--rounds R] [--only NAMES]
        [--processor] [--cache FOLDER] [--json FILE] [--page FILE]...
    python -m benchmarks.speed --from FILE... [--page FILE]...

Run from the repository. Engines that are not installed are left out (``pip install tantivy bm25s
PyStemmer``; Debian's python3-xapian and ripgrep). Prints Markdown; ``--page`` also puts the tables
between the marks of a page.
"""

import argparse
import gc
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.speed import cold, table
from benchmarks.speed.corpus import FILES, KINDS, Query, Text, documents, queries, write_files
from benchmarks.speed.engines import ALONE, ENGINES
from benchmarks.speed.table import Report

BUILDS = 3
"""So often each engine builds, in turns with the others; the middle one counts."""

ADDED = (1, 1, 1, 98)
"""So many documents are added to the index, one time after the other; of equal numbers the middle
one counts."""


class Spent(NamedTuple):
    """The time that some work took.

    Args:
        seconds: by the clock.
        processor: by all its processes.
    """

    seconds: float
    processor: float


def main() -> None:
    """Read the options, measure or read figures, print."""
    options = _options()
    if options.known:
        reports: list[Report] = [json.loads(path.read_text()) for path in options.known]
        reports.sort(key=lambda report: int(report["documents"]))
    else:
        reports = [report_on(options)]
        if options.json:
            options.json.write_text(json.dumps(reports[0], indent=1) + "\n")
    found = table.tables(reports)
    print("\n\n".join(found.values()))
    for page in options.page:
        page.write_text(table.insert(page.read_text(), found))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=10_000, help="documents")
    parser.add_argument("--queries", type=int, default=60, help="of each kind")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument(
        "--processor", action="store_true", help="warm queries in processor time: on a busy machine"
    )
    parser.add_argument("--only", default=";".join(ENGINES), help="engines, separated by ;")
    parser.add_argument("--cache", type=Path, help="a folder that keeps the documents made")
    parser.add_argument("--json", type=Path, help="write the figures there")
    parser.add_argument("--page", type=Path, action="append", default=[], help="fill its tables")
    parser.add_argument(
        "--from", dest="known", type=Path, nargs="+", help="measure nothing: figures of --json"
    )
    return parser.parse_args()


def report_on(options: argparse.Namespace) -> Report:
    """Make the documents, measure, and say on what."""
    texts = documents(options.count + sum(ADDED), options.cache)
    asked = queries(texts[: options.count], options.queries)
    with tempfile.TemporaryDirectory() as folder:
        report = measure(Path(folder), options, texts, asked)
    report["documents"] = options.count
    report["megabytes"] = sum(len(t.title) + len(t.body) for t in texts[: options.count]) / 1e6
    report["machine"] = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    return report


def measure(
    folder: Path, options: argparse.Namespace, texts: list[Text], asked: list[Query]
) -> Report:
    """All figures: seconds, milliseconds, megabytes by engine."""
    report: Report = {what: {} for what in ("build", "cpu", "size", "memory")}
    first, *added = _batches(texts)
    write_files(folder / FILES, first)
    names = options.only.split(";")
    present = _build(folder, names, first, report)
    gc.collect()
    gc.freeze()
    searches = {n: ENGINES[n]().open(folder / n) for n in present if n != ALONE}
    clock = time.process_time if options.processor else time.perf_counter
    by_kind = [[query for query in asked if query.kind == kind] for kind in KINDS]
    report["warm"] = _warm(searches, by_kind, options.rounds, clock)
    report["mixed"] = _warm(searches, [[query] for query in asked], options.rounds, clock)
    for name in searches:
        report["memory"][name] = _memory(folder / name, name, asked)
    words = [query.words[0] for query in asked if query.kind == "one"]
    report["cold"] = cold.measure(folder, list(searches), words, 3 * options.rounds)
    report |= _add(folder, list(searches), added)
    return report


def _batches(texts: list[Text]) -> list[list[Text]]:
    """The documents to build of, then those to add each time."""
    at = len(texts) - sum(ADDED)
    batches = [texts[:at]]
    for size in ADDED:
        batches.append(texts[at : at + size])
        at += size
    return batches


def _build(folder: Path, names: Sequence[str], texts: list[Text], report: Report) -> list[str]:
    """Build with each engine, in its own folder; gives those that are installed."""
    times: dict[str, list[Spent]] = {name: [] for name in names}
    for name in [*names] * BUILDS:
        own = folder / name
        shutil.rmtree(own, ignore_errors=True)
        if name in times:
            own.mkdir()
            spent = _in_child(lambda: ENGINES[name]().build(own, texts))  # noqa: B023
            if spent:
                times[name].append(spent)
            else:
                del times[name]
                shutil.rmtree(own)
    for name, found in times.items():
        report["build"][name], report["cpu"][name] = sorted(found)[len(found) // 2]
        files = (path for path in (folder / name).rglob("*") if path.is_file())
        report["size"][name] = sum(path.stat().st_size for path in files) / 1e6
    return list(times)


def _add(folder: Path, names: Sequence[str], batches: Sequence[list[Text]]) -> Report:
    """Add the batches with each engine, one after the other; the seconds by their sizes."""
    times: dict[str, dict[str, list[float]]] = {}
    for batch in batches:
        taken = times.setdefault("add" if len(batch) == 1 else f"add {len(batch)}", {})
        for name in names:
            spent = _in_child(lambda: ENGINES[name]().add(folder / name, batch))  # noqa: B023
            taken.setdefault(name, []).extend([spent.seconds] if spent else [])
    return {
        what: {name: sorted(own)[len(own) // 2] if own else None for name, own in taken.items()}
        for what, taken in times.items()
    }


def _in_child(work: Callable[[], object]) -> Spent | None:
    """What some work takes in a process of its own; None where there is no such thing."""
    begun = time.perf_counter()
    child = os.fork()
    if not child:
        try:
            work()
        except (ImportError, NotImplementedError):
            os._exit(2)
        except BaseException:
            sys.excepthook(*sys.exc_info())
            os._exit(3)
        os._exit(0)
    _, status, used = os.wait4(child, 0)
    if status:
        return None
    return Spent(time.perf_counter() - begun, used.ru_utime + used.ru_stime)


def _warm(
    searches: dict[str, Callable[[Query], list[str]]],
    turns: Sequence[Sequence[Query]],
    rounds: int,
    clock: Callable[[], float],
) -> dict[str, dict[str, list[float]]]:
    """For each engine and kind the best time of each query, in milliseconds.

    Args:
        searches: the engines.
        turns: the queries; those of a turn are asked one after the other of one engine, then of the
            next, before those of the next turn.
        rounds: how often all are asked, once more than this.
        clock: gives seconds.
    """
    best: dict[str, dict[Query, float]] = {name: {} for name in searches}
    for _ in range(rounds + 1):
        for turn in turns:
            for name, search in searches.items():
                for query in turn:
                    begun = clock()
                    try:
                        search(query)
                    except NotImplementedError:
                        continue
                    spent = (clock() - begun) * 1000
                    best[name][query] = min(spent, best[name].get(query, spent))
    return {
        name: {
            kind: sorted(spent for query, spent in times.items() if query.kind == kind)
            for kind in KINDS
        }
        for name, times in best.items()
    }


def _memory(folder: Path, name: str, asked: list[Query]) -> float | None:
    """Peak resident megabytes of a fresh process that answers all queries."""
    code = (
        "import sys, json\n"
        "from benchmarks.speed.engines import ENGINES\n"
        "from benchmarks.speed.corpus import Query\n"
        "from pathlib import Path\n"
        "search = ENGINES[sys.argv[1]]().open(Path(sys.argv[2]))\n"
        "for kind, words in json.loads(sys.argv[3]):\n"
        "    try: search(Query(kind, tuple(words)))\n"
        "    except NotImplementedError: pass\n"
        "status = Path('/proc/self/status').read_text()\n"
        "print(int(status.partition('VmHWM:')[2].split()[0]) / 1024)"
    )
    command = [sys.executable, "-c", code, name, str(folder), json.dumps(asked)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return float(done.stdout.split()[-1]) if done.returncode == 0 else None


if __name__ == "__main__":
    main()
