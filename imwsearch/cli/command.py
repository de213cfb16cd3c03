"""What all commands share: help with examples first, settings from files, words like ``-word``."""

import inspect
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from imwsearch.cli import console, front
from imwsearch.cli.kinds import OneOf
from imwsearch.errors import ImwsearchError
from imwsearch.messages import _

DEFAULT_INDEX = Path(front.DEFAULT_INDEX)
DEFAULT_SEEDS = Path("seeds")

COMPLETE = "_IMWSEARCH_COMPLETE"
"""The variable in which a shell's script asks for completions."""

COMMON = {"index", "seeds", "config", "color", "debug"}
"""The options that every command has; its help lists them last."""

_EXCLUDED = re.compile(r"-[^\W\d_].*[^\W\d].*|-[\"'“”‘’(].*|-\s.*", re.DOTALL)
"""An excluded word or phrase, or a dash before a pasted line; -n5 and -5 are none."""

_KEPT = "\0"
"""Stands before a word that click must not take for an option; no argument of a program has it."""


class HelpWithExamples(click.Command):
    """A command whose help begins with what it does and with examples."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": _("[OPTIONS]")} | kwargs)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does, its examples, then how it is called."""
        formatter.write_text(inspect.cleandoc(self.help or ""))
        formatter.write_paragraph()
        self.format_usage(ctx, formatter)
        self.format_options(ctx, formatter)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; what is wrong with them is told with the command's own help."""
        try:
            if not ctx.resilient_parsing:
                require_values(args, self.get_params(ctx))
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise


class Command(HelpWithExamples):
    """A command of the program.

    Each of its options can also be given as IMWSEARCH_OPTION and in a file of settings. Where it
    takes words of a query, a word that begins with "-" and is no option is a word.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += [config_option(), color_option(), debug_option()]
        for option in options(self):
            option.envvar = option.envvar or f"IMWSEARCH_{key_of(option)}".upper().replace("-", "_")

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, after setting apart the words that begin with "-"."""
        words = next((p for p in self.params if is_words(p)), None)
        if words is None:
            return super().parse_args(ctx, args)
        rest = super().parse_args(ctx, keep_words(args, self))
        given = ctx.params.get(words.name or "")
        if isinstance(given, tuple):
            ctx.params[words.name or ""] = tuple(word.removeprefix(_KEPT) for word in given)
        return rest

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a hint of its errors names the folders that it was given."""
        try:
            return super().invoke(ctx)
        except ImwsearchError as error:
            from imwsearch.cli import pasting  # only an error pays for it

            pasting.advise(error)
            raise

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the command's own options, then those that every command has."""
        own: list[tuple[str, str]] = []
        common: list[tuple[str, str]] = []
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx) if isinstance(param, click.Option) else None
            if record:
                is_common = param.name in COMMON or "--help" in param.opts
                (common if is_common else own).append(record)
        for title, records in ((_("Options"), own), (_("Options of every command"), common)):
            if records:
                with formatter.section(title):
                    formatter.write_dl(records, col_max=min(formatter.width // 3, 30))


def command(name: str, help: str) -> Callable[[Callable[..., Any]], Command]:  # noqa: A002
    """Make a function a command of the program.

    Args:
        name: as it is typed.
        help: what it does in one paragraph, its examples, then what else there is to say.
    """
    return click.command(name, cls=Command, help=help)


def options(of: click.Command) -> list[click.Option]:
    """The options of a command, without --help."""
    return [param for param in of.params if isinstance(param, click.Option)]


def key_of(option: click.Option) -> str:
    """What an option is called in a file of settings: its longest name without dashes."""
    return max(option.opts, key=len).lstrip("-")


def is_words(param: click.Parameter) -> bool:
    """Whether a parameter is the words of a query: they alone are called so."""
    return isinstance(param, click.Argument) and param.name == "words"


def require_values(args: list[str], params: list[click.Parameter]) -> None:
    """See that no option stands where the value of the one before it is missing.

    Raises:
        click.BadOptionUsage: one does.
    """
    known = {name: param for param in params for name in param.opts if name.startswith("-")}
    for name, value in pairwise(args[: args.index("--")] if "--" in args else args):
        option = known.get(name)
        if isinstance(option, click.Option) and not option.is_flag and value in known:
            raise click.BadOptionUsage(name, "")


def keep_words(args: list[str], of: click.Command) -> list[str]:
    """The arguments, those marked that begin with "-" and are words.

    Args:
        args: what was typed after the command.
        of: the command; its options and their values are left alone.
    """
    valued = {name for option in options(of) if not option.is_flag for name in option.opts}
    kept: list[str] = []
    for at, word in enumerate(args):
        if word == "--":
            return kept + args[at:]
        is_value = at > 0 and args[at - 1] in valued
        kept.append(_KEPT + word if not is_value and _EXCLUDED.fullmatch(word) else word)
    return kept


def config_option() -> click.Option:
    """--config: read before all other options, so that it can give them values."""
    return click.Option(
        ["--config"],
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        is_eager=True,
        expose_value=False,
        callback=_configure,
        help=_("Read the settings from this file alone."),
    )


def _configure(ctx: click.Context, param: click.Parameter, value: Path | None) -> None:
    if ctx.resilient_parsing:
        return
    from imwsearch.cli import config  # help and completion need none

    ctx.default_map = config.settings(ctx, value)


def color_option() -> click.Option:
    """--color."""
    return click.Option(
        ["--color"],
        type=OneOf(console.COLOURS),
        default=console.AUTO,
        metavar=_("WHEN"),
        expose_value=False,
        callback=_choose_colour,
        help=_("Colours: always, never, or auto: on a terminal, unless NO_COLOR or TERM=dumb."),
    )


def _choose_colour(ctx: click.Context, param: click.Parameter, value: str) -> None:
    """Keep the choice; what was typed before the command's name outranks what was set in files."""
    source = ctx.get_parameter_source("color")
    if source is ParameterSource.COMMANDLINE or (
        source is not ParameterSource.DEFAULT and console.COLOUR not in ctx.meta
    ):
        ctx.meta[console.COLOUR] = value


def debug_option() -> click.Option:
    """--debug; ``main.end_with`` looks for it, since an error may come before it is read."""
    return click.Option(
        ["--debug"], is_flag=True, expose_value=False, help=_("Show where an error comes from.")
    )
