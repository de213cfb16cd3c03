"""Segments of mapped arrays: written, merged, searched, and shown to Whoosh."""
