"""``imwsearch similar``: documents that are like one."""

from pathlib import Path

import click

from imwsearch.cli import console, forms, options
from imwsearch.cli.command import command
from imwsearch.cli.exits import NOTHING_FOUND
from imwsearch.cli.forms import Form
from imwsearch.cli.kinds import Count
from imwsearch.messages import _


@command(
    "similar",
    help=_(
        "List the documents that are most like one.\n\n"
        "\b\n"
        "  imwsearch similar 2082929\n"
        "  imwsearch similar 2082929 -n 3 --json\n\n"
        "The same question put to other ministers comes first."
    ),
)
@options.document_id
@click.option(
    "-n",
    "--limit",
    default=10,
    show_default=True,
    type=Count(),
    metavar="N",
    help=_("How many documents."),
)
@forms.forms(Form.JSON, Form.JSONL, Form.PATHS, Form.PATHS0)
@options.folders
def similar(id_: str, limit: int, form: Form, index: Path, seeds: Path | None) -> int:
    """Print similar documents; 1 where there are none."""
    from imwsearch import lookup
    from imwsearch.cli.freshness import open_index
    from imwsearch.damage import blaming_damage
    from imwsearch.render import json as as_json_text
    from imwsearch.render import likeness
    from imwsearch.similarity import find_similar

    collection = open_index(index, seeds)
    with blaming_damage(collection):
        document = lookup.find_document(collection, console.typed(id_))
    found = find_similar(collection, document, limit)
    hits = [as_json_text.likeness(one) for one in found]
    ascii_only = console.ascii_only()
    match form:
        case Form.JSON:
            value = {"id": document.id, "hits": hits, **as_json_text.ORIGIN}
            console.write(as_json_text.render(value, ascii_only))
        case Form.JSONL:
            for hit in hits:
                console.write(as_json_text.line(hit, ascii_only))
        case Form.PATHS | Form.PATHS0:
            forms.write_paths((collection.on_disk(one.hit.path) for one in found), form)
        case _ if found:
            console.write_pieces(likeness.results(found, console.style()))
    if not found:
        console.say(_("no document is like {id}").format(id=document.id))
    return 0 if found else NOTHING_FOUND
