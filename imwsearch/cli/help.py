"""``imwsearch help``: of a command, of the query language, and the manual page."""

import textwrap
from collections.abc import Iterator

import click

from imwsearch.cli import commands, console
from imwsearch.cli.command import command
from imwsearch.errors import UsageError
from imwsearch.messages import _
from imwsearch.query.names import did_you_mean

TOPICS = ("query", "man")
"""What there is to explain beside the commands."""

_WIDTH = 80


def complete_topics(ctx: click.Context, param: click.Parameter, typed: str) -> list[str]:
    """Complete what help can be asked for."""
    return [name for name in (*TOPICS, *commands.COMMANDS) if name.startswith(typed)]


@command(
    "help",
    help=_(
        "Explain a command or the query language; print the manual page.\n\n"
        "\b\n"
        "  imwsearch help search\n"
        "  imwsearch help query\n"
        "  imwsearch help man | man -l -\n\n"
        "To keep the manual page: imwsearch help man > ~/.local/share/man/man1/imwsearch.1"
    ),
)
@click.argument("topic", required=False, metavar=_("[TOPIC]"), shell_complete=complete_topics)
@click.option("--pager/--no-pager", default=True, help=_("Print through a pager, or never."))
@click.pass_context
def help(ctx: click.Context, topic: str | None, pager: bool) -> int:  # noqa: A001
    """Print the help that was asked for."""
    console.page(_explain(ctx.find_root(), topic), pager=pager)
    return 0


def _explain(program: click.Context, topic: str | None) -> str:
    """The help on a topic, or on the program.

    Raises:
        UsageError: there is no such topic.
    """
    if topic is None:
        return program.get_help()
    if topic == "query":
        return "\n\n".join(_language())
    if topic == "man":
        from imwsearch.cli import manual

        return manual.page(program, program.command.help or "")
    if found := commands.load(topic):
        return found.get_help(click.Context(found, info_name=topic, parent=program))
    known = (*TOPICS, *commands.COMMANDS)
    there_are = _("there are: {names}").format(names=", ".join(known))
    message = _("there is no help on {topic}").format(topic=topic)
    raise UsageError(message, did_you_mean(topic, known, there_are))


def _language() -> Iterator[str]:
    """The query language, part by part: what it is, and examples with the way they are read."""
    from imwsearch.query import guide

    for topic in guide.TOPICS:
        lines = [_(topic.title).upper(), *_wrapped(_(topic.text)), ""]
        if topic.title == "Fields":
            for names, what in guide.fields():
                lines += [f"  {names}", *_wrapped(what, "      ")]
            status = _("A status is one of: {names}.").format(names=guide.statuses())
            lines += ["", *_wrapped(status), ""]
        for example in topic.examples:
            lines += [f"  {example}", *_wrapped(guide.read_as(example), "      ")]
        yield "\n".join(lines)


def _wrapped(text: str, indent: str = "") -> list[str]:
    width = min(console.width() or _WIDTH, _WIDTH)
    return textwrap.wrap(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
