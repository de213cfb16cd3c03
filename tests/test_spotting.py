"""Spotting: what is found without reading a text is what reading it finds."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from imwsearch import dutch
from imwsearch.spotting import Spotter, draw

LATIN = "water beleid waterbeleid één coördinatie a b imw co s foto WATER Beleid IMW Æ œuvre straße"
LATIN += " tje En"
ODD = [
    "\u02bcs",
    "e\u0301e\u0301n",
    "ĳs",
    "水",
    "foto's",
    "CO2",
    "2de",
    "d'Haese",
    "A.B.",
    "Økonoom",
]
WORDS = st.sampled_from([*LATIN.split(), *ODD])
SIGNS = st.sampled_from(
    [*"-/.,'()…:2 \n_&•—ª?\u2019\u201c\u201d\u2010\u00ad\u00a0", "", "  ", "--"]
)
TEXTS = st.lists(st.one_of(WORDS, SIGNS), max_size=12).map("".join)
IN_NAMES = "www water beleid a B 2de 1e 3ste 2016 12 345 CO2 tcm325 x1y2z 8 nl 12-12 1-2-2016 20167"
NAMES = st.lists(
    st.sampled_from(IN_NAMES.split()),
    min_size=1,
    max_size=9,
).flatmap(
    lambda words: st.lists(
        st.sampled_from([*"./-_,", "", "-_", "./"]), min_size=len(words), max_size=len(words)
    ).map(lambda signs: "".join(word + sign for word, sign in zip(words, signs, strict=True)))
)


@given(text=TEXTS | NAMES | st.text(max_size=20), more=st.lists(WORDS, max_size=3))
@example(text="water-beleid", more=["waterbeleid"])
@example(text="www.nl/beleid_water-2016/tcm325-12_B.pdf", more=["tcm325", "water2016", "b"])
@example(text="15.02-water a.b.water 2016-12-1e/12.345water", more=["02water", "water", "345water"])
@example(text="nl/2016-12-12-water", more=["20161212water"])
@example(text="nl/water-9-1-2016-2-12-2016b a.2-12-2016-1", more=["water9120162122016b", "a"])
@example(text="12016-12-12-water 2-12-20167-water", more=["water"])
@example(text="water-\u02bcs", more=[])
@example(text="a.b. water", more=["a"])
@example(text="(water)beleid/water.", more=["water", "beleid"])
@example(text="x foto\u2019s, foto's", more=["foto's"])
@example(text="café's/foto's.nl, FOTO'S foto'tje foto's-beleid de foto'st", more=["foto", "nl"])
@example(text="\u2160 x\u2161", more=["xii"])
@example(text="water---beleid -- water ... beleid", more=["water", "beleid"])
@example(text="water water water", more=["water"])
def test_words_are_spotted_where_reading_the_text_finds_them(text: str, more: list[str]) -> None:
    """Every token that is looked for is found where it stands in each text, and nothing else is."""
    tokens = dutch.tokenize(text)
    words = {token.word for token in tokens[::2]} | {dutch.fold(word) for word in more}
    words = {word for word in words if any(map(str.isalpha, word))}
    expected = {(t.start, t.end, t.word) for t in tokens if t.word in words}
    found = Spotter(words).find([text, "", "- water-", text])
    assert [set(own) for own in (found[0], found[1], found[3])] == [expected, set(), expected]


@given(
    text=st.text(
        alphabet=st.characters(max_codepoint=255) | st.sampled_from("?“”–—…€•’水\U0001f600")
    )
)
def test_a_drawing_is_as_long_as_its_text(text: str) -> None:
    """A place in the drawing is the place in the text, one character later."""
    assert len(draw(text)) == len(text) + 2


@pytest.mark.parametrize("letter", [letter for letter in map(chr, range(256)) if letter.isalpha()])
def test_letters_are_drawn_as_they_are_folded(letter: str) -> None:
    """A letter is drawn as the one that folding leaves of it, or as one that has to be read."""
    drawn = draw(letter)[1:-1].decode()
    assert drawn in (dutch.fold(letter), "?")
    assert (
        drawn != "?"
        or not (dutch.fold(letter).isascii() and len(dutch.fold(letter)) == 1)
        or letter in "ªº"
    )
