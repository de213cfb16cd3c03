"""Whether a document's title, pasted as a query, finds that document.

::

    python -m benchmarks.pasting ../shared/corpora/flemish-titles-2025-2026.tsv [--every N]

indexes a small document for each title of a file (its columns question_id and title), searches for
each title, and prints how many queries were refused and how many of the documents stood first, on
the first page of ten, and on none. Documents with the same title stand for each other.
"""

import argparse
import csv
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from imwsearch import indexing
from imwsearch.errors import QueryError
from imwsearch.opening import Collection, open_collection
from imwsearch.search import search

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


def main() -> None:
    """Print how the titles fared."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("titles", type=Path)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth title")
    given = parser.parse_args()
    titles = dict(list(read_titles(given.titles).items())[:: given.every])
    with tempfile.TemporaryDirectory() as folder:
        collection = index_titles(titles, Path(folder))
        begun = time.perf_counter()
        fared = paste(collection, titles)
    seconds = time.perf_counter() - begun
    print(f"{len(titles)} titles, {seconds / len(titles) * 1000:.1f} ms each")
    for name, those in fared._asdict().items():
        print(f"{name:8} {len(those):6}", *those[:20] if name in ("refused", "missed") else ())


if __name__ == "__main__":
    main()
