"""What the service says is read as far as it can be, in JSON and in XML."""

import contextlib
import datetime
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imwsearch.errors import FetchError
from imwsearch.harvest.service import parse_hits, parse_record, service_at, terms
from tests.harvest.double import to_xml

HITS: dict[str, Any] = {
    "count": 2,
    "result": [
        {
            "id": "http://be.vlp.feed/1836380/pfls/2082929",
            "metatags": {
                "metatag": [
                    {"name": "aggregaattype", "value": "Schriftelijke vraag"},
                    {"name": "documenttype", "value": "vraag en antwoord"},
                    {"name": "statusdatumSchvBeantwoord", "value": "2024-11-20T00:00:00Z"},
                    {"name": "thema", "value": "Werk"},
                    {"name": "thema", "value": "Welzijn, gezin"},
                    {"name": "vraagsteller", "value": "Ongena, Tom"},
                    {"name": "minister", "value": "Demir, Zuhal"},
                ]
            },
        },
        {
            "id": "http://be.vlp.feed/77/pfls/78",
            "metatags": {"metatag": [{"name": "aggregaattype", "value": "Interpellatie"}]},
        },
    ],
}
RECORD: dict[str, Any] = {
    "id": 1836380,
    "vraagnummer": 70,
    "titel": "Individueel maatwerk (IMW)",
    "thema": ["Werk", "Welzijn, gezin"],
    "vraagsteller": {"id": 1, "voornaam": "Tom", "naam": "Ongena"},
    "minister": {"id": 2, "voornaam": "Zuhal", "naam": "Demir"},
    "procedureverloop": [
        {"status": "Tijdig beantwoord", "datum": "2024-11-20"},
        {"status": "Vraag gesteld aan de minister", "datum": "2024-10-25T00:00:00+0200"},
    ],
    "bestand-ordered": [{"URL": "https://docs.vlaamsparlement.be/pfile?id=2082929"}],
}


def as_json(value: object) -> bytes:
    return json.dumps(value).encode()


def as_xml(value: object) -> bytes:
    return to_xml("x", value).encode()


@pytest.mark.parametrize("form", [as_json, as_xml])
def test_hits_are_read(form: Any) -> None:
    """A hit gives its question, file, kind, themes and names; what is no question is left out."""
    page = parse_hits(form(HITS))
    assert (page.count, page.length, page.odd) == (2, 2, ())
    (hit,) = page.hits
    assert (hit.question, hit.file, hit.kind) == ("1836380", "2082929", "vraag en antwoord")
    assert hit.themes == ("Werk", "Welzijn, gezin")
    assert (hit.askers, hit.ministers) == (("Ongena, Tom",), ("Demir, Zuhal",))
    assert hit.answered == datetime.date(2024, 11, 20)


@pytest.mark.parametrize("form", [as_json, as_xml])
def test_record_is_read(form: Any) -> None:
    """A record gives number, title, themes, names, the first day and the files."""
    record = parse_record(form(RECORD), "1836380")
    assert (record.number, record.title) == ("70", "Individueel maatwerk (IMW)")
    assert record.themes == ("Werk", "Welzijn, gezin")
    assert (record.asker, record.minister) == ("Tom Ongena", "Zuhal Demir")
    assert (record.date, record.files) == (datetime.date(2024, 10, 25), ("2082929",))
    assert record.answered == datetime.date(2024, 11, 20)


@pytest.mark.parametrize(
    ("status", "answered"),
    [("Laattijdig beantwoord", True), ("Niet beantwoord", False), ("Onbeantwoord", False)],
)
def test_only_an_answer_is_an_answer(status: str, answered: bool) -> None:
    """The day of a step counts as the answer's where the step says that it was answered."""
    steps = [{"status": status, "datum": "2024-11-20"}, {"datum": "2024-10-25"}, "x", {}]
    record = parse_record(as_json(RECORD | {"procedureverloop": steps}), "1836380")
    assert (record.answered is not None) == answered


def test_themes_in_a_nested_list_are_read() -> None:
    """The XML form <themas><thema> is read as the list that JSON has."""
    nested = {"id": 1, "themas": {"thema": ["Werk", "Sport"]}}
    assert parse_record(as_xml(nested), "1").themes == ("Werk", "Sport")


@pytest.mark.parametrize("name", [name for name in RECORD if name != "id"])
@pytest.mark.parametrize("value", [None, [], {}, "", 3, [[]], [None], {"x": {}}])
def test_record_with_another_field_is_read(name: str, value: object) -> None:
    """A field that is missing or has another form loses itself and nothing else."""
    record = parse_record(as_json(RECORD | {name: value, "nieuw": [1]}), "1836380")
    assert record.question == "1836380"
    assert record.title == ("" if name == "titel" and value != 3 else record.title)


@pytest.mark.parametrize("id_", ["1836381", "../1836380", "", None, "1836380 "])
def test_record_of_another_question_is_refused(id_: str | None) -> None:
    """A record that does not bear the id that was asked for is none."""
    if id_ is not None and id_.strip() == "1836380":
        assert parse_record(as_json(RECORD | {"id": id_}), "1836380")
    else:
        with pytest.raises(FetchError):
            parse_record(as_json(RECORD | {"id": id_}), "1836380")


@pytest.mark.parametrize(
    "id_",
    [
        "http://be.vlp.feed/../../etc/passwd/pfls/1",
        "http://be.vlp.feed/1836380/pfls/../../x",
        "http://be.vlp.feed/१२३/pfls/1",
        "http://be.vlp.feed/1836380/pfls/1\n",
        "",
    ],
)
def test_odd_ids_are_named(id_: str) -> None:
    """A hit whose id is not made of the two numbers is told apart, never used."""
    hit = {"id": id_ + "?", "metatags": {}}
    page = parse_hits(as_json({"count": 1, "result": [hit]}))
    assert not page.hits
    assert page.odd


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x><id>1</id><t>&b;</t></x>'


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b"7", b'{"count": 3', b"\xff\xfe", ENTITIES, b"[" * 100_000]
)
def test_what_is_no_answer_is_refused(body: bytes) -> None:
    """Cut, foreign and hostile bodies are refused as a broken answer."""
    with pytest.raises(FetchError):
        parse_hits(body)
    with pytest.raises(FetchError):
        parse_record(body, "1")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "result", "metatags", "metatag", "name", "value", "thema"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=15,
)


@given(JSON)
def test_any_json_is_read_or_refused(value: object) -> None:
    """No form of JSON makes reading fail in another way than by refusing."""
    for form in (value, {"count": 1, "result": value}, {"id": 1, "minister": value}):
        for read in (parse_hits, lambda body: parse_record(body, "1")):
            with contextlib.suppress(FetchError):
                read(as_json(form))


def test_addresses() -> None:
    """The addresses are those that the public documentation gives."""
    service = service_at()
    days = (datetime.date(2024, 10, 1), datetime.date(2024, 10, 31))
    assert service.record("1836380") == "https://ws.vlpar.be/e/opendata/schv/1836380"
    assert service.file("2082929") == "https://docs.vlaamsparlement.be/pfile?id=2082929"
    assert service.search(terms("2024-2025", "", days), 2) == (
        "https://ws.vlpar.be/api/search/query/+inmeta:zittingsjaar=2024-2025"
        "+inmeta:publicatiedatum:daterange:2024-10-01..2024-10-31"
        "&requiredfields=paginatype:Parlementair%20document.aggregaat:Vraag%20of%20interpellatie"
        ".aggregaattype:Schriftelijke%20vraag"
        "?collection=vp_collection&sort=date&order=asc&max=100&page=2"
    )
