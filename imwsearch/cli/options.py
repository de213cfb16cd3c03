"""The options that every command has."""

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from imwsearch.errors import UsageError
from imwsearch.messages import _

DEFAULT_INDEX = Path("index")
DEFAULT_SEEDS = Path("seeds")

_Command = TypeVar("_Command", bound=Callable[..., Any])


def folders(command: _Command) -> _Command:
    """Add --index and --seeds."""
    index = click.option(
        "--index",
        type=click.Path(path_type=Path, file_okay=False),
        envvar="IMWSEARCH_INDEX",
        default=DEFAULT_INDEX,
        show_default=True,
        help=_("Folder of the index."),
    )
    seeds = click.option(
        "--seeds",
        type=click.Path(path_type=Path, file_okay=False),
        envvar="IMWSEARCH_SEEDS",
        help=_("Folder of the documents.  [default: seeds]"),
    )
    return index(seeds(command))


def as_json(command: _Command) -> _Command:
    """Add --json."""
    return click.option(
        "--json", "as_json", is_flag=True, help=_("Print JSON, for programs (docs/json.md).")
    )(command)


def seeds_for_build(
    seeds: Path | None, recorded: Path | None, paths: tuple[Path, ...]
) -> Path | None:
    """The folder to build from: as given, the default one, or the last build's.

    Raises:
        UsageError: there is none of them, and no other paths either.
    """
    if seeds is not None:
        return seeds
    for folder in (DEFAULT_SEEDS, recorded):
        if folder is not None and folder.is_dir():
            return folder
    if paths:
        return None
    raise UsageError(
        _("there is no folder {path} here").format(path=DEFAULT_SEEDS),
        _("give the folder of the documents: imwsearch index --seeds FOLDER"),
    )


def index_command(index: Path) -> str:
    """The command that brings this index up to date."""
    if index == DEFAULT_INDEX:
        return "imwsearch index"
    return f"imwsearch index --index {shlex.quote(str(index))}"
