"""The engines, each in a file of its own, behind one protocol."""

from pathlib import Path
from typing import Protocol

from benchmarks.relevance.collections import Collection
from benchmarks.relevance.runs import Run


class UnavailableError(Exception):
    """An engine cannot run here; the text says why, and what would help."""


class Engine(Protocol):
    """A search engine, set up for Dutch as its own documentation says."""

    name: str

    def version(self) -> str:
        """What runs, with its version.

        Raises:
            UnavailableError: it is not here.
        """

    def rank(self, collection: Collection, folder: Path) -> Run:
        """Index a collection and answer its queries, ``runs.DEPTH`` documents for each.

        Args:
            collection: what to index and what to ask.
            folder: an empty folder for whatever the engine writes.

        Raises:
            UnavailableError: it cannot run.
        """
