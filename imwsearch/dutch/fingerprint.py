"""What the analysis is, in a word: an index answers only where it was built by the same one."""

FINGERPRINT = "094acb19eeb62776ccc9b944c5ee5726b4c9fff654c1c3c971f1df582784f6e2"
"""A digest of the lexicon and of the analysis of a probe text, which ``analysis.fingerprint``
computes anew; kept here because that takes longer than a search. A test compares them."""
