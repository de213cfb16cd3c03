"""What is known of the files comes back as it was, and nothing else is read as such."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imwsearch import ledger
from imwsearch.ledger import FileEntry, Ledger
from imwsearch.messages import _, joined

NUMBERS = st.integers(-(2**70), 2**70)
DIGESTS = st.binary(min_size=16, max_size=16).map(bytes.hex)
ENTRIES = st.builds(
    FileEntry, NUMBERS, NUMBERS, NUMBERS, DIGESTS, st.lists(st.text()).map(tuple), st.text()
) | st.builds(
    FileEntry,
    st.integers(0, 9),
    st.integers(0, 9),
    st.integers(0, 9),
    DIGESTS,
    st.tuples(st.text()),
)
FILES = st.dictionaries(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), ENTRIES
)


@given(FILES)
def test_entries_come_back(entries: dict[str, FileEntry]) -> None:
    """Names of any letters, files of no, one or many documents, times of any age."""
    assert dict(ledger.load(ledger.dump(Ledger().plus(entries)))) == entries


@given(FILES, st.data())
def test_files_come_and_go(entries: dict[str, FileEntry], data: st.DataObject) -> None:
    """A ledger without some files is that of the others; what differs from it is told."""
    known = Ledger().plus(entries)
    gone = data.draw(st.sets(st.sampled_from(sorted(entries)))) if entries else set()
    rest = {name: entry for name, entry in entries.items() if name not in gone}
    assert dict(known.without(gone)) == rest
    stamps = {name: entry.stamp for name, entry in rest.items()}
    late = {name for name, entry in rest.items() if entry.changed_ns >= 5}
    assert known.differing(stamps.get, 5) == gone | late


@given(FILES)
def test_who_has_an_id(entries: dict[str, FileEntry]) -> None:
    """Every id is told, with its file, and by it its files are found."""
    known = Ledger().plus(entries)
    told = sorted((id_, name) for name, entry in entries.items() for id_ in entry.ids)
    ids = [id_ for id_, _name in told]
    assert sorted(known.holding()) == told
    assert known.documents == len(ids)
    assert known.shared() == {id_ for id_ in ids if ids.count(id_) > 1}
    for id_ in ids:
        assert sorted(known.having({id_})) == [name for i, name in told if i == id_]


WHOLE = ledger.dump(Ledger().plus({"a": FileEntry(1, 2, 3, 32 * "0", ("id",))}))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        WHOLE[:-1],
        WHOLE[8:],
        b"\xff" * 8 + WHOLE[8:],
        WHOLE[:-2] + b"\0{}",
        bytes(8) + b"7",
        bytes(8) + b"[]",
        bytes(8) + b'{"a": []}',
        bytes(8) + b'{"a": [1, 2, 3, "d", ["id"]]}',
        bytes(8) + b'{"a": ["1", 2, 3, "d", ["id"], ""]}',
        bytes(8) + b'{"a": [1, 2, 3, "d", "id", ""]}',
        bytes(8) + b'{"a": [1, 2, 3, "d", [7], ""]}',
        bytes(8) + b'{"a": [1, 2, 3, "d", ["id"], "", ""]}',
    ],
)
def test_what_is_no_ledger(data: bytes) -> None:
    """What is cut, of another length or of other kinds is refused."""
    with pytest.raises((ValueError, TypeError)):
        ledger.load(data)


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
    entry = pickle.loads(pickle.dumps(FileEntry(1, 2, 3, "d", (), reason)))
    known = Ledger().plus({"a": entry})
    once = ledger.load(ledger.dump(known))
    assert once["a"].skipped == reason
    assert ledger.load(ledger.dump(once)) == known
