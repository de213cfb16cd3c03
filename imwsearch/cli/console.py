"""Standard output and error as they are: terminal or not, colours, width, encoding, pager."""

from __future__ import annotations

import posix
import sys

from imwsearch.messages import _, number
from imwsearch.system import encoded, variables

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from imwsearch.errors import ImwsearchError, QueryError
    from imwsearch.render.terminal import Style
    from imwsearch.results import Results

COLOUR = "imwsearch.colour"
"""Where click's context keeps what --color says."""


AUTO, ALWAYS, NEVER = COLOURS = ("auto", "always", "never")
"""What --color says."""


def prepare_streams() -> None:
    """Never fail on a character that an output lacks, nor on standard error that is closed.

    Writing results on a closed output fails, as it does on one that takes no more.
    """
    for name, mode in (("stdout", posix.O_RDONLY), ("stderr", posix.O_WRONLY)):
        if getattr(sys, name) is None:
            nowhere = posix.open("/dev/null", mode)
            setattr(sys, name, open(nowhere, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        getattr(sys, name).reconfigure(errors="replace")


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
    return max(size()[0] - 1, 20)


def folded(text: str, indent: int = 0) -> list[str]:
    """A line as the lines that fit the terminal; words longer than one, as paths, stay whole.

    Args:
        text: what is to be printed.
        indent: where the lines after the first begin.
    """
    if not width():
        return [text]
    import textwrap  # few commands print more than fits

    return textwrap.wrap(
        text,
        width(),
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def size() -> tuple[int, int]:
    """Columns and lines of the terminal: the environment's, else the real ones, else 80 and 24."""
    try:
        real = posix.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError):
        real = posix.terminal_size((80, 24))
    columns, lines = (variables().get(name, "") for name in ("COLUMNS", "LINES"))
    return (
        int(columns) if columns.isdecimal() and int(columns) else real.columns or 80,
        int(lines) if lines.isdecimal() and int(lines) else real.lines or 24,
    )


def _wants_colour(terminal: bool) -> bool:
    """Whether to use colours: --color, then NO_COLOR, FORCE_COLOR, TERM, the terminal."""
    choice = _choice()
    if choice in (ALWAYS, NEVER):
        return choice == ALWAYS
    if variables().get("NO_COLOR"):
        return False
    if variables().get("FORCE_COLOR"):
        return True
    return terminal and not is_dumb()


def _choice() -> str | None:
    """What --color says; nobody said anything where click was not imported."""
    if "click" not in sys.modules:
        return None
    import click

    context = click.get_current_context(silent=True)
    return context.meta.get(COLOUR) if context else None


def is_dumb() -> bool:
    """Whether the terminal only takes text, without any codes."""
    return variables().get("TERM") == "dumb"


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


def write_pieces(pieces: Iterable[str]) -> None:
    """Print results that come in pieces, none of which is kept."""
    sys.stdout.writelines(pieces)
    sys.stdout.write("\n")


def page(text: str, line: int = 1, pager: bool = True) -> None:
    """Print a text, in a pager where it is longer than the terminal.

    Args:
        text: what to print.
        line: the line to open at, from 1.
        pager: False never to use one.
    """
    if pager and sys.stdout.isatty() and not is_dumb():
        from imwsearch.cli import pager as pagers  # a pipe never needs one

        if text.count("\n") + 2 > size()[1] and pagers.show(text, line):
            return
    write(text)


def confirm(question: str) -> bool:
    """Ask for a yes, which an empty line is too, on standard error.

    Raises:
        click.Abort: there is no more input.
    """
    answers = _("[Y/n]")
    sys.stderr.write(f"{question} {answers} ")
    sys.stderr.flush()
    if not (answer := sys.stdin.readline()):
        import click

        raise click.Abort
    return answer.strip().casefold() in ("", "y", "yes", "j", "ja")


def say(message: str) -> None:
    """Tell the user something beside the results: one line on standard error.

    What it names may have line ends in its name, which would pass for lines of ours.
    """
    from imwsearch.visible import visible_line  # --version says nothing

    sys.stderr.write(visible_line(message) + "\n")


def say_error(error: ImwsearchError) -> None:
    """Tell what went wrong and what to do about it."""
    from imwsearch.errors import QueryError  # a search that finds something has none to tell

    say(f"imwsearch: {error}")
    if isinstance(error, QueryError) and error.query.strip():
        shown, start, size = _excerpt(error)
        say(f"  {shown}")
        say("  " + " " * start + "~" * (size - 1) + "^")
    if error.hint:
        say(f"  {error.hint}")


def say_place(found: Results, page: int) -> None:
    """Tell which hits these are; programs that have them all need not be told."""
    last = found.offset + len(found.hits)
    if not found.hits:
        size = found.offset // (page - 1)
        pages = (found.total + size - 1) // size
        message = _("there is no page {page}; the last one is {last}")
        say(message.format(page=number(page), last=number(pages)))
        return
    one = _("hit {first} of {total}")
    message = one if len(found.hits) == 1 else _("hits {first}-{last} of {total}")
    first, end, total = map(number, (found.offset + 1, last, found.total))
    shown = message.format(first=first, last=end, total=total)
    if last < found.total:
        say(_("{shown}; for more: --page {next}").format(shown=shown, next=page + 1))
    elif sys.stdout.isatty():
        say(shown)


def _excerpt(error: QueryError) -> tuple[str, int, int]:
    """A line of the query around the place that is wrong, where that begins, and its length."""
    first = max(0, error.start - _EXCERPT // 2) if len(error.query) > _EXCERPT else 0
    shown = error.query[first : first + _EXCERPT].replace("\n", " ")
    start = min(error.start - first, len(shown))
    return shown, start, max(1, min(error.end - error.start, len(shown) - start))


def typed(text: str) -> str:
    """What was typed, whatever the locale says of its letters: UTF-8, or else Windows-1252."""
    typed = encoded(text)
    try:
        return typed.decode()
    except UnicodeDecodeError:
        return typed.decode("cp1252", "replace")
