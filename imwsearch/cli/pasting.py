"""Commands in what people are told: they do what they say when they are pasted."""

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
from click.core import ParameterSource

from imwsearch import manifests
from imwsearch.cli.command import DEFAULT_SEEDS
from imwsearch.errors import ImwsearchError, NoIndexError
from imwsearch.messages import _

_GIVEN = (ParameterSource.COMMANDLINE, ParameterSource.ENVIRONMENT)
_COMMAND = re.compile(r"\bimwsearch (?:index|check|show)\b")
_BUILD, _ANEW = "imwsearch index", "--rebuild"


def command_line(*arguments: str) -> str:
    """A command for the folders that the present one was given.

    Args:
        arguments: what stands after the program's name, unquoted.
    """
    return for_folders(shlex.join(["imwsearch", *arguments]), re.compile(r"$"))


def advise(error: ImwsearchError) -> None:
    """Complete the command in an error's hint; some folder has to be named to be indexed."""
    error.hint = for_folders(error.hint)
    known = "--seeds" in error.hint or DEFAULT_SEEDS.is_dir()
    if isinstance(error, NoIndexError) and not known:
        error.hint += " --seeds " + _("FOLDER")


def for_folders(text: str, after: re.Pattern[str] = _COMMAND) -> str:
    """The text, its command with the folders that the present one was given.

    One that builds names the documents of the index as well, as far as it would not take them by
    itself.

    Args:
        text: what is told.
        after: behind this the folders are named.
    """
    context = click.get_current_context(silent=True)
    if context is None:
        return text
    named = list(_given(context, text))
    if _BUILD in text:
        named += _remembered(context, text)
    return after.sub(lambda found: " ".join([found[0], *map(shlex.quote, named)]), text, count=1)


def _given(context: click.Context, text: str) -> Iterator[str]:
    """The folders that the present command was given and the text does not name."""
    for name in ("index", "seeds"):
        if context.get_parameter_source(name) in _GIVEN and f"--{name}" not in text:
            yield from (f"--{name}", str(context.params[name]))


def _remembered(context: click.Context, text: str) -> Iterator[str]:
    """The folders that the index was built from, and that a command would leave out."""
    index = context.params.get("index")
    known = manifests.remembered(index) if index else None
    if index is None or known is None:
        return
    anew = _ANEW in text
    seeds = Path(index, known.seeds)
    is_known = known.seeds and seeds.resolve() != DEFAULT_SEEDS.resolve()
    is_named = "--seeds" in text or context.params.get("seeds")
    if is_known and not is_named and (anew or DEFAULT_SEEDS.is_dir()):
        yield from ("--seeds", os.path.normpath(seeds))
    if anew:
        yield from filter(os.path.exists, known.others)
