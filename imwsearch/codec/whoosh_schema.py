"""The Whoosh schema: what the index looks like to Whoosh's own searcher and query parser."""

from collections.abc import Iterator
from typing import Any

from imwsearch import dutch
from imwsearch.codec.ranking import FIELDS
from imwsearch.codec.whoosh_import import analysis, fields


class DutchAnalyzer(analysis.Analyzer):  # type: ignore[misc]
    """The project's own analyzer in the form that Whoosh calls."""

    def __call__(self, value: str, **wanted: Any) -> Iterator[Any]:
        """The stems of a text's words as Whoosh tokens; stop words are left out."""
        token = analysis.Token(**{"positions": True, "chars": True, **wanted})
        for word in dutch.tokenize(value):
            if analysed := dutch.analyze_word(word.word):
                token.text = token.original = analysed.stem
                token.pos, token.startchar, token.endchar = word.position, word.start, word.end
                token.boost, token.stopped = 1.0, False
                yield token


def schema() -> Any:
    """The text fields, and a field for each column but ``abbreviation``."""
    return fields.Schema(
        id=fields.ID(stored=True, unique=True),
        number=fields.NUMERIC(stored=True),
        date=fields.DATETIME(stored=True),
        answer_date=fields.DATETIME(stored=True),
        asker=fields.KEYWORD(stored=True, lowercase=True),
        minister=fields.KEYWORD(stored=True, lowercase=True),
        portfolio=fields.KEYWORD(stored=True, lowercase=True),
        session_year=fields.ID(stored=True),
        themes=fields.KEYWORD(stored=True, commas=True, lowercase=True),
        status=fields.ID(stored=True),
        path=fields.ID(stored=True),
        page=fields.ID(stored=True),
        pdf_url=fields.ID(stored=True),
        page_url=fields.ID(stored=True),
        document=fields.STORED(),
        **{name: fields.TEXT(analyzer=DutchAnalyzer()) for name in FIELDS},
    )
