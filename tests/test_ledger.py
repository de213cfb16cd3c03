"""What is known of the files comes back as it was, and nothing else is read as such."""

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imwsearch import ledger
from imwsearch.ledger import Entry
from imwsearch.messages import _, joined

NUMBERS = st.integers(0, 2**63)
ENTRIES = st.builds(
    Entry, NUMBERS, NUMBERS, NUMBERS, st.text(), st.lists(st.text()).map(tuple), st.text()
)


@given(st.dictionaries(st.text(st.characters()), ENTRIES))
def test_entries_come_back(entries: dict[str, Entry]) -> None:
    """Names of any letters, files of no, one or many documents, and their order."""
    loaded = ledger.load(ledger.dump(entries))
    assert loaded == entries
    assert list(loaded) == list(entries)


ROW = [["a"], [1], [2], [3], ["d"], ["id"], [""]]


@pytest.mark.parametrize(
    "value",
    [
        7,
        {},
        [["a"]],
        ROW[:-1],
        [*ROW, [""]],
        [[7], *ROW[1:]],
        [ROW[0], ["1"], *ROW[2:]],
        [["a", "b"], *ROW[1:]],
        [*ROW[:5], [[7]], [""]],
    ],
)
def test_what_is_no_ledger(value: object) -> None:
    """Columns that are missing, of another length or of other kinds are refused."""
    with pytest.raises((ValueError, TypeError)):
        ledger.load(json.dumps(value).encode())


@pytest.mark.parametrize(
    "reason",
    [
        _("empty"),
        _("{kind} is not read").format(kind="{odd} 'kind'"),
        _("damaged {kind}: {reason}").format(kind="PDF", reason=ValueError("x", 1)),
        joined([_("empty"), "as it was told once: {not} a message", _("no text: binary data")]),
        _("cannot be read: {reason}").format(reason=_("Permission denied")),
        "as an older program kept it",
        '[["no parts',
    ],
)
def test_a_reason_comes_back(reason: str) -> None:
    """Why a file was skipped comes back as it was told, with its values; from a process too."""
    known = {"a": pickle.loads(pickle.dumps(Entry(1, 2, 3, "d", (), reason)))}
    once = ledger.load(ledger.dump(known))
    assert once["a"].skipped == reason
    assert ledger.load(ledger.dump(once)) == known
