"""docs/terminal.md names tests that there are."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from imwsearch.cli.commands import COMMANDS, load
from tests.conftest import ROOT
from tests.test_imports import LAYERS, PACKAGE

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


def modules(names: Iterable[str], folder: Path) -> str:
    """A line for each module: its name, and what it says of itself."""
    rows = []
    for name in names:
        package = folder / name / "__init__.py"
        source = package if package.exists() else folder / f"{name}.py"
        said = ast.get_docstring(ast.parse(source.read_text("utf-8"))) or ""
        rows.append(f"- `{name}`: {said.splitlines()[0]}\n")
    return "".join(rows)


ELSEWHERE = {"script", "building", "__init__"}
CODEC = PACKAGE / "codec"


@pytest.mark.parametrize(
    ("mark", "names", "folder"),
    [
        ("modules", [n for layer in LAYERS for n in layer if n not in ELSEWHERE], PACKAGE),
        ("modules: codec", sorted({p.stem for p in CODEC.glob("*.py")} - ELSEWHERE), CODEC),
    ],
)
def test_the_tables_of_modules_are_complete(mark: str, names: list[str], folder: Path) -> None:
    """docs/architecture.md lists every module with the first line that it says of itself."""
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    table = page.partition(f"<!-- {mark} -->\n")[2].partition(f"<!-- {mark}, end -->")[0]
    assert table == modules(names, folder)
