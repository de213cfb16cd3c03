"""What the analysis is, in a word: an index answers only where it was built by the same one."""

FINGERPRINT = "4e8065645793f8f03c0e47a7630e3c090fb986d46c8d8bd71109f2032ca8eb3c"
"""A digest of the lexicon and of the analysis of a probe text, which ``analysis.fingerprint``
computes anew; kept here because that takes longer than a search. A test compares them."""
