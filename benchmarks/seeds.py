"""A folder of seeds and an index of it, both made by programs of their own and kept for others."""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.speed.corpus import SHARED, made_up

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = (sys.executable, "-m", "imwsearch")

_SEED = """\
title: {title}
thema: {theme}
pdf link: https://docs.example.invalid/pfile?id={id}
thema link: https://www.example.invalid/schriftelijke-vragen/{id}
SCHRIFTELIJKE VRAAG
nr. {id}
van AN JANSSENS
datum: {day} maart {year}
aan BO PEETERS
{minister}
{title}
1. {questions}
BO PEETERS
{minister}
ANTWOORD
op vraag nr. {id} van {day} maart {year}
van AN JANSSENS
1. {answer}
"""


def arguments(description: str) -> argparse.ArgumentParser:
    """The options of a measurement over a folder of seeds."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--count", type=int, default=40_000, help="documents")
    parser.add_argument("--keep", type=Path, help="folder that keeps seeds and index for next time")
    return parser


@contextmanager
def workplace(keep: Path | None) -> Iterator[Path]:
    """The folder that is kept, or one that is gone afterwards."""
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep.absolute()
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def make_seeds(folder: Path, count: int) -> Path:
    """A folder of so many seeds below ``folder``: of real sentences where they are at hand."""
    seeds = folder / f"seeds-{count}"
    if seeds.is_dir():
        return seeds
    unfinished = folder / f"seeds-{count}.new"
    tool = SHARED / "tools" / "make_seeds.py"
    if tool.is_file():
        command = [sys.executable, str(tool), str(unfinished), "--count", str(count)]
        subprocess.run(command, check=True)
    else:
        _write_made_up(unfinished, count)
    return unfinished.rename(seeds)


def _write_made_up(folder: Path, count: int) -> None:
    folder.mkdir()
    for number, text in enumerate(made_up(count), 1):
        seed = _SEED.format(
            id=number,
            title=text.title,
            theme=text.theme,
            questions=text.questions,
            answer=text.answer,
            minister=text.minister.upper(),
            day=number % 28 + 1,
            year=2010 + number % 15,
        )
        (folder / f"{number:06d}.txt").write_text(seed, encoding="utf-8")


def make_index(folder: Path, count: int) -> tuple[Path, Path]:
    """The seeds, and an up-to-date index of them."""
    seeds, index = make_seeds(folder, count), folder / f"index-{count}"
    subprocess.run(
        [*PROGRAM, "index", "--index", str(index), "--seeds", str(seeds)],
        check=True,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    return seeds, index
