"""The engines, each behind the same few methods: build, add, open and then search."""

import gc
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from benchmarks.speed import rivals
from benchmarks.speed.corpus import FILES, Query, Text, write_file


class Engine(Protocol):
    """What is measured of an engine.

    A method raises ``ImportError`` where the engine is not installed, ``NotImplementedError`` where
    it has no such thing.
    """

    def build(self, folder: Path, texts: Sequence[Text]) -> None:
        """Index the documents in an empty folder."""

    def add(self, folder: Path, texts: Sequence[Text]) -> None:
        """Add documents to the index."""

    def open(self, folder: Path) -> Callable[[Query], list[str]]:
        """Give a function from a query to the snippets of its ten best documents.

        It also counts all documents found.
        """


class Ours:
    """imwsearch's segments, with a plain snippet."""

    processes = 2

    def build(self, folder: Path, texts: Sequence[Text]) -> None:
        import imwsearch.codec.splitting  # noqa: F401
        from imwsearch import processes
        from imwsearch.codec.pieces import Splitter
        from imwsearch.codec.writer import MEMORY

        def split(share: Sequence[Text], tell: Callable[[Any], None]) -> None:
            splitter = Splitter(MEMORY)
            for portion in map(splitter.add, _entries(share)):
                if portion:
                    tell(portion)
            tell(splitter.rest())

        size = -(-len(texts) // self.processes)
        shares = [texts[at : at + size] for at in range(0, len(texts), size)]
        if len(shares) == 1:
            self.add(folder, texts)
        else:
            writer = self._writer(folder)
            processes.run(split, shares, lambda _number, told: told and writer.take(told))
            writer.close()

    def add(self, folder: Path, texts: Sequence[Text]) -> None:
        writer = self._writer(folder)
        for entry in _entries(texts):
            writer.add(entry)
        writer.close()

    def _writer(self, folder: Path) -> Any:
        from imwsearch.codec.words import DUTCH
        from imwsearch.codec.writer import SegmentWriter

        gc.disable()  # as a build does; each engine builds in a process of its own
        return SegmentWriter(str(folder), DUTCH, processes=self.processes)

    def open(self, folder: Path) -> Callable[[Query], list[str]]:
        from benchmarks.speed.ours import open_searcher

        return open_searcher(str(folder))


def _entries(texts: Sequence[Text]) -> "list[Any]":
    from imwsearch.codec.entries import Entry

    return [
        Entry(
            text.id,
            [
                ("title", text.title),
                ("theme", text.theme),
                ("questions", text.questions),
                ("answer", text.answer),
            ],
            f"{text.title}\0{text.body}".encode(),
            {"minister": (text.minister,)},
            {"date": text.date},
        )
        for text in texts
    ]


class OursAlone(Ours):
    """The same, built by one process."""

    processes = 1


class Whole:
    """The whole program: ``imwsearch index`` over a folder of files, ``imwsearch.search.search``.

    The documents are read as files, and its snippets are the program's own.
    """

    def build(self, folder: Path, texts: Sequence[Text]) -> None:
        self._index(folder)

    def add(self, folder: Path, texts: Sequence[Text]) -> None:
        for text in texts:
            write_file(folder.parent / FILES, text)
        self._index(folder)

    @staticmethod
    def _index(folder: Path) -> None:
        options = ["--index", str(folder / "index"), "--seeds", str(folder.parent / FILES)]
        command = [sys.executable, "-m", "imwsearch", "index", *options]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def open(self, folder: Path) -> Callable[[Query], list[str]]:
        from imwsearch.opening import open_collection
        from imwsearch.search import search as answer

        collection = open_collection(folder / "index")

        def search(query: Query) -> list[str]:
            collection.searcher.forget()
            text = " ".join(query.words)
            asked = {
                "phrase": f'"{text}"',
                "prefix": text + "*",
                "and": " AND ".join(query.words),
            }.get(query.kind, text)
            found = answer(collection, asked)
            return [
                "".join(piece.text for piece in hit.passages[0].pieces)
                for hit in found.hits
                if hit.passages
            ]

        return search


READER, ALONE, WHOLE = "imwsearch", "imwsearch, 1 process", "imwsearch, whole"

ENGINES: dict[str, type[Engine]] = {
    READER: Ours,
    ALONE: OursAlone,
    WHOLE: Whole,
    "tantivy": rivals.Tantivy,
    "tantivy, Dutch": rivals.TantivyDutch,
    "SQLite FTS5": rivals.Fts5,
    "Whoosh 2.7.4": rivals.Whoosh,
    "Xapian": rivals.Xapian,
    "bm25s": rivals.Bm25s,
}
