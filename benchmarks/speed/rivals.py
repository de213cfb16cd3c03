"""The other engines, each used as its documentation says."""

import re
import sqlite3
import sys
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.speed.corpus import Query, Text

K = 10
ANY_FIELD = ("title", "body")
DEBIAN = "/usr/lib/python3/dist-packages"
"""Debian's python3-xapian stands there; it runs under any Python of the same version."""


class Fts5:
    """SQLite's full-text search."""

    def build(self, folder: Path, texts: Sequence[Text]) -> None:
        base = sqlite3.connect(folder / "fts.db")
        base.execute(
            "create virtual table docs using fts5(id unindexed, title, body, tokenize='unicode61')"
        )
        self._insert(base, texts)
        base.execute("insert into docs(docs) values('optimize')")
        base.commit()
        base.close()

    @staticmethod
    def _insert(base: sqlite3.Connection, texts: Sequence[Text]) -> None:
        base.executemany(
            "insert into docs values(?, ?, ?)", ((t.id, t.title, t.body) for t in texts)
        )
        base.commit()

    def add(self, folder: Path, texts: Sequence[Text]) -> None:
        base = sqlite3.connect(folder / "fts.db")
        self._insert(base, texts)
        base.close()

    def open(self, folder: Path) -> Callable[[Query], list[str]]:
        base = sqlite3.connect(folder / "fts.db")
        sql = (
            "select id, snippet(docs, 2, '[', ']', '...', 20) from docs where docs match ? "
            "order by bm25(docs, 0, 3.0, 1.0) limit 10"
        )
        count = "select count(*) from docs where docs match ?"

        def search(query: Query) -> list[str]:
            words = [f'"{word}"' for word in query.words]
            text = {
                "phrase": '"' + " ".join(query.words) + '"',
                "prefix": words[0] + "*",
                "or": " OR ".join(words),
            }.get(query.kind, " AND ".join(words))
            base.execute(count, (text,)).fetchone()
            return [row[1] for row in base.execute(sql, (text,))]

        return search


class Tantivy:
    """tantivy, through tantivy-py, two threads; words as they stand, which is its default."""

    analyzer = "default"

    def _schema(self) -> Any:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        for field in ANY_FIELD:
            builder.add_text_field(field, stored=True, tokenizer_name=self.analyzer)
        return builder.build()

    def _ready(self, index: Any) -> Any:
        """The index, told of what its schema names."""
        return index

    def build(self, folder: Path, texts: Sequence[Text]) -> None:
        import tantivy

        index = tantivy.Index(self._schema(), path=str(folder))
        self._write(self._ready(index), texts)

    @staticmethod
    def _write(index: Any, texts: Sequence[Text]) -> None:
        import tantivy

        writer = index.writer(heap_size=256_000_000, num_threads=2)
        for text in texts:
            writer.add_document(tantivy.Document(id=text.id, title=text.title, body=text.body))
        writer.commit()
        writer.wait_merging_threads()

    def add(self, folder: Path, texts: Sequence[Text]) -> None:
        import tantivy

        self._write(self._ready(tantivy.Index.open(str(folder))), texts)

    def open(self, folder: Path) -> Callable[[Query], list[str]]:
        import tantivy

        index = self._ready(tantivy.Index.open(str(folder)))
        searcher, schema = index.searcher(), index.schema

        def search(query: Query) -> list[str]:
            if query.kind == "prefix":
                pattern = query.words[0] + ".*"
                parsed = tantivy.Query.boolean_query(
                    [
                        (tantivy.Occur.Should, tantivy.Query.regex_query(schema, field, pattern))
                        for field in ANY_FIELD
                    ]
                )
            else:
                text = " ".join(query.words)
                if query.kind == "phrase":
                    text = f'"{text}"'
                elif query.kind == "and":
                    text = " ".join(f"+{word}" for word in query.words)
                parsed = index.parse_query(text, list(ANY_FIELD))
            found = searcher.search(parsed, K)
            if query.kind == "prefix":  # its snippets know no patterns
                return [searcher.doc(at)["body"][0][:160] for _, at in found.hits]
            generator = tantivy.SnippetGenerator.create(searcher, parsed, schema, "body")
            return [generator.snippet_from_doc(searcher.doc(at)).to_html() for _, at in found.hits]

        return search


class TantivyDutch(Tantivy):
    """The same with its Dutch stemmer and accents folded, as one would index Dutch with it."""

    analyzer = "dutch"

    def _ready(self, index: Any) -> Any:
        from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

        analyzer = TextAnalyzerBuilder(Tokenizer.simple())
        for step in (
            Filter.remove_long(40),
            Filter.lowercase(),
            Filter.ascii_fold(),
            Filter.stemmer("dutch"),
        ):
            analyzer = analyzer.filter(step)
        index.register_tokenizer(self.analyzer, analyzer.build())
        return index


