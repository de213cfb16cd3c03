"""The real program under a pseudo-terminal, or with real pipes."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tests.conftest import ROOT

PATIENCE = 60.0
"""Seconds that a program may take; far more than it does."""

CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\]8;;[^\x1b]*\x1b\\")


class Shown(NamedTuple):
    """What a program printed on a terminal, and how it ended."""

    screen: str
    code: int
    piped: str = ""

    @property
    def text(self) -> str:
        """What a person sees of it: without codes."""
        return CODES.sub("", self.screen)


def environment(changes: Mapping[str, str]) -> dict[str, str]:
    """The environment of a program that is run."""
    return dict(os.environ) | {"PYTHONPATH": str(ROOT), **changes}


def command(*arguments: str) -> list[str]:
    """The program with its arguments."""
    return [sys.executable, "-m", "imwsearch", *arguments]


def in_pipes(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the program with nothing but pipes."""
    return subprocess.run(
        command(*arguments),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding=variables.get("PYTHONIOENCODING", "utf-8"),
        check=False,
        env=environment(variables),
    )


def in_terminal(
    *arguments: str,
    columns: int = 80,
    lines: int = 24,
    typed: tuple[str, str] = ("", ""),
    piped: str = "",
    **variables: str,
) -> Shown:
    """Run the program in a terminal of its own.

    Args:
        arguments: what is typed after its name.
        columns: how wide the terminal is.
        lines: how high it is.
        typed: what is typed, once the first text is on the screen.
        piped: "stdout" or "stderr", where that is a pipe instead.
        variables: further variables of the environment.
    """
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    streams = {"stdin": slave, "stdout": slave, "stderr": slave}
    if piped:
        streams[piped] = subprocess.PIPE
    process = subprocess.Popen(
        command(*arguments),
        **streams,  # type: ignore[call-overload]
        env=environment(variables),
        start_new_session=True,
        preexec_fn=_control,
    )
    os.close(slave)
    screen = _read(master, process, *typed)
    pipe = process.stdout or process.stderr
    rest = pipe.read().decode() if pipe else ""
    if pipe:
        pipe.close()
    os.close(master)
    return Shown(screen.replace("\r\n", "\n"), process.wait(PATIENCE), rest)


def obey_ctrl_c() -> None:
    """Undo that a shell lets what runs in the background, as these tests may, ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _control() -> None:
    """Let the terminal on standard input send Ctrl-C as a signal."""
    obey_ctrl_c()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _read(master: int, process: "subprocess.Popen[bytes]", after: str, typed: str) -> str:
    """All that is printed until the program ends."""
    data = b""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        ended = process.poll() is not None  # before looking: what it printed last is there then
        if select.select([master], [], [], 0.05)[0]:
            try:
                part = os.read(master, 65536)
            except OSError:  # the last process with the terminal has closed it
                break
            data += part
            if typed and after.encode() in data:
                os.write(master, typed.encode())
                typed = ""
        elif ended:
            break
    return data.decode("utf-8", "replace")


def script(path: Path, text: str) -> Path:
    """A program of the test's own, in sh."""
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path
