"""SQLite's FTS5: bm25() and the tokenizer that folds accents; it has no Dutch stemmer."""

import sqlite3
from contextlib import closing
from pathlib import Path

from benchmarks.relevance.collections import Collection
from benchmarks.relevance.runs import DEPTH, Run, words

_TABLE = """
create virtual table texts using fts5(
    id unindexed, text, tokenize = "unicode61 remove_diacritics 2"
)
"""
_ASK = "select id from texts where texts match ? order by rank, rowid limit ?"


class Fts5:
    """Any of the words, best first by ``rank``."""

    name = "SQLite FTS5"

    def version(self) -> str:
        """The library's."""
        return sqlite3.sqlite_version

    def rank(self, collection: Collection, folder: Path) -> Run:
        """Build a database file, ask each query once."""
        with closing(sqlite3.connect(folder / "texts.db")) as database:
            database.execute(_TABLE)
            rows = ((text.id, text.whole) for text in collection.texts)
            database.executemany("insert into texts values (?, ?)", rows)
            return {
                query: [found for (found,) in database.execute(_ASK, (_any_of(text), DEPTH))]
                for query, text in collection.queries.items()
            }


def _any_of(text: str) -> str:
    return " OR ".join(f'"{word}"' for word in words(text))
