"""Marking: what is found without reading a text is what reading it finds."""

from hypothesis import example, given
from hypothesis import strategies as st

from imwsearch import dutch
from imwsearch.marking import Marker
from imwsearch.wanted import How

LATIN = "water beleid waterbeleid één coördinatie a b imw co s foto WATER Beleid IMW Æ œuvre straße"
WORDS = st.sampled_from([*LATIN.split(), "\u02bcs", "e\u0301e\u0301n", "ĳs", "水"])
SIGNS = st.sampled_from([*"-/.,'()…:2 \n_&•—ª\u2019\u201c\u201d\u2010\u00ad\u00a0", "", "  "])
TEXTS = st.lists(st.one_of(WORDS, SIGNS), max_size=12).map("".join)


@given(text=TEXTS, more=st.lists(WORDS, max_size=3))
@example(text="water-beleid", more=["waterbeleid"])
@example(text="water-\u02bcs", more=[])
@example(text="a.b. water", more=["a"])
@example(text="(water)beleid/water.", more=["water", "beleid"])
def test_pieces_are_marked_as_by_reading_the_text(text: str, more: list[str]) -> None:
    """Every token of a text that is met is marked where it stands, and nothing else is."""
    tokens = dutch.tokenize(text)
    words = {token.word for token in tokens[::2]} | {dutch.fold(word) for word in more}
    met = {word: (0, How.SAME) for word in words if word.isalpha()}
    expected = {(t.start, t.end, t.word) for t in tokens if t.word in met}
    found = {(m.start, m.end, m.text) for m in Marker(["x"], met)._in_pieces(text)}
    assert found == expected
