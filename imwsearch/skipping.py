"""What the source files hold that is not in the index, and why."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from imwsearch.ledger import Claim, Ledger
from imwsearch.messages import _


@dataclass(frozen=True, slots=True)
class Skipped:
    """A document that is not in the index, and why."""

    name: str
    reason: str


def find_skipped(entries: Ledger, holders: Mapping[str, Claim]) -> Iterator[Skipped]:
    """Unreadable files, and documents whose id another file holds, in the order of their names.

    Args:
        entries: what is known of the files.
        holders: who holds each id (``changes.holders``).
    """
    ids = [*entries.each_id()]
    counts = Counter(ids if len(holders) < len(ids) else ())
    shared = {id_ for id_, count in counts.items() if count > 1}
    names = {name for name, _reason in entries.skipped()}.union(entries.having(shared))
    for name in sorted(names):
        entry = entries[name]
        if entry.skipped:
            yield Skipped(name, entry.skipped)
        for id_, count in Counter(entry.ids).items():
            _time, holder = holders[id_]
            if holder != name:
                reason = _("has the id {id} of {path}: that one is kept")
                yield Skipped(name, reason.format(id=id_, path=holder))
            elif count > 1:
                reason = _("has {count} documents with the id {id}: the first one is kept")
                yield Skipped(name, reason.format(id=id_, count=count))
