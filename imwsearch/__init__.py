"""Full-text search over the written questions of the Flemish Parliament and their answers."""

__version__ = "0.1.0"
