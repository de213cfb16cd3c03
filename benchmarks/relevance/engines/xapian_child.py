"""Xapian in the Python that has it: TEXTS QUERIES FOLDER DEPTH → a TREC run."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import xapian

_WORD = re.compile(r"[^\W_]+")


def read_table(path: str) -> Iterator[list[str]]:
    """The rows of a file of ``id<TAB>text`` lines."""
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        yield line.split("\t", 1)


def build(texts: str, folder: str) -> xapian.Database:
    """A database on disk, the ids as documents' data."""
    database = xapian.WritableDatabase(f"{folder}/database", xapian.DB_CREATE_OR_OVERWRITE)
    generator = xapian.TermGenerator()
    generator.set_stemmer(xapian.Stem("dutch"))
    for id_, text in read_table(texts):
        document = xapian.Document()
        document.set_data(id_)
        generator.set_document(document)
        generator.index_text(text)
        database.add_document(document)
    database.commit()
    return database


def main(texts: str, queries: str, folder: str, depth: str) -> None:
    """Index, ask, print."""
    database = build(texts, folder)
    parser = xapian.QueryParser()
    parser.set_stemmer(xapian.Stem("dutch"))
    parser.set_stemming_strategy(parser.STEM_SOME)
    for id_, text in read_table(queries):
        enquire = xapian.Enquire(database)
        enquire.set_query(parser.parse_query(" ".join(_WORD.findall(text.lower()))))
        for match in enquire.get_mset(0, int(depth)):
            found = match.document.get_data().decode()
            print(id_, "Q0", found, match.rank + 1, match.weight, "xapian")


if __name__ == "__main__":
    main(*sys.argv[1:])
