"""Commands in what people are told: they do what they say when they are pasted."""

import re
import shlex
from pathlib import Path

import click
from click.core import ParameterSource

from imwsearch.errors import ImwsearchError, NoIndexError
from imwsearch.messages import _

_GIVEN = (ParameterSource.COMMANDLINE, ParameterSource.ENVIRONMENT)
_COMMAND = re.compile(r"\bimwsearch (?:index|check|show)\b")


def command_line(*arguments: str) -> str:
    """A command for the folders that the present one was given.

    Args:
        arguments: what stands after the program's name, unquoted.
    """
    return for_folders(shlex.join(["imwsearch", *arguments]), re.compile(r"$"))


def advise(error: ImwsearchError, seeds: Path) -> None:
    """Complete the command in an error's hint.

    Args:
        error: the error.
        seeds: the folder that is indexed where none is named; where it is not there, some folder
            has to be.
    """
    error.hint = for_folders(error.hint)
    if isinstance(error, NoIndexError) and not ("--seeds" in error.hint or seeds.is_dir()):
        error.hint += " --seeds " + _("FOLDER")


def for_folders(text: str, after: re.Pattern[str] = _COMMAND) -> str:
    """The text, its command with the folders that the present one was given.

    Args:
        text: what is told.
        after: behind this the folders are named.
    """
    context = click.get_current_context(silent=True)
    named = ""
    for name in ("index", "seeds"):
        given = context is not None and context.get_parameter_source(name) in _GIVEN
        if context is not None and given and f"--{name}" not in text:
            named += f" --{name} {shlex.quote(str(context.params[name]))}"
    return after.sub(lambda found: found[0] + named, text, count=1)
