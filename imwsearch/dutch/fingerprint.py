"""What the analysis is, in a word: an index answers only where it was built by the same one."""

FINGERPRINT = "43f1a6aad66dc92cfd319318e7296b575cccd999da711c95da01977e99db3213"
"""A digest of the lexicon and of the analysis of a probe text, which ``analysis.fingerprint``
computes anew; kept here because that takes longer than a search. A test compares them."""
