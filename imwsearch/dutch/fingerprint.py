"""What the analysis is, in a word: an index answers only where it was built by the same one."""

FINGERPRINT = "7282e827db632c211e5f53a1588f0c8258255bf4993c98cc04a2b3ff20180156"
"""A digest of the lexicon and of the analysis of a probe text, which ``analysis.fingerprint``
computes anew; kept here because that takes longer than a search. A test compares them."""
