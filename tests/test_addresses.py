"""The words of a web address are those of any text."""

from hypothesis import assume, given

from imwsearch import addresses, dutch
from tests.test_spotting import NAMES


@given(NAMES)
def test_words_of_addresses_are_those_of_texts(name: str) -> None:
    """What is read without regular expressions gives the words, joined ones too, that they give."""
    assume(addresses.is_plain(name))
    tokens = {(one.start, one.end, one.word) for one in dutch.tokenize(name)}
    found = set(addresses.words(name))
    assert {one for one in found if not one[2].isdecimal()} == {
        one for one in tokens if any(map(str.isalpha, one[2]))
    }
