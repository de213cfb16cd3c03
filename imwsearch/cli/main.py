"""The command ``imwsearch``: its subcommands, and how errors end it."""

import os
import shlex
import sys
from collections.abc import Sequence
from contextlib import suppress

import click

import imwsearch
from imwsearch.cli import commands, console
from imwsearch.cli.command import COMPLETE, HelpWithExamples, color_option, debug_option
from imwsearch.cli.exits import CLOSED_PIPE, INTERRUPTED
from imwsearch.errors import ImwsearchError, OutputError, UsageError, reason_of
from imwsearch.messages import _, speak_for_libraries
from imwsearch.query.names import did_you_mean


class Program(HelpWithExamples, click.Group):
    """The group of all commands, which imports a command's module only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(commands.COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name."""
        return commands.load(cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was typed.

        Raises:
            UsageError: there is no such command.
        """
        name = args[0]
        if not (name in commands.COMMANDS or name.startswith("-") or ctx.resilient_parsing):
            hint = _("a search is: imwsearch search {words}").format(words=shlex.join(args))
            raise UsageError(
                _("there is no command {name}").format(name=name),
                did_you_mean(name, commands.COMMANDS, hint),
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands, without importing them."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(row.summary)) for name, row in _listed()], col_max=20)

    def shell_complete(
        self, ctx: click.Context, incomplete: str
    ) -> "list[click.shell_completion.CompletionItem]":
        """The commands and options that begin so."""
        from click.shell_completion import CompletionItem

        return [
            CompletionItem(name, help=_(row.summary))
            for name, row in _listed()
            if name.startswith(incomplete)
        ] + click.Command.shell_complete(self, ctx, incomplete)


def _listed() -> list[tuple[str, commands.CommandEntry]]:
    return list(commands.COMMANDS.items())


def program() -> Program:
    """The program, in the reader's language."""
    made = Program(
        "imwsearch",
        help=what_it_is() + "\n\n" + _("A command's own help: imwsearch COMMAND --help."),
        subcommand_metavar=_("COMMAND [ARGUMENTS]..."),
        params=[color_option(), debug_option()],
        context_settings={
            "help_option_names": ["-h", "--help"],
            "terminal_width": min(max(console.size()[0] - 1, 30), 100),
        },
    )
    version = click.version_option(imwsearch.__version__, message="%(prog)s %(version)s")
    return version(made)


def what_it_is() -> str:
    """What the program does, and the first commands to type."""
    return _(
        "Search the written questions of the Flemish Parliament and their answers.\n\n"
        "\b\n"
        "  imwsearch index                          index the documents in seeds/\n"
        "  imwsearch search loonpremie              find them\n"
        "  imwsearch search maatwerk minister:demir date:2024..\n"
        "  imwsearch show 2082929                   read one\n"
        "  imwsearch help query                     all that a query can say"
    )


def run(arguments: Sequence[str]) -> int:
    """Run the program.

    Args:
        arguments: what was typed after its name.

    Returns:
        The exit code; the table stands in the README.
    """
    console.prepare_streams()
    speak_for_libraries()
    try:
        code = _run(list(arguments))
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # whatever it is, people get a line and not a traceback
        return end_with(error, arguments)
    return code


def end_with(error: Exception, arguments: Sequence[str]) -> int:
    """Tell why the program ends, unless there is nobody to tell or no room; the exit code.

    Raises:
        Exception: the error itself, where --debug asks for it.
    """
    if isinstance(error, BrokenPipeError):
        _forget_output()
        return CLOSED_PIPE
    if "--debug" in arguments:
        raise error
    if isinstance(error, MemoryError):
        error = _out_of_memory()
    if isinstance(error, OSError):
        _forget_output()
        where = error.filename or _("what is printed cannot be written")
        error = OutputError(f"{where}: {reason_of(error)}")
    if not isinstance(error, ImwsearchError):
        error = _unforeseen(error)
    with suppress(OSError):  # standard error may take no more either
        console.say_error(error)
    return error.exit_code


def _out_of_memory() -> ImwsearchError:
    return ImwsearchError(
        _("there is not enough memory"),
        _("close other programs, or run it where there is more"),
    )


def _unforeseen(error: Exception) -> ImwsearchError:
    """A fault of the program's own, or of an index that only seems whole."""
    return ImwsearchError(
        _("this should not happen: {error}").format(error=repr(error)[:200]),
        _("see whether imwsearch check --deep finds damage; --debug shows where it comes from"),
    )


def _run(arguments: list[str]) -> int:
    if COMPLETE in os.environ:
        from imwsearch.cli import completion

        return completion.answer(program(), os.environ[COMPLETE])
    if not arguments:
        for line in what_it_is().replace("\b\n", "").splitlines():
            console.say(line)
        return UsageError.exit_code
    try:  # not click's main: that makes of a closed pipe an error
        with program().make_context("imwsearch", arguments) as context:
            code = context.command.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.Abort:
        return INTERRUPTED
    except click.UsageError as error:
        from imwsearch.cli.mistakes import as_ours

        raise as_ours(error) from error
    return int(code or 0)


def _forget_output() -> None:
    """Let nothing be written at exit into an output that takes no more."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
