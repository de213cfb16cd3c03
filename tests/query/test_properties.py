"""Any text is a query or is refused; any tree is written as it is read."""

import re
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from imwsearch.errors import QueryError
from imwsearch.query import Query, describe, parse
from imwsearch.query.source import CONTROL, IGNORED, Source

PIECES = [
    "maatwerk", "IMW", "één", "en", "of", "EN", "OF", "NIET", "AND", "OR", "NOT", "&", "|", "-",
    "+", "(", ")", '"', "'", "“", "”", "’", "*", "~", "~2", "~5", ":", ",", ".", "/", "\\",
    "2024", "70",
    "titel:", "vraag:", "van:", "minister:", "nr:", "datum:", "jaar:", "status:", "id:", "foo:",
    "2024-10", "2024-2025", "25/10/2024", "25 oktober 2024", "..", ">=", "beantwoord", "D'Haese",
    "bedrijf(en)", "t.o.v.", "https://x.be/pfile?id=12", "\u0308", "\u00ad", "\u00a0", "ĳ",
]  # fmt: skip
WRITTEN = st.lists(st.sampled_from([*PIECES, " ", " ", " "]), max_size=30).map("".join)
SPACED = st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join)


def parsed(text: str) -> Query | None:
    try:
        return parse(text)
    except QueryError as error:
        caught = error
    assert 0 <= caught.start <= caught.end <= len(text)
    assert caught.query == text
    assert str(caught)
    return None


@given(st.text() | WRITTEN | SPACED)
@example("NOT NOT x")
@example("\\")
@example("id:a id:OR")
@example("a1 OF NIET *70")
@example("('a1(b1(' c1)d1 e1")
@example("(minister:-(”-en“”-en“('-xNIET)y(--en(-x('-xNIET)y(--en(-x")
@example('minister:("OF" OF b)')
def test_printing_and_parsing_are_inverse(text: str) -> None:
    """A tree or an error that points into the text; printed and parsed, the tree is the same."""
    query = parsed(text)
    if query is not None:
        assert parse(str(query)) == query
        assert "\n" not in describe(query)


LETTERS = st.characters(exclude_categories=["Cs"])
JOINED = st.text(
    st.sampled_from("e\u0301\u0323\u00ad\u200d\u2066가\u1100\u1161\u11a8क\u093c x"), max_size=25
)


@given(st.text(LETTERS) | JOINED)
@example("\u1100\u00ad\u1161")
@example("a\u00ad\u0302\u200b\u0323")
def test_ignored_characters_part_no_letter(text: str) -> None:
    """What is read is the NFC of the text without them; each place leads back into the text."""
    source = Source(text)
    blanked = re.sub(CONTROL, " ", text)
    assert source.text == unicodedata.normalize("NFC", re.sub(f"[{IGNORED}]", "", blanked))
    places = [source.span(at, at)[0] for at in range(len(source.text) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(text)


@given(st.text(LETTERS) | JOINED | WRITTEN | SPACED)
@example("가")
@example("각e\u0301\u0323")
def test_spelling_of_letters_changes_no_tree(text: str) -> None:
    """NFD and NFC, with soft hyphens or without, with other blanks: the same query."""
    query = parsed(text)
    hyphenated = "\u00ad".join(unicodedata.normalize("NFD", text))
    assert parsed(hyphenated) == query
    assert parsed(unicodedata.normalize("NFC", text).replace(" ", "\u00a0")) == query


@given(
    st.lists(st.sampled_from(["loonpremie", "maatwerk", "één", "co-coach", "1.234,5"]), max_size=40)
)
def test_words_stay_as_they_were_typed(words: list[str]) -> None:
    """Nothing is lost, split or put in another order."""
    query = parse("  ".join(words))
    assert [getattr(item, "text", None) for item in query.root.items] == words
