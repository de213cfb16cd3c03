"""What an index knows of the files it was built of, in a form that is quick to write and to read.

Nearly every file holds one document. What is known of these stands in columns, from the file that
is read to the one that is written, since a record for each of 100,000 files takes longer than all
else that adding a document does. Of other files, few, there are records.
"""

import json
import struct
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, compress, pairwise
from typing import Any, NamedTuple

from imwsearch.messages import Parts, _, joined, parts_of

Stamp = tuple[int, int, int]
"""What tells whether a file changed: its size in bytes, its mtime and its ctime, in ns."""


class FileEntry(NamedTuple):
    """One source file as it was when the index was built.

    Args:
        size: in bytes.
        modified_ns: its mtime, in ns since 1970.
        changed_ns: its ctime, in ns since 1970.
        digest: the name of its content (``sources.digest``).
        ids: the ids of the documents that came from it; none where it was skipped.
        skipped: why it was not indexed, in the reader's language; empty where it was.
    """

    size: int
    modified_ns: int
    changed_ns: int
    digest: str
    ids: tuple[str, ...] = ()
    skipped: str = ""

    @property
    def stamp(self) -> Stamp:
        """What tells whether the file changed since."""
        return self.size, self.modified_ns, self.changed_ns


_ROW = struct.Struct("<3q16s")
"""A stamp and a digest."""

_STAMP = struct.Struct("<3q16x")


@dataclass(frozen=True, eq=False)
class Ledger(Mapping[str, FileEntry]):
    """The entries by name.

    Args:
        names: the files of one document.
        ids: the id of each one's document.
        rows: the stamp and digest of each, one after the other.
        others: all other files.
    """

    names: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    rows: bytes = b""
    others: Mapping[str, FileEntry] = field(default_factory=dict)

    @cached_property
    def _at(self) -> dict[str, int]:
        return {name: n for n, name in enumerate(self.names)}

    def __getitem__(self, name: str) -> FileEntry:
        if name in self.others:
            return self.others[name]
        n = self._at[name]
        size, modified, changed, digest = _ROW.unpack_from(self.rows, n * _ROW.size)
        return FileEntry(size, modified, changed, digest.hex(), (self.ids[n],))

    def __iter__(self) -> Iterator[str]:
        return chain(self.names, self.others)

    def __len__(self) -> int:
        return len(self.names) + len(self.others)

    def parts(self, size: int) -> "list[Ledger]":
        """The same as ledgers of so many files of one document, and one of the others."""
        return [
            Ledger(
                self.names[n : n + size],
                self.ids[n : n + size],
                self.rows[n * _ROW.size : (n + size) * _ROW.size],
            )
            for n in range(0, len(self.names), size)
        ] + [Ledger(others=self.others)]

    def differing(self, look: Callable[[str], Stamp | None], settled_ns: int) -> set[str]:
        """The files that are not as they were, or changed as late as this.

        Args:
            look: gives the stamp of a file now.
            settled_ns: what changed from then on may have changed again, in ns since 1970.
        """
        others = ((name, entry.stamp) for name, entry in self.others.items())
        then = chain(zip(self.names, _STAMP.iter_unpack(self.rows), strict=True), others)
        return {name for name, stamp in then if look(name) != stamp or stamp[2] >= settled_ns}

    def holding(self) -> Iterator[tuple[str, str]]:
        """Each id, with a file that has a document with it."""
        others = ((id_, name) for name, entry in self.others.items() for id_ in entry.ids)
        return chain(zip(self.ids, self.names, strict=True), others)

    def having(self, ids: Set[str]) -> list[str]:
        """The files that have a document with one of these ids."""
        others = (name for name, entry in self.others.items() for id_ in entry.ids if id_ in ids)
        return [*compress(self.names, map(ids.__contains__, self.ids)), *others]

    @property
    def documents(self) -> int:
        """How many documents the files have, also those that share an id."""
        return len(self.ids) + sum(len(entry.ids) for entry in self.others.values())

    def shared(self) -> set[str]:
        """The ids that several documents have."""
        counts = Counter(id_ for id_, _name in self.holding())
        return {id_ for id_, count in counts.items() if count > 1}

    def skipped(self) -> Iterator[tuple[str, str]]:
        """The files of which something was skipped, and why."""
        return ((name, e.skipped) for name, e in self.others.items() if e.skipped)

    def without(self, names: Collection[str]) -> "Ledger":
        """The same but for some of the files."""
        if not names:
            return self
        gone = sorted(self._at[name] for name in names if name not in self.others)
        kept = [slice(a + 1, b) for a, b in pairwise([-1, *gone, len(self.names)])]
        bounds = [slice(own.start * _ROW.size, own.stop * _ROW.size) for own in kept]
        return Ledger(
            [*chain.from_iterable(map(self.names.__getitem__, kept))],
            [*chain.from_iterable(map(self.ids.__getitem__, kept))],
            b"".join(map(self.rows.__getitem__, bounds)),
            {name: entry for name, entry in self.others.items() if name not in names},
        )

    def plus(self, entries: Mapping[str, FileEntry]) -> "Ledger":
        """The same and files that are not in it."""
        if not entries:
            return self
        plain = {name: row for name, entry in entries.items() if (row := _row(entry))}
        others = {name: entry for name, entry in entries.items() if name not in plain}
        return Ledger(
            [*self.names, *plain],
            [*self.ids, *(entries[name].ids[0] for name in plain)],
            b"".join([self.rows, *plain.values()]),
            {**self.others, **others},
        )


