"""What the index holds."""

from pathlib import Path

import pytest

from imwsearch.indexing import build
from imwsearch.opening import Collection, open_collection
from imwsearch.terms import list_terms
from tests.conftest import DOCUMENTS, MakeSeeds, question


@pytest.mark.parametrize("prefix", ["jos", "JOS", "d'h", "D’Haese", "jos d"])
def test_values_are_found_by_how_they_or_their_words_begin(
    collection: Collection, prefix: str
) -> None:
    """Case, accents and the form of an apostrophe do not count."""
    assert list_terms(collection, "asker", prefix) == (("Jos D'Haese", 1),)
    assert list_terms(collection, "asker", "aese") == ()


def test_the_most_frequent_value_comes_first(collection: Collection) -> None:
    """Then the alphabet's order."""
    assert list_terms(collection, "asker") == (("An Janssens", 2), ("Jos D'Haese", 1))
    assert [term.value for term in list_terms(collection, "theme")] == [
        *("Cultuur", "Mobiliteit", "Sport", "Toerisme"),
    ]


def test_words_are_those_of_the_text(collection: Collection) -> None:
    """Real words, not stems, each with the number of documents that have it."""
    assert list_terms(collection, "words", "zwemb") == (("zwembaden", 1), ("zwembad", 1))[::-1]
    assert list_terms(collection, "words", "fietsp") == (("fietspad", 1), ("fietspaden", 1))


def test_words_of_removed_documents_do_not_count(make_seeds: MakeSeeds, index: Path) -> None:
    """The count is that of the documents there are, also before segments are merged."""
    seeds = make_seeds(DOCUMENTS | {f"{n}.txt": question(n) for n in range(20, 30)})
    build(index, seeds)
    (seeds / "20.txt").unlink()
    (seeds / "b.txt").unlink()
    build(index, seeds)
    collection = open_collection(index)
    assert any(segment.deleted for segment in collection.searcher.segments)
    assert list_terms(collection, "words", "zwemb") == (("zwembaden", 10),)
    assert list_terms(collection, "words", "openings") == ()
