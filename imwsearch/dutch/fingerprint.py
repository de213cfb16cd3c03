"""What the analysis is, in a word: an index answers only where it was built by the same one."""

FINGERPRINT = "ca074d4c609d75f3013614eb554fa1128664557d32410fafc774b1b293ed9342"
"""A digest of the lexicon and of the analysis of a probe text, which ``analysis.fingerprint``
computes anew; kept here because that takes longer than a search. A test compares them."""
