"""The reader's own pager: $PAGER, or less."""

import os
import shlex
import subprocess
import sys
from pathlib import PurePath

_OPTIONS = {"less": ("-R", "+{line}"), "more": ("+{line}",), "most": ("+{line}",)}
"""How a pager is told to keep colours and to open at a line."""


def show(text: str, line: int) -> bool:
    """Show a text in the pager, opened at a line.

    Returns:
        False where there is no pager: the caller prints the text itself.
    """
    command = pager_command(os.environ.get("PAGER"), line)
    if not command:
        return False
    sys.stdout.flush()
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603 -- the user's own
    except OSError:
        return False
    _feed(process, text.encode(sys.stdout.encoding, "replace") + b"\n")
    return True


def pager_command(pager: str | None, line: int) -> list[str]:
    """The pager's command, from $PAGER; empty where that is set to nothing.

    Args:
        pager: what $PAGER says; None where it is not set.
        line: the line to open at, from 1.
    """
    try:
        words = shlex.split("less" if pager is None else pager)
    except ValueError:  # a quote without its other half
        return []
    name = PurePath(words[0]).name if words else ""
    return words + [option.format(line=line) for option in _OPTIONS.get(name, ())]


def _feed(process: "subprocess.Popen[bytes]", data: bytes) -> None:
    """Write to the pager until it ends; Ctrl-C is the pager's to handle."""
    while True:
        try:
            process.communicate(data)
        except KeyboardInterrupt:
            continue
        return
