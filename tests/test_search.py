"""Searching: which documents, in which order."""

import shutil
import subprocess
import sys
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imwsearch import search, statistics
from imwsearch.choices import Sort
from imwsearch.codec import docsets
from imwsearch.errors import QueryError
from imwsearch.indexing import build
from imwsearch.naming import meaning
from imwsearch.opening import Collection, open_collection
from imwsearch.query import parse
from imwsearch.query.filters import Filters
from imwsearch.wanted import phrase_words
from tests.conftest import MakeSeeds, question


def ids(collection: Collection, query: str) -> list[str]:
    return [hit.id for hit in search.search(collection, query).hits]


def test_any_word_finds_and_more_words_come_first(collection: Collection) -> None:
    """A document with any of the words is found; one with more of them stands higher."""
    assert ids(collection, "bibliotheken") == ["12"]
    assert ids(collection, "kilometer kust fietspad")[0] == "13"
    assert set(ids(collection, "kilometer kust")) == {"11", "13"}


def test_the_title_counts_most(make_seeds: MakeSeeds, index: Path) -> None:
    """A word counts most in the title, then in the theme, the questions, the answer."""
    seeds = make_seeds(
        {
            "1.txt": question(1, answer="1. Over het mosselbeleid niets."),
            "2.txt": question(2, text="1. Hoe gaat het met het mosselbeleid?"),
            "3.txt": question(3, theme="Mosselbeleid"),
            "4.txt": question(4, title="Mosselbeleid"),
        }
    )
    build(index, seeds)
    assert ids(open_collection(index), "mosselbeleid") == ["4", "3", "2", "1"]


def test_names_numbers_and_dates_find(collection: Collection) -> None:
    """The asker's name, the number, the portfolio and the id are words like others."""
    assert ids(collection, "d'haese") == ["12"]
    assert ids(collection, "D’HAESE") == ["12"]
    assert ids(collection, "13") == ["13"]
    assert len(ids(collection, "armoedebestrijding")) == 3


def test_pages_are_stretches_of_one_order(collection: Collection) -> None:
    """Offset and limit cut the whole order; the total is that of all pages."""
    everything = search.search(collection, "minister welzijn zwembad kust")
    for offset in range(4):
        page = search.search(collection, "minister welzijn zwembad kust", offset, 1)
        assert page.total == everything.total == 3
        assert page.hits == everything.hits[offset : offset + 1]


def test_equal_scores_have_a_stable_order(make_seeds: MakeSeeds, index: Path) -> None:
    """Documents that match equally well stand in the order of their ids, however they came in."""
    names = {"z.txt": 100, "a.txt": 300, "m.txt": 200}
    build(index, make_seeds({name: question(id_) for name, id_ in names.items()}))
    build(index, make_seeds({"b.txt": question(150)}))
    assert ids(open_collection(index), "zwembaden") == ["100", "150", "200", "300"]


@pytest.mark.parametrize("query", ["", "  ", "?!…", "- –", "«»", "()", '""'])
def test_a_query_without_words_is_said(collection: Collection, query: str) -> None:
    """An empty query and one of punctuation is an error that gives an example."""
    with pytest.raises(QueryError, match="no words") as caught:
        search.search(collection, query)
    assert "loonpremie" in caught.value.hint


def test_stop_words_alone_find_nothing(collection: Collection) -> None:
    """Words that every document has find nothing by themselves."""
    assert search.search(collection, "de het een").total == 0


def test_a_word_of_no_document_changes_nothing(collection: Collection) -> None:
    """A word that nothing has neither finds nor moves what the others find."""
    first = search.search(collection, "kust")
    second = search.search(collection, "kust xyzzy")
    assert [(h.id, h.score) for h in first.hits] == [(h.id, h.score) for h in second.hits]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_any_query_is_answered_or_refused(collection: Collection, query: str) -> None:
    """Whatever is typed, there is an answer or an error that says what is wrong."""
    try:
        found = search.search(collection, query)
    except QueryError:
        return
    assert found.total >= len(found.hits)
    assert [hit.score for hit in found.hits] == sorted((h.score for h in found.hits), reverse=True)


