"""The command ``imwsearch``: its subcommands, and how errors end it."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import click

import imwsearch
from imwsearch.cli import console
from imwsearch.cli.check import check
from imwsearch.cli.index import index
from imwsearch.cli.search import search
from imwsearch.cli.show import show
from imwsearch.cli.status import status
from imwsearch.errors import ImwsearchError
from imwsearch.messages import _

CANNOT_WRITE = 2
INTERRUPTED = 130
CLOSED_PIPE = 141


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=_(
        "Search the written questions of the Flemish Parliament and their answers.\n\n"
        "\b\n"
        "  imwsearch index                   index the documents in seeds/\n"
        "  imwsearch search loonpremie       find them\n"
        "  imwsearch show 2082929            read one"
    ),
)
@click.version_option(imwsearch.__version__, message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help=_("Show where an error comes from."))
def imwsearch_command(debug: bool) -> None:
    """The group that holds the commands."""


for command in (index, search, show, status, check):
    imwsearch_command.add_command(command)


def run(arguments: Sequence[str]) -> int:
    """Run the program.

    Args:
        arguments: what was typed after its name.

    Returns:
        The exit code; the table stands in the README.
    """
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        code = _run(list(arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_output()
        return CLOSED_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
    except ImwsearchError as error:
        if "--debug" in arguments:
            raise
        console.say_error(error)
        return error.exit_code
    except OSError as error:
        if "--debug" in arguments:
            raise
        _forget_output()
        where = f"{error.filename}: " if error.filename else ""
        console.say(f"imwsearch: {where}{error.strerror or error}")
        return CANNOT_WRITE
    return code


def _run(arguments: list[str]) -> int:
    try:
        code = imwsearch_command.main(arguments, prog_name="imwsearch", standalone_mode=False)
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    return int(code or 0)


def _forget_output() -> None:
    """Let nothing be written at exit into an output that takes no more."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
