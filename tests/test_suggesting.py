"""Did you mean: a better query for a mistyped one."""

from imwsearch import search
from imwsearch.opening import Collection


def test_a_mistyped_word_finds_what_was_meant(collection: Collection) -> None:
    """Where nothing is found the corrected query is answered, and it is said."""
    found = search.search(collection, "biblioteken")
    assert (found.query, found.suggestion) == ("biblioteken", "bibliotheken")
    assert found.corrected
    assert [hit.id for hit in found.hits] == ["12"]


def test_a_better_query_is_offered_where_something_is_found(collection: Collection) -> None:
    """With other words that find something the correction is offered and not run."""
    found = search.search(collection, "biblioteken kust")
    assert found.suggestion == "bibliotheken kust"
    assert not found.corrected
    assert {hit.id for hit in found.hits} == {"11", "13"}


def test_a_compound_is_corrected_by_its_parts(collection: Collection) -> None:
    """A compound that no document has is corrected where one of its parts is mistyped."""
    assert search.search(collection, "fietspadkilometr").suggestion == "fietspadkilometer"


def test_a_valid_compound_is_never_corrected(collection: Collection) -> None:
    """A word that splits is right, also when no document has it whole."""
    found = search.search(collection, "kustgemeente")
    assert found.suggestion is None
    assert found.total > 0


def test_words_that_exist_are_never_corrected(collection: Collection) -> None:
    """A word of the documents is right, whatever it looks like."""
    assert search.search(collection, "zwembad beleid").suggestion is None


def test_nothing_is_suggested_without_hits(collection: Collection) -> None:
    """A correction that finds nothing is not offered; nor is one for a name or a number."""
    assert search.search(collection, "+bibliotheken +xyzzyq -kust").suggestion is None
    assert search.search(collection, "xqzzyvw").suggestion is None
    assert search.search(collection, "99999").suggestion is None


def test_only_the_mistyped_word_is_replaced(collection: Collection) -> None:
    """The rest of the query stays as it was typed."""
    found = search.search(collection, 'Biblioteken  titel:openingsuren "sluiten vroeg"')
    assert found.suggestion == 'bibliotheken  titel:openingsuren "sluiten vroeg"'
