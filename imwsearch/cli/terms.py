"""``imwsearch terms``: what the index holds."""

from pathlib import Path

import click

from imwsearch.choices import LISTED
from imwsearch.cli import console, forms, options
from imwsearch.cli.command import command
from imwsearch.cli.completion import complete_terms
from imwsearch.cli.exits import NOTHING_FOUND
from imwsearch.cli.forms import Form
from imwsearch.cli.kinds import Count, FieldName
from imwsearch.errors import UsageError
from imwsearch.messages import _, ngettext, number


@command(
    "terms",
    help=_(
        "List what a field holds, or the words of the texts, with the number of documents of "
        "each.\n\n"
        "\b\n"
        "  imwsearch terms minister\n"
        "  imwsearch terms asker ong\n"
        "  imwsearch terms words loonpr\n"
        "  imwsearch terms --abbreviations\n\n"
        "FIELD is asker, minister, portfolio, theme, year, status, abbreviation or words; PREFIX "
        "is how a value or one of its words begins."
    ),
)
@click.argument("field", metavar=_("FIELD"), type=FieldName(LISTED), required=False)
@click.argument("prefix", metavar=_("[PREFIX]"), default="", shell_complete=complete_terms)
@click.option(
    "--abbreviations",
    is_flag=True,
    help=_("The abbreviations that the documents define, and what they stand for."),
)
@click.option(
    "-n",
    "--limit",
    type=Count(),
    metavar="N",
    help=_("How many at most.  [default: all]"),
)
@forms.forms(Form.JSON, Form.CSV, Form.CSV_BOM)
@options.folders
def terms(
    field: str | None,
    prefix: str,
    abbreviations: bool,
    limit: int | None,
    form: Form,
    index: Path,
    seeds: Path | None,
) -> int:
    """Print values with their counts; 1 where there are none."""
    from imwsearch import terms as listing
    from imwsearch.cli.freshness import open_index
    from imwsearch.render import bars, csv
    from imwsearch.render import json as as_json_text
    from imwsearch.render import words as words_for

    field = "abbreviation" if abbreviations else field
    if field is None:
        raise UsageError(_("which field?"), _("one of {names}").format(names=", ".join(LISTED)))
    collection, prefix = open_index(index, seeds), console.typed(prefix)
    every = listing.list_terms(collection, field, prefix)
    found = every[:limit]
    if form is Form.JSON:
        value = {
            "field": field,
            "prefix": prefix,
            "total": len(every),
            "terms": [as_json_text.count(*term) for term in found],
        }
        console.write(as_json_text.render(value, console.ascii_only()))
    elif form in (Form.CSV, Form.CSV_BOM):
        forms.write_csv(csv.table((field, "documents"), found), form)
    elif found:
        rows = [bars.Row(words_for.value(field, value), count) for value, count in found]
        console.write(bars.table(rows, console.style(), console.ascii_only()))
    message = ngettext("{shown} of {total} value", "{shown} of {total} values", len(every))
    message = message.format(shown=number(len(found)), total=number(len(every)))
    console.say(message if every else _("no value begins with: {prefix}").format(prefix=prefix))
    return 0 if every else NOTHING_FOUND
