"""Forms to cite with: the usual citation, Markdown, BibTeX, RIS."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imwsearch.render import bibtex, citation, markdown, ris
from imwsearch.render.terminal import web_address
from imwsearch.results import Hit
from tests.render.hits import HITS, hit

SOURCE = "Bron: Vlaams Parlement, Modellicentie Gratis Hergebruik v1.0"
CITED = "Schriftelijke vraag nr. 70 (2024-2025) van Tom Ongena aan Zuhal Demir, 25 oktober 2024"


@pytest.mark.parametrize("language", ["nl_BE.UTF-8", "en_GB.UTF-8", "C"])
def test_the_usual_citation_is_dutch(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    """A question is cited in Dutch, whatever language the program speaks."""
    monkeypatch.setenv("LANG", language)
    assert citation.cite(hit()) == CITED


def test_what_is_not_known_is_left_out() -> None:
    """Without number, year, names or day the rest still reads well."""
    bare = hit(number=None, session_year="", asker="", minister="", date=None)
    assert citation.cite(bare) == "Schriftelijke vraag"
    assert citation.cite(hit(number=None, minister="")) == (
        "Schriftelijke vraag (2024-2025) van Tom Ongena, 25 oktober 2024"
    )


@pytest.mark.parametrize(
    ("name", "sorted_name"),
    [("Jan Van den Berg", "Van den Berg, Jan"), ("Jos D'Haese", "D'Haese, Jos"), ("Madonna",) * 2],
)
def test_names_are_sorted_by_the_last_name(name: str, sorted_name: str) -> None:
    """The first word is the first name."""
    assert citation.last_name_first(name) == sorted_name


def test_markdown_links_the_title() -> None:
    """A list item: the title as a link to the page, and the citation."""
    assert markdown.item(hit(title="Vraag *een* [twee]")) == (
        r"- [Vraag \*een\* \[twee\]](<https://www.example.invalid/schriftelijke-vragen/1836380>)"
        f" — {CITED}"
    )


@given(st.lists(HITS, max_size=4))
def test_markdown_has_one_item_for_each_hit(hits: list[Hit]) -> None:
    """No text of a document ends its item, its link or its address."""
    items, _blank, source = "".join(markdown.results(hits)).partition("\n\n")
    assert source == (SOURCE if hits else "")
    assert len(items.splitlines()) == len(hits)
    for line, one in zip(items.splitlines(), hits, strict=True):
        address = r"\[((?:[^\[\]\\]|\\.)+)\]\(<([^<>\s]*)>\)"
        if web_address(one.page_url) or web_address(one.pdf_url):
            assert re.fullmatch(rf"- {address} — .*", line)
        assert not re.search(r"(?<!\\)(?:\\\\)*[`*_]", re.sub(r"\(<.*?>\)|\*\*", "", line))


@given(st.text())
def test_markdown_shows_the_text_itself(text: str) -> None:
    """Without the backslashes the text is what it was, on one line."""
    assert re.sub(r"\\(.)", r"\1", markdown.escape(text)) == citation.single_line(text)


def balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


@given(st.lists(HITS, max_size=4))
def test_bibtex_is_never_broken(hits: list[Hit]) -> None:
    """Braces are balanced in every line, so no text ends its field or its entry."""
    text = "".join(bibtex.results(hits))
    assert text.count("\n@misc{") + text.startswith("@misc{") == len(hits)
    for line in text.split("\n"):
        if line.startswith("  "):
            assert re.fullmatch(r"  \w+ = (?:\{.*\}|[a-z]{3}),?", line)
            assert balanced(line)
        else:
            assert re.fullmatch(r"@misc\{[A-Za-z0-9_-]+,|\}|", line)


@given(st.text(min_size=1), st.text(min_size=1))
def test_bibtex_keys_differ_where_ids_do(one: str, other: str) -> None:
    """Two documents never get the same key."""
    assert (bibtex.key(one) == bibtex.key(other)) == (one == other)


def test_bibtex_tells_the_facts() -> None:
    """Author, title, kind, publisher, day and source are there, signs of LaTeX escaped."""
    entry = bibtex.entry(hit(title="50% & meer_{zo}", asker="Rosa and Co"))
    assert "  author = {{and Co, Rosa}},\n" in entry
    assert r"  title = {{50\% \& meer\_\textbraceleft{}zo\textbraceright{}}}," in entry
    assert "  howpublished = {Schriftelijke vraag nr. 70 (2024-2025) aan Zuhal Demir},\n" in entry
    assert f"  note = {{{SOURCE}}},\n" in entry
    assert "  month = oct,\n  date = {2024-10-25},\n" in entry


@given(st.lists(HITS, max_size=4))
def test_ris_has_one_record_for_each_hit(hits: list[Hit]) -> None:
    """Every line is a tag with its value, and no text begins or ends a record."""
    lines = "".join(ris.results(hits)).split("\n") if hits else []
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines)
    assert sum(line.startswith("TY  - ") for line in lines) == len(hits)
    assert sum(line == "ER  - " for line in lines) == len(hits)


def test_ris_tells_the_facts() -> None:
    """The names of the tags are those that reference managers know; a note names the source."""
    lines = ris.record(hit()).split("\n")
    for line in (
        "TY  - GOVDOC",
        "AU  - Ongena, Tom",
        "DA  - 2024/10/25",
        f"N1  - {CITED}",
        f"N1  - {SOURCE}",
    ):
        assert line in lines


@pytest.mark.parametrize("module", [citation, markdown, bibtex, ris])
def test_no_hits_give_nothing(module: object) -> None:
    """Nothing found is nothing printed."""
    assert list(module.results([])) == []  # type: ignore[attr-defined]
