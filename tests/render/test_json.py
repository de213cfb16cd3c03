"""The JSON interface, version 1."""

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from imwsearch import search
from imwsearch.lookup import find_document
from imwsearch.opening import Collection
from imwsearch.render import json as render_json


def test_results_have_the_promised_form(collection: Collection) -> None:
    """The keys and their types are those that docs/json.md describes."""
    found = search.search(collection, "bibliotheken zwembad")
    value = json.loads(render_json.render(render_json.results(found)))
    assert list(value) == [
        *("schema", "query", "total", "offset", "hits", "suggestion", "corrected", "facets"),
        *("source", "licence"),
    ]
    assert (value["schema"], value["total"], value["offset"]) == (1, 2, 0)
    hit = value["hits"][0]
    assert hit["score"] > 0
    assert {key: hit[key] for key in hit if key not in ("score", "path", "snippets")} == {
        "rank": 1,
        "id": "12",
        "title": "Bibliotheken - Openingsuren",
        "number": 8,
        "session_year": "2023-2024",
        "asker": "Jos D'Haese",
        "minister": "Bo Peeters",
        "portfolio": "VLAAMS MINISTER VAN WELZIJN EN ARMOEDEBESTRIJDING",
        "date": "2024-06-14",
        "themes": ["Cultuur"],
        "status": "answered",
        "pdf_url": "https://docs.example.invalid/pfile?id=12",
        "page_url": "https://www.example.invalid/schriftelijke-vragen/1012",
    }
    for snippet in hit["snippets"]:
        assert list(snippet) == ["field", "label", "text", "matches"]
        for start, end in snippet["matches"]:
            assert snippet["text"][start:end].lower() in ("bibliotheken", "zwembad")


def test_no_hits_are_valid_json(collection: Collection) -> None:
    """A search that finds nothing has the same form."""
    value = json.loads(render_json.render(render_json.results(search.search(collection, "xyzzy"))))
    assert (value["total"], value["hits"], value["suggestion"]) == (0, [], None)


def test_a_document_is_whole(collection: Collection) -> None:
    """Context, questions, answer with its parts, attachments and problems are all there."""
    value = json.loads(render_json.render(render_json.document(find_document(collection, "12"))))
    assert value["context"] == "De bibliotheken sluiten vroeg."
    assert [(q["label"], q["text"]) for q in value["questions"]] == [
        ("1", "Wat is het beleid?"),
        ("2", "Komt er een zwembad naast?"),
    ]
    assert value["answer"]["date"] == "2024-06-14"
    assert value["answer"]["parts"] == [
        {"labels": ["1", "2"], "text": "Daarover beslist de gemeente."}
    ]
    assert value["attachments"] == value["problems"] == []


def test_source_and_licence_stand_in_every_export(collection: Collection) -> None:
    """Results, documents and each JSON line name whose the documents are, under the same keys."""
    found = search.search(collection, "bibliotheken")
    for text in (
        render_json.render(render_json.results(found)),
        render_json.render(render_json.document(find_document(collection, "12"))),
        render_json.line(render_json.hit(found.hits[0])),
    ):
        value = json.loads(text)
        assert value["source"] == "Vlaams Parlement"
        assert value["licence"] == "Modellicentie Gratis Hergebruik v1.0"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text('ab\n"é\\'),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("a\n"), inner, max_size=3),
)


@given(st.dictionaries(st.text("abc"), VALUES), st.lists(VALUES), st.booleans())
def test_pieces_make_the_whole(value: dict[str, Any], items: list[Any], ascii_only: bool) -> None:
    """What is written item by item is what would be written at once, indented by two blanks."""
    whole = {**value, "items": items, "last": 1}
    pieces = render_json.pieces({**value, "items": iter(items), "last": 1}, ascii_only)
    assert "".join(pieces) == json.dumps({"schema": 1} | whole, ensure_ascii=ascii_only, indent=2)


def test_items_are_made_as_they_are_written() -> None:
    """Of a list that is an iterator no more is made than was written so far."""
    made: list[int] = []

    def items() -> Iterator[int]:
        for number in range(3):
            made.append(number)
            yield number

    seen = ""
    for piece in render_json.pieces({"hits": items()}):
        seen += piece
        assert len(made) == sum(str(number) in seen.partition("hits")[2] for number in range(3))
    assert json.loads(seen) == {"schema": 1, "hits": [0, 1, 2]}


def test_ascii_is_ascii() -> None:
    """Where the output takes no other characters they are written as escapes."""
    text = render_json.render({"query": "één"}, ascii_only=True)
    assert text.isascii()
    assert json.loads(text)["query"] == "één"
