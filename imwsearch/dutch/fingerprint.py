"""What the analysis is, in a word: an index answers only where it was built by the same one."""

FINGERPRINT = "51a81f7cc3c03a5d7480f6f2e072761e2952ce10264059381d9f961c625bb78a"
"""A digest of the lexicon and of the analysis of a probe text, which ``analysis.fingerprint``
computes anew; kept here because that takes longer than a search. A test compares them."""
