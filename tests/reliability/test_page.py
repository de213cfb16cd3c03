"""RELIABILITY.md names tests that exist."""

import ast
import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "RELIABILITY.md"


def test_the_tests_exist() -> None:
    """Each promise on the page is held by a test, and each file of tests stands on it."""
    named = set(
        re.findall(r"`((?:\.\./harvest/)?test_\w+\.py)::(test_\w+)`", PAGE.read_text("utf-8"))
    )
    here = Path(__file__).parent
    files = {path.name: path for path in here.glob("test_*.py")}
    others = {name: here / name for name, _test in named if name.startswith("..")}
    there = {
        (name, node.name)
        for name, path in (files | others).items()
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }
    assert named <= there, named - there
    assert {name for name, _test in named} - others.keys() == files.keys() - {"test_page.py"}
