"""Every cap, with its reason. Real documents are 2 to 8 kB, the longest 300 kB."""

DOCUMENT_BYTES = 20_000_000
"""A file above this is no written question; the longest real one with its tables is 0.3 MB."""

WORD_LETTERS = 120
"""A word is indexed and searched by its first letters up to this; the longest of 5,000 real
documents has 53."""

CHUNKS_REMEMBERED = 300_000
"""Distinct chunks of text kept read, per process: 20 MB of real documents have 160,000, in 40 MB
of memory."""

WORDS_REMEMBERED = 200_000
"""Distinct words kept analysed, per process; see CHUNKS_REMEMBERED."""

COMPOUND_LETTERS = 60
"""A longer word is not split; the longest compound of 5,000 real documents has 53 letters."""

CORRECTED_LETTERS = 40
"""No better word is looked for beyond this length: nobody types one, and the work is quadratic."""
