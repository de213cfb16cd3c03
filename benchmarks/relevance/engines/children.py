"""Engines that are programs of their own: two tables go in, a TREC run comes out."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from benchmarks.relevance.collections import Collection
from benchmarks.relevance.engines import UnavailableError
from benchmarks.relevance.runs import DEPTH, Run, parse_run, write_queries, write_table

HERE = Path(__file__).parent


def ask_child(command: Sequence[str], collection: Collection, folder: Path) -> Run:
    """Run ``command TEXTS QUERIES FOLDER DEPTH`` and read the run that it prints.

    TEXTS and QUERIES are files of ``id<TAB>text`` lines.

    Raises:
        UnavailableError: the program ended with an error; the text is its last line.
    """
    texts, queries = folder / "texts.tsv", folder / "queries.tsv"
    write_table(texts, ((text.id, text.whole) for text in collection.texts))
    write_queries(collection, queries)
    return parse_run(
        output([*command, str(texts), str(queries), str(folder), str(DEPTH)]).splitlines()
    )


def output(command: Sequence[str], user: str | None = None) -> str:
    """What a program prints.

    Raises:
        UnavailableError: it is not here, or ended with an error.
    """
    try:
        done = subprocess.run(
            command, check=True, capture_output=True, encoding="utf-8", cwd="/", user=user
        )
    except FileNotFoundError as error:
        raise UnavailableError(f"there is no {command[0]}") from error
    except subprocess.CalledProcessError as error:
        last = (error.stderr.strip() or "no message").splitlines()[-1]
        raise UnavailableError(f"{Path(command[0]).name}: {last}") from error
    return done.stdout