def test_parts_of_a_compound_are_for_the_ranking_alone(make_seeds: MakeSeeds, index: Path) -> None:
    """By date and in counts a part is no find where there is another; ranked it comes last."""
    titles = {1: "Werk in de zorg", 2: "Maatwerk", 3: "Maatwerkbedrijven", 4: "Zwembad"}
    days = {1: "4 maart 2025", 2: "2 maart 2025", 3: "3 maart 2025", 4: "1 maart 2025"}
    build(
        index,
        make_seeds(
            {
                f"{n}.txt": question(
                    n, title=titles[n], date=days[n], text="1. Hoeveel?", answer="1. Tien."
                )
                for n in titles
            }
        ),
    )
    opened = open_collection(index)

    def found(query: str, **asked: Any) -> tuple[list[str], int]:
        results = search.answer(opened, search.Request(parse(query), **asked))
        return [hit.id for hit in results.hits], results.total

    assert found("maatwerk") == (["2", "3", "1"], 3)
    assert found("maatwerk", sort=Sort.NEWEST) == (["3", "2"], 2)
    assert found("maatwerk", facets=("theme",)) == (["2", "3"], 2)
    assert found("+maatwerk") == (["2", "3"], 2)
    assert found("maatwerk number:8", sort=Sort.NEWEST) == ([], 0)
    assert found("dagwerk", sort=Sort.NEWEST)[0][0] == "1"
    counted = statistics.count(opened, parse("maatwerk"), "minister")
    assert counted.whole.documents == 2


def test_hits_made_one_by_one_are_the_same(collection: Collection) -> None:
    """A whole result that is not kept in memory has the hits of one that is."""
    request = search.Request(parse("kust zwembad bibliotheken"), limit=100)
    eager = search.answer(collection, request).hits
    lazy = search.answer(collection, replace(request, lazy=True)).hits
    assert len(lazy) == len(eager) > 1
    assert tuple(lazy) == tuple(eager) == lazy[:]
    assert lazy[-1] == eager[-1]
    with pytest.raises(IndexError):
        lazy[len(eager)]


def test_the_document_of_a_pasted_address_comes_first(make_seeds: MakeSeeds, index: Path) -> None:
    """A header line with a document's address finds that document before all that share a word."""
    others = {f"{n}.txt": question(n, title="Link link thema link pdf") for n in range(20, 40)}
    build(index, make_seeds({**others, "last.txt": question(19, title="Iets anders")}))
    collection = open_collection(index)
    address = "pdf link: https://docs.vlaamsparlement.be/pfile?id=19"
    assert [hit.id for hit in search.search(collection, address).hits][:1] == ["19"]
    page = search.search(collection, address, offset=1, limit=5)
    assert "19" not in [hit.id for hit in page.hits]
    assert len(page.hits) == 5


@pytest.mark.parametrize(
    "citation",
    ["nr. 70 (2024-2025)", "no. 70 (2024-2025)", "vraag nr. 70 (2024-25)", "Vraag 70 2024-2025"],
)
def test_a_cited_question_comes_first(make_seeds: MakeSeeds, index: Path, citation: str) -> None:
    """Its number and session year, as hits show them, find it before all that hold the figures."""
    figures = "1. Waarom 70 vragen in 2024 en 2025, nr. 70, 70, 2024-2025?"
    others = {f"{n}.txt": question(n, number=n, text=figures) for n in range(20, 30)}
    build(index, make_seeds({**others, "one.txt": question(19, number=70)}))
    assert ids(open_collection(index), citation)[0] == "19"


def test_a_day_is_not_its_scattered_figures(make_seeds: MakeSeeds, index: Path) -> None:
    """A document with the date comes before one with its day, month and year here and there."""
    build(
        index,
        make_seeds(
            {
                "1.txt": question(1, text="1. Op 1 oktober 2016, nr. 168/2013, na 25 km? 2013 25?"),
                "2.txt": question(2, text="1. Wat zegt het besluit van 25 oktober 2013 daarover?"),
            }
        ),
    )
    assert ids(open_collection(index), "besluit 25 oktober 2013 KB")[0] == "2"


@pytest.mark.parametrize(
    "address",
    [
        "www.vlaamsparlement.be/parlementaire-documenten/schriftelijke-vragen/1011",
        "docs.vlaamsparlement.be/pfile?id=11",
        "pfile?id=11",
    ],
)
def test_an_address_may_lack_its_scheme(collection: Collection, address: str) -> None:
    """As a browser shows it, it finds its document."""
    assert ids(collection, address) == ["11"]


def test_a_pasted_text_is_not_corrected(make_seeds: MakeSeeds, index: Path) -> None:
    """Nobody is asked whether a whole pasted text was meant otherwise."""
    build(index, make_seeds())
    text = "kust " * 40 + "zwembat"
    assert search.search(open_collection(index), text).suggestion is None
    assert search.search(open_collection(index), "kust zwembat").suggestion


LINE = "Hoeveel van deze aanvragen werden geweigerd"


