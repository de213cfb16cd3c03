"""Writes the bundle: the modules that a plain search imports, compiled for a start.

Setting up a working copy runs it; elsewhere the first search does, where its user may write.
"""

import __future__

import ast
import marshal
import os
from collections.abc import Iterator
from types import CodeType
from zlib import crc32

from imwsearch.__main__ import BUNDLE, FOLDER

Row = tuple[str, str, int, int, bool, CodeType]

ROOTS = ("cli.front", "plain", "opening", "settled", "cli.console", "render.terminal")
"""What the front door imports for a search."""


def keep() -> None:
    """Write the bundle, if this user may write there."""
    try:
        write()
    except OSError:
        return  # it is not needed


def write() -> None:
    """Write the bundle."""
    rows: dict[str, Row] = {}
    for name in ROOTS:
        _add(f"imwsearch.{name}", rows)
    data = marshal.dumps(list(rows.values()))
    fresh = f"{BUNDLE}.{os.getpid()}"
    with open(fresh, "xb") as file:
        file.write(crc32(data).to_bytes(4, "little") + data)
    os.replace(fresh, BUNDLE)


def _add(name: str, rows: dict[str, Row]) -> None:
    """Add a module after those that it imports, as they run one after the other."""
    source = _source(name)
    if not source or name in rows or name == "imwsearch":
        return
    _add(name.rpartition(".")[0], rows)
    status = os.stat(source)
    with open(source, "rb") as file:
        tree = ast.parse(file.read(), source)
    for wanted in _imported(tree):
        _add(wanted, rows)
    is_package = os.path.basename(source) == "__init__.py"
    code = _compile(tree, source)
    rows[name] = name, source, status.st_mtime_ns, status.st_size, is_package, code


def _source(name: str) -> str:
    """The file of a module of ours; empty for any other name."""
    package, *parts = name.split(".")
    path = os.path.join(FOLDER, *parts)
    sources = (f"{path}.py", os.path.join(path, "__init__.py"))
    return next(filter(os.path.isfile, sources), "") if package == "imwsearch" else ""


def _imported(tree: ast.Module) -> Iterator[str]:
    """What may be modules among the names that a module imports when it runs."""
    for node in tree.body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _compile(tree: ast.Module, source: str) -> CodeType:
    """A module's code without what nothing reads, which is more than half of it.

    That is docstrings, what functions are annotated with, and the columns of a line; what a class
    is annotated with stays: it makes records.
    """
    tree.body = [
        node
        for node in tree.body
        if not (isinstance(node, ast.ImportFrom) and node.module == "__future__")
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        elif isinstance(node, ast.arg):
            node.annotation = None
        if isinstance(node, ast.expr | ast.stmt):
            node.end_lineno, node.col_offset, node.end_col_offset = node.lineno, -1, -1
    flags = __future__.annotations.compiler_flag
    code: CodeType = compile(tree, source, "exec", flags, dont_inherit=True, optimize=2)
    return code


if __name__ == "__main__":
    write()
