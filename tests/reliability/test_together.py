"""Searches during builds, builds during builds, documents that change meanwhile."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Barrier, Event
from pathlib import Path

import pytest

from imwsearch import indexing, locking, sources
from imwsearch.errors import LockedError
from imwsearch.opening import open_collection
from imwsearch.sources import SourceFile
from tests.conftest import DOCUMENTS, MakeSeeds, question
from tests.reliability.faults import Answers, answers, problems, program, sized

_CONTEXT = multiprocessing.get_context("spawn")


def _read(index: Path, end: Event, count: "Synchronized[int]", out: Connection) -> None:
    """Open and search until told to end; send each answer once, and how many there were."""
    seen: dict[Answers | str, int] = {}
    while not end.is_set():
        try:
            found: Answers | str = answers(index)
        except Exception as error:
            found = repr(error)
        seen[found] = seen.get(found, 0) + 1
        with count.get_lock():
            count.value += 1
    out.send(seen)


def test_readers_during_rebuilds(
    make_seeds: MakeSeeds, tmp_path: Path, figure: Callable[[str], None]
) -> None:
    """Each answer given while the index is built again and again is that of one generation."""
    index = tmp_path / "index"
    seeds = make_seeds()
    indexing.build(index, seeds)
    right = {answers(index)}
    end, count = _CONTEXT.Event(), _CONTEXT.Value("i")
    pipes = [_CONTEXT.Pipe(duplex=False) for _reader in range(2)]
    readers = [_CONTEXT.Process(target=_read, args=(index, end, count, pipe[1])) for pipe in pipes]
    for reader in readers:
        reader.start()
    builds = 0
    while builds < sized(12, 30) or count.value < sized(150, 10_000):
        make_seeds({"a.txt": question(11, title=f"Ronde {builds}", text="De kust. " * builds)})
        (seeds / "d.txt").unlink(missing_ok=True)
        if builds % 3:
            make_seeds({"d.txt": question(14, title=f"Ronde kust {builds}")})
        indexing.build(index, seeds, rebuild=builds % 4 == 0)
        right.add(answers(index))
        builds += 1
        time.sleep(0.2)
    end.set()
    total = wrong = 0
    for pipe, reader in zip(pipes, readers, strict=True):
        seen: dict[Answers | str, int] = pipe[0].recv()
        reader.join(30)
        total += sum(seen.values())
        odd = [answer for answer in seen if answer not in right]
        wrong += len(odd)
        assert not odd, odd[:2]
    assert total
    assert problems(index) == []
    figure(f"{total} answers during {builds} builds, {wrong} wrong")


def _race(index: Path, start: Barrier, done: Barrier, out: Connection) -> None:
    start.wait(60)
    begun = time.monotonic()
    try:
        with locking.lock(index):
            out.send((os.getpid(), "", 0.0))
            done.wait(60)
    except LockedError as error:
        out.send((os.getpid(), str(error), time.monotonic() - begun))
        done.wait(60)


def test_races_for_the_lock(tmp_path: Path, figure: Callable[[str], None]) -> None:
    """Of several builds that begin at once one goes on; the others name it in under a second."""
    context = multiprocessing.get_context("fork")
    races = sized(15, 100)
    for _race_number in range(races):
        start, done = context.Barrier(3), context.Barrier(3)
        pipes = [context.Pipe(duplex=False) for _n in range(3)]
        racers = [
            context.Process(target=_race, args=(tmp_path / "index", start, done, pipe[1]))
            for pipe in pipes
        ]
        for racer in racers:
            racer.start()
        told = [pipe[0].recv() for pipe in pipes]
        for racer in racers:
            racer.join(60)
        (winner,) = (pid for pid, error, _seconds in told if not error)
        for pid, error, seconds in told:
            assert pid == winner or f"process {winner} " in error
            assert seconds < 1
    figure(f"{races} of {races} races: one held it, the others named it in under 1 s")


def _hold(index: Path, held: Event) -> None:
    with locking.lock(index):
        held.set()
        time.sleep(60)


def test_a_second_build_and_a_holder_that_is_killed(make_seeds: MakeSeeds, tmp_path: Path) -> None:
    """A second build exits 11 and names the first; killed, it holds nothing; --wait waits."""
    index, seeds = tmp_path / "index", make_seeds()
    held = _CONTEXT.Event()
    holder = _CONTEXT.Process(target=_hold, args=(index, held))
    holder.start()
    assert held.wait(60)
    command = ("index", "--index", index, "--seeds", seeds)
    done = program(*command)
    assert done.returncode == 11
    assert f"process {holder.pid} since".encode() in done.stderr
    assert b"--wait" in done.stderr
    assert holder.pid
    os.kill(holder.pid, signal.SIGKILL)
    holder.join(30)
    assert program(*command).returncode == 0
    with locking.lock(index):
        waiting = _CONTEXT.Process(
            target=indexing.build, args=(index, seeds), kwargs={"wait": True}
        )
        waiting.start()
        waiting.join(0.5)
        assert waiting.is_alive()
    waiting.join(60)
    assert waiting.exitcode == 0
    assert problems(index) == []


def test_a_lock_file_that_is_removed_is_no_way_in(tmp_path: Path) -> None:
    """Who waited for a lock whose file was removed meanwhile waits for the new one."""
    index = tmp_path / "index"
    held, done = threading.Event(), threading.Event()

    def wait() -> None:
        with locking.lock(index, wait=True):
            held.set()
            done.wait(60)

    waiting = threading.Thread(target=wait)
    with locking.lock(index):
        waiting.start()
        time.sleep(0.3)  # until it waits
        (index / "lock").unlink()
        second = locking.lock(index)
        second.__enter__()
    assert not held.wait(0.3)
    with pytest.raises(LockedError), locking.lock(index):
        pass
    second.__exit__(None, None, None)
    assert held.wait(60)
    with pytest.raises(LockedError), locking.lock(index):
        pass
    done.set()
    waiting.join()


def test_a_folder_that_changes_while_it_is_read(
    make_seeds: MakeSeeds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files that vanish, grow and come while a build reads: the next build has them all right."""
    index, full = tmp_path / "index", tmp_path / "full"
    seeds = make_seeds(DOCUMENTS | {f"{n}.txt": question(100 + n) for n in range(6)})
    load, loaded = sources.load, []

    def changing(file: SourceFile) -> bytes:
        loaded.append(file.name)
        if len(loaded) == 2:
            (seeds / "3.txt").unlink(missing_ok=True)
            make_seeds({"2.txt": question(102, title="Ronde gegroeid", text="1. " + "kust " * 99)})
            make_seeds({"nieuw.txt": question(200, title="Ronde nieuw")})
        return load(file)

    with monkeypatch.context() as patched:
        patched.setattr(sources, "load", changing)
        indexing.build(index, seeds)
    open_collection(index)
    assert problems(index) == []
    indexing.build(index, seeds)
    indexing.build(full, seeds)
    assert answers(index) == answers(full)


def test_a_file_that_changes_as_it_takes_an_id_over(
    make_seeds: MakeSeeds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The older of two files with one id changes just when it is needed: it is read again."""
    index = tmp_path / "index"
    seeds = make_seeds({"old.txt": question(1, title="Oud"), "new.txt": question(1, title="Nieuw")})
    os.utime(seeds / "old.txt", ns=(10**18, 10**18))
    indexing.build(index, seeds)
    (seeds / "new.txt").unlink()
    load = sources.load
    calls: list[str] = []

    def changing(file: SourceFile) -> bytes:
        calls.append(file.name)
        if len(calls) == 2:  # the first look was for its digest
            make_seeds({"old.txt": question(2, title="Anders")})
        return load(file)

    monkeypatch.setattr(sources, "load", changing)
    indexing.build(index, seeds)
    assert [one.id_of(0) for one in open_collection(index).searcher.segments] == ["2"]
    assert problems(index) == []
