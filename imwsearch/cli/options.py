"""Options and arguments that several commands share."""

import functools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from imwsearch.choices import FACETS
from imwsearch.cli.command import DEFAULT_INDEX, DEFAULT_SEEDS
from imwsearch.cli.completion import complete_ids, complete_values
from imwsearch.errors import UsageError
from imwsearch.messages import _

_Command = TypeVar("_Command", bound=Callable[..., Any])


class Texts(click.types.StringParamType):
    """A text, or in a variable several with ";" or a line's end between; names hold blanks."""

    def split_envvar_value(self, rv: str) -> list[str]:
        """The texts of a variable."""
        return [text.strip() for text in re.split("[;\n]", rv) if text.strip()]


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


def document_id(command: _Command) -> _Command:
    """Add ID; the address of a document's page or PDF will do too."""
    return click.argument(
        "id_", metavar="ID", shell_complete=complete_ids, callback=_id_of_address
    )(command)


def _id_of_address(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if "/" not in value and "=" not in value:
        return value
    from imwsearch.query.values import link_id  # with the parser, which an id does not need

    return link_id(value) or value


def as_json(command: _Command) -> _Command:
    """Add --json."""
    return click.option(
        "--json", "as_json", is_flag=True, help=_("Print JSON, for programs (docs/json.md).")
    )(command)


def filters(command: _Command) -> _Command:
    """Add --asker … --until and --field; the command gets them as ``filters``."""

    @functools.wraps(command)
    def filtered(**given: Any) -> Any:
        from imwsearch.query.filters import Filters  # with the parser, which help does not need

        values = {name: given.pop(name) for name in Filters._fields}
        return command(filters=Filters(**values), **given)

    named: Callable[..., Any] = filtered
    for name, flag, metavar, text in reversed(_filters()):
        several = name not in ("since", "until")
        named = click.option(
            flag,
            name,
            metavar=metavar,
            multiple=several,
            type=Texts(),
            default=None if several else "",
            shell_complete=complete_values(name) if name in FACETS else None,
            help=text,
        )(named)
    return cast("_Command", named)


def _filters() -> list[tuple[str, str, str, str]]:
    """Name, option, what it takes, help."""
    return [
        ("asker", "--asker", _("NAME"), _("Only of this asker (a part will do; again: either).")),
        ("minister", "--minister", _("NAME"), _("Only to this minister.")),
        ("portfolio", "--portfolio", _("WORDS"), _("Only to a minister with this in the title.")),
        ("theme", "--theme", _("WORDS"), _("Only of this theme.")),
        ("status", "--status", _("STATUS"), _("Only these: answered, referred …")),
        ("year", "--year", _("YEAR"), _("Only of this session year: 2024-2025.")),
        ("since", "--since", _("DATE"), _("Only from this day, month or year on.")),
        ("until", "--until", _("DATE"), _("Only up to this day, month or year.")),
        (
            "fields",
            "--field",
            _("FIELD"),
            _("Look for the words only in title, theme, question or answer."),
        ),
    ]


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
