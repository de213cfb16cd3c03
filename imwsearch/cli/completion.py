"""``imwsearch completion``: what a shell needs to complete commands, and values from the index.

A completion is asked for at each TAB: nothing here imports more than it needs to read one column.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    add_completion_class,
    get_completion_class,
    shell_complete,
    split_arg_string,
)

from imwsearch.choices import FACETS
from imwsearch.cli import console
from imwsearch.cli.command import COMPLETE, DEFAULT_INDEX, command
from imwsearch.cli.kinds import OneOf
from imwsearch.errors import ImwsearchError
from imwsearch.messages import _

if TYPE_CHECKING:
    from imwsearch.codec.segment import Segment

SHELLS = ("bash", "zsh", "fish")

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]

_MOST = 200
"""Values shown at most; nobody reads more."""


@command(
    "completion",
    help=_(
        "Print the script that completes commands, options and names in a shell.\n\n"
        "\b\n"
        '  eval "$(imwsearch completion bash)"      in ~/.bashrc\n'
        '  eval "$(imwsearch completion zsh)"       in ~/.zshrc\n'
        "  imwsearch completion fish | source       in ~/.config/fish/config.fish"
    ),
)
@click.argument("shell", metavar=_("SHELL"), type=OneOf(SHELLS))
def completion(shell: str) -> int:
    """Print the script of one shell."""
    add_completion_class(Bash)
    if maker := get_completion_class(shell):
        console.write(maker(completion, {}, "imwsearch", COMPLETE).source().rstrip())
    return 0


def answer(program: click.Command, instruction: str) -> int:
    """Answer a shell's script.

    Args:
        program: the program.
        instruction: what the script asks for, "bash_complete".
    """
    add_completion_class(Bash)
    return shell_complete(program, {}, "imwsearch", COMPLETE, instruction)


class Bash(BashComplete):
    """Completion in bash, of names that hold blanks too.

    click's script hands bash's own words over, which bash cuts at colons, and leaves blanks bare.
    """

    source_template = """\
%(complete_func)s() {
    local type value
    COMPREPLY=()
    while IFS=, read -r type value; do
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("$value") ;;
        esac
        [[ $value == *[=:] ]] && compopt -o nospace
    done < <(env COMP_LINE="${COMP_LINE:0:COMP_POINT}" %(complete_var)s=bash_complete "$1")
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""

    def source(self) -> str:
        """The script; unlike click's without a look at which bash there is."""
        return self.source_template % self.source_vars()

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the cursor's, and the cursor's own."""
        line = os.environ["COMP_LINE"]
        words = split_arg_string(line)
        if line[-1:].isspace() and not words[-1].endswith(line[-1]):
            words.append("")
        return words[1:-1], words[-1]

    def format_completion(self, item: CompletionItem) -> str:
        """A value as bash inserts it: after the last colon, quoted unless a quote is open."""
        line = os.environ["COMP_LINE"]
        typed = re.split(r"(?<!\\)\s", line)[-1]
        value = str(item.value)
        if ":" in typed:
            value = value[value.rfind(":", 0, typed.rfind(":") + 1) + 1 :]
        if line.count('"') % 2 == 0 and line.count("'") % 2 == 0:
            value = re.sub(r"([^\w@%+=:,./-])", r"\\\1", value)
        return f"{item.type},{value}"


def complete_values(column: str) -> Complete:
    """Complete the values that the index holds in a column, most frequent first."""

    def complete(ctx: click.Context, param: click.Parameter, typed: str) -> list[CompletionItem]:
        counts = _counts(_index_of(ctx), column)
        return [CompletionItem(value, help=str(counts[value])) for value in fitting(typed, counts)]

    return complete


def fitting(typed: str, counts: dict[str, int]) -> list[str]:
    """The values that begin as typed, then those with a word that does; most frequent first.

    Args:
        typed: the beginning, in capitals or not, with accents or without.
        counts: each value with the number of its documents.
    """
    from imwsearch.query.names import folded

    wanted = folded(typed)
    by_name = {value: f" {folded(value)}" for value in counts}
    found = [value for value, name in by_name.items() if f" {wanted}" in name]
    begins = {value: by_name[value].startswith(f" {wanted}") for value in found}
    return sorted(found, key=lambda value: (not begins[value], -counts[value], value))[:_MOST]


def complete_terms(ctx: click.Context, param: click.Parameter, typed: str) -> list[CompletionItem]:
    """Complete the values of the field that was typed before."""
    column = str(ctx.params.get("field"))
    return complete_values(column)(ctx, param, typed) if column in FACETS else []


def complete_query(ctx: click.Context, param: click.Parameter, typed: str) -> list[CompletionItem]:
    """Complete the names of fields in a query, and the values of those that the index lists."""
    from imwsearch.query.fields import fields_by_name, find_field

    name, colon, value = typed.partition(":")
    if not colon:
        names = (known for known in fields_by_name() if typed and known.startswith(name.lower()))
        return [CompletionItem(f"{known}:") for known in names]
    field = find_field(name)
    if field is None or field.name not in FACETS:
        return []
    counts = _counts(_index_of(ctx), field.name)
    return [
        CompletionItem(f'{name}:"{found}"' if " " in found else f"{name}:{found}")
        for found in fitting(value.strip('"'), counts)
    ]


def complete_ids(ctx: click.Context, param: click.Parameter, typed: str) -> list[CompletionItem]:
    """Complete the ids of documents, once their beginning is typed."""
    if not typed:
        return []
    ids = sorted(id_ for id_ in _ids(_index_of(ctx)) if id_.startswith(typed))
    return [CompletionItem(id_) for id_ in ids[:_MOST]]


def _index_of(ctx: click.Context) -> Path:
    """The folder of the index that the command line or the environment names."""
    return Path(ctx.params.get("index") or os.environ.get("IMWSEARCH_INDEX") or DEFAULT_INDEX)


def _counts(index: Path, column: str) -> dict[str, int]:
    from imwsearch.choices import column_of
    from imwsearch.codec import columns

    counts: dict[str, int] = {}
    for segment in _segments(index):
        for value, count in columns.tally(segment, column_of(column), None).items():
            if value and count:
                counts[value] = counts.get(value, 0) + count
    return _by_all_names(counts) if column == "status" else counts


def _by_all_names(counts: dict[str, int]) -> dict[str, int]:
    """The counts of statuses by each of their names, as a query takes them: Dutch ones too."""
    from imwsearch.query.fields import status_names

    return {name: count for status, count in counts.items() for name in status_names(status)}


def _ids(index: Path) -> Iterator[str]:
    for segment in _segments(index):
        yield from map(segment.id_of, segment.living_docs())


def _segments(index: Path) -> "list[Segment]":
    """The segments of the index; none where it cannot be read, since a TAB shows no errors."""
    from imwsearch.codec.segment import Segment

    try:  # not by way of generations, which takes a tenth of the time to import
        folder = index / (index / "CURRENT").read_text("ascii").strip()
        return [Segment(str(path)) for path in sorted(folder.glob("*.imw"))]
    except (ImwsearchError, OSError, ValueError):
        return []
