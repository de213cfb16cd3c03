"""docs/terminal.md names tests that there are."""

import ast
import re

from imwsearch.cli.commands import COMMANDS, load
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "terminal.md").read_text("utf-8")


def test_every_behaviour_names_its_tests() -> None:
    """Each of the 28 behaviours is followed by the ids of tests that exist."""
    parts = re.split(r"^(\d+)\. ", PAGE, flags=re.MULTILINE)
    assert parts[1::2] == [str(number) for number in range(1, 29)]
    assert [
        number for number, part in zip(parts[1::2], parts[2::2], strict=True) if "::" not in part
    ] == []
    for path, name in re.findall(r"`(tests/\S+\.py)::(\w+)`", PAGE):
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert name in names, f"{path}::{name}"


def test_every_failure_of_whoosh_has_its_test() -> None:
    """The table of queries that Whoosh fails on names the tests of its file, all and in order."""
    tree = ast.parse((ROOT / "tests" / "test_whoosh_failures.py").read_text("utf-8"))
    tests = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    listed = re.findall(r"^\|.*\| `(test_\w+)` \|$", PAGE, flags=re.MULTILINE)
    assert listed == [name for name in tests if name.startswith("test_")]
    assert len(listed) == 13


def test_json_is_described_for_every_command_that_prints_it() -> None:
    """docs/json.md has a section for each command with --json."""
    page = (ROOT / "docs" / "json.md").read_text("utf-8")
    described = set(re.findall(r"^## `imwsearch (\w+)", page, flags=re.MULTILINE))
    commands = [command for name in COMMANDS if (command := load(name))]
    assert described == {
        command.name
        for command in commands
        if any("--json" in parameter.opts for parameter in command.params)
    }
