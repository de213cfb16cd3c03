"""The manual page in roff."""

import re
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imwsearch.render import roff


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1))
def test_no_text_is_a_request(text: str) -> None:
    """No line of a text begins with a request, and each backslash in it is written as one."""
    for part in (roff.escaped(text), roff.paragraph(text).partition("\n")[2]):
        assert not re.search(r"^[.']", part, re.MULTILINE)
        assert re.search(r"\\(?![e\-&])", part) is None


def test_what_groff_makes_of_it() -> None:
    """Backslashes, dots, quotes and hyphens come out as they went in."""
    groff = shutil.which("groff")
    if not groff:
        pytest.skip("there is no groff here")
    text = '.SH no \\EN "request" -n'
    page = "\n".join([roff.heading("x", 1, "1"), roff.tagged([(text, text)]), roff.verbatim(text)])
    done = subprocess.run(
        [groff, "-man", "-Tascii", "-P-c"], input=page, capture_output=True, text=True, check=True
    )
    assert re.sub(r".\x08", "", done.stdout).count(text) == 3
