"""Our own index, through its command line, from seed files."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.relevance.collections import Collection, Text
from benchmarks.relevance.runs import DEPTH, Run, parse_run, write_queries

NOTHING = "..."
"""Stands where the reader expects a text and the collection has none."""

_SEED = """\
title: {title}
thema:
pdf link: https://docs.example.invalid/pfile?id={id}
thema link: https://www.example.invalid/schriftelijke-vragen/{id}
SCHRIFTELIJKE VRAAG
nr. 1
van A B
datum: 2 januari 2017
aan C D
MINISTER
{question}
C D
MINISTER
ANTWOORD
op vraag nr. 1 van 2 januari 2017
van A B
{answer}
"""


class Imwsearch:
    """The same head on every seed: no name, number or portfolio tells one from another."""

    name = "imwsearch"

    def version(self) -> str:
        """As the command says it."""
        return _imwsearch(["--version"]).strip().removeprefix("imwsearch ")

    def rank(self, collection: Collection, folder: Path) -> Run:
        """Build an index of seeds, then answer all queries in one call."""
        index, queries = build_index(collection, folder), folder / "queries.tsv"
        write_queries(collection, queries)
        options = ["--queries", str(queries), "--run", "imwsearch", "-n", str(DEPTH)]
        return parse_run(_imwsearch(["search", *options, "--index", str(index)]).splitlines())


def build_index(collection: Collection, folder: Path) -> Path:
    """Build the index of a collection in a folder, and say where."""
    seeds, index = folder / "seeds", folder / "index"
    write_seeds(collection.texts, seeds)
    _imwsearch(["index", "--seeds", str(seeds), "--index", str(index)])
    return index


def write_seeds(texts: Sequence[Text], folder: Path) -> None:
    """The documents as a folder of seeds."""
    folder.mkdir(parents=True, exist_ok=True)
    for text in texts:
        path = folder / f"{text.id}.txt"
        path.write_text(
            _SEED.format(
                id=text.id,
                title=text.title or NOTHING,
                question=text.question or NOTHING,
                answer=text.answer,
            ),
            encoding="utf-8",
        )


def _imwsearch(arguments: Sequence[str]) -> str:
    command = [sys.executable, "-m", "imwsearch", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
