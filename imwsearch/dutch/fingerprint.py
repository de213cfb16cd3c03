"""What the analysis is, in a word: an index answers only where it was built by the same one."""

FINGERPRINT = "17a8ca45ea05b798d74ebd1c863c4a80830bdd857d3a384b645f383ecb97c386"
"""A digest of the lexicon and of the analysis of a probe text, which ``analysis.fingerprint``
computes anew; kept here because that takes longer than a search. A test compares them."""
