"""The documents of an index brought up to date: those of files that are new, changed or gone.

Of several documents with one id the index has the one of the file with the highest claim.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from imwsearch import changes, intake, segments, sources
from imwsearch.changes import Changes, Claim, Holding
from imwsearch.codec.entries import Entry
from imwsearch.errors import DocumentError, UnsettledError
from imwsearch.ledger import FileEntry, Ledger
from imwsearch.messages import _
from imwsearch.sources import Found


def update(
    folder: Path, before: Ledger, found: Changes, progress: Callable[[int, int], None]
) -> Holding:
    """Add the documents that hold their id now, remove those that no longer do.

    Args:
        folder: a generation that nobody reads yet, with the segments of the one before it.
        before: the files of that one.
        found: what became of them since.
        progress: told how many files were read, and their total.

    Returns:
        The files there are now.

    Raises:
        DamagedIndexError: a segment that is changed or merged is not as it was written.
        UnsettledError: a file changed meanwhile.
    """
    held, total = changes.holders(found.kept), len(found.fresh)

    def holder(id_: str) -> Claim:
        return changes.claim_of(found.kept, held.get(id_, ""))

    with segments.writing(folder) as writer:
        taken = intake.take(writer, found.fresh, holder, lambda done: progress(done, total))
        fresh = {name: entry for share in taken for name, entry in share.entries.items()}
        holders = changes.holders_with(held, found.kept, fresh)
        for share in taken:
            ids = {id_ for entry in share.entries.values() for id_ in entry.ids}
            lost = [id_ for id_ in ids if holders[id_] not in share.entries]
            writer.drop(share.documents[id_] for id_ in lost if id_ in share.documents)
        _hand_over(writer, before, found, fresh, holders)
    read = tuple(id_ for entry in fresh.values() for id_ in entry.ids)
    return Holding(found.kept.plus(fresh), holders, read)


def _hand_over(
    writer: segments.Writer,
    before: Ledger,
    found: Changes,
    fresh: Mapping[str, FileEntry],
    holders: Mapping[str, str],
) -> None:
    """Remove documents of earlier builds that lost their id, or write the one that has it now.

    Who holds an id can only differ where a file that has it is new, gone or another than before.
    """
    differing = [before[name] for name in found.differing]
    touched = {id_ for entry in (*differing, *fresh.values()) for id_ in entry.ids}
    having = {name: before[name] for name in before.having(touched)}
    held = changes.holders(Ledger().plus(having))
    for id_ in sorted(touched & held.keys()):
        now = holders.get(id_, "")
        if now not in found.kept:
            writer.remove(id_)
        elif now != held[id_]:
            writer.replace(_document(found.files, now, id_))


def _document(files: Found, name: str, id_: str) -> Entry:
    """The document of a file that has this id.

    Raises:
        UnsettledError: the file changed while the index was built.
    """
    with suppress(DocumentError):
        file = files.file(name)
        for indexed in intake.read_documents(sources.load(file), name)[0] if file else ():
            if indexed.id == id_:
                return indexed
    raise UnsettledError(
        _("{path} changed while it was read").format(path=sources.path(files.base, name)),
        _("wait until the files are complete, and run it again"),
    )
