"""A word's terms, the same for index and query."""

import subprocess
import sys

from imwsearch.dutch import Analysis, analyze_word
from imwsearch.dutch.analysis import fingerprint
from imwsearch.dutch.fingerprint import FINGERPRINT


def test_terms_of_a_compound() -> None:
    """A compound is found whole, and by its parts' forms."""
    assert analyze_word("loonpremies") == Analysis("loonpremie", ("loon", "premie"))
    assert analyze_word("premies") == Analysis("premie", ())
    assert analyze_word("beleidsnota's") == Analysis("beleidsnota", ("beleid", "nota"))


def test_stop_words_have_no_terms() -> None:
    """Folded stop words fall out, other languages' words do not."""
    assert analyze_word("een") is None
    assert analyze_word("us") is not None
    assert analyze_word("may") is not None


def test_the_fingerprint_is_that_of_the_analysis() -> None:
    """An index tells by it whether its words were analysed as they are now.

    Where this fails the analysis has changed: dutch/fingerprint.py takes the digest given here.
    """
    assert fingerprint() == FINGERPRINT


def test_a_plain_query_loads_little() -> None:
    """Analysing a query of plain words imports no index engine, no repair and no Unicode tables."""
    command = (
        "import sys, imwsearch.dutch as d; "
        "[d.analyze_word(t.word) for t in d.tokenize('begeleiding premie Vlaanderen')]; "
        "print(*sys.modules)"
    )
    modules = subprocess.run(
        [sys.executable, "-c", command], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"whoosh", "ftfy", "numpy", "bs4", "click", "unicodedata", "hashlib"} & set(modules)
