"""Abbreviations: a query with one form finds the other."""

from pathlib import Path

import pytest

from imwsearch import expanding, learnt, search
from imwsearch.codec import docsets
from imwsearch.expanding import Expansion
from imwsearch.indexing import build
from imwsearch.opening import Collection, open_collection
from imwsearch.query import parse
from imwsearch.search import Request
from tests.conftest import MakeSeeds, question


@pytest.fixture
def abbreviated(make_seeds: MakeSeeds, index: Path) -> Collection:
    """Documents that define VDAB and, in two ways, BIV; and some with one form only."""
    texts = {
        1: "1. Wat doet de Vlaamse Dienst voor Arbeidsbemiddeling en Beroepsopleiding (VDAB)?",
        2: "1. Hoeveel mensen hielp de VDAB?",
        3: "1. Hielp de Vlaamse Dienst voor Arbeidsbemiddeling en Beroepsopleiding mensen?",
        4: "1. Krijgt het Beroepsinstituut van Vastgoedmakelaars (BIV) steun?",
        5: "1. Wat is de Belasting op Inverkeerstelling Voertuigen (BIV)?",
        6: "1. Hoeveel belasting op inverkeerstelling voertuigen is er betaald?",
    }
    build(index, make_seeds({f"{n}.txt": question(n, text=text) for n, text in texts.items()}))
    return open_collection(index)


def ids(collection: Collection, query: str) -> list[str]:
    return [hit.id for hit in search.search(collection, query).hits]


def test_an_abbreviation_finds_its_long_form(abbreviated: Collection) -> None:
    """The documents with the long form alone are found too, after those with what was typed."""
    found = ids(abbreviated, "VDAB")
    assert found[-1] == "3"
    assert set(found) == {"1", "2", "3"}


def test_a_long_form_finds_its_abbreviation(abbreviated: Collection) -> None:
    """The document with the abbreviation alone is found too."""
    query = "Vlaamse Dienst voor Arbeidsbemiddeling en Beroepsopleiding"
    found = ids(abbreviated, query)
    assert "2" in found
    assert found.index("2") > found.index("3")


def test_a_long_form_is_met_in_any_inflection(abbreviated: Collection) -> None:
    """Who types the plural of what is defined in the singular finds the abbreviation too."""
    assert "2" in ids(abbreviated, "Vlaamse Diensten voor Arbeidsbemiddeling en Beroepsopleidingen")
    assert "2" not in ids(abbreviated, "Diensten voor Arbeidsbemiddeling")


def test_stop_words_around_a_long_form_add_nothing(abbreviated: Collection) -> None:
    """However a sentence surrounds a long form, the abbreviation counts once."""
    phrase = "vlaamse dienst voor arbeidsbemiddeling en beroepsopleiding"
    words = f"van de {phrase} en de".split()
    assert expanding.expansions(abbreviated.searcher, words) == (Expansion(phrase, ("vdab",)),)


def test_an_ambiguous_abbreviation_is_left_alone(abbreviated: Collection) -> None:
    """An abbreviation of two things brings no documents in which it does not stand."""
    assert set(ids(abbreviated, "BIV")) == {"4", "5"}


def test_what_was_learnt_is_counted(abbreviated: Collection) -> None:
    """Each pair has the number of documents that define it."""
    known = learnt.learnt(abbreviated.searcher)
    assert known["vdab"] == {"vlaamse dienst voor arbeidsbemiddeling en beroepsopleiding": 1}
    assert len(known["biv"]) == 2


def test_halves_are_counted_as_all_are(abbreviated: Collection) -> None:
    """Of one side of a pair those values are told that have it, with as many documents."""
    searcher = abbreviated.searcher
    every = docsets.tally(searcher, "abbreviation")
    for half in {half for pair in every for half in pair.split("=")} | {"dab", "vlaamse"}:
        expected = {pair: count for pair, count in every.items() if half in pair.split("=")}
        assert docsets.tally_sides(searcher, "abbreviation", half) == expected


def test_explain_says_abbreviation(abbreviated: Collection) -> None:
    """The other form is marked, and told as an abbreviation."""
    found = search.answer(abbreviated, Request(parse("vdab"), explain=True))
    (hit,) = (hit for hit in found.hits if hit.id == "3")
    assert ("vdab", "abbreviation") in {(m.query, m.how) for m in hit.meetings}
    marked = "".join(piece.text for p in hit.passages for piece in p.pieces if piece.matched)
    assert "Arbeidsbemiddeling" in marked


def test_a_pasted_text_is_not_expanded(abbreviated: Collection) -> None:
    """A long query costs no look-ups of abbreviations."""
    assert expanding.expansions(abbreviated.searcher, ["vdab"] * 31) == ()
    assert expanding.expansions(abbreviated.searcher, ["vdab"]) == (
        Expansion(
            "vdab",
            ("vlaamse", "dienst", "voor", "arbeidsbemiddeling", "en", "beroepsopleiding"),
        ),
    )
