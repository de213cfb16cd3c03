"""RELIABILITY.md names tests that exist."""

import ast
import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "RELIABILITY.md"


def test_the_tests_exist() -> None:
    """Each promise on the page is held by a test, and each file of tests stands on it."""
    named = set(re.findall(r"`(test_\w+\.py)::(test_\w+)`", PAGE.read_text("utf-8")))
    files = {path.name: path for path in Path(__file__).parent.glob("test_*.py")}
    there = {
        (name, node.name)
        for name, path in files.items()
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }
    assert named <= there, named - there
    assert {name for name, _test in named} == files.keys() - {"test_page.py"}
