"""Whoosh as it comes, with its analyzer for Dutch, any of the words."""

import warnings
from pathlib import Path

from benchmarks.relevance.collections import Collection
from benchmarks.relevance.runs import DEPTH, Run, words

with warnings.catch_warnings():
    warnings.simplefilter("ignore", SyntaxWarning)
    import whoosh
    from whoosh import fields, index
    from whoosh.analysis import LanguageAnalyzer
    from whoosh.qparser import OrGroup, QueryParser


class Whoosh:
    """BM25F with its defaults over one field."""

    name = "Whoosh, LanguageAnalyzer('nl')"

    def version(self) -> str:
        """The library's."""
        return ".".join(map(str, whoosh.__version__))

    def rank(self, collection: Collection, folder: Path) -> Run:
        """Build on disk, ask with an OR group."""
        schema = fields.Schema(
            id=fields.ID(stored=True), text=fields.TEXT(analyzer=LanguageAnalyzer("nl"))
        )
        searchable = index.create_in(folder, schema)
        with searchable.writer(limitmb=256) as writer:
            for text in collection.texts:
                writer.add_document(id=text.id, text=text.whole)
        parser = QueryParser("text", schema, plugins=[], group=OrGroup)
        with searchable.searcher() as searcher:
            return {
                query: [
                    hit["id"]
                    for hit in searcher.search(parser.parse(" ".join(words(text))), limit=DEPTH)
                ]
                for query, text in collection.queries.items()
            }
