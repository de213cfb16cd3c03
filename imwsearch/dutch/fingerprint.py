"""What the analysis is, in a word: an index answers only where it was built by the same one."""

FINGERPRINT = "649db6820860f400612011cd36107ffb3ee09a7bd772eb8997122021e4126012"
"""A digest of the lexicon and of the analysis of a probe text, which ``analysis.fingerprint``
computes anew; kept here because that takes longer than a search. A test compares them."""
