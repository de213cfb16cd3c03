"""What the analysis is, in a word: an index answers only where it was built by the same one."""

FINGERPRINT = "07c47e09589cb85817a3d0b6c1b44775cef3e83c291e5b4b6ccbb133b35988cb"
"""A digest of the lexicon and of the analysis of a probe text, which ``analysis.fingerprint``
computes anew; kept here because that takes longer than a search. A test compares them."""
