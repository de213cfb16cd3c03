"""``imwsearch index``: build the index, or bring it up to date."""

import sys
from pathlib import Path

import click

from imwsearch import generations, indexing
from imwsearch.cli import console, options
from imwsearch.errors import DamagedIndexError, NoIndexError
from imwsearch.indexing import Report
from imwsearch.messages import _, ngettext

SOME_SKIPPED = 3


@click.command(
    help=_(
        "Bring the index up to date with the documents in seeds/.\n\n"
        "Only new and changed files are read. Further folders and files can be named; they stay "
        "part of the index until --rebuild.\n\n"
        "\b\n"
        "  imwsearch index\n"
        "  imwsearch index --seeds ~/questions\n"
        "  imwsearch index ~/Downloads/question.txt"
    )
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--rebuild", is_flag=True, help=_("Read all documents again and start anew."))
@click.option("--wait", is_flag=True, help=_("Wait for another build to end."))
@options.folders
def index(
    paths: tuple[Path, ...], rebuild: bool, wait: bool, index: Path, seeds: Path | None
) -> int:
    """Build and report; 3 where documents were skipped."""
    folder = options.seeds_for_build(seeds, None if rebuild else _recorded(index), paths)
    report = build(index, folder, paths, rebuild=rebuild, wait=wait)
    return SOME_SKIPPED if report.skipped else 0


def build(
    index: Path,
    seeds: Path | None,
    paths: tuple[Path, ...] = (),
    *,
    rebuild: bool = False,
    wait: bool = False,
) -> Report:
    """Build with a progress bar on a terminal, and say what was done."""
    with click.progressbar(
        length=0,
        label=_("Indexing"),
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    ) as bar:

        def progress(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        report = indexing.build(index, seeds, paths, rebuild=rebuild, wait=wait, progress=progress)
    _say_report(report, index)
    return report


def _recorded(index: Path) -> Path | None:
    """The folder that the last build read, if that can be told."""
    try:
        seeds = generations.read_manifest(generations.current(index)).seeds
    except (NoIndexError, DamagedIndexError):
        return None
    return index / seeds if seeds else None


def _say_report(report: Report, index: Path) -> None:
    for skipped in report.skipped:
        console.say(_("skipped {name}: {reason}").format(name=skipped.name, reason=skipped.reason))
    if report.rebuilt:
        console.say(_("read all documents again: {reason}").format(reason=report.rebuilt))
    counts = _("{new} new, {changed} changed, {removed} removed, {unchanged} unchanged").format(
        new=report.new,
        changed=report.changed,
        removed=report.removed,
        unchanged=report.unchanged,
    )
    documents = ngettext("{count} document", "{count} documents", report.documents)
    documents = documents.format(count=report.documents)
    console.write(
        _("{counts}; {documents} in {index} ({seconds:.1f} s)").format(
            counts=counts, documents=documents, index=index, seconds=report.seconds
        )
    )
