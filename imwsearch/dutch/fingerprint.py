"""What the analysis is, in a word: an index answers only where it was built by the same one."""

FINGERPRINT = "1b2eb9de39fa9c4b5f511bff3e44544417c866f29b8d8af7e58f85ede015f772"
"""A digest of the lexicon and of the analysis of a probe text, which ``analysis.fingerprint``
computes anew; kept here because that takes longer than a search. A test compares them."""
