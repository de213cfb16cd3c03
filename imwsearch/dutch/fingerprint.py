"""What the analysis is, in a word: an index answers only where it was built by the same one."""

FINGERPRINT = "cb9778ce91387f28ab25a1fd566a80abf56a8e73b4447349d2e4eefe836d5834"
"""A digest of the lexicon and of the analysis of a probe text, which ``analysis.fingerprint``
computes anew; kept here because that takes longer than a search. A test compares them."""
