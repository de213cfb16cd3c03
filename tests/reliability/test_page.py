"""RELIABILITY.md names tests that exist."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "RELIABILITY.md"


def test_the_tests_exist() -> None:
    """Each promise on the page is held by a test, and each file of tests here stands on it."""
    here = Path(__file__).parent
    named = set(re.findall(r"`((?:tests/\w+/|tests/)?test_\w+\.py)::(test_\w+)`", PAGE.read_text()))
    files = {name: ROOT / name if "/" in name else here / name for name, _test in named}
    there = {
        (name, node.name)
        for name, path in files.items()
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }
    assert named <= there, named - there
    assert {path.name for path in here.glob("test_*.py")} - {"test_page.py"} <= files.keys()
