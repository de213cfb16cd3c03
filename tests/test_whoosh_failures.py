"""What Whoosh's stock parser gets wrong on this material, each on an index."""

import shutil
import time
import unicodedata
from pathlib import Path

import pytest

from imwsearch.errors import QueryError
from imwsearch.indexing import build
from imwsearch.opening import Collection, open_collection
from imwsearch.search import search
from tests.conftest import SEED, question

SEED_ID = "2082929"
TITLES = {
    "1": "Maatwerk",
    "2": "Maatwerk en kinderopvang",
    "3": "Begeleiding door een co-coach",
    "4": "Coördinatie van de sociale economie",
    "5": "Economie en sociale huur",
    "6": "Premies voor landbouwers",
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """The seed, and a document for each title."""
    folder: Path = tmp_path_factory.mktemp("whoosh")
    seeds = folder / "seeds"
    seeds.mkdir()
    shutil.copy(SEED, seeds)
    for id_, title in TITLES.items():
        minister = "BO PEETERS" if int(id_) % 2 else "AN MAES"
        text = question(int(id_), title=title, text=f"1. {title}?", minister=minister)
        (seeds / f"{id_}.txt").write_text(text)
    build(folder / "index", seeds)
    return open_collection(folder / "index")


def ids(collection: Collection, query: str) -> list[str]:
    return [hit.id for hit in search(collection, query).hits]


def refused(collection: Collection, query: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        search(collection, query)
    return caught.value


def test_a_minus_excludes(whole: Collection) -> None:
    """``maatwerk -kinderopvang``: Whoosh requires kinderopvang."""
    assert set(ids(whole, "maatwerk")) == {"1", "2", SEED_ID}
    assert set(ids(whole, "maatwerk -kinderopvang")) == {"1", SEED_ID}


def test_a_pasted_title_finds_its_document(whole: Collection) -> None:
    """``Individueel maatwerk (IMW) - Stand van zaken``: with a plug-in Whoosh excludes "Stand"."""
    assert ids(whole, "Individueel maatwerk (IMW) - Stand van zaken")[0] == SEED_ID


def test_a_hyphenated_word_is_whole(whole: Collection) -> None:
    """``co-coach``: Whoosh loses its second half."""
    assert ids(whole, "co-coach")[0] == ids(whole, "coach")[0] == "3"
    assert ids(whole, '"co-coach"') == ["3"]


def test_dutch_operators(whole: Collection) -> None:
    """``OF``, ``NIET``: Whoosh searches them as words."""
    assert set(ids(whole, "kinderopvang OF co-coach")) == {"2", "3"}
    assert set(ids(whole, "maatwerk NIET kinderopvang")) == {"1", SEED_ID}


@pytest.mark.parametrize("quotes", ["“”", "„”", "‘’", "«»", '""'])
def test_curly_quotes_make_a_phrase(whole: Collection, quotes: str) -> None:
    """``“sociale economie”``: to Whoosh curly quotes make no phrase."""
    assert set(ids(whole, "sociale economie")) >= {"4", "5"}
    assert ids(whole, f"{quotes[0]}sociale economie{quotes[1]}") == ["4"]


def test_a_field_twice_is_either(whole: Collection) -> None:
    """``minister:a minister:b``: Whoosh finds nothing."""
    assert len(ids(whole, "minister:peeters minister:maes")) == len(TITLES)
    assert set(ids(whole, "minister:maes")) == {"2", "4", "6"}


def test_an_unknown_field_is_told(whole: Collection) -> None:
    """``foo:bar``: Whoosh finds nothing and says nothing."""
    error = refused(whole, "maatwerk foo:bar")
    assert error.query[error.start : error.end] == "foo"


def test_a_date_as_people_write_it(whole: Collection) -> None:
    """``datum:25/10/2024``: Whoosh finds nothing and says nothing."""
    assert ids(whole, "datum:25/10/2024") == [SEED_ID]


def test_nfd_is_the_same_word(whole: Collection) -> None:
    """NFD: Whoosh splits it into letters."""
    assert ids(whole, unicodedata.normalize("NFD", "coördinatie")) == ["4"]


@pytest.mark.parametrize("pattern", ["premies*", "*remies", "*remie*", "begeleiding*", "coördin*"])
def test_wildcards_meet_real_words(whole: Collection, pattern: str) -> None:
    """``premies*``: Whoosh looks for it among stems, where there is no "premies"."""
    hits = search(whole, pattern).hits
    assert hits
    for hit in hits:
        marked = [piece.text.lower() for piece in hit.passages[0].pieces if piece.matched]
        assert any(pattern.strip("*") in word for word in marked)


def test_a_double_negation_is_none(whole: Collection) -> None:
    """``NOT NOT x``: Whoosh raises IndexError."""
    assert ids(whole, "NOT NOT kinderopvang") == ids(whole, "kinderopvang") == ["2"]


def test_a_thousand_parentheses_are_refused(whole: Collection) -> None:
    """1,000 of them in each other: Whoosh raises RecursionError."""
    error = refused(whole, "(" * 1000 + "maatwerk" + ")" * 1000)
    assert "deep" in str(error)
    assert ids(whole, "(" * 1000 + "kinderopvang") == ["2"]


def test_a_word_of_100000_letters_is_refused(whole: Collection) -> None:
    """Whoosh runs for more than 15 s; the longest word that is taken is looked for and not met."""
    start = time.process_time()
    assert "characters" in str(refused(whole, "x" * 100_000))
    assert ids(whole, "x" * 10_000) == []
    assert time.process_time() - start < 15
