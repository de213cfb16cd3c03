"""However the documents came, changed and went: the index is the one a full build makes."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imwsearch import indexing, search
from imwsearch.opening import open_collection
from tests.conftest import question
from tests.reliability.faults import problems, sized

WORDS = ("kust", "zwembad", "fietspaden", "beleid", "gemeente", "subsidie", "jeugdwerk", "de")
NAMES = ("a.txt", "b.txt", "map/c.txt", "d.txt", "e.txt", "f.txt")
QUERIES = ("kust beleid", "zwembad", "+gemeente subsidie", "kust -jeugdwerk", '"de kust"', "nr:7")

TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
CHANGES = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(NAMES), st.integers(1, 8), TEXTS),
    st.tuples(st.just("remove"), st.sampled_from(NAMES), st.just(0), st.just("")),
)
SEQUENCES = st.lists(st.lists(CHANGES, min_size=1, max_size=3), min_size=1, max_size=5)


def apply(seeds: Path, change: tuple[str, str, int, str], tick: int) -> None:
    kind, name, id_, text = change
    path = seeds / name
    if kind == "remove":
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(question(id_, title=text[:30], text=f"1. {text}?", answer=f"1. {text}"))
    os.utime(path, ns=(tick * 10**9, tick * 10**9))


def everything(index: Path) -> list[list[tuple[str, str, float]]]:
    opened = open_collection(index)
    return [
        [
            (hit.id, hit.path.rpartition("seeds/")[2], hit.score)
            for hit in search.search(opened, q).hits
        ]
        for q in QUERIES
    ]


def test_incremental_builds_equal_a_full_one(figure: Callable[[str], None]) -> None:
    """Same hits, same order, same scores, after any additions, changes and removals.

    Ids wander between files among them.
    """
    done = {"sequences": 0, "builds": 0}

    @settings(max_examples=sized(25, 500), suppress_health_check=[HealthCheck.too_slow])
    @given(sequence=SEQUENCES)
    def build(sequence: list[list[tuple[str, str, int, str]]]) -> None:
        folder = Path(tempfile.mkdtemp(prefix="imwsearch-"))
        try:
            seeds, index = folder / "seeds", folder / "index"
            seeds.mkdir()
            for tick, changes in enumerate(sequence, 1):
                for change in changes:
                    apply(seeds, change, tick)
                indexing.build(index, seeds)
                done["builds"] += 1
            indexing.build(folder / "full", seeds)
            assert everything(index) == everything(folder / "full")
            assert problems(index) == []
            done["sequences"] += 1
        finally:
            shutil.rmtree(folder)

    build()
    figure("{sequences} sequences of {builds} builds, 0 differ".format(**done))
