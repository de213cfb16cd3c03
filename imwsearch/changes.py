"""What changed in the source files since the last build, and who holds which document id."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from imwsearch import processes, sources
from imwsearch.errors import DocumentError
from imwsearch.ledger import FileEntry, Ledger
from imwsearch.sources import Found, Places, SourceFile

_SAME_TIME_NS = 50_000_000
"""A file written this shortly before it was looked at may change again within its mtime: on Windows
and on a network these are coarser than a tick of the system's timer (``settled``)."""

WORTHWHILE = 20_000
"""Files from which on a second process saves more than it costs to start."""

_TOGETHER = 1_000
"""Files that a process looks at before it takes the next ones."""

_EXTRA = "imwsearch[formats]"
"""Stands in the reason of a file that was skipped because a package was not installed."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of the files since the last build.

    Args:
        files: all files there are now.
        kept: entries of the files that are as they were.
        fresh: the files to read, those with the highest claims first.
        removed: names of the files that are gone, ordered.
        differing: names of the known files that have another entry now, or none.
    """

    files: Found
    kept: Ledger
    fresh: tuple[SourceFile, ...]
    removed: tuple[str, ...]
    differing: frozenset[str]


class Holding(NamedTuple):
    """The files of an index, who holds each document id, and which ids those read now have."""

    entries: Ledger
    holders: dict[str, str]
    read: tuple[str, ...] = ()


def compare(
    places: Places, known: Ledger, looked_ns: int, prepare: Callable[[], None] = lambda: None
) -> Changes:
    """Compare the files with those of the last build by size and times, then by content.

    Reads those that look changed and whose size is as it was: they may only have been touched, or
    written just before a build.

    Args:
        places: where to look for files.
        known: the files of the last build.
        looked_ns: when the last build looked at them, in ns since 1970.
        prepare: called where files came or went, while another process looks at the known ones.

    Raises:
        UsageError: a place does not exist, or a folder there cannot be read.
    """
    files, new, differing = _look(places, known, looked_ns - _SAME_TIME_NS, prepare)
    removed, touched, fresh = set(), {}, []
    for name in new | differing:
        file = files.file(name) if name in files.names else None
        entry = None if name in new else known[name]
        if file is None:
            removed.add(name)
        elif not entry or entry.size != file.size or entry.digest != _digest(file):
            fresh.append(file)
        elif entry.stamp == file.stamp:
            differing.remove(name)
        else:
            touched[name] = stamp(entry, file)
    return Changes(
        files,
        known.without(differing).plus(touched),
        tuple(sorted(fresh, key=lambda file: _rank(claim(file)), reverse=True)),
        tuple(sorted(removed - new)),
        frozenset(differing),
    )


def _look(
    places: Places, known: Ledger, settled_ns: int, prepare: Callable[[], None]
) -> tuple[Found, set[str], set[str]]:
    """The files, the names of those that are not known, and of the known ones that differ or went.

    Another process helps to look at the known ones where there are many.
    """
    differing = {*_to_try_again(known)}

    def look(part: Ledger, tell: Callable[[set[str]], None]) -> None:
        tell(part.differing(partial(sources.stamp, places.base), settled_ns))

    def hear(_number: int, names: set[str]) -> None:
        differing.update(names)

    helpers = int(len(known) >= WORTHWHILE and processes.available() > 1)
    with processes.beside(look, known.parts(_TOGETHER), hear, helpers, nice=0):
        files, before = sources.find(places), {*known}
        apart = before ^ files.names
        if helpers and apart:
            prepare()
    return files, apart - before, differing | apart & before


def _to_try_again(known: Ledger) -> list[str]:
    """The files that were skipped for the want of what is there now."""
    lacking = [name for name, reason in known.skipped() if _EXTRA in reason]
    return lacking if lacking and _is_installed() else []


def _is_installed() -> bool:
    """Whether what a file was skipped for the want of is there now."""
    from importlib.util import find_spec  # few folders hold such a file

    return all(map(find_spec, ("lxml", "pypdf")))


def stamp(entry: FileEntry, file: SourceFile) -> FileEntry:
    """The entry with the file's times of now."""
    return entry._replace(modified_ns=file.modified_ns, changed_ns=file.changed_ns)


def _digest(file: SourceFile) -> str | None:
    try:
        return sources.digest(sources.load(file))
    except DocumentError:
        return None


_WORTH = {"html": 0, "htm": 0, "xhtml": 0, "txt": 2, "jsonl": 2, "json": 2, "csv": 2, "tsv": 2}
"""What a file can tell of a question, by its name's ending: a page of the site often lacks the
text, PDF and Word (1) have no themes and no addresses, a seed has all of them."""

_WORTH_OF_OTHERS = 1

Claim = tuple[int, str]
"""What a file's documents hold their ids with: its mtime in ns and its name; see ``outranks``."""

NO_CLAIM: Claim = (-1, "")


def claim(file: SourceFile) -> Claim:
    """The claim of a file."""
    return file.modified_ns, file.name


def outranks(one: Claim, other: Claim) -> bool:
    """Whether the first wins: by what its file can tell, then as the newer, then by its name."""
    return _rank(one) > _rank(other)


def _rank(claim: Claim) -> tuple[int, int, str]:
    modified_ns, name = claim
    ending = name[name.rfind(".") + 1 :].lower()
    worth = _WORTH.get(ending, _WORTH_OF_OTHERS) if name else -1
    return worth, modified_ns, name


def holders(ledger: Ledger) -> dict[str, str]:
    """Who holds each document id: of the files that have it the one with the highest claim."""
    held = dict(ledger.holding())
    shared = ledger.shared() if len(held) < ledger.documents else ()
    for id_, name in ledger.holding() if shared else ():
        if id_ in shared and outranks(claim_of(ledger, name), claim_of(ledger, held[id_])):
            held[id_] = name
    return held


def holders_with(
    held: Mapping[str, str], kept: Ledger, fresh: Mapping[str, FileEntry]
) -> dict[str, str]:
    """Who holds each document id when files were read.

    Args:
        held: who holds them of the other files.
        kept: the other files.
        fresh: the files that were read.
    """
    now = dict(held)
    for name, entry in fresh.items():
        for id_ in entry.ids:
            other = now.get(id_, "")
            before = claim_of(fresh if other in fresh else kept, other)
            if not other or outranks((entry.modified_ns, name), before):
                now[id_] = name
    return now


def claim_of(ledger: Mapping[str, FileEntry], name: str) -> Claim:
    """The claim of a file of the ledger; of one that is none of its there is none."""
    return (ledger[name].modified_ns, name) if name else NO_CLAIM