def _row(entry: FileEntry) -> bytes:
    """What the columns hold of a file of one document; nothing where they cannot hold it."""
    if len(entry.ids) != 1 or not entry.ids[0].isprintable() or entry.skipped:
        return b""
    try:
        return _ROW.pack(*entry.stamp, bytes.fromhex(entry.digest))
    except struct.error:  # dated before 1677 or after 2262
        return b""


_NUL = "\0"
"""Stands between texts: no name has it, and no id that is printable."""


def dump(ledger: Ledger) -> bytes:
    """The bytes that ``load`` reads: the number of rows, the rows, the texts."""
    others = {
        name: entry._replace(skipped=entry.skipped and _kept(entry.skipped))
        for name, entry in ledger.others.items()
    }
    texts = _NUL.join([*ledger.names, *ledger.ids, json.dumps(others)])
    return b"".join([len(ledger.names).to_bytes(8, "little"), ledger.rows, texts.encode()])


def load(data: bytes) -> Ledger:
    """The ledger that ``dump`` wrote.

    Raises:
        ValueError, TypeError, RecursionError: the bytes are something else.
    """
    count = int.from_bytes(data[:8], "little")
    end = 8 + count * _ROW.size
    *texts, others = data[end:].decode().split(_NUL)
    if len(texts) != 2 * count:
        raise ValueError(len(texts))
    known = {name: _entry(*values) for name, values in dict.items(json.loads(others))}
    return Ledger(texts[:count], texts[count:], data[8:end], known)


_KINDS = (int, int, int, str, list, str)


def _entry(*values: Any) -> FileEntry:
    size, modified_ns, changed_ns, digest, ids, skipped = values
    if tuple(map(type, values)) != _KINDS or not set(map(type, ids)) <= {str}:
        raise TypeError
    return FileEntry(size, modified_ns, changed_ns, digest, tuple(ids), skipped and _told(skipped))


_PARTS = '[["'
"""How a reason begins that was kept in parts."""


def _kept(reason: str) -> str:
    """A reason as it is kept: its English parts with their values, whoever will read them."""
    parts = parts_of(reason)
    return json.dumps(_english(parts)) if parts else reason


def _english(parts: Parts) -> list[tuple[str, object]]:
    """The parts; values that are messages themselves are in parts too."""
    return [
        (english, {name: _english(parts_of(value)) or value for name, value in values.items()})
        for english, values in parts
    ]


def _in_words(parts: list[tuple[str, dict[str, object]]]) -> str:
    """What the parts say in the reader's language."""
    said: list[str] = []
    for english, values in parts:
        told = {name: _in_words(v) if isinstance(v, list) else v for name, v in values.items()}
        said.append(_(english).format(**told) if values else _(english))
    return joined(said)


def _told(kept: str) -> str:
    """The reason in the reader's language; one that an older program kept is as it told it."""
    if not kept.startswith(_PARTS):
        return kept
    try:
        return _in_words(json.loads(kept))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return kept
