"""Searching as a whole process: each engine behind a command line."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Collection, Sequence
from pathlib import Path

import imwsearch
from benchmarks.speed.corpus import FILES
from benchmarks.speed.engines import READER, WHOLE
from imwsearch import launching

BARE = "python -c pass"

_CODE = {
    BARE: (BARE, "pass"),
    "python, our reader": (
        READER,
        "from benchmarks.speed.ours import open_searcher\n"
        "print(open_searcher({folder!r})(('one', ({word!r},))))",
    ),
    "python, SQLite FTS5": (
        "SQLite FTS5",
        "import sqlite3\n"
        "b = sqlite3.connect({folder!r} + '/fts.db')\n"
        "print(b.execute(\"select id, snippet(docs, 2, '[', ']', '...', 20) from docs where docs "
        'match ? order by rank limit 10", ({word!r},)).fetchall())',
    ),
    "python, tantivy": (
        "tantivy",
        "import tantivy\n"
        "i = tantivy.Index.open({folder!r}); s = i.searcher()\n"
        "q = i.parse_query({word!r}, ['title', 'body'])\n"
        "g = tantivy.SnippetGenerator.create(s, q, i.schema, 'body')\n"
        "print([g.snippet_from_doc(s.doc(a)).to_html() for _, a in s.search(q, 10).hits])",
    ),
    "python, Xapian": (
        "Xapian",
        "from pathlib import Path\n"
        "from benchmarks.speed.rivals import Xapian\n"
        "from benchmarks.speed.corpus import Query\n"
        "print(Xapian().open(Path({folder!r}))(Query('one', ({word!r},))))",
    ),
    "python, Whoosh 2.7.4": (
        "Whoosh 2.7.4",
        "import warnings; warnings.simplefilter('ignore')\n"
        "from whoosh import index, qparser\n"
        "i = index.open_dir({folder!r}); s = i.searcher()\n"
        "q = qparser.MultifieldParser(('title', 'body'), i.schema).parse({word!r})\n"
        "print([h.highlights('body') for h in s.search(q, limit=10)])",
    ),
}
"""By label the engine whose index it searches, and the program."""


def measure(
    folder: Path, engines: Collection[str], words: Sequence[str], rounds: int
) -> dict[str, float]:
    """The median of whole processes that each search for one word, in milliseconds.

    Args:
        folder: where the engines' indexes are, and the documents as files.
        engines: those that were built.
        words: what to search for.
        rounds: how many processes of each; they take turns.
    """
    spent: dict[str, list[float]] = {}
    for n in range(-1, rounds):  # the first time compiles the modules
        for label, command in _commands(folder, engines, words[n % len(words)]).items():
            milliseconds = _run(command, folder / WHOLE if WHOLE in engines else folder)
            if n >= 0 and milliseconds is not None:
                spent.setdefault(label, []).append(milliseconds)
    return {label: statistics.median(times) for label, times in spent.items()}


PROGRAM = "imwsearch search WORD"
PIP = "the same, the command as pip makes it"

PACKAGE = Path(imwsearch.__file__).parent


def _commands(folder: Path, engines: Collection[str], word: str) -> dict[str, list[str]]:
    commands = {
        label: [sys.executable, "-c", code.format(folder=str(folder / engine), word=word)]
        for label, (engine, code) in _CODE.items()
        if engine == BARE or engine in engines
    }
    if WHOLE in engines:
        texts = {
            PROGRAM: launching.command(sys.executable, str(PACKAGE.parent)),
            PIP: PACKAGE.joinpath("script.py").read_text().replace("python", sys.executable, 1),
        }
        for n, (label, text) in enumerate(texts.items()):
            command = folder / f"bin{n}" / "imwsearch"  # apart, as when it is installed
            command.parent.mkdir(exist_ok=True)
            command.write_text(text)
            command.chmod(0o755)
            commands[label] = [str(command), "search", word]
    commands["rg -i WORD (the files)"] = ["rg", "-i", word, str(folder / FILES)]
    return commands


def _run(command: Sequence[str], folder: Path) -> float | None:
    """How long a program takes in a folder, its output read; None if it is not there or fails."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(PACKAGE.parent)
    begun = time.perf_counter()
    try:
        done = subprocess.run(
            command, capture_output=True, env=environment, cwd=folder, check=False
        )
    except FileNotFoundError:
        return None
    return (time.perf_counter() - begun) * 1000 if done.returncode == 0 else None
