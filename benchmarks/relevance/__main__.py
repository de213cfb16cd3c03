"""``python -m benchmarks.relevance``: the whole measurement, one table."""

import argparse
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.relevance import table
from benchmarks.relevance.collections import Collection, build, read_corpus
from benchmarks.relevance.engines import Engine, UnavailableError
from benchmarks.relevance.engines.bm25s_nl import Bm25s
from benchmarks.relevance.engines.fts5 import Fts5
from benchmarks.relevance.engines.imwsearch_cli import Imwsearch
from benchmarks.relevance.engines.lucene_nl import Lucene
from benchmarks.relevance.engines.postgres import Postgres
from benchmarks.relevance.engines.tantivy_nl import Tantivy
from benchmarks.relevance.engines.whoosh_nl import Whoosh
from benchmarks.relevance.engines.xapian_nl import Xapian
from benchmarks.relevance.measures import Figures, chance, measure
from benchmarks.relevance.table import Cell, Row

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpora" / "kamer-2017.jsonl.gz"

OURS = Imwsearch()
OTHERS: tuple[Engine, ...] = (
    Lucene(), Xapian(), Postgres(), Tantivy(), Bm25s(), Whoosh(), Fts5(),
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, run, measure, print; 1 if an engine that was asked for cannot run here."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if not options.corpus.is_file():
        parser.error(f"there is no {options.corpus}; name the corpus with --corpus")
    collections = build(read_corpus(options.corpus))
    ours = measure_engine(OURS, collections)
    others = [engine for engine in OTHERS if options.only in engine.name.casefold()]
    rows = [row(OURS, ours, ours), *(try_engine(engine, collections, ours) for engine in others)]
    text = table.markdown(collections, rows)
    sys.stdout.write(text)
    if options.page:
        page = options.page.read_text(encoding="utf-8")
        options.page.write_text(table.insert(page, text), encoding="utf-8")
    if options.json:
        options.json.write_text(table.as_json(collections, rows), encoding="utf-8")
    return int(any(row.skipped for row in rows))


def measure_engine(engine: Engine, collections: Sequence[Collection]) -> Mapping[str, Figures]:
    """What an engine reaches, by the collection's name.

    Raises:
        UnavailableError: it cannot run here.
    """
    figures = {}
    for collection in collections:
        begun = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="relevance-") as folder:
            figures[collection.name] = measure(collection, engine.rank(collection, Path(folder)))
        seconds = time.monotonic() - begun
        sys.stderr.write(f"{engine.name}, {collection.name}: {seconds:.0f} s\n")
    return figures


def try_engine(
    engine: Engine, collections: Sequence[Collection], ours: Mapping[str, Figures]
) -> Row:
    """An engine beside ours, or why it cannot run."""
    try:
        return row(engine, measure_engine(engine, collections), ours)
    except UnavailableError as error:
        return Row(engine.name, "", str(error))


def row(engine: Engine, figures: Mapping[str, Figures], ours: Mapping[str, Figures]) -> Row:
    """An engine's figures, with the chance of each difference from ours."""
    cells = {
        name: Cell(one.means, one.nothing, None if figures is ours else chance(ours[name], one))
        for name, one in figures.items()
    }
    return Row(engine.name, engine.version(), cells=cells)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.relevance", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="JSON lines, gzipped")
    parser.add_argument(
        "--only", default="", type=str.casefold, help="run only the others with this in their name"
    )
    parser.add_argument("--page", type=Path, help="put the table between this page's marks")
    parser.add_argument("--json", type=Path, help="write the figures here, with all digits")
    return parser


if __name__ == "__main__":
    sys.exit(main())
