"""Runs: which documents an engine found for each query, and the files that they travel in."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from benchmarks.relevance.collections import Collection

DEPTH = 100
"""How many documents an engine gives for a query."""

Run: TypeAlias = Mapping[str, Sequence[str]]
"""The ids of the documents found, best first, by the query's id; no entry where none was."""

_WORD = re.compile(r"[^\W_]+")


class RunError(ValueError):
    """A line of a run is not ``qid Q0 docid rank score tag``."""


def parse_run(lines: Iterable[str]) -> dict[str, list[str]]:
    """A standard TREC run, in the order of its ranks.

    Raises:
        RunError: a line is not of that form.
    """
    ranked: dict[str, list[tuple[int, str]]] = {}
    for number, line in enumerate(lines, 1):
        match line.split():
            case [query, _, document, rank, _, _] if rank.isdecimal():
                ranked.setdefault(query, []).append((int(rank), document))
            case []:
                continue
            case _:
                raise RunError(f"line {number} of the run: {line.rstrip()!r}")
    return {query: [document for _, document in sorted(found)] for query, found in ranked.items()}


def write_queries(collection: Collection, path: Path) -> None:
    """The queries as ``qid<TAB>query`` lines."""
    write_table(path, collection.queries.items())


def write_table(path: Path, rows: Iterable[tuple[str, str]]) -> None:
    """Two columns, one row a line, blanks in the texts made single."""
    lines = (f"{key}\t{' '.join(text.split())}\n" for key, text in rows)
    path.write_text("".join(lines), encoding="utf-8")


def words(text: str) -> list[str]:
    """The words of a query, without the signs that engines take for operators."""
    return _WORD.findall(text)
