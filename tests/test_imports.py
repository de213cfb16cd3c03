"""The package reads from top to bottom as the data flows: imports go downwards only."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "imwsearch"

LAYERS = [
    ["script"],
    ["__main__", "building", "bundling", "launching"],
    ["cli"],
    ["check"],
    ["render", "harvest"],
    ["statistics", "similarity", "terms", "duplicates"],
    ["search", "indexing"],
    ["damage", "updating"],
    ["lookup", "matching", "plain", "suggesting"],
    ["hits"],
    ["passages", "changes", "intake", "skipping"],
    ["marking"],
    ["spotting"],
    ["addresses"],
    ["expanding", "opening", "settled"],
    ["learnt", "runs", "wanted", "query", "reading", "sources", "versions"],
    ["segments"],
    ["entries"],
    ["schema", "storing", "generations", "locking"],
    ["manifests"],
    ["codec"],
    ["naming"],
    ["dutch", "workdays"],
    ["results", "choices"],
    ["document", "days"],
    ["text", "visible"],
    ["disk", "regular", "paths"],
    ["processes", "cycles", "allocation", "ledger"],
    ["interrupts", "faults"],
    ["limits", "errors", "deadlines", "attribution"],
    ["messages", "records", "lazy"],
    ["system"],
    ["__init__"],
]
"""Modules and packages, uppermost first; those of one layer may use each other."""

SEAMS = {
    "numpy": "codec/arrays.py",
    "whoosh": "codec/whoosh_*.py",
    "click": "cli/*.py dutch/building/*.py",
    "bs4": "reading/*.py",
    "ftfy": "text.py",
    "isal": "codec/unpacking.py",
    "lxml": "reading/*.py",
    "pypdf": "reading/*.py",
    "urllib3": "harvest/*.py",
    "watchfiles": "cli/*.py",
    "zlib_ng": "codec/deflating.py",
}
"""Which files of ours may import what is not ours."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def ours(path: Path) -> str:
    """The module or package of ours that a file belongs to; what makes data is one of its own."""
    parts = path.relative_to(PACKAGE).parts
    return "building" if "building" in parts else parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """The dotted names that a file imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def depth(name: str) -> int:
    return next(number for number, layer in enumerate(LAYERS) if name in layer)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_downwards(path: Path) -> None:
    """A module uses only what stands below it, or beside it in its own layer."""
    names = {ours(found) for found in MODULES}
    for dotted in imported(path):
        parts = dotted.split(".")
        if parts[0] == "imwsearch" and len(parts) > 1 and parts[1] in names:
            assert depth(parts[1]) >= depth(ours(path)), f"{path} imports {dotted}"


@pytest.mark.parametrize("library", SEAMS)
def test_each_library_has_one_seam(library: str) -> None:
    """An outside library is used in the modules that are there for it, and nowhere else."""
    users = {p for p in MODULES if any(n.split(".")[0] == library for n in imported(p))}
    assert users <= {p for seam in SEAMS[library].split() for p in PACKAGE.glob(seam)}
