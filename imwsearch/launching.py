"""Writes the command of a working copy: one that starts Python without its site module.

``site`` looks through folders for what packages add to Python; a plain search needs none of that,
and whatever else does has it imported (``__main__``). The Makefile runs this. Elsewhere the command
is the one that pip makes, whose first line holds no options.
"""

import ast
import os
import sys
from pathlib import Path

from imwsearch.__main__ import FOLDER

LONGEST = 127
"""Bytes of a first line that every Linux reads to its end; 255 since Linux 5.1 (execve(2))."""

SCRIPT = Path(FOLDER, "script.py")
"""The command that pip installs."""

_QUOTES = frozenset("\"'$`\\\n")
"""What a shell does not take as it is between double quotes, nor Python between single ones."""


def command(python: str, folder: str) -> str:
    """The text of the command: what pip's does, told where the package is.

    Args:
        python: the path of the interpreter.
        folder: where the package is.

    Returns:
        Nothing for a path that neither the system nor a shell would read as one.
    """
    first = f"#!{python} -S"
    if len(os.fsencode(first)) > LONGEST or python.split() != [python]:
        if not _QUOTES.isdisjoint(python):
            return ""
        first = f"#!/bin/sh\n'''exec' \"{python}\" -S \"$0\" \"$@\"\n' '''"
    _docstring, *before, imported, run = map(ast.unparse, ast.parse(SCRIPT.read_text()).body)
    lines = (first, *before, f"sys.path.append({folder!r})", imported, run)
    return "\n".join(lines) + "\n"


def write() -> None:
    """Write the command beside the interpreter that runs this, in the place of pip's."""
    text = command(sys.executable, os.path.dirname(FOLDER))  # noqa: PTH120
    if text:
        Path(sys.executable).with_name("imwsearch").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
