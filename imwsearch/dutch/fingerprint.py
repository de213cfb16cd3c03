"""What the analysis is, in a word: an index answers only where it was built by the same one."""

FINGERPRINT = "7439b4a1a0721ac55817ef7333957774cebace8636a225750ea302ad84cef0c6"
"""A digest of the lexicon and of the analysis of a probe text, which ``analysis.fingerprint``
computes anew; kept here because that takes longer than a search. A test compares them."""
