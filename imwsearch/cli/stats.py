"""``imwsearch stats``: how many documents each minister has, each month ….."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from imwsearch.choices import COUNTED
from imwsearch.cli import console, forms, options
from imwsearch.cli.command import command
from imwsearch.cli.completion import complete_query
from imwsearch.cli.exits import NOTHING_FOUND
from imwsearch.cli.forms import Form
from imwsearch.cli.kinds import FieldName
from imwsearch.messages import _, ngettext, number

if TYPE_CHECKING:
    from imwsearch.query.filters import Filters
    from imwsearch.statistics import Group


@command(
    "stats",
    help=_(
        "Count documents, all of them or those that a query finds.\n\n"
        "\b\n"
        "  imwsearch stats --by minister\n"
        "  imwsearch stats maatwerk --by month --since 2024\n"
        "  imwsearch stats --asker ongena --by theme --csv\n\n"
        "How long answers take is told too: the median of the working days from the question's "
        "date to the date that the answer names."
    ),
)
@click.argument("words", metavar=_("[QUERY]..."), nargs=-1, shell_complete=complete_query)
@click.option(
    "--by",
    default="minister",
    show_default=True,
    type=FieldName(COUNTED),
    metavar=_("FIELD"),
    help=_("minister, asker, portfolio, theme, year, month or status."),
)
@options.filters
@forms.forms(Form.JSON, Form.CSV, Form.CSV_BOM)
@options.folders
def stats(
    words: tuple[str, ...], by: str, filters: "Filters", form: Form, index: Path, seeds: Path | None
) -> int:
    """Print counts; 1 where nothing is found."""
    from imwsearch import statistics
    from imwsearch.cli import hints
    from imwsearch.cli.freshness import open_index
    from imwsearch.query import parse
    from imwsearch.query.filters import with_filters
    from imwsearch.render import bars, csv
    from imwsearch.render import json as as_json_text
    from imwsearch.render import words as words_for

    asked = parse(console.typed(" ".join(words)))
    query = with_filters(asked, filters)
    hints.say_notes(asked)
    collection = open_index(index, seeds)
    found = statistics.count(collection, query, by)
    if form is Form.JSON:
        value = as_json_text.statistics(query.text, found)
        console.write(as_json_text.render(value, console.ascii_only()))
    elif form in (Form.CSV, Form.CSV_BOM):
        header = (by, "documents", "dated", "delay")
        forms.write_csv(csv.table(header, found.groups), form)
    elif found.groups:
        rows = [
            bars.Row(words_for.value(by, one.value), one.documents, _delay(one))
            for one in found.groups
        ]
        console.write(bars.table(rows, console.style(), console.ascii_only()))
    if found.whole.documents:
        _say_total(found.whole)
        hints.say_parts(collection, query)
        return 0
    console.say(_("nothing found for: {query}").format(query=hints.asked(query)))
    hints.say_hints(collection, query)
    return NOTHING_FOUND


def _delay(group: "Group") -> str:
    if group.delay is None:
        return ""
    message = ngettext("{days} working day", "{days} working days", group.delay)
    return message.format(days=number(group.delay, ",g"))


def _say_total(whole: "Group") -> None:
    total = whole.documents
    message = ngettext("{count} document", "{count} documents", total).format(count=number(total))
    if delay := _delay(whole):
        said = _("{documents}; answers with a date: {dated}, median {delay}")
        message = said.format(documents=message, dated=number(whole.dated), delay=delay)
    for line in console.folded(message):
        console.say(line)
