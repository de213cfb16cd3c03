"""Whether the documents changed since the index was built."""

from pathlib import Path

from imwsearch import changes, generations, sources
from imwsearch.changes import Changes
from imwsearch.cli import console, options
from imwsearch.errors import UsageError
from imwsearch.messages import _
from imwsearch.opening import Collection


def look(collection: Collection, seeds: Path | None) -> Changes:
    """Compare the files there are now with those that the index was built from.

    Raises:
        UsageError: a folder or file that was indexed is not there any more.
    """
    manifest = collection.manifest
    known = generations.read_sources(collection.folder)
    files = sources.find_files(seeds or collection.seeds, map(Path, manifest.others))
    return changes.look_closer(changes.compare(files, known, manifest.started_ns), known)


def say_if_stale(collection: Collection, seeds: Path | None) -> None:
    """One line on standard error where the index does not hold what the folder holds now."""
    try:
        found = look(collection, seeds)
    except UsageError as error:
        console.say(_("note: {problem}").format(problem=error))
        return
    differing = len(found.fresh) + len(found.removed)
    if differing:
        message = _("note: {count} documents changed since the index was built; run: {command}")
        console.say(
            message.format(count=differing, command=options.index_command(collection.index))
        )
