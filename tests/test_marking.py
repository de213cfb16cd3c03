"""Marking: what is marked with little reading is what reading all of a text would mark."""

from hypothesis import example, given
from hypothesis import strategies as st

from imwsearch.marking import Marker
from imwsearch.wanted import How, phrase_words
from tests.test_spotting import TEXTS, WORDS


@given(
    text=TEXTS,
    phrases=st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=2),
    words=st.sets(st.sampled_from(["water", "beleid", "waterbeleid", "co", "imw"]), max_size=2),
)
@example(text="water,\n12 beleid; waterbeleid water beleid", phrases=["water beleid"], words=set())
@example(text="co-water beleid/co", phrases=["water beleid", "co water"], words={"beleid"})
@example(text="a.b. water's a.b. water", phrases=["b water"], words=set())
def test_phrases_are_marked_where_reading_the_text_finds_them(
    text: str, phrases: list[str], words: set[str]
) -> None:
    """Words are marked anywhere, a phrase where its words stand one after the other."""
    met = dict.fromkeys(words, (0, How.SAME))
    placed = [
        (number, How.PHRASE, own)
        for number, phrase in enumerate(phrases, 1)
        if (own := phrase_words(phrase))
    ]
    marker, reader = (Marker(["", *phrases], met, placed) for _each in range(2))
    reader._spotter = None
    assert marker.find_all([text, text]) == reader.find_all([text, text])
