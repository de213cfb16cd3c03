"""Every cap, with its reason. Real documents are 2 to 8 kB, the longest 300 kB."""

DOCUMENT_BYTES = 20_000_000
"""A file above this is no written question; the longest real one with its tables is 0.3 MB."""

WORD_LETTERS = 120
"""A word is indexed and searched by its first letters up to this; the longest of 5,000 real
documents has 53."""

CHUNKS_REMEMBERED = 300_000
"""Distinct chunks of text kept read, per process: 20 MB of real documents have 160,000, in 40 MB
of memory."""

WORDS_REMEMBERED = 200_000
"""Distinct words kept analysed, per process; see CHUNKS_REMEMBERED."""

QUERY_CHARACTERS = 10_000
"""A pasted document has 2,000 to 8,000 characters; what is longer is no question to a search."""

QUERY_DEPTH = 40
"""Groups within groups; people write three. The parser's recursion stays far under Python's."""

QUERY_TERMS = 2_000
"""Words of a query: more than 10,000 characters of Dutch prose hold (some 1,600)."""

QUERY_PATTERNS = 32
"""Wildcards and fuzzy words: each reads the list of all words of the index."""

QUERY_SLOP = 100
"""Words between those of a near: beyond a paragraph it says no more than AND does."""

QUERY_PROSE = 8
"""Plain words in a row that make a query a pasted sentence, in which nothing is an operator.

Of 64,980 lines of real documents and titles, 41 hold a "-word" that follows no "en" or "of", none
in lines with fewer words in a row. People who write operators put fewer words between them.
"""
