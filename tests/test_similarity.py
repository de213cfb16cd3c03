"""Documents that are like another."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imwsearch import similarity
from imwsearch.indexing import build
from imwsearch.lookup import find_document
from imwsearch.opening import Collection, open_collection
from tests.conftest import MakeSeeds, question

ASKED = (
    "De vakantieperiode komt eraan en de kust loopt vol. Het zwembad van Oostende was vorig jaar "
    "drie weken dicht wegens een tekort aan redders.\n"
    "1. Hoeveel redders zijn er te weinig?\n2. Wat doet de minister om redders te vinden?"
)


@pytest.fixture
def twins(make_seeds: MakeSeeds, index: Path) -> Collection:
    """The same question to two ministers, one of the same matter, and others."""
    build(
        index,
        make_seeds(
            {
                "1.txt": question(1, title="Tekort aan redders", text=ASKED),
                "2.txt": question(
                    2,
                    title="Tekort aan redders aan zee",
                    text=ASKED.replace("vorig jaar", "in 2023"),
                    minister="CY MAES",
                    answer="Zie het antwoord van minister Peeters.",
                ),
                "3.txt": question(
                    3, title="Opleiding van redders", text="1. Waar leert een redder het vak?"
                ),
                "4.txt": question(4, title="Musea", text="1. Hoeveel musea zijn er?"),
            }
        ),
    )
    return open_collection(index)


def test_the_same_question_to_another_minister_comes_first(twins: Collection) -> None:
    """It is marked as near, and other documents of the same matter follow unmarked."""
    found = similarity.find_similar(twins, find_document(twins, "1"), 10)
    assert [(one.hit.id, one.is_near) for one in found[:2]] == [("2", True), ("3", False)]
    assert [one.hit.rank for one in found] == [1, 2, *range(3, len(found) + 1)]
    assert "redders" in found[0].words
    assert "redders" in found[1].words


def test_the_document_itself_is_not_like_itself(twins: Collection) -> None:
    """It is never among the others, and the limit holds."""
    for name in "1234":
        found = similarity.find_similar(twins, find_document(twins, name), 2)
        assert len(found) <= 2
        assert name not in {one.hit.id for one in found}


def test_a_document_without_words_is_like_none(make_seeds: MakeSeeds, index: Path) -> None:
    """Nothing to go by gives nothing."""
    build(index, make_seeds({"a.txt": question(1), "b.txt": "De het een."}))
    collection = open_collection(index)
    assert similarity.find_similar(collection, find_document(collection, "b"), 5) == ()


@given(
    st.frozensets(st.tuples(st.text()), max_size=9), st.frozensets(st.tuples(st.text()), max_size=9)
)
def test_overlap_is_a_share(
    one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]
) -> None:
    """The same from both sides, 0 to 1, and 1 only for equal texts."""
    share = similarity.overlap(one, other)
    assert 0 <= share <= 1
    assert share == similarity.overlap(other, one)
    assert (share == 1) == (one == other and bool(one))
