"""Files of every format that were made to do harm, read by a process with limits of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import MakeSeeds
from tests.reliability.faults import DOCUMENT_SECONDS, LARGE, build_alone, program
from tests.reliability.hostile_files import FILES

MANY = frozenset(("50,000 records", "50,000 rows"))
"""No harm, only much: each document in them has a time of its own (limits.py)."""


@pytest.mark.parametrize("kind", [k for k in FILES if LARGE or k.partition(", ")[2] not in MANY])
def test_a_hostile_file_costs_only_itself(
    make_seeds: MakeSeeds, tmp_path: Path, kind: str, figure: Callable[[str], None]
) -> None:
    """With 512 MiB to live in it is indexed or named, soon, and the others are indexed."""
    seeds = make_seeds()
    (seeds / "hostile").write_bytes(FILES[kind]())
    cost = build_alone(tmp_path / "index", seeds, 2**29)
    assert cost.seconds < DOCUMENT_SECONDS * (1 + kind.endswith(tuple(MANY)))
    assert cost.documents > 3 or cost.skipped != "[]"
    assert "the reader failed" not in cost.skipped
    figure(str(cost))


def test_hostile_files_together_are_named(make_seeds: MakeSeeds, tmp_path: Path) -> None:
    """A folder of them: each one that is left out is named, exit 3, and the others are found."""
    named = ("pdf, pages in a circle", "docx, entities", "html, elements 200,000 deep")
    seeds = make_seeds()
    for number, kind in enumerate((*named, "table, rather deep")):
        (seeds / f"hostile {number}.txt").write_bytes(FILES[kind]())
    done = program("index", "--index", tmp_path / "index", "--seeds", seeds)
    assert done.returncode == 3
    for number in range(4):
        assert f"skipped hostile {number}.txt: " in done.stderr.decode()
    assert b"; 3 documents in " in done.stdout
    assert b"lach" not in done.stdout + done.stderr
