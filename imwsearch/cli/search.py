"""``imwsearch search``: ranked hits with their snippets, in the form that is asked for."""

from pathlib import Path
from typing import Any

import click

from imwsearch.choices import FACETS, Sort
from imwsearch.cli import forms, options
from imwsearch.cli.command import command
from imwsearch.cli.completion import complete_query
from imwsearch.cli.forms import Form
from imwsearch.cli.kinds import Count, OneOf
from imwsearch.errors import UsageError
from imwsearch.messages import _
from imwsearch.query.names import did_you_mean


def _read_facets(_context: click.Context, _parameter: click.Parameter, value: str) -> list[str]:
    """The fields whose values are to be counted, each once."""
    from imwsearch.query.fields import english_name

    typed = filter(None, map(str.strip, value.split(",")))
    names = list(dict.fromkeys(map(english_name, typed)))
    for name in names:
        if name not in FACETS:
            hint = did_you_mean(name, FACETS, _("one of {names}").format(names=", ".join(FACETS)))
            raise UsageError(_("{name} cannot be counted").format(name=name), hint)
    return names


@command(
    "search",
    help=_(
        "Find the documents that have any of the words, best first.\n\n"
        "\b\n"
        "  imwsearch search loonpremie\n"
        "  imwsearch search begeleiding premie -n 3\n"
        "  imwsearch search maatwerk --asker ongena --since 2024 --sort newest --csv\n"
        "  imwsearch search --minister demir --facets theme,year\n"
        "  imwsearch search maatwerk --json\n\n"
        "With filters alone the newest documents come first. CSV, JSON lines and paths hold all "
        "hits, unless -n or --page is given."
    ),
)
@click.argument("words", metavar=_("[QUERY]..."), nargs=-1, shell_complete=complete_query)
@click.option(
    "-n",
    "--limit",
    type=Count(),
    metavar="N",
    help=_("How many hits on a page.  [default: 10]"),
)
@click.option(
    "--page",
    default=1,
    show_default=True,
    type=Count(),
    metavar="N",
    help=_("Which page."),
)
@click.option(
    "--sort",
    type=OneOf([sort.value for sort in Sort]),
    help=_("The order.  [default: relevance; without words newest]"),
)
@options.filters
@click.option(
    "--facets",
    metavar=_("FIELDS"),
    default="",
    callback=_read_facets,
    help=_("Count the values of these fields: minister,theme,year …"),
)
@click.option("--explain", is_flag=True, help=_("Tell how the query was read and what it met."))
@forms.forms(*(form for form in Form if form is not Form.TERMINAL))
@click.option(
    "--queries",
    type=click.Path(path_type=Path, dir_okay=False, exists=True, allow_dash=True),
    help=_("Answer each line qid<TAB>query of a file; gives a TREC run, or --jsonl."),
)
@click.option("--run", "tag", metavar=_("TAG"), help=_("Name of the TREC run."))
@options.folders
def search(**given: Any) -> int:
    """Print hits; 1 where there are none."""
    from imwsearch.cli import hits  # what answers and prints; help and completion need none of it

    return hits.show(**given)
