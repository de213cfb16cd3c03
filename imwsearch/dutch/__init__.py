"""Dutch words: the one analysis of index and query.

``tokenize`` gives the words of a text with their places, ``analyze_word`` the terms of a word.
Pure: nothing here reads a document, an index or the environment, and nothing raises on odd text.
"""

from __future__ import annotations

from imwsearch.lazy import lazily

TYPE_CHECKING = False
if TYPE_CHECKING:
    from imwsearch.dutch.analysis import Analysis, analyze_word, sense_of
    from imwsearch.dutch.folding import fold, fold_words
    from imwsearch.dutch.splits import split
    from imwsearch.dutch.stems import stem
    from imwsearch.dutch.stopwords import STOPWORDS
    from imwsearch.dutch.tokens import Token, tokenize

__all__ = [
    "STOPWORDS",
    "Analysis",
    "Token",
    "analyze_word",
    "fold",
    "fold_words",
    "sense_of",
    "split",
    "stem",
    "tokenize",
]

__getattr__ = lazily(
    __name__,
    {
        "STOPWORDS": "stopwords",
        "Analysis": "analysis",
        "Token": "tokens",
        "analyze_word": "analysis",
        "fold": "folding",
        "fold_words": "folding",
        "sense_of": "analysis",
        "split": "splits",
        "stem": "stems",
        "tokenize": "tokens",
    },
)
