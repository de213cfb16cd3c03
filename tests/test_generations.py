"""Generations: switched atomically, locked, never half."""

import hashlib
import multiprocessing
import os
from functools import partial
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from imwsearch import generations, locking, manifests
from imwsearch.errors import DamagedIndexError, LockedError, NoIndexError
from imwsearch.ledger import FileEntry, Ledger
from imwsearch.manifests import Manifest

MANIFEST = Manifest({"format": manifests.FORMAT}, "../seeds", ("/x",), 1, 2, 3, {})
SOURCES = Ledger().plus({"a.txt": FileEntry(1, 2, 3, "d", ("1", "2"), "")})


def commit(index: Path, content: str = "postings") -> Path:
    with locking.lock(index):
        folder = generations.begin(index)
        (folder / "segment").write_text(content)
        generations.commit(index, folder, MANIFEST, SOURCES)
    return folder


def test_nothing_is_current_before_the_first_build(index: Path) -> None:
    """A folder without an index is said to be one, with the command that builds it."""
    with pytest.raises(NoIndexError) as caught:
        generations.current(index)
    assert f"imwsearch index --index {index}" in caught.value.hint


def test_what_was_committed_is_read_back(index: Path) -> None:
    """Manifest and sources come back as they were, with the digest of every file."""
    folder = commit(index)
    assert generations.current(index) == folder
    manifest = manifests.read(folder)
    assert set(manifest.files) == {"segment", "sources.ledger"}
    assert manifest.files["segment"][0] == len("postings")
    assert (manifest.seeds, manifest.others, manifest.documents) == ("../seeds", ("/x",), 3)
    assert generations.read_sources(folder, manifest) == SOURCES
    manifests.require_files(folder, manifest)


def test_first_builds_that_die_leave_nothing_behind(index: Path) -> None:
    """Where there is no generation yet, what they began goes with the next build as well."""
    for _build in range(3):
        with locking.lock(index):
            generations.begin(index)
    assert len(generations.numbered(index)) == 1


def test_a_build_that_dies_leaves_the_old_generation(index: Path) -> None:
    """Until the commit the old generation is current; leftovers go with the next build."""
    old = commit(index)
    with locking.lock(index):
        half = generations.begin(index)
        (half / "segment").write_text("half")
    assert generations.current(index) == old
    new = commit(index)
    assert generations.current(index) == new
    assert (new / "segment").read_text() == "postings"
    generations.clear(index)
    assert [path for path, _number in generations.numbered(index)] == [old, new]


def test_old_generations_are_cleared(index: Path) -> None:
    """Only the current generation and the one before it stay."""
    first, second, third = (commit(index) for _ in range(3))
    generations.clear(index)
    assert not first.exists()
    assert second.exists()
    assert third.exists()


def test_linked_files_are_shared_and_the_lists_are_not(index: Path, tmp_path: Path) -> None:
    """The next generation has the files of the last without copying them."""
    old = commit(index)
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    generations.link_files(old, manifests.read(old), fresh)
    assert [path.name for path in fresh.iterdir()] == ["segment"]
    assert (fresh / "segment").samefile(old / "segment")


def test_files_are_copied_where_links_are_not_known(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file system without hard links holds the same files."""
    old = commit(index)
    fresh = tmp_path / "fresh"
    fresh.mkdir()

    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    generations.link_files(old, manifests.read(old), fresh)
    assert (fresh / "segment").read_text() == "postings"


@pytest.mark.parametrize(
    "text", ["", "gen-999999\n", "../../etc\n", "é", "gen-x", "gen-" + "9" * 5000]
)
def test_a_damaged_pointer_is_said(index: Path, text: str) -> None:
    """CURRENT that names no generation is damage, with the command that mends it."""
    commit(index)
    (index / "CURRENT").write_text(text, "utf-8")
    with pytest.raises(DamagedIndexError) as caught:
        generations.current(index)
    assert "--rebuild" in caught.value.hint


@pytest.mark.parametrize("name", ["manifest", "sources.ledger"])
@pytest.mark.parametrize("text", ["", "{", "[1]", "null", '{"a": [1]}', '"x"', None])
def test_a_damaged_list_is_said(index: Path, name: str, text: str | None) -> None:
    """A manifest or list of sources that is missing, cut or something else is damage."""
    folder = commit(index)
    manifest = manifests.read(folder)
    (folder / name).unlink()
    if text is not None:
        (folder / name).write_text(text)
        manifest.files[name] = len(text), hashlib.sha256(text.encode()).hexdigest()
    sources = partial(generations.read_sources, manifest=manifest)
    read = manifests.read if name == "manifest" else sources
    with pytest.raises(DamagedIndexError, match=name):
        read(folder)


def test_missing_and_cut_files_are_said(index: Path) -> None:
    """A file that is gone or shorter than it was is noticed before anything is answered."""
    folder = commit(index)
    manifest = manifests.read(folder)
    (folder / "segment").write_text("cut")
    with pytest.raises(DamagedIndexError, match="is 3 and should be 8"):
        manifests.require_files(folder, manifest)
    (folder / "segment").unlink()
    with pytest.raises(DamagedIndexError, match="segment"):
        manifests.require_files(folder, manifest)


def _hold(index: Path, held: Event, end: Event) -> None:
    with locking.lock(index):
        held.set()
        end.wait(30)


def test_a_second_build_is_refused_and_told_who_builds(index: Path) -> None:
    """While one process builds, another is refused with the pid of the first."""
    context = multiprocessing.get_context("spawn")
    held, end = context.Event(), context.Event()
    holder = context.Process(target=_hold, args=(index, held, end))
    holder.start()
    assert held.wait(30)
    with pytest.raises(LockedError, match=str(holder.pid)) as caught, locking.lock(index):
        pass
    assert "--wait" in caught.value.hint
    end.set()
    holder.join(30)
    with locking.lock(index):
        pass


def test_a_holder_that_cannot_be_read_is_another_process(index: Path) -> None:
    """A lock without a readable holder is still a lock."""
    with locking.lock(index):
        (index / "lock").write_text("nonsense")
        with pytest.raises(LockedError, match="another process"), locking.lock(index):
            pass


def test_waiting_for_the_lock_gets_it(index: Path) -> None:
    """With wait the build begins as soon as the lock is free."""
    with locking.lock(index, wait=True):
        assert str(os.getpid()) in (index / "lock").read_text()
    with locking.lock(index, wait=True):
        pass


def test_leftovers_are_kept_while_current_cannot_be_read(index: Path) -> None:
    """Nothing is deleted because CURRENT would not open."""
    folder = commit(index)
    (index / "CURRENT").write_text("é", "utf-8")
    with locking.lock(index):
        fresh = generations.begin(index)
    assert folder.exists()
    assert fresh.name > folder.name
