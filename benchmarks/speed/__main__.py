"""Measure all engines on the same documents and queries, in interleaved rounds.

    python -m benchmarks.speed [--count N] [--queries Q] [--rounds R] [--only NAMES] [--json FILE]

Run from the repository. Engines that are not installed are left out (``pip install tantivy bm25s
PyStemmer``). Prints Markdown.
"""

import argparse
import gc
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.speed.corpus import KINDS, Query, Text, documents, queries
from benchmarks.speed.engines import ENGINES

ADDED = 1
COLD = {
    "python -c pass": "pass",
    "imwsearch's reader": (
        "import sys; sys.argv[1:] = {folder!r}, {word!r}\n"
        "from benchmarks.speed.ours import open_searcher\n"
        "print(open_searcher(sys.argv[1])(('one', (sys.argv[2],))))"
    ),
    "SQLite FTS5": (
        "import sqlite3\n"
        "b = sqlite3.connect({folder!r} + '/fts.db')\n"
        "print(b.execute(\"select id, snippet(docs, 2, '[', ']', '...', 20) from docs where docs "
        'match ? order by rank limit 10", ({word!r},)).fetchall())'
    ),
    "tantivy": (
        "import tantivy\n"
        "i = tantivy.Index.open({folder!r}); s = i.searcher()\n"
        "q = i.parse_query({word!r}, ['title', 'body'])\n"
        "g = tantivy.SnippetGenerator.create(s, q, i.schema, 'body')\n"
        "print([g.snippet_from_doc(s.doc(a)).to_html() for _, a in s.search(q, 10).hits])"
    ),
    "Whoosh 2.7.4": (
        "import warnings; warnings.simplefilter('ignore')\n"
        "from whoosh import index, qparser\n"
        "i = index.open_dir({folder!r}); s = i.searcher()\n"
        "q = qparser.MultifieldParser(('title', 'body'), i.schema).parse({word!r})\n"
        "print([h.highlights('body') for h in s.search(q, limit=10)])"
    ),
}


def main() -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=10_000, help="documents")
    parser.add_argument("--queries", type=int, default=60, help="of each kind")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", help="engines, separated by ;")
    parser.add_argument("--json", type=Path, help="write the figures there")
    options = parser.parse_args()
    texts = documents(options.count + ADDED)
    asked = queries(texts[: options.count], options.queries)
    names = options.only.split(";") if options.only else list(ENGINES)
    with tempfile.TemporaryDirectory() as folder:
        report = measure(Path(folder), names, texts, asked, options.rounds)
    report["documents"] = options.count
    report["megabytes"] = sum(len(t.title) + len(t.body) for t in texts) / 1e6
    report["machine"] = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    if options.json:
        options.json.write_text(json.dumps(report, indent=1))
    print(markdown(report))


def measure(
    folder: Path, names: Sequence[str], texts: list[Text], asked: list[Query], rounds: int
) -> dict[str, Any]:
    """All figures: seconds, milliseconds, megabytes by engine."""
    report: dict[str, Any] = {"build": {}, "add": {}, "size": {}, "warm": {}, "memory": {}}
    present = [name for name in names if _build(folder / name, name, texts, report)]
    gc.collect()
    gc.freeze()
    searches = {n: ENGINES[n]().open(folder / n) for n in present if "1 process" not in n}
    report["warm"] = _warm(searches, asked, rounds)
    for name in searches:
        report["memory"][name] = _memory(folder / name, name, asked)
    report["cold"] = _cold(folder, searches, asked, 7 * rounds)
    for name in searches:
        report["add"][name] = _add(folder / name, name, texts[-ADDED:])
    return report


def _build(folder: Path, name: str, texts: list[Text], report: dict[str, Any]) -> bool:
    folder.mkdir()
    seconds = _in_child(lambda: ENGINES[name]().build(folder, texts[:-ADDED]))
    if seconds is None:
        shutil.rmtree(folder)
        return False
    report["build"][name] = seconds
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    report["size"][name] = size / 1e6
    return True


def _add(folder: Path, name: str, texts: list[Text]) -> float | None:
    return _in_child(lambda: ENGINES[name]().add(folder, texts))


