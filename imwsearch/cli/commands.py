"""The commands by name: the one table that the program, its help and its completion read.

A command's module is imported only when the command runs, so that --help, --version and
completion cost no more than click does.
"""

from importlib import import_module
from typing import NamedTuple

import click

from imwsearch.messages import N_


class CommandEntry(NamedTuple):
    """A command of the program.

    Args:
        module: the module in this package that holds it, under the command's own name.
        summary: what it does, one line of English; the key of its translation.
    """

    module: str
    summary: str


COMMANDS = {
    "index": CommandEntry("index", N_("Bring the index up to date with the documents.")),
    "harvest": CommandEntry(
        "harvest", N_("Bring questions from the Flemish Parliament's services.")
    ),
    "search": CommandEntry("search", N_("Find documents, best first.")),
    "show": CommandEntry("show", N_("Read a document, each question next to its answer.")),
    "open": CommandEntry("open", N_("Open a document's page or PDF in a browser.")),
    "similar": CommandEntry("similar", N_("Find the documents that are like one.")),
    "stats": CommandEntry(
        "stats", N_("Count documents by minister, theme, month …; how long answers take.")
    ),
    "terms": CommandEntry("terms", N_("List the names, themes and words that the index holds.")),
    "status": CommandEntry("status", N_("Tell what the index holds and what changed since.")),
    "check": CommandEntry("check", N_("Verify the index, to the last byte.")),
    "help": CommandEntry("help", N_("Explain a command or the query language; the manual page.")),
    "completion": CommandEntry(
        "completion", N_("Print the script that completes commands in a shell.")
    ),
}


def load(name: str) -> click.Command | None:
    """The command of a name; None where there is none."""
    if name not in COMMANDS:
        return None
    module = import_module(f"imwsearch.cli.{COMMANDS[name].module}")
    command: click.Command = getattr(module, name)
    return command
