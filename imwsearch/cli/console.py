"""Standard output and error as they are: terminal or not, colours, width, encoding."""

import os
import shutil
import sys

from imwsearch.errors import ImwsearchError, QueryError
from imwsearch.render.terminal import Style
from imwsearch.text import visible


def style() -> Style:
    """How to print results: colours and wrapping on a terminal, neither in a pipe."""
    terminal = sys.stdout.isatty()
    width = max(shutil.get_terminal_size().columns - 1, 20) if terminal else 0
    return Style(colour=_wants_colour(terminal), width=width)


def _wants_colour(terminal: bool) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return terminal and os.environ.get("TERM") != "dumb"


def ascii_only() -> bool:
    """Whether standard output cannot take every character."""
    return "utf" not in (sys.stdout.encoding or "").lower()


def write(text: str) -> None:
    """Print results, and nothing else, on standard output.

    Not click.echo: that writes UTF-8 where the output is ASCII.
    """
    sys.stdout.write(text + "\n")


def say(message: str) -> None:
    """Tell the user something beside the results: one line on standard error."""
    sys.stderr.write(visible(message) + "\n")


def say_error(error: ImwsearchError) -> None:
    """Tell what went wrong and what to do about it."""
    say(f"imwsearch: {error}")
    if isinstance(error, QueryError) and error.query.strip():
        say(f"  {error.query}")
        say("  " + " " * error.start + "~" * max(error.end - error.start - 1, 0) + "^")
    if error.hint:
        say(f"  {error.hint}")


def typed(text: str) -> str:
    """What was typed, also where the locale knows no letters but ASCII's: it is UTF-8."""
    return os.fsencode(text).decode("utf-8", "replace")