def _in_child(work: Callable[[], object]) -> float | None:
    """The seconds that some work takes in a process of its own; None if it fails."""
    begun = time.perf_counter()
    child = os.fork()
    if not child:
        try:
            work()
        except ImportError:
            os._exit(2)
        except NotImplementedError:
            os._exit(3)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    return time.perf_counter() - begun if status == 0 else None


def _warm(
    searches: dict[str, Callable[[Query], list[str]]], asked: list[Query], rounds: int
) -> dict[str, dict[str, list[float]]]:
    """For each engine and kind the best time of each query, in milliseconds."""
    best: dict[tuple[str, Query], float] = {}
    for _ in range(rounds + 1):
        for query in asked:
            for name, search in searches.items():
                begun = time.perf_counter()
                try:
                    search(query)
                except NotImplementedError:
                    continue
                spent = (time.perf_counter() - begun) * 1000
                best[name, query] = min(spent, best.get((name, query), spent))
    return {
        name: {
            kind: sorted(best[name, q] for q in asked if q.kind == kind and (name, q) in best)
            for kind in KINDS
        }
        for name in searches
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


def _cold(
    folder: Path, names: Sequence[str] | dict[str, Any], asked: list[Query], rounds: int
) -> dict[str, float]:
    """The median of whole processes that search for one word, in milliseconds."""
    words = [query.words[0] for query in asked if query.kind == "one"]
    spent: dict[str, list[float]] = {}
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    for n in range(-1, rounds):  # the first time compiles the modules
        for label, code in COLD.items():
            engine = "imwsearch" if label.startswith("imwsearch") else label
            if label != "python -c pass" and engine not in names:
                continue
            code = code.format(folder=str(folder / engine), word=words[n % len(words)])
            begun = time.perf_counter()
            subprocess.run(
                [sys.executable, "-c", code],
                stdout=subprocess.DEVNULL,
                check=True,
                env=environment,
            )
            if n < 0:
                continue
            spent.setdefault(label, []).append((time.perf_counter() - begun) * 1000)
    return {label: statistics.median(times) for label, times in spent.items()}


def percentile(times: Sequence[float], share: float) -> float:
    """The time that ``share`` of the sorted times do not exceed."""
    return times[min(len(times) - 1, int(len(times) * share))]


def markdown(report: dict[str, Any]) -> str:
    """The figures as tables, with ratios to ours."""
    lines = [
        f"{report['documents']:,} documents, {report['megabytes']:.1f} MB of text; "
        f"{report['machine']}.",
        "",
        "| engine | build s | ÷ tantivy | add 1 ms | MB | memory MiB |",
        "|---|---|---|---|---|---|",
    ]
    for name, seconds in report["build"].items():
        add, memory = report["add"].get(name), report["memory"].get(name)
        lines.append(
            f"| {name} | {seconds:.1f} | {_ratio(seconds, report['build'].get('tantivy'))} "
            f"| {_figure(add and add * 1000)} | {report['size'][name]:.1f} | {_figure(memory)} |"
        )
    lines += ["", "Warm, p50 / p95 ms, with snippets (in brackets: ours ÷ theirs).", ""]
    lines += ["| engine | " + " | ".join(KINDS) + " |", "|---|" + "---|" * len(KINDS)]
    ours = report["warm"].get("imwsearch", {})
    for name, kinds in report["warm"].items():
        cells = []
        for kind in KINDS:
            times, own = kinds[kind], ours.get(kind)
            if not times:
                cells.append("–")
                continue
            cell = f"{percentile(times, 0.5):.2f} / {percentile(times, 0.95):.2f}"
            if own and name != "imwsearch":
                cell += (
                    f" ({_ratio(percentile(own, 0.5), percentile(times, 0.5))}"
                    f" / {_ratio(percentile(own, 0.95), percentile(times, 0.95))})"
                )
            cells.append(cell)
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    lines += ["", "Cold, whole process, median.", "", "| program | ms | ÷ bare |", "|---|---|---|"]
    bare = report["cold"]["python -c pass"]
    lines += [f"| {n} | {ms:.1f} | {_ratio(ms, bare)} |" for n, ms in report["cold"].items()]
    return "\n".join(lines)


def _ratio(one: float, other: float | None) -> str:
    return "–" if not other else f"{one / other:.2f}"


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}"


if __name__ == "__main__":
    main()
