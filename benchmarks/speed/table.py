"""The figures as Markdown: tables with ratios, and their place in a page."""

from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.speed.cold import BARE, PROGRAM
from benchmarks.speed.corpus import KINDS
from benchmarks.speed.engines import READER, WHOLE

Report = dict[str, Any]
"""What ``benchmarks.speed`` measured at one number of documents."""

RIVALS = ("tantivy", "tantivy, Dutch", "SQLite FTS5", "Whoosh 2.7.4", "Xapian")
MARKS = {name: (f"<!-- speed: {name} -->\n", f"<!-- speed: {name}, end -->\n") for name in
         ("figures", "ratios", "growth")}  # fmt: skip


def insert(page: str, tables: dict[str, str]) -> str:
    """The page with new tables between the marks that it has."""
    for name, (begin, end) in MARKS.items():
        before, found, rest = page.partition(begin)
        _, closed, after = rest.partition(end)
        if found and closed:
            page = f"{before}{begin}\n{tables[name]}\n\n{end}{after}"
    return page


def tables(reports: Sequence[Report]) -> dict[str, str]:
    """All tables, by name."""
    return {
        "figures": "\n\n".join(map(figures, reports)),
        "ratios": "\n\n".join(map(ratios, reports)),
        "growth": growth(reports),
    }


def figures(report: Report) -> str:
    """Everything that was measured at one number of documents."""
    parts = (_built(report), *(_warm(report, *each) for each in WARM.items()), _cold(report))
    return "\n\n".join([_title(report), *map("\n".join, parts)])


def ratios(report: Report) -> str:
    """Ours ÷ theirs, below 1 we take less; and what a cold search takes of Python's own start."""
    parts = [_title(report)]
    if others := [name for name in RIVALS if name in report["build"]]:
        parts = [f"{parts[0]} imwsearch ÷ theirs; below 1 it takes less."]
        parts += ["", *_compared(report, others)]
    own, bare = (report["cold"].get(name) for name in (PROGRAM, BARE))
    if own and bare:
        times = f"{own / bare:.2f}"
        parts += ["", f"A cold search takes {times} times as long as Python without work."]
    return "\n".join(parts)


def growth(reports: Sequence[Report]) -> str:
    """Ours by the number of documents."""
    warm_names = (f"{kind} p50 / p95 ms" for kind in KINDS)
    lines = [
        _line(["documents", "build s", "MB", "MiB", *warm_names, "cold ms"]),
        _line(["---:"] * (len(KINDS) + 5)),
    ]
    for report in reports:
        warm = report["warm"].get(READER, {})
        lines.append(
            _line(
                [
                    f"{report['documents']:,}",
                    _figure(report["build"].get(READER), 1),
                    _figure(report["size"].get(READER), 0),
                    _figure(report["memory"].get(READER), 0),
                    *(_both(warm.get(kind)) for kind in KINDS),
                    _figure(report["cold"].get(PROGRAM), 0),
                ]
            )
        )
    return "\n".join(lines)


NAMES = {
    "build": "building",
    "cpu": "building, processor time",
    "add": "adding one document",
    "size": "size of the index",
    "memory": "memory while searching",
}


WARM = {
    "warm": "Warm queries, ten best with snippets",
    "mixed": "The same, but a query of ours follows one of each other engine",
}
"""What is measured of warm queries, and how it is called."""


def _title(report: Report) -> str:
    return (
        f"{report['documents']:,} documents, {report['megabytes']:.1f} MB of text; "
        f"{report['machine']}."
    )


def _built(report: Report) -> Iterator[str]:
    yield _line(["engine", "build s", "processor s", "add 1 ms", "add 98 ms", "MB", "MiB"])
    yield _line(["---", *["---:"] * 6])
    for name in report["build"]:
        add, more = (report[what].get(name) for what in ("add", "add 98"))
        yield _line(
            [
                name,
                _figure(report["build"][name], 1),
                _figure(report["cpu"][name], 1),
                _figure(add and add * 1000, 0),
                _figure(more and more * 1000, 0),
                _figure(report["size"][name], 1),
                _figure(report["memory"].get(name), 0),
            ]
        )


def _compared(report: Report, others: Sequence[str]) -> Iterator[str]:
    yield _line(["what", *others])
    yield _line(["---", *["---:"] * len(others)])
    for what, label in NAMES.items():
        own = report[what].get(READER)
        yield _line([label, *(_ratio(own, report[what].get(other)) for other in others)])
    warm = report["warm"]
    for kind in KINDS:
        for share in (0.5, 0.95):
            own = percentile(warm.get(READER, {}).get(kind), share)
            theirs = (percentile(warm.get(other, {}).get(kind), share) for other in others)
            label = f"warm, {kind}, p{share * 100:.0f}"
            yield _line([label, *(_ratio(own, value) for value in theirs)])
    own = report["cold"].get(PROGRAM)
    theirs = (report["cold"].get(f"python, {other}") for other in others)
    yield _line(["cold, whole process", *(_ratio(own, value) for value in theirs)])


def _warm(report: Report, what: str, heading: str) -> Iterator[str]:
    yield f"{heading}, p50 / p95 in ms (in brackets: ours ÷ theirs):"
    yield ""
    yield _line(["engine", *KINDS])
    yield _line(["---"] * (len(KINDS) + 1))
    ours = report[what].get(READER, {})
    for name, kinds in report[what].items():
        cells = [_both(kinds[kind]) for kind in KINDS]
        if name not in (READER, WHOLE):
            cells = [
                f"{cell} ({_ratio(percentile(own, 0.5), percentile(times, 0.5))} / "
                f"{_ratio(percentile(own, 0.95), percentile(times, 0.95))})"
                if times and own
                else cell
                for cell, times, own in zip(
                    cells, kinds.values(), (ours.get(kind) for kind in KINDS), strict=True
                )
            ]
        yield _line([name, *cells])


def _cold(report: Report) -> Iterator[str]:
    yield "Cold, a whole process that searches for one word, median:"
    yield ""
    yield _line(["program", "ms", "÷ bare"])
    yield _line(["---", "---:", "---:"])
    for name, ms in report["cold"].items():
        yield _line([name, f"{ms:.1f}", _ratio(ms, report["cold"].get(BARE))])


def percentile(times: Sequence[float] | None, share: float) -> float | None:
    """The time that ``share`` of the sorted times do not exceed; None where there are none."""
    return times[min(len(times) - 1, int(len(times) * share))] if times else None


def _both(times: Sequence[float] | None) -> str:
    if not times:
        return "–"
    return f"{percentile(times, 0.5):.2f} / {percentile(times, 0.95):.2f}"


def _ratio(one: float | None, other: float | None) -> str:
    return "–" if not one or not other else f"{one / other:.2f}"


def _figure(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
