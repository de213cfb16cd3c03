"""Tantivy: lower case, accents folded, Dutch stop words, its Dutch stemmer; any of the words."""

from importlib.metadata import version
from pathlib import Path

from tantivy import Document, Filter, Index, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from benchmarks.relevance.collections import Collection
from benchmarks.relevance.runs import DEPTH, Run, words


class Tantivy:
    """BM25 over one field."""

    name = "tantivy, Dutch stemmer"

    def version(self) -> str:
        """The Python package's."""
        return version("tantivy")

    def rank(self, collection: Collection, folder: Path) -> Run:
        """Build on disk, ask with its query parser, whose default is OR."""
        index = _index(folder)
        writer = index.writer()
        for text in collection.texts:
            writer.add_document(Document(id=text.id, text=text.whole))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        return {query: _ask(index, text) for query, text in collection.queries.items()}


def _index(folder: Path) -> Index:
    builder = SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("text", tokenizer_name="dutch")
    index = Index(builder.build(), path=str(folder))
    analyzer = (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.lowercase())
        .filter(Filter.ascii_fold())
        .filter(Filter.stopword("dutch"))
        .filter(Filter.stemmer("dutch"))
        .build()
    )
    index.register_tokenizer("dutch", analyzer)
    return index


def _ask(index: Index, text: str) -> list[str]:
    searcher = index.searcher()
    query = index.parse_query(" ".join(words(text.lower())), ["text"])
    hits = searcher.search(query, DEPTH).hits
    return [str(searcher.doc(address)["id"][0]) for _, address in hits]
