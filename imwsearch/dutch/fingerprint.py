"""What the analysis is, in a word: an index answers only where it was built by the same one."""

FINGERPRINT = "78f422b1167e34930ae8760cbbd81b18453cf4753e9503695c2355ecbe42444c"
"""A digest of the lexicon and of the analysis of a probe text, which ``analysis.fingerprint``
computes anew; kept here because that takes longer than a search. A test compares them."""
