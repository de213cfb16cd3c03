"""The forms of output, of which a command prints one: a page for people, JSON, CSV …."""

import functools
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from itertools import chain
from typing import Any

import click

from imwsearch.cli.kinds import OneOf
from imwsearch.errors import UsageError
from imwsearch.messages import _
from imwsearch.visible import visible_line


class Form(StrEnum):
    """A form of output; all but the first have an option of that name."""

    TERMINAL = "terminal"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    CSV_BOM = "csv-bom"
    PATHS = "paths"
    PATHS0 = "null"
    COUNT = "count"
    MARKDOWN = "markdown"
    BIBTEX = "bibtex"
    RIS = "ris"
    CITATION = "citation"


CITING = (Form.MARKDOWN, Form.BIBTEX, Form.RIS, Form.CITATION)
"""What ``--format`` takes."""

_FORMAT = "--format"
_FLAGS = {
    Form.JSON: (("--json",), _("Print JSON, for programs (docs/json.md).")),
    Form.JSONL: (("--jsonl",), _("Print JSON lines, one hit a line.")),
    Form.CSV: (("--csv",), _("Print a table as CSV, with a header row.")),
    Form.CSV_BOM: (("--csv-bom",), _("The same, with the mark that Excel wants.")),
    Form.PATHS: (("--paths",), _("Print the paths of the files, one a line.")),
    Form.PATHS0: (("-0", "--null"), _("The same, each ended by a zero byte, for xargs -0.")),
    Form.COUNT: (("--count",), _("Print the number of documents found.")),
}
_SAME = ({Form.CSV, Form.CSV_BOM}, {Form.PATHS, Form.PATHS0})
"""Forms that may be given together; the more special one holds."""


def forms(*offered: Form) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Add the options of the forms; the command gets the one chosen as ``form``."""

    def add(command: Callable[..., int]) -> Callable[..., int]:
        @functools.wraps(command)
        def choosing(**given: Any) -> int:
            flags = [form for form in _FLAGS if given.pop(_name(form), False)]
            cited = given.pop("citing", None)
            return command(form=_only([*flags, *([Form(cited)] if cited else [])]), **given)

        options = [_flag(form) for form in offered if form in _FLAGS]
        if cited := [form for form in offered if form in CITING]:
            options.append(_format(cited))
        return functools.reduce(lambda inner, option: option(inner), reversed(options), choosing)

    return add


def write_utf8(pieces: Iterable[str]) -> None:
    """Print a file's content, if there is any: in UTF-8 whatever the output's own encoding is."""
    write_bytes(_encoded(pieces))


def write_csv(pieces: Iterable[str], form: Form) -> None:
    """Print a table as a file's content."""
    from imwsearch.render.csv import BYTE_ORDER_MARK  # options do not need it

    write_utf8(chain([BYTE_ORDER_MARK] if form is Form.CSV_BOM else [], pieces))


def write_paths(paths: Iterable[str], form: Form) -> None:
    """Print paths as the system has them; on a terminal, so that none can steer it."""
    if sys.stdout.isatty() and form is Form.PATHS:
        sys.stdout.writelines(visible_line(path) + "\n" for path in paths)
        return
    end = b"\0" if form is Form.PATHS0 else b"\n"
    write_bytes(os.fsencode(path) + end for path in paths)


def write_bytes(pieces: Iterable[bytes]) -> None:
    """Print bytes on standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.writelines(pieces)


def _encoded(pieces: Iterable[str]) -> Iterator[bytes]:
    piece = ""
    for piece in pieces:
        yield piece.encode("utf-8", "replace")
    if piece:
        yield b"\n"


def _name(form: Form) -> str:
    return f"as_{form.replace('-', '_')}"


def _flag(form: Form) -> Callable[[Callable[..., int]], Callable[..., int]]:
    names, text = _FLAGS[form]
    return click.option(*names, _name(form), is_flag=True, help=text)


def _format(cited: Iterable[Form]) -> Callable[[Callable[..., int]], Callable[..., int]]:
    values = [form.value for form in cited]
    text = _("Print the hits to cite them.")
    return click.option(_FORMAT, "citing", type=OneOf(values), help=text)


def _only(chosen: list[Form]) -> Form:
    """The form that was chosen.

    Raises:
        UsageError: several that exclude each other.
    """
    if not chosen:
        return Form.TERMINAL
    if len(chosen) > 1 and set(chosen) not in _SAME:
        first, second = map(_option, chosen[:2])
        message = _("{first} and {second} exclude each other").format(first=first, second=second)
        raise UsageError(message, _("give one of them"))
    return chosen[-1]


def _option(form: Form) -> str:
    return f"{_FORMAT} {form}" if form in CITING else _FLAGS[form][0][0]
