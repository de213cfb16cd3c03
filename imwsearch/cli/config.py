"""Settings from files: ./imwsearch.toml before the user's own; an option or variable before both.

A file gives options by their names, without dashes: those of every command at its top, those of
one command in a table of its name::

    index = "~/questions/index"
    color = "never"

    [search]
    limit = 20
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from imwsearch.cli.command import key_of, options
from imwsearch.cli.commands import COMMANDS
from imwsearch.cli.front import settings_files as files
from imwsearch.errors import UsageError
from imwsearch.messages import _
from imwsearch.query.names import did_you_mean

EVERYWHERE = ("index", "seeds", "color")
"""What can stand at the top of a file."""

Settings = dict[str, Any]


def settings(ctx: click.Context, file: Path | None) -> Settings:
    """The values that files give to a command's options, by the names of its parameters.

    Args:
        ctx: the command's context.
        file: the file to read instead of the usual two.

    Raises:
        UsageError: a file is no TOML, or has a key or a value that is none of a setting.
    """
    found: Settings = {}
    for path in [file] if file else map(Path, reversed(files())):
        if os.path.isfile(path):  # noqa: PTH113 - a folder that is closed to us holds no settings
            found |= _of_command(ctx, path, _read(path))
    return found


def _read(path: Path) -> Settings:
    import tomllib  # most people have no such file

    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except ValueError as error:
        raise _wrong(path, _("it is no TOML: {reason}").format(reason=error)) from None


def _of_command(ctx: click.Context, path: Path, found: Settings) -> Settings:
    """What a file says of one command: its top first, then the command's table."""
    by_key = {key_of(option): option for option in options(ctx.command)}
    name = ctx.info_name or ""
    values: Settings = {}
    for key, value in found.items():
        if isinstance(value, dict) and key in COMMANDS:
            continue
        if key not in EVERYWHERE:
            raise _unknown(path, key, [*EVERYWHERE, *COMMANDS])
        if key in by_key:
            values[by_key[key].name or ""] = _value(ctx, path, by_key[key], value)
    own = found.get(name)
    for key, value in own.items() if isinstance(own, dict) else ():
        if key not in by_key:
            raise _unknown(path, f"{name}.{key}", [f"{name}.{known}" for known in by_key])
        values[by_key[key].name or ""] = _value(ctx, path, by_key[key], value)
    return values


def _value(ctx: click.Context, path: Path, option: click.Option, value: Any) -> Any:
    """A value as its option takes it; folders are seen from the file."""
    if option.multiple:
        return [_one(ctx, path, option, v) for v in (value if isinstance(value, list) else [value])]
    return _one(ctx, path, option, value)


def _one(ctx: click.Context, path: Path, option: click.Option, value: Any) -> Any:
    try:
        if isinstance(value, list | dict) or isinstance(value, bool) != option.is_flag:
            raise click.BadParameter(_("{value!r} is none of its values").format(value=value))
        if isinstance(option.type, click.Path):
            value = path.parent / Path(str(value)).expanduser()
        return option.type.convert(value, option, ctx)
    except click.BadParameter as error:
        raise _wrong(path, f"{key_of(option)}: {error.message}") from None


def _unknown(path: Path, key: str, known: list[str]) -> UsageError:
    there_are = _("there are: {names}").format(names=", ".join(dict.fromkeys(known)))
    hint = did_you_mean(key, known, there_are)
    return UsageError(_("{path}: there is no setting {key}").format(path=path, key=key), hint)


def _wrong(path: Path, reason: str) -> UsageError:
    return UsageError(f"{path}: {reason}", _("the settings are in: imwsearch help man"))


def describe_files() -> Iterator[tuple[Path, str]]:
    """The files of settings, the strongest first, and whose they are."""
    here, of_user = map(Path, files())
    yield here, _("settings of the working folder")
    yield of_user, _("settings of the user")
