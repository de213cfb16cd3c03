"""Lucene with its DutchAnalyzer, any of the words."""

import re
from pathlib import Path

from benchmarks.relevance.collections import Collection
from benchmarks.relevance.engines import UnavailableError
from benchmarks.relevance.engines.children import HERE, ask_child
from benchmarks.relevance.runs import Run

JARS = Path("/usr/share/java")
"""Where Debian's liblucene8-java puts them."""

_CORE = re.compile(r"lucene-core-(8[.\d]*)\.jar")


class Lucene:
    """BM25 with its defaults."""

    name = "Lucene, DutchAnalyzer"

    def version(self) -> str:
        """The jar's."""
        found = [match[1] for path in JARS.glob("*") if (match := _CORE.fullmatch(path.name))]
        if not found:
            raise UnavailableError("no Lucene 8; apt-get install liblucene8-java and a JDK")
        return max(found)

    def rank(self, collection: Collection, folder: Path) -> Run:
        """Let Java run the source file beside this one."""
        version = self.version()
        jars = [JARS / f"lucene-{part}-{version}.jar" for part in ("core", "analyzers-common")]
        command = ["java", "-cp", ":".join(map(str, jars)), str(HERE / "LuceneChild.java")]
        return ask_child(command, collection, folder)