def test_a_pasted_line_finds_its_document_first(make_seeds: MakeSeeds, index: Path) -> None:
    """The words of a line as typed stand higher than the same words more often elsewhere."""
    often = "aanvragen geweigerd aanvragen geweigerd hoeveel"
    texts = {
        f"{n}.txt": question(n, title=often, text=f"1. Deze {often}?", answer=f"1. Van {often}.")
        for n in range(1, 15)
    }
    texts["20.txt"] = question(20, text=f"1. Iets.\n2. {LINE} en waarom?")
    build(index, make_seeds(texts))
    collection = open_collection(index)
    short = ("van deze aanvragen", "2. Hoeveel van deze", "aanvragen werden;")
    for pasted in (LINE, f"2. {LINE}", f"{LINE} en", LINE.lower(), *short):
        assert ids(collection, pasted)[0] == "20", pasted
    narrowed = search.Request(parse(LINE), filters=Filters(year=("2024-2025",)))
    assert search.answer(collection, narrowed).hits[0].id == "20"


def test_words_that_stand_together_by_chance_are_no_line(
    make_seeds: MakeSeeds, index: Path
) -> None:
    """Two keywords find the document that is about them, not the one with both in a row."""
    about = question(1, title="Aanvragen, sneller geweigerd", text="1. Hoeveel aanvragen?")
    passing = question(2, answer="1. Twee aanvragen geweigerd. " + "Zie de bijlage. " * 40)
    build(index, make_seeds({"1.txt": about, "2.txt": passing}))
    collection = open_collection(index)
    assert ids(collection, "aanvragen geweigerd") == ["1", "2"]
    assert ids(collection, "aanvragen geweigerd.") == ["2", "1"]


@pytest.mark.parametrize(
    "line",
    [
        "nr. 70",
        "van JO CLAES",
        "aan AN PEETERS",
        "op vraag nr. 70 van 4 maart 2025",
        "thema: Sport; Kust",
        "2. Welke precies",
        '"2. Welke precies"',
    ],
)
def test_what_a_document_prints_finds_it(make_seeds: MakeSeeds, index: Path, line: str) -> None:
    """Each line of the heading, and a question with its number, is found as it is printed."""
    seeds = {
        f"{n}.txt": question(
            n,
            number=n,
            theme="Kust; Sport",
            text=f"1. Welke precies van de {n * 70}?\n2. Wie?",
            answer=f"1. Jo Claes vroeg aan Peeters, An, de vraag {n * 70} van maart. 70 en 4 nr.",
        )
        for n in range(1, 15)
    }
    own = question(
        99,
        number=70,
        theme="Sport; Kust",
        asker="JO CLAES",
        date="4 maart 2025",
        minister="AN PEETERS",
        text="1. Wie?\n2. Welke precies?",
    )
    build(index, make_seeds(seeds | {"own.txt": own}))
    assert ids(open_collection(index), line)[0] == "99"


def test_a_snippet_says_a_questions_number_once(make_seeds: MakeSeeds, index: Path) -> None:
    """What is found by its number is not shown with it twice, unless it was asked for."""
    seeds = make_seeds({"1.txt": question(1, text="1. Waar?\n2. Hoeveel mosselen zijn er?")})
    build(index, seeds)
    collection = open_collection(index)
    shown = {
        query: "".join(
            piece.text for piece in search.search(collection, query).hits[0].passages[0].pieces
        )
        for query in ("mosselen", '"2. Hoeveel mosselen"')
    }
    assert list(shown.values()) == ["Hoeveel mosselen zijn er?", "2. Hoeveel mosselen zijn er?"]


def test_a_line_of_stop_words_is_found_as_it_stands(make_seeds: MakeSeeds, index: Path) -> None:
    """Words too common to search for find, several together, the documents that have them so."""
    seeds = make_seeds(
        {
            "1.txt": question(1, text="1. Zal dat er zijn?"),
            "2.txt": question(2, text="1. Er zijn die dat doen, zal dat?"),
        }
    )
    build(index, seeds)
    collection = open_collection(index)
    assert ids(collection, "zal dat er zijn?") == ["1"]
    assert ids(collection, "dat") == []
    found = search.search(collection, "zal dat er zijn?").hits[0]
    assert any("Zal dat er zijn" in piece.text for p in found.passages for piece in p.pieces)


SHARED = Path(__file__).parents[2] / "shared"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the tool that makes 300 documents is not at hand")
def test_each_line_of_the_seed_finds_it_among_many(tmp_path: Path, index: Path) -> None:
    """A line pasted from the seed finds it on the first page, unless more than fill it have it."""
    make = [sys.executable, str(SHARED / "tools" / "make_seeds.py"), str(tmp_path / "seeds")]
    subprocess.run([*make, "--count", "300"], check=True, capture_output=True)
    seed = SHARED / "seeds" / "000_822e9862bd50aaa2.txt"
    shutil.copy(seed, tmp_path / "seeds")
    build(index, tmp_path / "seeds")
    collection = open_collection(index)
    for line in filter(str.strip, seed.read_text("utf-8").splitlines()):
        if "2082929" not in ids(collection, line):
            having = docsets.phrase(collection.searcher, phrase_words(line))
            assert sum(map(len, having)) > 10, line


