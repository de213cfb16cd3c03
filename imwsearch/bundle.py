"""The modules of a plain search in one file, beside their bytecode.

Half of a cold search goes into finding and opening some forty small modules. Kept together they are
read at once: 1.5 ms instead of 7. Like Python's own bytecode the file lies in ``__pycache__``, is
written after the first search by whoever may write there, and is used while no source has changed;
without it everything works, a little later.

::

    crc32 of the rest, 4 bytes; then, marshalled: a list of
    (name, source, its mtime in ns, its size, whether it is a package, code)
"""

import marshal
import os
import sys
from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec
    from types import CodeType, ModuleType

    Row = tuple[str, str, int, int, bool, CodeType]

_HERE = os.path.dirname(__file__)
_FILE = os.path.join(_HERE, "__pycache__", f"search.{sys.implementation.cache_tag}.bundle")
_SELF = ("imwsearch", __name__, "imwsearch.__main__")
"""What is imported already when the bundle is opened."""


def use() -> bool:
    """Import from the bundle from now on, if there is one and no source has changed since."""
    try:
        with open(_FILE, "rb") as file:
            data = file.read()
        if crc32(data[4:]) != int.from_bytes(data[:4], "little"):
            return False
        rows: list[Row] = marshal.loads(data[4:])  # noqa: S302 - as bytecode is, from the same place
        if not all(_stamp(row[1]) == row[2:4] for row in rows):
            return False
    except (OSError, ValueError, EOFError, TypeError):
        return False
    sys.meta_path.insert(0, _Finder(rows))  # type: ignore[arg-type]  # all that importing asks for
    return True


def keep() -> None:
    """Write the bundle of what is imported now, if Python may write bytecode here."""
    if not sys.dont_write_bytecode:
        write()


def write() -> None:
    """Write the bundle of what is imported now, if this user may."""
    try:
        known = list(sys.modules.items())
        rows = [_row(name, module) for name, module in known if _is_ours(name)]
        data = marshal.dumps([row for row in rows if row])
        fresh = f"{_FILE}.{os.getpid()}"
        with open(fresh, "xb") as file:
            file.write(crc32(data).to_bytes(4, "little") + data)
        os.replace(fresh, _FILE)
    except OSError:
        return  # it is not needed


def _is_ours(name: str) -> bool:
    return name.startswith("imwsearch.") and name not in _SELF


def _row(name: str, module: "ModuleType") -> "Row | None":
    """A module of the bundle."""
    source = module.__file__
    if not source or not source.endswith(".py"):
        return None
    stamp = _stamp(source)
    with open(source, "rb") as file:
        code = _compile(file.read(), source)
    return name, source, *stamp, os.path.basename(source) == "__init__.py", code


def _compile(text: bytes, source: str) -> "CodeType":
    """A module's code without what nothing reads: docstrings and what functions are annotated with.

    They are more than half of it. What a class is annotated with stays: it makes records.
    """
    import __future__

    import ast

    tree = ast.parse(text, source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        elif isinstance(node, ast.arg):
            node.annotation = None
    tree.body = [
        node
        for node in tree.body
        if not (isinstance(node, ast.ImportFrom) and node.module == "__future__")
    ]
    flags = __future__.annotations.compiler_flag
    code: CodeType = compile(tree, source, "exec", flags, dont_inherit=True, optimize=2)
    return code


def _stamp(path: str) -> tuple[int, int]:
    status = os.stat(path)
    return status.st_mtime_ns, status.st_size


class _Finder:
    """Finds and loads modules of the bundle, in the way that ``sys.meta_path`` wants it."""

    def __init__(self, rows: "list[Row]") -> None:
        self._rows = {row[0]: row for row in rows}

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> object:
        """What the import system asks for a module; None for one that is not in the bundle."""
        if name not in self._rows:
            return None
        _name, source, _modified, _size, is_package, _code = self._rows[name]
        spec: ModuleSpec = type(__spec__)(name, self, origin=source, is_package=is_package)  # type: ignore[arg-type]  # the class of all specs, unimported
        if is_package:
            spec.submodule_search_locations = [os.path.dirname(source)]
        return spec

    def create_module(self, _spec: object) -> None:
        """Leave it to the import system."""

    def exec_module(self, module: "ModuleType") -> None:
        """Run a module's code."""
        _name, source, _modified, _size, _is_package, code = self._rows[module.__name__]
        module.__file__ = source  # a spec that has a location looks for bytecode, too
        exec(code, module.__dict__)  # noqa: S102 - code of ours

    def get_code(self, name: str) -> "CodeType":
        """A module's code."""
        return self._rows[name][5]


if __name__ == "__main__":  # what setting up a working copy runs
    for _name in ("cli.console", "cli.front", "plain", "opening", "render.terminal", "settled"):
        __import__(f"imwsearch.{_name}")
    write()
