"""bm25s with Snowball's Dutch stemmer and stop words."""

from importlib.metadata import version
from pathlib import Path

import bm25s
import Stemmer

from benchmarks.relevance.collections import Collection
from benchmarks.relevance.runs import DEPTH, Run


class Bm25s:
    """Its default method (Lucene's BM25), in memory."""

    name = "bm25s, Dutch stemmer"

    def version(self) -> str:
        """The library's, and the stemmer's."""
        return f"{version('bm25s')}, PyStemmer {version('PyStemmer')}"

    def rank(self, collection: Collection, folder: Path) -> Run:
        """Index all texts, ask all queries at once."""
        stemmer = Stemmer.Stemmer("dutch")
        texts = [text.whole for text in collection.texts]
        retriever = bm25s.BM25()
        retriever.index(_tokens(texts, stemmer), show_progress=False)
        ids = [text.id for text in collection.texts]
        queries = _tokens(list(collection.queries.values()), stemmer)
        found, scores = retriever.retrieve(queries, corpus=ids, k=DEPTH, show_progress=False)
        return {
            query: [str(id_) for id_, score in zip(*pair, strict=True) if score > 0]
            for query, *pair in zip(collection.queries, found, scores, strict=True)
        }


def _tokens(texts: list[str], stemmer: Stemmer.Stemmer) -> bm25s.tokenization.Tokenized:
    return bm25s.tokenize(texts, stopwords="nl", stemmer=stemmer, show_progress=False)
