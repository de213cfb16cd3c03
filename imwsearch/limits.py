"""Every cap, with its reason. Real documents are 2 to 8 kB, the longest 300 kB."""

DOCUMENT_BYTES = 20_000_000
"""A file above this is no written question; the longest real one with its tables is 0.3 MB."""
