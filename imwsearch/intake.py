"""Source files → documents as pieces, and what the next build must know of each file.

Several processes share the files where there are many. Where two of them took documents with one
id, the caller drops the one whose file has the lower claim (``changes``).
"""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from imwsearch import changes, cycles, deadlines, limits, processes, reading, segments, sources
from imwsearch.changes import Claim
from imwsearch.codec.entries import Entry
from imwsearch.codec.pieces import Portion, Splitter
from imwsearch.codec.writer import MEMORY
from imwsearch.document import Document
from imwsearch.entries import fit_entry
from imwsearch.errors import DocumentError
from imwsearch.ledger import FileEntry
from imwsearch.messages import _, joined
from imwsearch.reading.question import NO_RECORD
from imwsearch.sources import SourceFile

WORTHWHILE = 200
"""Files from which on a second process saves more than it costs to start."""

_REASONS = 5
"""Different reasons that are told of the documents of one file."""

_TOGETHER = 16
"""Files that a process tells of at once."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was made of some of the files.

    Args:
        entries: what the next build must know of each file, by name.
        documents: for each id of their documents the number that the writer gave it.
    """

    entries: dict[str, FileEntry]
    documents: dict[str, int]


_Told = list[tuple[str, FileEntry]] | Portion


def take(
    writer: segments.Writer,
    files: Sequence[SourceFile],
    holder: Callable[[str], Claim],
    heard: Callable[[int], None],
) -> list[Taken]:
    """Write what files hold.

    Args:
        writer: takes the documents.
        files: the files to read, those of the highest claims first.
        holder: the claim of the other file that holds an id; a document whose id a file of a higher
            claim holds is left out.
        heard: told the number of files that were read so far.

    Returns:
        What each process took; no two documents of one process have the same id.

    Raises:
        OSError: a segment cannot be written.
        StorageError: a process was killed.
    """
    count = processes.available() if len(files) >= WORTHWHILE else 1
    if count > 1:
        import imwsearch.codec.splitting  # once for all  # noqa: F401
    taken = [Taken({}, {}) for _ in range(count)]

    def hear(number: int, told: _Told) -> None:
        if isinstance(told, Portion):
            first = writer.take(told)
            taken[number].documents.update(zip(told.records.ids, itertools.count(first)))
        else:
            taken[number].entries.update(told)
            heard(sum(len(share.entries) for share in taken))

    shares = [files[number::count] for number in range(count)]
    processes.run(partial(_take_share, holder), shares, hear)
    return taken


def _take_share(
    holder: Callable[[str], Claim], files: Sequence[SourceFile], tell: Callable[[_Told], None]
) -> None:
    held: dict[str, Claim] = {}
    together = _TOGETHER if len(files) >= WORTHWHILE else 1
    told: list[tuple[str, FileEntry]] = []
    splitter = Splitter(MEMORY)
    with cycles.collecting_rarely():
        for file in files:
            entry, documents = _read(file)
            for document in documents:
                before = held.get(document.id) or holder(document.id)
                if changes.outranks(changes.claim(file), before):
                    held[document.id] = changes.claim(file)
                    if portion := splitter.add(document):
                        tell(portion)
            told.append((file.name, entry))
            if len(told) >= together:
                tell(told)
                told = []
        tell(told)
        if portion := splitter.rest():
            tell(portion)


def _read(file: SourceFile) -> tuple[FileEntry, list[Entry]]:
    """The documents of a file that can be indexed, and its entry for the manifest."""
    entry = changes.stamp(FileEntry(file.size, 0, 0, ""), file)
    try:
        data = sources.load(file)
        fit, unfit = read_documents(data, file.name)
    except DocumentError as error:
        return entry._replace(skipped=error.reason), []
    ids = tuple(indexed.id for indexed in fit)
    skipped = joined(_summed_up(unfit)) if unfit else ""
    return entry._replace(digest=sources.digest(data), ids=ids, skipped=skipped), fit


def _summed_up(reasons: Sequence[str]) -> list[str]:
    """The first different reasons, and how often there was one: a table may give thousands."""
    told = list(dict.fromkeys(reasons))[:_REASONS]
    if len(reasons) > 1:
        told.append(_("documents left out: {count}").format(count=len(reasons)))
    return told


def read_documents(data: bytes, name: str) -> tuple[list[Entry], list[str]]:
    """The documents in a file's bytes that the index can hold, and why others are left out.

    Raises:
        DocumentError: the file as a whole cannot be read; the message is the reason.
    """
    fit: list[Entry] = []
    unfit: list[str] = []
    try:
        with deadlines.within(limits.DOCUMENT_SECONDS, lambda: _too_slow(len(fit))) as extend:
            for document in reading.read(data, name):
                unfit += _lost_records(document)
                try:
                    fit.append(fit_entry(document))
                    extend(limits.RECORD_SECONDS)
                except DocumentError as error:
                    unfit.append(error.reason)
    except DocumentError:
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"[:200]
        raise DocumentError(_("the reader failed ({reason})").format(reason=reason)) from error
    return fit, unfit


def _lost_records(document: Document) -> list[str]:
    """Why records of its file are in no document; the first document tells."""
    return [
        _("records that cannot be read are left out: no. {numbers}").format(
            numbers=problem.removeprefix(NO_RECORD + ": ")
        )
        for problem in document.problems
        if problem.startswith(NO_RECORD)
    ]


def _too_slow(documents: int) -> DocumentError:
    seconds = limits.DOCUMENT_SECONDS + documents * limits.RECORD_SECONDS
    message = _("reading it takes more than {seconds:.0f} seconds")
    return DocumentError(message.format(seconds=seconds))