def test_a_required_stop_word_asks_nothing(collection: Collection) -> None:
    """What is too common to be searched for is not missed where it is required."""
    assert ids(collection, "+de bibliotheken") == ids(collection, "bibliotheken") == ["12"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kust -de", {"13"}),
        ("kust NIET de", {"13"}),
        ("kust -naar", {"11"}),
        ("title:van", {"13"}),
        ("kust -title:van", {"11"}),
        ('"van kust"~2', {"13"}),
        ('"van kust"~1', set()),
        ('"kust van"~2', {"13"}),
        ('"de kust"~3', {"11"}),
        ('kust NIET "de kust"~3', {"13"}),
        ('"van de"~3', set()),
    ],
)
def test_stop_words_are_met_where_they_are_excluded_or_near(
    make_seeds: MakeSeeds, index: Path, query: str, found: set[str]
) -> None:
    """A stop word that is excluded, asked of a field, or near another word is met as it stands."""
    seeds = make_seeds(
        {
            "1.txt": question(11, title="Zwembaden", text="1. Ligt hij aan de kust?", answer="Ja."),
            "2.txt": question(13, title="Van hier naar kust", text="1. Hoeveel?", answer="Twee."),
        }
    )
    build(index, seeds)
    assert set(ids(open_collection(index), query)) == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("an peeters", ["1"]),
        ("peeters an", ["1"]),
        ("eeters", ["1"]),
        ("an claes", []),
        ("anpeeters", ["1"]),
        ("npeeters", []),
        ("pee*", ["1"]),
        ("*S", ["1", "2"]),
        ("p*ers an", ["1"]),
        ("p* bo", []),
        ("eeter*", []),
    ],
)
def test_names_are_met_in_any_order(
    make_seeds: MakeSeeds, index: Path, name: str, found: list[str]
) -> None:
    """A minister is found by a part of the name, or by its words, the family's first or last.

    A wildcard stands for letters of one of its words.
    """
    seeds = make_seeds(
        {
            "1.txt": question(1, text="1. Waar is het kantoor?", minister="AN PEETERS"),
            "2.txt": question(2, text="1. Waar is het kantoor?", minister="BO CLAES"),
        }
    )
    build(index, seeds)
    assert sorted(ids(open_collection(index), f'kantoor minister:"{name}"')) == found


@given(st.text("ab", max_size=30), st.lists(st.text("ab", max_size=3), min_size=2, max_size=6))
def test_a_pattern_in_a_name_is_met_as_a_wildcard_is(word: str, pieces: list[str]) -> None:
    """Any letters, or none, stand for each wildcard; many of them take no time."""
    pattern = "*".join(pieces)
    assert meaning(pattern)(word) == (bool(word) and fnmatchcase(word, pattern))
    assert not meaning("*a" * 200 + "*c")("a" * 10_000)


def test_parts_stand_for_words_within_a_filter_too(make_seeds: MakeSeeds, index: Path) -> None:
    """Where no document that a filter leaves has the word itself, those with a part count."""
    seeds = make_seeds(
        {
            "1.txt": question(1, text="1. Waar is het postkantoor?", minister="AN PEETERS"),
            "2.txt": question(2, text="1. Waar is het kantoor?", minister="BO CLAES"),
        }
    )
    build(index, seeds)
    request = search.Request(parse("postkantoor"), filters=Filters(minister=("claes",)))
    newest = replace(request, sort=Sort.NEWEST)
    for one in (request, newest):
        assert [hit.id for hit in search.answer(open_collection(index), one).hits] == ["2"]


def test_words_typed_as_one_are_found_by_date_too(collection: Collection) -> None:
    """Where no document has all words of what was typed as one, those with any of them count."""
    for typed in ("bibliotheken/olifanten", "info@bibliotheken.example", "map\\bibliotheken"):
        newest = search.Request(parse(typed), sort=Sort.NEWEST)
        assert [hit.id for hit in search.answer(collection, newest).hits] == ids(collection, typed)
        assert ids(collection, typed) == ["12"]


def test_page_number_and_heading_find(collection: Collection) -> None:
    """The number of a document's page is a word of it, and so is the heading of its answer."""
    found = search.search(collection, "antwoord")
    assert found.total == 3
    page = found.hits[0].page_url.rpartition("/")[2]
    assert page
    assert found.hits[0].id in ids(collection, page)
