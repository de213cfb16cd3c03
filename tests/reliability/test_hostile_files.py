"""Files of every format that were made to do harm, read by a process with limits of its own."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import MakeSeeds
from tests.reliability.faults import LARGE, environment, program
from tests.reliability.hostile_files import FILES

SLOW = frozenset(("100,000 records", "300,000 records", "1,000,000 rows"))
"""No harm, only much: these have the seconds of their megabytes (limits.py)."""

READ = """
import resource, sys, time
from pathlib import Path
from imwsearch import indexing
resource.setrlimit(resource.RLIMIT_AS, (2**29, 2**29))
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
began = time.process_time()
report = indexing.build(Path(sys.argv[1]), Path(sys.argv[2]))
peak = int(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0]) // 1024
print(time.process_time() - began, peak, report.documents, [s.reason for s in report.skipped])
"""


@pytest.mark.parametrize("kind", [k for k in FILES if LARGE or k.partition(", ")[2] not in SLOW])
def test_a_hostile_file_costs_only_itself(
    make_seeds: MakeSeeds, tmp_path: Path, kind: str, figure: Callable[[str], None]
) -> None:
    """With 512 MiB to live in it is indexed or named, soon, and the others are indexed."""
    seeds = make_seeds()
    (seeds / "hostile").write_bytes(FILES[kind]())
    done = subprocess.run(
        [sys.executable, "-c", READ, str(tmp_path / "index"), str(seeds)],
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
        timeout=180,
    )
    assert done.returncode == 0, done.stderr
    seconds, peak, documents, skipped = done.stdout.split(" ", 3)
    assert float(seconds) < 30  # on a slow machine; the figure is what counts
    assert int(documents) >= 4 or skipped.strip() != "[]"
    assert "the reader failed" not in skipped
    figure(f"{float(seconds):.1f} s, {peak} MiB, {documents} documents, {skipped.strip()[:90]}")


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
