"""The bundle of a search's modules: the same program, started sooner."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import imwsearch

PACKAGE = Path(imwsearch.__file__).parent
USED = (
    "import sys; from imwsearch.__main__ import use_bundle; print(use_bundle());"
    "print('imwsearch.plain' in sys.modules); from imwsearch import plain; plain.search"
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with a copy of the program, which may be changed."""
    shutil.copytree(PACKAGE, tmp_path / "imwsearch", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def python(folder: Path, *arguments: str) -> list[str]:
    """What Python prints, line by line, that finds the copy first."""
    paths = [str(folder), *(path for path in sys.path if "packages" in path)]
    done = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
        env={"PYTHONPATH": ":".join(paths), "LANG": "C.UTF-8"},
    )
    return done.stdout.splitlines()


def test_modules_come_from_the_bundle(copy: Path) -> None:
    """Once it was made a search takes its modules from it; before, there is none."""
    assert python(copy, "-c", USED) == ["False", "False"]
    python(copy, "-m", "imwsearch.bundling")
    assert python(copy, "-c", USED) == ["True", "True"]


def test_the_bundle_has_all_that_a_search_imports(copy: Path) -> None:
    """Whatever search leaves it: its modules are those that the front door's search needs."""
    python(copy, "-m", "imwsearch.bundling")
    ours = "print(sorted(name for name in sys.modules if name.startswith('imwsearch.')))"
    kept = python(
        copy, "-c", f"import sys; from imwsearch import __main__ as m; m.use_bundle();{ours}"
    )
    names = "cli.front, imwsearch.plain, imwsearch.opening, imwsearch.settled"
    names += ", imwsearch.cli.console, imwsearch.render.terminal"
    assert kept == python(copy, "-c", f"import sys, imwsearch.__main__, imwsearch.{names};{ours}")


def test_an_error_in_the_bundle_is_told_with_its_line(copy: Path) -> None:
    """What goes wrong in bundled code is shown with the line of the source that it comes from."""
    python(copy, "-m", "imwsearch.bundling")
    told = python(
        copy,
        "-c",
        "import traceback; from imwsearch import __main__ as m; m.use_bundle()\n"
        "from imwsearch import visible\n"
        "try: visible.visible(None)\n"
        "except AttributeError as error: print(traceback.extract_tb(error.__traceback__)[-1].line)",
    )
    assert told == [
        "if text.isprintable():  # as nearly all text is: a cold search need not import re"
    ]


@pytest.mark.parametrize("damage", ["source", "cut", "flipped", "empty"])
def test_an_old_or_damaged_bundle_is_passed_over(copy: Path, damage: str) -> None:
    """After any source has changed, or the file itself, the sources are what is run."""
    python(copy, "-m", "imwsearch.bundling")
    (bundle,) = (copy / "imwsearch" / "__pycache__").glob("*.bundle")
    data = bundle.read_bytes()
    if damage == "source":
        path = copy / "imwsearch" / "visible.py"
        path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    else:
        flipped = data[:1000] + bytes([data[1000] ^ 1]) + data[1001:]
        bundle.write_bytes({"cut": data[:-9], "flipped": flipped, "empty": b""}[damage])
    assert python(copy, "-c", USED) == ["False", "False"]


def test_a_copied_bundle_runs_nothing_of_the_place_it_came_from(copy: Path) -> None:
    """In a copy of the program it is the copy's sources that are run, which may be others."""
    python(copy, "-m", "imwsearch.bundling")
    other = copy / "other"
    shutil.copytree(copy / "imwsearch", other / "imwsearch")
    assert python(other, "-c", USED) == ["False", "False"]


def test_the_first_search_leaves_it(copy: Path) -> None:
    """A search writes the bundle where it is missing, and prints the same with it."""
    (copy / "seeds").mkdir()
    (copy / "seeds" / "1.txt").write_text("title: Kust\nDe kust.\n")
    time.sleep(0.1)  # so that the documents are older than the index for certain
    python(copy, "-m", "imwsearch", "index")
    first = python(copy, "-m", "imwsearch", "search", "kust")
    assert len(list((copy / "imwsearch" / "__pycache__").glob("*.bundle"))) == 1
    assert python(copy, "-m", "imwsearch", "search", "kust") == first
    assert first
