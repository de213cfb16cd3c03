"""What the analysis is, in a word: an index answers only where it was built by the same one."""

FINGERPRINT = "168b08e7b852f2e62b1023bd9d8be17d79bccb45dc247094752907914d32cf87"
"""A digest of the lexicon and of the analysis of a probe text, which ``analysis.fingerprint``
computes anew; kept here because that takes longer than a search. A test compares them."""
