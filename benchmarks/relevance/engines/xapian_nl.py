"""Xapian with its Dutch stemmer, any of the words."""

from pathlib import Path

from benchmarks.relevance.collections import Collection
from benchmarks.relevance.engines import UnavailableError
from benchmarks.relevance.engines.children import HERE, ask_child, output
from benchmarks.relevance.runs import Run

SYSTEM_PYTHON = "/usr/bin/python3"
"""Debian's python3-xapian belongs to Debian's Python; the package index has none."""


class Xapian:
    """BM25 with its defaults."""

    name = "Xapian, Dutch stemmer"

    def version(self) -> str:
        """The library's."""
        try:
            return output(
                [SYSTEM_PYTHON, "-c", "import xapian; print(xapian.version_string())"]
            ).strip()
        except UnavailableError as error:
            raise UnavailableError(f"{error}; apt-get install python3-xapian") from error

    def rank(self, collection: Collection, folder: Path) -> Run:
        """Let Debian's Python do it."""
        return ask_child([SYSTEM_PYTHON, str(HERE / "xapian_child.py")], collection, folder)
