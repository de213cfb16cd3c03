"""Did you mean: words that exist, for words that do not."""

from bisect import bisect_left

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imwsearch.dutch.corrections import corrections


class Listed:
    def __init__(self, *words: str) -> None:
        self._words = sorted(words)

    def first_from(self, word: str) -> tuple[str, int] | None:
        at = bisect_left(self._words, word)
        return (self._words[at], 1) if at < len(self._words) else None


WORDS = Listed(
    "begeleiding", "premie", "premies", "provincie", "subsidie", "vergunning", "zorg", "budget"
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("subsdie", "subsidie"),
        ("provinice", "provincie"),
        ("vergunnnig", "vergunning"),
        ("Permie", "premie"),
        ("begeleidingspremei", "begeleidingspremie"),
        ("begeleidigspremie", "begeleidingspremie"),
        ("zorgbudgt", "zorgbudget"),
        ("zrogvergunning", "zorgvergunning"),
    ],
)
def test_typing_errors(typed: str, meant: str) -> None:
    """One or two letters off; a compound is corrected by its parts, though it exists nowhere."""
    assert corrections(typed, WORDS)[0].word == meant


def test_a_lost_letter_is_likelier_than_a_short_word() -> None:
    """A word is not taken for one of under four letters where another is as near."""
    assert corrections("tren", Listed("ten", "trein"))[0].word == "trein"
    assert corrections("tren", Listed("ten"))[0].word == "ten"


@pytest.mark.parametrize(
    "word", ["premie", "loonpremie", "zorgplan", "xyz", "co2x", "qqqqqqqq", "", "9" * 50]
)
def test_nothing_to_correct(word: str) -> None:
    """What exists or splits validly is never corrected, nor what is like nothing."""
    assert corrections(word, WORDS) == ()


@pytest.mark.parametrize(
    ("word", "like"), [("zwartwerk", "kwart werk"), ("telewerk", "tewerk"), ("wolf", "wolk")]
)
def test_a_word_of_dutch_is_no_typing_error(word: str, like: str) -> None:
    """A word that is spelt well is not taken for another, though no document has it."""
    assert corrections(word, Listed(*like.split())) == ()


@given(st.text("abc", max_size=8), st.lists(st.text("abc", min_size=1, max_size=8), max_size=20))
def test_corrections_exist(word: str, listed: list[str]) -> None:
    """A correction is another word, no more than two edits away, nearest first."""
    found = corrections(word, Listed(*listed))
    distances = [correction.distance for correction in found]
    assert distances == sorted(distances)
    assert all(1 <= distance <= 2 for distance in distances)
    assert word not in [correction.word for correction in found]
