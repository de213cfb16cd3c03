"""``imwsearch check``: whether the index is whole, and what to do if it is not."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from imwsearch.cli import console, options
from imwsearch.cli.command import command
from imwsearch.cli.pasting import for_folders
from imwsearch.errors import DamagedIndexError, IncompatibleIndexError
from imwsearch.messages import _, ngettext, number

if TYPE_CHECKING:
    from imwsearch.check import Checked


@command(
    "check",
    help=_(
        "Verify the index: every byte of its files, and that its lists agree.\n\n"
        "With --deep every stored document is analysed again and compared with the postings.\n\n"
        "\b\n"
        "  imwsearch check\n"
        "  imwsearch check --deep"
    ),
)
@click.option("--deep", is_flag=True, help=_("Compare every posting with the documents."))
@options.as_json
@options.folders
def check(deep: bool, as_json: bool, index: Path, seeds: Path | None) -> int:
    """Print what was found; 12 where something is damaged, 10 where the program is another."""
    from dataclasses import asdict

    from imwsearch import check as checking
    from imwsearch.render import json as as_json_text

    checked = checking.check(index, deep)
    if as_json:
        console.write(as_json_text.render(asdict(checked), console.ascii_only()))
    else:
        _say(checked, index)
    if checked.problems:
        return DamagedIndexError.exit_code
    return IncompatibleIndexError.exit_code if checked.incompatible else 0


def _say(checked: "Checked", index: Path) -> None:
    for problem in checked.problems:
        console.say(f"{problem.path}: {problem.reason}" if problem.path else problem.reason)
    for name in checked.leftovers:
        console.say(_("note: {path} is no part of the index").format(path=index / name))
    if checked.problems:
        console.say(for_folders(_("build the index again with: imwsearch index --rebuild")))
        return
    if checked.incompatible:
        console.say(checked.incompatible)
        console.say(for_folders(_("build it again with: imwsearch index")))
        return
    whole = _("{generation} is whole: {files} files, {bytes} bytes, {documents}")
    counts = {
        "generation": checked.generation,
        "files": checked.files,
        "bytes": number(checked.bytes),
        "documents": _documents(checked.documents),
    }
    console.write(whole.format(**counts))
    if checked.compared:
        compared = _("{documents} analysed again: every posting is as it should be")
        console.write(compared.format(documents=_documents(checked.compared)))


def _documents(count: int) -> str:
    return ngettext("{count} document", "{count} documents", count).format(count=number(count))
