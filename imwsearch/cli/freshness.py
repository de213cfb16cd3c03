"""Whether there is an index, and whether the documents changed since it was built."""

import os
import sys
from pathlib import Path

from imwsearch import changes, generations
from imwsearch.changes import Changes
from imwsearch.cli import console, options
from imwsearch.cli.pasting import command_line, for_folders
from imwsearch.errors import NoIndexError, UsageError
from imwsearch.ledger import Ledger
from imwsearch.messages import _, ngettext
from imwsearch.opening import Collection, open_collection
from imwsearch.settled import is_settled
from imwsearch.sources import Places


def open_index(index: Path, seeds: Path | None) -> Collection:
    """The index, to answer from; one line on standard error where the documents changed since.

    Where there is none yet, the user at a terminal may have it built. Of a large collection only
    a quick look tells whether documents changed (``settled.is_settled``). Where the folder of the
    documents is not there, as beside an index that was copied, the one given is that folder.

    Raises:
        NoIndexError: there is none, and nobody wants one.
    """
    try:
        collection = open_collection(index)
    except NoIndexError as error:
        _offer_to_build(index, seeds, error)
        collection = open_collection(index)
    if seeds is not None and not os.path.isdir(collection.seeds):  # noqa: PTH112 - cheap
        collection = collection.changed(seeds=os.fspath(seeds))
    if not (_is_known(collection, seeds) and is_settled(collection)):
        say_if_stale(collection, seeds)
    return collection


def _offer_to_build(index: Path, seeds: Path | None, error: NoIndexError) -> None:
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise error
    console.say(str(error))
    if not console.confirm(_("Build it now?")):
        raise error
    from imwsearch.cli.index import build  # reading documents is not part of searching them

    build(index, options.seeds_for_build(seeds, None, ()), report=console.say)


def look(collection: Collection, known: Ledger, seeds: Path | None) -> Changes | None:
    """Compare the files there are now with those that the index was built from.

    Where a folder or file that was indexed is not there any more, that is told, and None returned.

    Args:
        collection: the index.
        known: the files that it was built from.
        seeds: the folder of the documents; None for the one that it was built from.
    """
    manifest = collection.manifest
    seeds = seeds or _path(collection.seeds)
    places = Places(seeds, tuple(map(Path, manifest.others)), Path(collection.index))
    try:
        return changes.compare(places, known, manifest.started_ns)
    except UsageError as error:
        console.say(_("note: {problem}").format(problem=error))
        console.say(for_folders(error.hint))
        return None


def _is_known(collection: Collection, seeds: Path | None) -> bool:
    """Whether the folder of the documents is the one that the index was built from."""
    return seeds is None or os.path.abspath(seeds) == os.path.abspath(collection.seeds)  # noqa: PTH100 - cheap


def _path(name: str) -> Path | None:
    return Path(name) if name else None


def say_if_stale(collection: Collection, seeds: Path | None) -> None:
    """One line on standard error where the index does not hold what the folder holds now."""
    known = generations.read_sources(Path(collection.folder), collection.manifest)
    found = look(collection, known, seeds)
    differing = len(found.fresh) + len(found.removed) if found else 0
    if differing:
        message = ngettext(
            "note: {count} document changed since the index was built; run: {command}",
            "note: {count} documents changed since the index was built; run: {command}",
            differing,
        )
        console.say(message.format(count=differing, command=command_line("index")))
