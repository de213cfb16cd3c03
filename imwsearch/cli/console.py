"""Standard output and error as they are: terminal or not, colours, width, encoding, pager."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from shutil import get_terminal_size

import click

from imwsearch.errors import ImwsearchError, QueryError
from imwsearch.messages import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from imwsearch.render.terminal import Style

COLOUR = "imwsearch.colour"
"""Where click's context keeps what --color says."""


class Colour(StrEnum):
    """What --color says."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


_EXCERPT = 200
"""Characters of a wrong query that an error shows; a pasted text has thousands."""


def style() -> Style:
    """How to print results: colours, links and wrapping on a terminal, none of them in a pipe."""
    from imwsearch.render.terminal import Style  # --version prints no results

    terminal = sys.stdout.isatty()
    return Style(_wants_colour(terminal), width(), links=terminal and not is_dumb())


def width() -> int:
    """The columns to wrap at, 20 or more; 0 in a pipe, where nothing is wrapped."""
    if not sys.stdout.isatty():
        return 0
    return max(get_terminal_size().columns - 1, 20)


def _wants_colour(terminal: bool) -> bool:
    """Whether to use colours: --color, then NO_COLOR, FORCE_COLOR, TERM, the terminal."""
    context = click.get_current_context(silent=True)
    choice = context.meta.get(COLOUR) if context else None
    if choice in (Colour.ALWAYS, Colour.NEVER):
        return choice is Colour.ALWAYS
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return terminal and not is_dumb()


def is_dumb() -> bool:
    """Whether the terminal only takes text, without any codes."""
    return os.environ.get("TERM") == "dumb"


def shows_progress() -> bool:
    """Whether standard error is a terminal that can draw a bar."""
    return sys.stderr.isatty() and not is_dumb()


def ascii_only() -> bool:
    """Whether standard output cannot take every character."""
    return "utf" not in (sys.stdout.encoding or "").lower()


def write(text: str) -> None:
    """Print results, and nothing else, on standard output.

    Not click.echo: that writes UTF-8 where the output is ASCII.
    """
    sys.stdout.write(text + "\n")


def page(text: str, line: int = 1, pager: bool = True) -> None:
    """Print a text, in a pager where it is longer than the terminal.

    Args:
        text: what to print.
        line: the line to open at, from 1.
        pager: False never to use one.
    """
    if pager and sys.stdout.isatty() and not is_dumb():
        from imwsearch.cli import pager as pagers  # a pipe never needs one

        if text.count("\n") + 2 > get_terminal_size().lines and pagers.show(text, line):
            return
    write(text)


def confirm(question: str) -> bool:
    """Ask for a yes, which an empty line is too, on standard error.

    Raises:
        click.Abort: there is no more input.
    """
    sys.stderr.write(f"{question} {_('[Y/n]')} ")
    sys.stderr.flush()
    if not (answer := sys.stdin.readline()):
        raise click.Abort
    return answer.strip().casefold() in ("", "y", "yes", "j", "ja")


def say(message: str) -> None:
    """Tell the user something beside the results: one line on standard error."""
    from imwsearch.text import visible  # --version says nothing

    sys.stderr.write(visible(message) + "\n")


def say_error(error: ImwsearchError) -> None:
    """Tell what went wrong and what to do about it."""
    say(f"imwsearch: {error}")
    if isinstance(error, QueryError) and error.query.strip():
        shown, start, size = _excerpt(error)
        say(f"  {shown}")
        say("  " + " " * start + "~" * (size - 1) + "^")
    if error.hint:
        say(f"  {error.hint}")


def _excerpt(error: QueryError) -> tuple[str, int, int]:
    """A line of the query around the place that is wrong, where that begins, and its length."""
    first = max(0, error.start - _EXCERPT // 2) if len(error.query) > _EXCERPT else 0
    shown = error.query[first : first + _EXCERPT].replace("\n", " ")
    start = min(error.start - first, len(shown))
    return shown, start, max(1, min(error.end - error.start, len(shown) - start))


def typed(text: str) -> str:
    """What was typed, also where the locale knows no letters but ASCII's: it is UTF-8."""
    return os.fsencode(text).decode("utf-8", "replace")
