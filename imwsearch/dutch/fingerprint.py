"""What the analysis is, in a word: an index answers only where it was built by the same one."""

FINGERPRINT = "82a97dce4b351fc013557e70fb472d389fa68b727c458ccb9d8dffcfd78c0fcf"
"""A digest of the lexicon and of the analysis of a probe text, which ``analysis.fingerprint``
computes anew; kept here because that takes longer than a search. A test compares them."""
