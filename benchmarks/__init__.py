"""Measurements: run them by hand, they print Markdown."""
