"""Dutch words: the one analysis of index and query.

``tokenize`` gives the words of a text with their places, ``analyze_word`` the terms of a word.
Pure: nothing here reads a document, an index or the environment, and nothing raises on odd text.
"""

from imwsearch.dutch.analysis import Analysis, analyze_word, fingerprint
from imwsearch.dutch.compounds import split
from imwsearch.dutch.folding import fold, fold_words
from imwsearch.dutch.stems import stem
from imwsearch.dutch.stopwords import STOPWORDS
from imwsearch.dutch.tokens import Token, tokenize

__all__ = [
    "STOPWORDS",
    "Analysis",
    "Token",
    "analyze_word",
    "fingerprint",
    "fold",
    "fold_words",
    "split",
    "stem",
    "tokenize",
]
