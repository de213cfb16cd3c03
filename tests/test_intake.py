"""Files read by several processes: the index answers as if one had read them all."""

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from imwsearch import indexing, intake, limits, processes, reading, search
from imwsearch.document import Document
from imwsearch.errors import StorageError
from imwsearch.opening import open_collection
from tests.conftest import MakeSeeds, question

QUERIES = ("zwembaden", "kust wachtlijst", '"wachtlijst langs"', "fiets*", "gemeente 1234", "BBI")
WORDS = [
    "kust",
    "zwembad",
    "wachtlijsten",
    "langs",
    "gemeentehuis",
    "fietspaden",
    "(BBI)",
    "1",
    "234",
    "zwembadbeleid",
]


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have two processes read however few files there are."""
    monkeypatch.setattr(intake, "WORTHWHILE", 4)
    monkeypatch.setattr(processes, "available", lambda: 2)


def documents(count: int, seed: int) -> dict[str, str | bytes]:
    """Questions, some with the id of another, and a file that is none."""
    chance = random.Random(seed)
    files: dict[str, str | bytes] = {
        f"{n:03}.txt": question(
            chance.randrange(1, count), number=n, text="1. " + " ".join(chance.choices(WORDS, k=30))
        )
        for n in range(count)
    }
    return files | {"odd.bin": b"\x89PNG"}


def date(seeds: Path) -> None:
    """Give the files times, in no order of their names."""
    for n, path in enumerate(sorted(seeds.iterdir())):
        os.utime(path, ns=(n * 7919 % 97 * 10**9, n * 7919 % 97 * 10**9))


def answers(index: Path) -> list[list[tuple[str, str, float]]]:
    collection = open_collection(index)
    found = [search.search(collection, query, limit=100).hits for query in QUERIES]
    return [[(hit.id, hit.title, hit.score) for hit in hits] for hits in found]


@pytest.mark.parametrize("seed", range(4))
def test_two_processes_answer_as_one(
    make_seeds: MakeSeeds, tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hits, scores, order and what is skipped are the same, also after a change of many files."""
    seeds = make_seeds(documents(40, seed))
    date(seeds)
    alone, both = tmp_path / "alone", tmp_path / "both"
    for _round in range(2):
        with monkeypatch.context() as patch:
            patch.setattr(processes, "available", lambda: 1)
            one = indexing.build(alone, seeds)
        with monkeypatch.context() as patch:
            patch.setattr(processes, "available", lambda: 2)
            patch.setattr(intake, "WORTHWHILE", 4)
            two = indexing.build(both, seeds)
        assert (one.documents, one.skipped) == (two.documents, two.skipped)
        assert answers(alone) == answers(both)
        make_seeds(documents(20, seed + 100))


@pytest.mark.usefixtures("shared")
def test_progress_is_told_to_the_end(make_seeds: MakeSeeds, index: Path) -> None:
    """The number of files read grows to their total."""
    told: list[tuple[int, int]] = []
    seeds = make_seeds(documents(40, 1))
    indexing.build(index, seeds, progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (41, 41)


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("how", ["killed", "failed"])
def test_the_index_stays_as_it_was(
    make_seeds: MakeSeeds, index: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that is killed or cannot write fails the build, which changes nothing."""
    seeds = make_seeds(documents(40, 1))
    indexing.build(index, seeds)
    before, folders = answers(index), sorted(index.iterdir())

    def read(data: bytes, name: str) -> Iterable[Document]:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    if how == "killed":
        monkeypatch.setattr(reading, "read", read)
    else:
        monkeypatch.setattr("imwsearch.codec.writer.new_name", lambda: "none/there")
    with pytest.raises(StorageError):
        indexing.build(index, seeds, rebuild=True)
    assert sorted(index.iterdir()) == folders
    assert answers(index) == before
    assert not multiprocessing.active_children()


@pytest.mark.usefixtures("shared")
def test_a_slow_document_is_given_up(
    make_seeds: MakeSeeds, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit of time for one document holds in every process."""
    monkeypatch.setattr(limits, "DOCUMENT_SECONDS", 0.2)
    read = reading.read

    def slow(data: bytes, name: str) -> Iterable[Document]:
        if name in ("003.txt", "004.txt"):
            time.sleep(60)
        return read(data, name)

    monkeypatch.setattr(reading, "read", slow)
    report = indexing.build(index, make_seeds(documents(10, 1)))
    assert {"003.txt", "004.txt"} <= {skipped.name for skipped in report.skipped}
