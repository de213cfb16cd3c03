"""What the analysis is, in a word: an index answers only where it was built by the same one."""

FINGERPRINT = "4a77e8a1fcf95e31a81ce30a49cae482f483252682eb495d2bc9a8e72f9b57b8"
"""A digest of the lexicon and of the analysis of a probe text, which ``analysis.fingerprint``
computes anew; kept here because that takes longer than a search. A test compares them."""