class Whoosh:
    """Whoosh 2.7.4 as it comes, with its own Dutch analyzer."""

    def build(self, folder: Path, texts: Sequence[Text]) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from whoosh import analysis, fields, index
        analyzer = analysis.LanguageAnalyzer("nl")
        schema = fields.Schema(
            id=fields.ID(stored=True),
            title=fields.TEXT(analyzer=analyzer, stored=True),
            body=fields.TEXT(analyzer=analyzer, stored=True),
        )
        self._write(index.create_in(str(folder), schema), texts)

    @staticmethod
    def _write(opened: Any, texts: Sequence[Text]) -> None:
        writer = opened.writer(limitmb=256)
        for text in texts:
            writer.add_document(id=text.id, title=text.title, body=text.body)
        writer.commit()

    def add(self, folder: Path, texts: Sequence[Text]) -> None:
        from whoosh import index

        self._write(index.open_dir(str(folder)), texts)

    def open(self, folder: Path) -> Callable[[Query], list[str]]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from whoosh import index, qparser
        opened = index.open_dir(str(folder))
        searcher = opened.searcher()
        parsers = {
            group: qparser.MultifieldParser(ANY_FIELD, opened.schema, group=group)
            for group in (qparser.OrGroup, qparser.AndGroup)
        }

        def search(query: Query) -> list[str]:
            text = " ".join(query.words)
            text = {"phrase": f'"{text}"', "prefix": text + "*"}.get(query.kind, text)
            group = qparser.AndGroup if query.kind == "and" else qparser.OrGroup
            found = searcher.search(parsers[group].parse(text), limit=K)
            return [hit.highlights("body") for hit in found]

        return search


class Bm25s:
    """bm25s: scores in numpy, words only, no snippets of its own."""

    def build(self, folder: Path, texts: Sequence[Text]) -> None:
        import bm25s

        tokens = [re.findall(r"\w+", f"{t.title} {t.body}".lower()) for t in texts]
        index = bm25s.BM25(corpus=[{"text": t.body} for t in texts])
        index.index(tokens, show_progress=False)
        index.save(str(folder), corpus=index.corpus)

    def add(self, folder: Path, texts: Sequence[Text]) -> None:
        raise NotImplementedError

    def open(self, folder: Path) -> Callable[[Query], list[str]]:
        import bm25s

        index = bm25s.BM25.load(str(folder), load_corpus=True, mmap=True)

        def search(query: Query) -> list[str]:
            if query.kind not in ("one", "or"):
                raise NotImplementedError
            found = index.retrieve([list(query.words)], k=K, show_progress=False)
            return [doc["text"][:160] for doc in found.documents[0]]

        return search


def xapian() -> Any:
    """The module, also where only Debian's Python is told of it.

    Raises:
        ImportError: it is not installed, or for another Python.
    """
    sys.path.append(DEBIAN)
    try:
        import xapian as module
    finally:
        sys.path.remove(DEBIAN)
    return module


class Xapian:
    """Xapian with its Dutch stemmer."""

    def build(self, folder: Path, texts: Sequence[Text]) -> None:
        base = xapian().WritableDatabase(str(folder))
        self._insert(base, texts)

    @staticmethod
    def _insert(base: Any, texts: Sequence[Text]) -> None:
        module = xapian()
        generator = module.TermGenerator()
        generator.set_stemmer(module.Stem("dutch"))
        for text in texts:
            document = module.Document()
            generator.set_document(document)
            generator.index_text(text.title, 3)
            generator.increase_termpos()
            generator.index_text(text.body)
            document.set_data(text.body)
            base.add_document(document)
        base.commit()
        base.close()

    def add(self, folder: Path, texts: Sequence[Text]) -> None:
        self._insert(xapian().WritableDatabase(str(folder)), texts)

    def open(self, folder: Path) -> Callable[[Query], list[str]]:
        module = xapian()
        base = module.Database(str(folder))
        stemmer = module.Stem("dutch")
        parser = module.QueryParser()
        parser.set_database(base)
        parser.set_stemmer(stemmer)
        parser.set_stemming_strategy(module.QueryParser.STEM_SOME)
        flags = module.QueryParser.FLAG_PHRASE | module.QueryParser.FLAG_WILDCARD
        enquire = module.Enquire(base)

        def search(query: Query) -> list[str]:
            text = " ".join(query.words)
            text = {"phrase": f'"{text}"', "prefix": text + "*"}.get(query.kind, text)
            either = query.kind != "and"
            parser.set_default_op(module.Query.OP_OR if either else module.Query.OP_AND)
            enquire.set_query(parser.parse_query(text, flags))
            found = enquire.get_mset(0, K, base.get_doccount())
            return [
                found.snippet(hit.document.get_data().decode(), 200, stemmer).decode()
                for hit in found
            ]

        return search
