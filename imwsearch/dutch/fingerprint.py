"""What the analysis is, in a word: an index answers only where it was built by the same one."""

FINGERPRINT = "12a1e97b55baeae688940c430aec02fd4c3f85e5eb77a5bb9fec06c52ea9a81b"
"""A digest of the lexicon and of the analysis of a probe text, which ``analysis.fingerprint``
computes anew; kept here because that takes longer than a search. A test compares them."""
