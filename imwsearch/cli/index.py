"""``imwsearch index``: build the index, or bring it up to date."""

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from imwsearch import manifests
from imwsearch.cli import console, options
from imwsearch.cli.command import command
from imwsearch.cli.exits import SOME_SKIPPED
from imwsearch.cli.pasting import command_line
from imwsearch.messages import _, ngettext, number

if TYPE_CHECKING:
    from imwsearch.indexing import Report

DUPLICATES = 10
"""So many files that hold another one's question are named."""


@command(
    "index",
    help=_(
        "Bring the index up to date with the documents in seeds/.\n\n"
        "\b\n"
        "  imwsearch index\n"
        "  imwsearch index --seeds ~/questions\n"
        "  imwsearch index --watch\n"
        "  imwsearch index ~/Downloads/question.txt\n\n"
        "Only new and changed files are read. Further folders and files can be named; they stay "
        "part of the index until --rebuild."
    ),
)
@click.argument(
    "paths", nargs=-1, metavar=_("[PATH]..."), type=click.Path(path_type=Path, exists=True)
)
@click.option("--rebuild", is_flag=True, help=_("Read all documents again and start anew."))
@click.option("--wait", is_flag=True, help=_("Wait for another build to end."))
@click.option("--watch", is_flag=True, help=_("Stay, and build again when documents change."))
@options.folders
def index(
    paths: tuple[Path, ...],
    rebuild: bool,
    wait: bool,
    watch: bool,
    index: Path,
    seeds: Path | None,
) -> int:
    """Build and report; 3 where documents were skipped."""
    folder = options.seeds_for_build(seeds, None if rebuild else _recorded(index), paths)
    if watch and not rebuild:
        _watch(index, folder, paths)
    before = manifests.remembered(index) if rebuild else None
    report = build(index, folder, paths, rebuild=rebuild, wait=wait)
    if before:
        _say_left_out(before.others, paths)
    if watch:
        _watch(index, folder, paths)
    return SOME_SKIPPED if report.skipped else 0


def _say_left_out(others: Sequence[str], paths: Iterable[Path]) -> None:
    """Name the further folders of which nothing is in the index any more."""
    named = {str(path.absolute()) for path in paths}
    if left := [each for each in others if each not in named and Path(each).exists()]:
        console.say(
            _("note: no longer in the index: {paths}; to take them in again: {command}").format(
                paths=", ".join(left), command=command_line("index", *left)
            )
        )


def _print_summary(summary: str) -> None:
    """Print what was done; where the output takes no more it is told all the same: it is done."""
    try:
        console.write(summary)
        sys.stdout.flush()
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            console.say(summary)
        raise


def build(
    index: Path,
    seeds: Path | None,
    paths: tuple[Path, ...] = (),
    *,
    rebuild: bool = False,
    wait: bool = False,
    report: Callable[[str], None] = _print_summary,
) -> "Report":
    """Build with a progress bar on a terminal, and say what was done.

    Args:
        index: the folder of the index.
        seeds: the folder of the documents, if there is one.
        paths: further folders and files.
        rebuild: read everything anew.
        wait: wait for another build to end.
        report: prints what was done; a search that builds first must not print it among its hits.
    """
    from imwsearch import indexing  # with all that reads documents; help needs nothing of it

    with click.progressbar(
        length=0,
        label=_("Indexing"),
        file=sys.stderr,
        hidden=not console.shows_progress(),
    ) as bar:

        def progress(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        done = indexing.build(index, seeds, paths, rebuild=rebuild, wait=wait, progress=progress)
    _say_notes(index, done)
    report(_summary(done, index))
    return done


def _watch(index: Path, seeds: Path | None, paths: tuple[Path, ...]) -> NoReturn:
    """Build now and when something changes; say what was done where something was."""
    from imwsearch import indexing
    from imwsearch.cli import watching

    def bring_up_to_date() -> None:
        confirm = watching.require_finished
        report = indexing.build(index, seeds, paths, wait=True, confirm=confirm)
        if report.new or report.changed or report.removed or report.rebuilt:
            _say_notes(index, report)
            _print_summary(_summary(report, index))

    known = manifests.remembered(index)
    others = {*map(Path.absolute, paths), *map(Path, known.others if known else ())}
    watching.watch([*([seeds] if seeds else []), *sorted(others)], index, bring_up_to_date)


def _recorded(index: Path) -> Path | None:
    """The folder that the last build read, if that can be told."""
    known = manifests.remembered(index)
    return index / known.seeds if known and known.seeds else None


def _say_notes(index: Path, report: "Report") -> None:
    _say_skipped(report)
    _say_duplicates(index, report)
    if report.removed and not report.documents:
        console.say(_("note: no document is there any more; the index is empty now"))


def _say_skipped(report: "Report") -> None:
    for skipped in report.skipped:
        console.say(_("skipped {name}: {reason}").format(name=skipped.name, reason=skipped.reason))
    if report.rebuilt:
        console.say(_("read all documents again: {reason}").format(reason=report.rebuilt))


def _say_duplicates(index: Path, report: "Report") -> None:
    """Name files that hold the question of another one, where one of them is new or changed."""
    if not report.read:
        return
    from imwsearch.duplicates import find_duplicates
    from imwsearch.opening import open_collection

    found = find_duplicates(open_collection(index), report.read if report.unchanged else None)
    named = [(name, group[0]) for group in found for name in group[1:]]
    for name, first in named[:DUPLICATES]:
        console.say(
            _("note: {name} holds the same question as {other}").format(name=name, other=first)
        )
    if (left := len(named) - DUPLICATES) > 0:
        message = ngettext(
            "note: {count} file more holds a question of others; see {command}",
            "note: {count} files more hold a question of others; see {command}",
            left,
        )
        console.say(message.format(count=left, command=command_line("status", "--json")))


def _summary(report: "Report", index: Path) -> str:
    counts = _("{new} new, {changed} changed, {removed} removed, {unchanged} unchanged").format(
        new=number(report.new),
        changed=number(report.changed),
        removed=number(report.removed),
        unchanged=number(report.unchanged),
    )
    documents = ngettext("{count} document", "{count} documents", report.documents)
    documents = documents.format(count=number(report.documents))
    message = _("{counts}; {documents} in {index} ({seconds} s)")
    if report.skipped:
        message = _("{counts}; {documents} in {index}, {skipped} skipped ({seconds} s)")
    return message.format(
        counts=counts,
        documents=documents,
        index=index,
        skipped=number(len(report.skipped)),
        seconds=number(report.seconds, ",.1f"),
    )
