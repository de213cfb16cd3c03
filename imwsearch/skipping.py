"""What the source files hold that is not in the index, and why."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from imwsearch.ledger import Ledger
from imwsearch.messages import _


@dataclass(frozen=True, slots=True)
class Skipped:
    """A document that is not in the index, and why."""

    name: str
    reason: str


def find_skipped(entries: Ledger, holders: Mapping[str, str]) -> Iterator[Skipped]:
    """Unreadable files, and documents whose id another file holds, in the order of their names.

    Args:
        entries: what is known of the files.
        holders: who holds each id (``changes.holders``).
    """
    names = {name for name, _reason in entries.skipped()}
    if len(holders) < entries.documents:
        names.update(entries.having(entries.shared()))
    for name in sorted(names):
        entry = entries[name]
        if entry.skipped:
            yield Skipped(name, entry.skipped)
        for id_, count in Counter(entry.ids).items():
            if holders[id_] != name:
                reason = _("has the id {id} of {path}: that one is kept")
                yield Skipped(name, reason.format(id=id_, path=holders[id_]))
            elif count > 1:
                reason = _("has {count} documents with the id {id}: the first one is kept")
                yield Skipped(name, reason.format(id=id_, count=count))
