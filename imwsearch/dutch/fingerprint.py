"""What the analysis is, in a word: an index answers only where it was built by the same one."""

FINGERPRINT = "4c1720d9855cf0dbef777f6cb3a5add5c7352afa01908b9b49d5b0ba44e74fbe"
"""A digest of the lexicon and of the analysis of a probe text, which ``analysis.fingerprint``
computes anew; kept here because that takes longer than a search. A test compares them."""
