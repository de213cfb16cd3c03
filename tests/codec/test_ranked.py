import itertools
import random
from pathlib import Path

import pytest

from imwsearch.codec import docsets, top
from imwsearch.codec.entries import Entry
from imwsearch.codec.searcher import QueryWord
from tests.codec.conftest import analyze, build, some_entries, some_word
from tests.codec.oracle import Oracle


def some_query(rng: random.Random) -> list[QueryWord]:
    words = []
    for _ in range(rng.choice((1, 1, 2, 2, 3, 5, 40))):
        if analysis := analyze(some_word(rng)):
            stem, parts = analysis
            words.append(QueryWord(stem, rng.choice((parts, ())), rng.choice((1.0, 0.5))))
    return words


@pytest.mark.usefixtures("in_each_way")
@pytest.mark.parametrize(("count", "size"), [(1, 1), (40, 7), (500, 10**9), (1300, 650)])
def test_best_equals_the_formula(tmp_path: Path, count: int, size: int) -> None:
    """The best k have the scores and the order of the documented formula, to 9 digits."""
    entries = some_entries(count, count)
    oracle, searcher = Oracle(entries), build(tmp_path, entries, size)
    rng = random.Random(1)
    for _ in range(80):
        words, k = some_query(rng), rng.choice((1, 3, 10, 80))
        found = searcher.best(words, k)
        oracle.assert_agrees([(searcher.id_of(hit), hit.score) for hit in found], words, k)
        assert searcher.count(words) == len(oracle.matching(words))


@pytest.mark.usefixtures("in_each_way")
@pytest.mark.parametrize("size", [150, 10**9])
def test_of_equally_good_documents_the_newest_are_given(tmp_path: Path, size: int) -> None:
    """However many documents have the same score, the newest are given, those of a day by id."""
    rng = random.Random(4)
    entries = [
        Entry(f"d{n}", [("title", "boda")], b"", {}, {"date": rng.randrange(60)})
        for n in range(400)
    ]
    searcher = build(tmp_path, entries, size)
    numbers = searcher.words(lambda known: [known.find("boda")])
    words = [QueryWord("boda"), searcher.gather("*boda", numbers)]
    expected = sorted(entries, key=lambda entry: (-(entry.numbers["date"] or 0), entry.id))
    for word, k in itertools.product(words, (1, 10, 120)):
        found = [searcher.id_of(hit) for hit in searcher.best([word], k)]
        assert found == [entry.id for entry in expected[:k]]


@pytest.mark.usefixtures("in_each_way")
@pytest.mark.parametrize("size", [2, 3])
def test_no_order_depends_on_the_segments(tmp_path: Path, size: int) -> None:
    """Documents without a date come last and by id, also where none of their segment has one."""
    entries = [
        Entry(name, [("title", "boda")], b"", {}, {} if date is None else {"date": date})
        for name, date in (("a", None), ("b", -5), ("z", None))
    ]
    searcher = build(tmp_path, entries, size)
    assert [searcher.id_of(hit) for hit in searcher.best([QueryWord("boda")], 9)] == list("baz")
    every = docsets.living(searcher)
    assert [searcher.id_of(hit) for hit in docsets.newest(searcher, every, 9)] == list("baz")


@pytest.mark.usefixtures("in_each_way")
def test_a_word_in_none_of_the_documents_is_no_hindrance(tmp_path: Path) -> None:
    """Documents that may be given are ranked by the words they have, however rare another is."""
    entries = [Entry(f"d{n}", [("title", "boda" if n else "boda fegi")], b"") for n in range(9_000)]
    searcher = build(tmp_path, entries)
    words, within = [QueryWord("boda"), QueryWord("fegi")], [set(range(1, 9_000))]
    assert len(searcher.best(words, 3, within)) == 3


@pytest.mark.parametrize("few", [1, 16])
def test_best_equals_the_formula_where_there_are_many_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    """What a large segment's best documents tell of the others leaves none of the best out."""
    monkeypatch.setattr(top, "LARGE", 0)
    monkeypatch.setattr(top, "FEW", few)
    entries = some_entries(1300, 1300)
    oracle, searcher = Oracle(entries), build(tmp_path, entries, 650)
    rng = random.Random(2)
    for _ in range(200):
        words, k = some_query(rng), rng.choice((1, 3, 10, 80))
        found = searcher.best(words, k)
        oracle.assert_agrees([(searcher.id_of(hit), hit.score) for hit in found], words, k)


def test_a_document_comes_back_by_its_id(tmp_path: Path) -> None:
    """What was stored under an id is found under it."""
    entries = some_entries(3, 300)
    searcher = build(tmp_path, entries, 128)
    for entry in entries:
        found = searcher.find(entry.id)
        assert found is not None
        assert searcher.stored(found) == entry.stored
    assert searcher.find("d") is None
    assert searcher.find("") is None
