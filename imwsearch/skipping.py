"""What the source files hold that is not in the index, and why."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from imwsearch.changes import Claim
from imwsearch.ledger import Entry
from imwsearch.messages import _


@dataclass(frozen=True, slots=True)
class Skipped:
    """A document that is not in the index, and why."""

    name: str
    reason: str


def find_skipped(entries: Mapping[str, Entry], holders: Mapping[str, Claim]) -> Iterator[Skipped]:
    """Unreadable files, and documents whose id another file holds.

    Args:
        entries: what is known of the files, by name.
        holders: who holds each id (``changes.holders``).
    """
    all_differ = len(holders) == sum(len(entry.ids) for entry in entries.values())
    for name, entry in entries.items():
        if entry.skipped:
            yield Skipped(name, entry.skipped)
        for id_, count in () if all_differ else Counter(entry.ids).items():
            _time, holder = holders[id_]
            if holder != name:
                reason = _("has the id {id} of {path}: that one is kept")
                yield Skipped(name, reason.format(id=id_, path=holder))
            elif count > 1:
                reason = _("has {count} documents with the id {id}: the first one is kept")
                yield Skipped(name, reason.format(id=id_, count=count))
