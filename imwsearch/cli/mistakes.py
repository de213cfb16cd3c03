"""What was mistyped, told as all our errors are: one line, then what to do."""

import click

from imwsearch.cli.command import COMMON, is_words
from imwsearch.cli.kinds import UnfitValue
from imwsearch.errors import UsageError
from imwsearch.messages import _
from imwsearch.query.names import nearest


def as_ours(error: click.UsageError) -> UsageError:
    """The error of ours that says what an error of click says."""
    match error:
        case click.NoSuchOption():
            message = _("there is no option {name}").format(name=error.option_name)
            return UsageError(message, _other_option(error))
        case click.MissingParameter():
            message = _("{name} is missing").format(name=_name(error))
            return UsageError(message, _usage(error.ctx))
        case click.BadParameter():
            is_own = isinstance(error, UnfitValue)  # and may begin with what was typed
            told = error.message if is_own else _plain(error.message)
            message = f"{_name(error)}: {told}"
            return UsageError(message, getattr(error, "hint", "") or _help(error.ctx))
        case click.BadOptionUsage():
            return UsageError(_valued(error), _help(error.ctx))
    return UsageError(_plain(error.format_message()), _usage(error.ctx))


def _other_option(error: click.NoSuchOption) -> str:
    """Which option there is, or where this one belongs."""
    if error.ctx is None:
        return ""
    if isinstance(error.ctx.command, click.Group):
        if error.option_name.lstrip("-") in COMMON:
            command = f"imwsearch search {error.option_name}"
            return _("it stands after the command: {command} …").format(command=command)
        return _help(error.ctx)
    params = error.ctx.command.get_params(error.ctx)
    known = {name.lstrip("-"): name for param in params for name in param.opts}
    near = nearest(error.option_name.lstrip("-"), known)
    hint = _("did you mean {name}?").format(name=known[near]) if near else _help(error.ctx)
    if any(map(is_words, params)):
        hint += _(" (as a word of the query it stands after --)")
    return hint


def _valued(error: click.BadOptionUsage) -> str:
    """That an option lacks its value, or has one."""
    params = error.ctx.command.params if error.ctx else []
    flags = {name for p in params if isinstance(p, click.Option) and p.is_flag for name in p.opts}
    if error.option_name in flags:
        return _("{option} takes no value").format(option=error.option_name)
    return _("{option} needs a value after it").format(option=error.option_name)


def _name(error: click.BadParameter) -> str:
    """What a parameter is called where it is typed: its longest option, or what stands for it."""
    if error.param is None:
        return ""
    if isinstance(error.param, click.Option):
        return _variable(error, error.param) or max(error.param.opts, key=len)
    return error.param.make_metavar(error.ctx or click.Context(click.Command(""))).strip("[]{}.")


def _variable(error: click.BadParameter, option: click.Option) -> str:
    """The variable that the value came from; nothing where it did not."""
    source = error.ctx.get_parameter_source(option.name or "") if error.ctx else None
    return str(option.envvar) if source is click.core.ParameterSource.ENVIRONMENT else ""


def _plain(message: str) -> str:
    """A sentence of click as a line of ours: without a capital and a full stop."""
    return message[:1].lower() + message[1:].removesuffix(".")


def _usage(ctx: click.Context | None) -> str:
    if ctx is None:
        return ""
    pieces = [ctx.command_path, *ctx.command.collect_usage_pieces(ctx)]
    return _("write: {command}").format(command=" ".join(pieces))


def _help(ctx: click.Context | None) -> str:
    return _("see {command}").format(command=f"{ctx.command_path} --help") if ctx else ""
