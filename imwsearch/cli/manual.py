"""The manual page, from the same sources as --help and ``imwsearch help query``."""

import inspect
from collections.abc import Iterator

import click

import imwsearch
from imwsearch.cli import commands, config, exits
from imwsearch.cli.command import COMMON
from imwsearch.messages import _
from imwsearch.query import guide
from imwsearch.render import roff


def page(program: click.Context, what_it_is: str) -> str:
    """The manual page in roff.

    Args:
        program: the program's own context.
        what_it_is: its help.
    """
    first, examples = paragraphs(what_it_is)[:2]
    return "\n".join(
        [
            roff.heading("imwsearch", 1, imwsearch.__version__),
            roff.section(_("Name"), escaped_name(first)),
            roff.section(_("Synopsis"), roff.verbatim(_synopsis(program))),
            roff.section(_("Examples"), roff.verbatim(inspect.cleandoc(examples))),
            roff.section(_("Commands"), *_commands(program)),
            roff.section(_("Options of every command"), roff.tagged(_common(program))),
            roff.section(_("Query language"), *_language()),
            roff.section(_("Settings"), *_settings()),
            roff.section(_("Environment"), roff.tagged(environment())),
            roff.section(_("Exit status"), roff.tagged(exits.meanings())),
        ]
    )


def escaped_name(first: str) -> str:
    """The line that ``man -k`` finds."""
    return "imwsearch \\- " + roff.escaped(first.rstrip("."))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a help text, without click's mark that one keeps its lines."""
    return [part.replace("\b\n", "") for part in inspect.cleandoc(text).split("\n\n")]


def environment() -> list[tuple[str, str]]:
    """The variables that change what the program does."""
    return [
        (
            "IMWSEARCH_OPTION",
            _("the value of an option: IMWSEARCH_INDEX; several of --minister have ; between"),
        ),
        ("LANGUAGE, LC_ALL, LC_MESSAGES, LANG", _("Dutch where they say nl, English otherwise")),
        (
            "NO_COLOR, FORCE_COLOR",
            _("no colours; colours in pipes too; --color outranks both"),
        ),
        ("TERM=dumb", _("no codes at all")),
        ("PAGER", _("the pager, less where it is not set; none where it is empty")),
        ("BROWSER", _("the browser")),
    ]


def _synopsis(program: click.Context) -> str:
    return "\n".join(_usage(context) for context in _contexts(program))


def _usage(context: click.Context) -> str:
    return " ".join([context.command_path, *context.command.collect_usage_pieces(context)])


def _contexts(program: click.Context) -> Iterator[click.Context]:
    for name in commands.COMMANDS:
        if command := commands.load(name):
            yield click.Context(command, info_name=name, parent=program)


def _commands(program: click.Context) -> Iterator[str]:
    for context in _contexts(program):
        first, *rest = paragraphs(context.command.help or "")
        own = [record for common, record in _options(context) if not common]
        yield roff.subsection(
            _usage(context),
            roff.paragraph(first),
            *(
                roff.verbatim(inspect.cleandoc(part))
                if part.startswith(" ")
                else roff.paragraph(part)
                for part in rest
            ),
            roff.tagged(own),
        )


def _common(program: click.Context) -> list[tuple[str, str]]:
    """The options of every command, as ``search`` has them."""
    search = next(context for context in _contexts(program) if context.info_name == "search")
    return [record for common, record in _options(search) if common]


def _options(context: click.Context) -> Iterator[tuple[bool, tuple[str, str]]]:
    """Each option as its help shows it, and whether every command has it."""
    for param in context.command.get_params(context):
        if isinstance(param, click.Option) and (record := param.get_help_record(context)):
            yield param.name in COMMON or "--help" in param.opts, record


def _language() -> Iterator[str]:
    for topic in guide.TOPICS:
        examples = [(example, guide.read_as(example)) for example in topic.examples]
        parts = [roff.paragraph(_(topic.text))]
        if topic.title == "Fields":
            parts.append(roff.tagged(guide.fields()))
        yield roff.subsection(_(topic.title), *parts, roff.tagged(examples))


def _settings() -> Iterator[str]:
    yield roff.paragraph(
        _(
            "An option comes before its variable, that before ./imwsearch.toml, and that before "
            "the user's own file. A file gives options by their names without dashes: those of "
            "every command at its top, those of one command in a table of its name."
        )
    )
    yield roff.verbatim('index = "~/questions/index"\ncolor = "never"\n\n[search]\nlimit = 20')
    yield roff.tagged((str(path), whose) for path, whose in config.describe_files())
