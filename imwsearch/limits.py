"""Every cap, with its reason. Real documents are 2 to 8 kB, the longest 300 kB."""

DOCUMENT_BYTES = 20_000_000
"""A file above this is no written question; the longest real one with its tables is 0.3 MB."""

WORD_LETTERS = 120
"""A word is indexed and searched by its first letters up to this; the longest Dutch word in 3,811
real documents has 43, the longest address run together 66."""

CHUNKS_REMEMBERED = 300_000
"""Distinct chunks of text kept read, per process: 3,811 real documents (11.7 MB) have 80,272, in
some 10 MB of memory."""

WORDS_REMEMBERED = 200_000
"""Distinct words kept analysed, per process; see CHUNKS_REMEMBERED."""

COMPOUND_LETTERS = 60
"""A longer word is not split; the longest compound in 3,811 real documents has 43 letters."""

CORRECTED_LETTERS = 40
"""No better word is looked for beyond this length: nobody types one, and the work is quadratic."""
