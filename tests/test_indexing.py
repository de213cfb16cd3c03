"""Building the index: what it holds follows from the files alone."""

import multiprocessing
import os
import time
from pathlib import Path

import pytest

from imwsearch import changes, generations, indexing, manifests, search, sources, updating, versions
from imwsearch.document import Document
from imwsearch.errors import DamagedIndexError, ImwsearchError, UsageError
from imwsearch.indexing import Report
from imwsearch.lookup import find_document
from imwsearch.opening import open_collection
from imwsearch.settled import is_settled
from tests.conftest import DOCUMENTS, MakeSeeds, question


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.new, report.changed, report.removed, report.unchanged


def found(index: Path, query: str) -> list[str]:
    return [hit.id for hit in search.search(open_collection(index), query).hits]


def test_a_first_build_indexes_everything(make_seeds: MakeSeeds, index: Path) -> None:
    """Every document is found after the first build, and all are counted as new."""
    report = indexing.build(index, make_seeds())
    assert counts(report) == (3, 0, 0, 0)
    assert report.documents == 3
    assert sorted(found(index, "kust")) == ["11", "13"]


def test_a_second_build_reads_nothing(
    make_seeds: MakeSeeds, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unchanged files are not opened again, and the generation stays."""
    seeds = make_seeds()
    for path in seeds.rglob("*.txt"):
        os.utime(path, ns=(1, 1))
    monkeypatch.setattr("time.time_ns", lambda: 2**62)
    indexing.build(index, seeds)
    before = open_collection(index).folder
    monkeypatch.setattr(sources, "load", None)
    assert counts(indexing.build(index, seeds)) == (0, 0, 0, 3)
    assert open_collection(index).folder == before


def test_a_touched_file_is_not_indexed_again(make_seeds: MakeSeeds, index: Path) -> None:
    """A file with a new time and the old content counts as unchanged."""
    seeds = make_seeds()
    indexing.build(index, seeds)
    os.utime(seeds / "a.txt", ns=(10**18, 10**18))
    assert counts(indexing.build(index, seeds)) == (0, 0, 0, 3)


def test_a_folder_that_only_looks_changed_is_settled_by_a_build(
    make_seeds: MakeSeeds, index: Path
) -> None:
    """After an editor left nothing new in the folder, one build lets searches trust it again."""
    seeds = make_seeds()
    indexing.build(index, seeds)
    time.sleep(0.1)
    (seeds / ".a.txt.swp").touch()
    time.sleep(0.1)
    assert not is_settled(open_collection(index))
    assert counts(indexing.build(index, seeds)) == (0, 0, 0, 3)
    assert is_settled(open_collection(index))


@pytest.mark.parametrize("worthwhile", [0, 10])
def test_changes_are_noticed_however_many_look(
    worthwhile: int, make_seeds: MakeSeeds, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is new, changed, touched and gone is told alike where another process helps to look."""
    seeds = make_seeds({f"{n}.txt": question(n) for n in range(5)})
    indexing.build(index, seeds)
    monkeypatch.setattr(changes, "WORTHWHILE", worthwhile)
    monkeypatch.setattr("imwsearch.processes.available", lambda: 2)
    make_seeds({"1.txt": question(1, title="Sporthallen"), "9.txt": question(9)})
    (seeds / "2.txt").unlink()
    os.utime(seeds / "3.txt", ns=(10**18, 10**18))
    assert counts(indexing.build(index, seeds)) == (1, 1, 1, 3)
    assert not multiprocessing.active_children()


def test_changes_in_the_folder_reach_the_index(make_seeds: MakeSeeds, index: Path) -> None:
    """A new, a changed and a removed document are each told and each take effect."""
    seeds = make_seeds()
    indexing.build(index, seeds)
    make_seeds({"a.txt": question(11, title="Sporthallen"), "d.txt": question(14)})
    (seeds / "b.txt").unlink()
    assert counts(indexing.build(index, seeds)) == (1, 1, 1, 1)
    assert found(index, "sporthallen")[0] == "11"
    assert found(index, "bibliotheken") == []
    assert found(index, "zwembaden")[0] == "14"


def test_a_change_within_the_same_instant_is_noticed(make_seeds: MakeSeeds, index: Path) -> None:
    """A file rewritten right after the build, with its old time and size, is not taken as old."""
    seeds = make_seeds({"a.txt": question(1, title="Zwembaden")})
    status = (seeds / "a.txt").stat()
    indexing.build(index, seeds)
    (seeds / "a.txt").write_text(question(1, title="Voetbaden"))
    os.utime(seeds / "a.txt", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert counts(indexing.build(index, seeds)) == (0, 1, 0, 0)


def test_incremental_builds_answer_as_a_full_one(
    make_seeds: MakeSeeds, index: Path, tmp_path: Path
) -> None:
    """After additions, changes and removals hits, order and scores are those of a fresh index."""
    seeds = make_seeds()
    indexing.build(index, seeds)
    (seeds / "b.txt").unlink()
    make_seeds({"a.txt": question(11, title="Kust"), "d.txt": question(14, text="De kust.")})
    indexing.build(index, seeds)
    indexing.build(tmp_path / "full", seeds)
    for query in ("kust", "zwembaden kust", "fietspad beleid", "janssens", "gemeente"):
        first, second = (
            [(h.id, h.score) for h in search.search(open_collection(folder), query).hits]
            for folder in (index, tmp_path / "full")
        )
        assert first == second


def test_rebuild_starts_anew(make_seeds: MakeSeeds, index: Path) -> None:
    """With rebuild all files are read, whatever the index holds, even when it is damaged."""
    seeds = make_seeds()
    indexing.build(index, seeds)
    assert counts(indexing.build(index, seeds, rebuild=True)) == (3, 0, 0, 0)
    (generations.current(index) / manifests.MANIFEST).write_text("{")
    with pytest.raises(DamagedIndexError):
        indexing.build(index, seeds)
    assert indexing.build(index, seeds, rebuild=True).documents == 3


def test_bad_files_cost_only_themselves(make_seeds: MakeSeeds, index: Path) -> None:
    """Empty and binary files are named with their reason; the others are indexed."""
    seeds = make_seeds({**DOCUMENTS, "empty.txt": "", "picture.txt": b"\x89PNG\0\0\0"})
    report = indexing.build(index, seeds)
    assert report.documents == 3
    assert [skipped.name for skipped in report.skipped] == ["empty.txt", "picture.txt"]
    assert all(skipped.reason for skipped in report.skipped)
    again = indexing.build(index, seeds)
    assert again.skipped == report.skipped
    assert again.new == 0


def test_of_two_files_with_one_id_the_newer_is_kept(make_seeds: MakeSeeds, index: Path) -> None:
    """The newer file's document is found, the other is named; it comes back when it is alone."""
    seeds = make_seeds({"old.txt": question(1, title="Oud"), "new.txt": question(1, title="Nieuw")})
    os.utime(seeds / "old.txt", ns=(10**18, 10**18))
    report = indexing.build(index, seeds)
    assert [skipped.name for skipped in report.skipped] == ["old.txt"]
    assert "new.txt" in report.skipped[0].reason
    assert (found(index, "nieuw"), found(index, "oud")) == (["1"], [])
    (seeds / "new.txt").unlink()
    report = indexing.build(index, seeds)
    assert (report.documents, report.skipped) == (1, ())
    assert (found(index, "nieuw"), found(index, "oud")) == ([], ["1"])


def test_the_newer_file_wins_also_when_it_comes_later(make_seeds: MakeSeeds, index: Path) -> None:
    """A file added later takes the id if it is newer, and does not if it is older."""
    seeds = make_seeds({"m.txt": question(1, title="Midden")})
    os.utime(seeds / "m.txt", ns=(10**18, 10**18))
    indexing.build(index, seeds)
    make_seeds({"old.txt": question(1, title="Oud"), "new.txt": question(1, title="Nieuw")})
    os.utime(seeds / "old.txt", ns=(10**17, 10**17))
    report = indexing.build(index, seeds)
    assert {skipped.name for skipped in report.skipped} == {"old.txt", "m.txt"}
    assert (found(index, "nieuw"), found(index, "midden"), found(index, "oud")) == (["1"], [], [])


def test_one_document_twice_in_one_file_is_named(
    make_seeds: MakeSeeds, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that holds one id twice gives one document and says so."""
    twice = (Document("1", "a.txt", "Eerste"), Document("1", "a.txt", "Tweede"))
    monkeypatch.setattr("imwsearch.reading.read", lambda data, name: twice)
    report = indexing.build(index, make_seeds({"a.txt": "x"}))
    assert "2 documents with the id 1" in report.skipped[0].reason
    assert find_document(open_collection(index), "1").title == "Eerste"


def test_other_folders_stay_until_a_rebuild(
    make_seeds: MakeSeeds, index: Path, tmp_path: Path
) -> None:
    """A file given once stays part of the index; a rebuild without it forgets it."""
    seeds = make_seeds()
    extra = tmp_path / "extra.txt"
    extra.write_text(question(99, title="Extra"))
    assert indexing.build(index, seeds, [extra]).documents == 4
    assert indexing.build(index, seeds).documents == 4
    assert find_document(open_collection(index), str(extra)).id == "99"
    assert indexing.build(index, seeds, rebuild=True).documents == 3


def test_the_folder_of_the_documents_is_no_other(make_seeds: MakeSeeds, index: Path) -> None:
    """It is read once where it, or a file in it, is named too, and it may be moved later."""
    seeds = make_seeds()
    assert indexing.build(index, seeds, [seeds, seeds / "a.txt"]).documents == 3
    assert open_collection(index).manifest.others == ()
    moved = seeds.rename(seeds.with_name("elsewhere"))
    assert indexing.build(index, moved).documents == 3


def test_a_folder_that_is_gone_removes_nothing(make_seeds: MakeSeeds, index: Path) -> None:
    """A disk that is not mounted does not empty the index."""
    seeds = make_seeds()
    indexing.build(index, seeds)
    seeds.rename(seeds.with_name("elsewhere"))
    with pytest.raises(UsageError, match="seeds cannot be read"):
        indexing.build(index, seeds)
    assert open_collection(index).manifest.documents == 3


def test_an_error_in_a_build_leaves_the_old_index(
    make_seeds: MakeSeeds, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever goes wrong while documents are added, the old generation answers."""
    seeds = make_seeds()
    indexing.build(index, seeds)
    make_seeds({"d.txt": question(14)})

    def fail(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        indexing.build(index, seeds, progress=fail)
    assert open_collection(index).manifest.documents == 3
    assert indexing.build(index, seeds).documents == 4


def test_another_version_is_read_anew(
    make_seeds: MakeSeeds, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An index of another analysis is refused by a search with both values, and built anew."""
    seeds = make_seeds()
    with monkeypatch.context() as patched:
        patched.setattr("imwsearch.versions.FINGERPRINT", "older")
        indexing.build(index, seeds)
    with pytest.raises(ImwsearchError, match="analysis is older") as caught:
        open_collection(index)
    assert caught.value.exit_code == 10
    assert versions.current()["analysis"][:16] in str(caught.value)
    report = indexing.build(index, seeds)
    assert report.new == 3
    assert "analysis is older" in report.rebuilt
    assert found(index, "zwembaden")


def test_a_file_that_changes_while_it_is_promoted_is_an_error(
    make_seeds: MakeSeeds, index: Path
) -> None:
    """A document that is no longer in its file when it is needed ends the build, not the index."""
    seeds = make_seeds({"old.txt": question(1), "new.txt": question(1), "x.txt": question(2)})
    os.utime(seeds / "old.txt", ns=(10**18, 10**18))
    indexing.build(index, seeds)
    files = sources.find(sources.Places(seeds))
    with pytest.raises(ImwsearchError, match=r"old\.txt changed while"):
        updating._document(files, "old.txt", "7")
    (seeds / "old.txt").unlink()
    with pytest.raises(ImwsearchError, match=r"old\.txt changed while"):
        updating._document(files, "old.txt", "1")


def test_records_that_are_left_out_are_named(make_seeds: MakeSeeds, index: Path) -> None:
    """Of a file of records those that cannot be read are named by number; the others are there."""
    good = '{"titel": "Musea", "vraag": "Hoe?"}'
    seeds = make_seeds({"x.jsonl": f"{good}\n{{broken\n{good}\n[1]\n", "cut.json": good[:-3]})
    report = indexing.build(index, seeds)
    told = {one.name: one.reason for one in report.skipped}
    assert "2, 4" in told["x.jsonl"]
    assert "JSON" in told["cut.json"]
    assert {name for name in told if name.endswith((".json", ".jsonl"))} == told.keys()


def test_a_seed_outranks_a_page_and_a_newer_file_an_older_one() -> None:
    """By what a file's kind can tell first, then its time, then its name; anything before none."""
    page, seed, newer = (9, "a.html"), (1, "a.txt"), (2, "a.txt")
    assert changes.outranks(seed, page)
    assert changes.outranks(newer, seed)
    assert changes.outranks((1, "b.txt"), seed)
    assert changes.outranks(page, changes.NO_CLAIM)
    assert not changes.outranks(seed, seed)
