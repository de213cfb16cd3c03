"""What changed in the source files since the last build, and who holds which document id."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from imwsearch import sources
from imwsearch.errors import DocumentError
from imwsearch.ledger import Entry
from imwsearch.sources import SourceFile

_TICK_NS = 50_000_000
"""A file written this shortly before it was looked at may change again within its mtime."""

_EXTRA = "imwsearch[formats]"
"""Stands in the reason of a file that was skipped because a package was not installed."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of the files since the last build.

    Args:
        files: all files there are now, by name.
        kept: entries of the files that are as they were, by name.
        fresh: the files to read, those with the highest claims first.
        removed: names of the files that are gone, ordered.
    """

    files: dict[str, SourceFile]
    kept: dict[str, Entry]
    fresh: tuple[SourceFile, ...]
    removed: tuple[str, ...]


def compare(files: Iterable[SourceFile], known: Mapping[str, Entry], looked_ns: int) -> Changes:
    """Compare the files with those of the last build by size and times; reads nothing.

    Args:
        files: the files there are now.
        known: the files of the last build by name.
        looked_ns: when the last build looked at them, in ns since 1970.
    """
    now = {file.name: file for file in files}
    settled_ns = looked_ns - _TICK_NS
    kept = {
        name: entry
        for name, file in now.items()
        if (entry := known.get(name))
        and entry[:3] == file[2:]
        and file.changed_ns < settled_ns
        and not (_EXTRA in entry.skipped and _is_installed())
    }
    fresh = [file for name, file in now.items() if name not in kept]
    fresh.sort(key=lambda file: _rank(claim(file)), reverse=True)
    return Changes(now, kept, tuple(fresh), tuple(sorted(known.keys() - now.keys())))


def _is_installed() -> bool:
    """Whether what a file was skipped for the want of is there now."""
    from importlib.util import find_spec  # few folders hold such a file

    return all(map(find_spec, ("lxml", "pypdf")))


def look_closer(found: Changes, known: Mapping[str, Entry]) -> Changes:
    """Keep also the files that only look changed: touched, or written just before a build.

    Reads those whose size is as it was.
    """
    kept = dict(found.kept)
    fresh = []
    for file in found.fresh:
        entry = known.get(file.name)
        if entry and entry.size == file.size and entry.digest == _digest(file):
            kept[file.name] = stamp(entry, file)
        else:
            fresh.append(file)
    return replace(found, kept=kept, fresh=tuple(fresh))


def stamp(entry: Entry, file: SourceFile) -> Entry:
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


def holders(
    entries: Mapping[str, Entry], others: Mapping[str, Claim] = MappingProxyType({})
) -> dict[str, Claim]:
    """Who holds each document id: the highest claim of the files that have it.

    Args:
        entries: the files.
        others: who holds what in other files.
    """
    best = dict(others)
    for name, entry in entries.items():
        own = entry.modified_ns, name
        for id_ in entry.ids:
            if id_ not in best or outranks(own, best[id_]):
                best[id_] = own
    return best
