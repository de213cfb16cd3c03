"""``imwsearch index --watch`` keeps up with the folder, and shows no half of a file."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from imwsearch import indexing, opening, sources
from imwsearch.cli import main
from imwsearch.cli.watching import UnfinishedError, require_finished
from tests.conftest import ROOT, MakeSeeds, question


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait for what must come; a slow machine has a minute."""
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)


def documents(index: Path) -> int:
    return opening.open_collection(index).manifest.documents if (index / "CURRENT").exists() else 0


@pytest.fixture
def watching(make_seeds: MakeSeeds, index: Path) -> Iterator[subprocess.Popen[str]]:
    """A watch over a folder with three documents."""
    command = [sys.executable, "-m", "imwsearch", "index", "--watch"]
    folders = ["--seeds", str(make_seeds()), "--index", str(index)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [*command, *folders], env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
        text=True,
    )  # fmt: skip
    assert process.stderr is not None
    assert process.stderr.readline().startswith("watching")
    yield process
    process.kill()
    process.communicate()


def test_watch_takes_whole_files_only(
    watching: subprocess.Popen[str], make_seeds: MakeSeeds, index: Path
) -> None:
    """A new file is indexed when it is written to its end, and Ctrl-C ends the watch: 130."""
    assert documents(index) == 3
    folder = make_seeds()
    text = question(99, title="Nieuw - Geschreven met pauzes")
    with (folder / "new.txt").open("w") as stream:
        stream.write(text[:200])
        stream.flush()
        time.sleep(3)  # far longer than the quiet second
        assert documents(index) == 3
        stream.write(text[200:])
    wait_until(lambda: documents(index) == 4)
    (folder / "a.txt").unlink()
    wait_until(lambda: documents(index) == 3)
    watching.send_signal(signal.SIGINT)
    assert watching.wait(30) == 130


def test_watch_outlasts_a_folder_that_is_away(
    watching: subprocess.Popen[str], make_seeds: MakeSeeds, index: Path
) -> None:
    """A folder that goes, as at a checkout, removes nothing; what it holds then is indexed."""
    folder = make_seeds()
    away = folder.rename(folder.with_name("away"))
    assert watching.stderr is not None
    assert watching.stderr.readline().startswith("waiting")
    assert documents(index) == 3
    (away / "d.txt").write_text(question(14))
    away.rename(folder)
    wait_until(lambda: documents(index) == 4)
    (folder / "a.txt").unlink()
    wait_until(lambda: documents(index) == 3)


def test_watch_keeps_up_with_folders_of_before(
    make_seeds: MakeSeeds, index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was named beside the seeds in an earlier build is watched as well."""
    watched: list[Path] = []

    def watch(folders: list[Path], *_: object) -> None:
        watched.extend(folders)
        raise KeyboardInterrupt

    monkeypatch.setattr("imwsearch.cli.watching.watch", watch)
    seeds, extra = make_seeds(), tmp_path / "extra.txt"
    extra.write_text(question(99))
    indexing.build(index, seeds, [extra])
    assert main.run(["index", "--watch", "--seeds", str(seeds), "--index", str(index)]) == 130
    assert watched == [seeds, extra]


def test_build_met_by_a_writer_shows_nothing(make_seeds: MakeSeeds, index: Path) -> None:
    """A file whose writing begins during a build stops that build before anybody sees it."""
    folder = make_seeds()
    indexing.build(index, folder)
    (folder / "d.txt").write_text(question(14))

    def begin_writing(done: int, total: int) -> None:
        if not writer:  # told of the progress more than once
            writer.append((folder / "d.txt").open("w"))

    writer: list[object] = []
    with pytest.raises(UnfinishedError, match=r"d\.txt"):
        indexing.build(index, folder, progress=begin_writing, confirm=require_finished)
    assert documents(index) == 3
    writer[0].close()  # type: ignore[attr-defined]
    (folder / "d.txt").write_text(question(14))
    indexing.build(index, folder, confirm=require_finished)
    assert documents(index) == 4


def test_finished_files_are_let_through(make_seeds: MakeSeeds) -> None:
    """Files that nobody writes, and one that is gone, stop nothing."""
    folder = make_seeds()
    files = sources.find(sources.Places(folder)).files
    (folder / "b.txt").unlink()
    require_finished(files)


def test_file_that_changed_since_is_unfinished(make_seeds: MakeSeeds) -> None:
    """A file that was written after it was found may have been read half."""
    folder = make_seeds()
    files = sources.find(sources.Places(folder)).files
    (folder / "b.txt").write_text("more")
    with pytest.raises(UnfinishedError):
        require_finished(files)
