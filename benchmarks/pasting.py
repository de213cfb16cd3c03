"""Whether a document's title or a line of it, pasted as a query, finds that document.

::

    python -m benchmarks.pasting ../shared/corpora/flemish-titles-2025-2026.tsv [--every N]

indexes a small document for each title of a file (its columns question_id and title), searches for
each title, and prints how many queries were refused and how many of the documents stood first, on
the first page of ten, and on none. Documents with the same title stand for each other. ::

    python -m benchmarks.pasting FOLDER [--documents N]

indexes the repository's seeds with a folder of others, and searches for each line of its own, and
of N others drawn at random, as it stands in the file. Lines that ten other documents and more hold
word for word, so that they fill the page, are counted and left out.
"""

import argparse
import csv
import random
import re
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from imwsearch import indexing
from imwsearch.errors import QueryError
from imwsearch.opening import Collection, open_collection
from imwsearch.search import search

SEEDS = Path(__file__).parent.parent / "seeds"

DOCUMENT = """\
title: {title}
thema: Werk
pdf link: https://docs.example.invalid/pfile?id={id}
thema link: https://www.example.invalid/schriftelijke-vragen/{page}
SCHRIFTELIJKE VRAAG
nr. 7
van AN JANSSENS
datum: 3 maart 2025
aan BO PEETERS
VLAAMS MINISTER VAN WERK
1. {title}: hoeveel?
"""


class Pasted(NamedTuple):
    """How titles fared: the titles of queries by what became of them."""

    refused: list[str]
    first: list[str]
    on_page: list[str]
    missed: list[str]


def read_titles(path: Path) -> dict[str, str]:
    """The titles of a file by the numbers of their questions."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["question_id"]: row["title"] for row in rows}


def index_titles(titles: dict[str, str], folder: Path) -> Collection:
    """An index of a small document for each title."""
    seeds = folder / "seeds"
    seeds.mkdir()
    for id_, title in titles.items():
        text = DOCUMENT.format(title=title, id=id_, page=int(id_) + 10_000_000)
        (seeds / f"{id_}.txt").write_text(text, "utf-8")
    indexing.build(folder / "index", seeds)
    return open_collection(folder / "index")


def paste(collection: Collection, titles: dict[str, str]) -> Pasted:
    """Search for each title."""
    fared = Pasted([], [], [], [])
    for title in titles.values():
        try:
            found = [hit.title for hit in search(collection, title).hits]
        except QueryError:
            fared.refused.append(title)
            continue
        own = " ".join(title.split())
        places = [place for place, other in enumerate(found) if " ".join(other.split()) == own]
        if not places:
            fared.missed.append(title)
        else:
            (fared.on_page if places[0] else fared.first).append(title)
    return fared


class Line(NamedTuple):
    """A line of a document: the document's id, the text, how many others hold it."""

    id: str
    text: str
    others: int


PAGE = 10
"""Hits on the first page."""


def read_lines(own: Path, folder: Path, documents: int) -> list[Line]:
    """The lines with a letter or digit of our own seeds, and of some files of a folder."""
    ours, others = sorted(own.glob("*.txt")), sorted(folder.glob("*.txt"))
    texts = {path: path.read_text("utf-8") for path in [*ours, *others]}
    plain = {path: _plain(text) for path, text in texts.items()}
    found = []
    for path in [*ours, *random.Random(7).sample(others, min(documents, len(others)))]:
        id_ = re.findall(r"pfile\?id=(\d+)", texts[path])[0]
        for line in texts[path].splitlines():
            if words := _plain(line).strip():
                having = sum(f" {words} " in text for text in plain.values())
                found.append(Line(id_, line, having - 1))
    return found


def _plain(text: str) -> str:
    words = " ".join(re.findall(r"[^\W_]+", text.casefold()))
    return f" {words} "


def paste_lines(collection: Collection, lines: list[Line]) -> Pasted:
    """Search for each line."""
    fared = Pasted([], [], [], [])
    for line in lines:
        try:
            found = [hit.id for hit in search(collection, line.text, limit=PAGE).hits]
        except QueryError:
            fared.refused.append(line.text)
            continue
        if line.id not in found:
            fared.missed.append(line.text)
        else:
            (fared.on_page if found[0] != line.id else fared.first).append(line.text)
    return fared


def _lines_of(folder: Path, documents: int) -> Pasted:
    every = read_lines(SEEDS, folder, documents)
    lines = [line for line in every if line.others < PAGE]
    with tempfile.TemporaryDirectory() as work:
        indexing.build(Path(work) / "index", folder, others=(SEEDS,))
        fared = paste_lines(open_collection(Path(work) / "index"), lines)
    print(f"{len(every)} lines, {len(every) - len(lines)} left out: {PAGE} others hold them")
    return fared


def main() -> None:
    """Print how the titles or lines fared."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("given", type=Path, help="a file of titles, or a folder of seeds")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth title")
    parser.add_argument("--documents", type=int, default=200, metavar="N", help="of N documents")
    given = parser.parse_args()
    if given.given.is_dir():
        fared = _lines_of(given.given, given.documents)
    else:
        fared = _titles_of(given.given, given.every)
    for name, those in fared._asdict().items():
        print(f"{name:8} {len(those):6}", *those[:20] if name in ("refused", "missed") else ())


def _titles_of(path: Path, every: int) -> Pasted:
    titles = dict(list(read_titles(path).items())[::every])
    with tempfile.TemporaryDirectory() as folder:
        collection = index_titles(titles, Path(folder))
        begun = time.perf_counter()
        fared = paste(collection, titles)
    seconds = time.perf_counter() - begun
    print(f"{len(titles)} titles, {seconds / len(titles) * 1000:.1f} ms each")
    return fared


if __name__ == "__main__":
    main()
