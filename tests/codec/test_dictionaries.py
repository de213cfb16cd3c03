"""What documents are packed with."""

import random

from hypothesis import given
from hypothesis import strategies as st

from imwsearch.codec.dictionaries import WINDOW, learn_dictionary
from imwsearch.codec.packing import pack


def letters(rng: random.Random, count: int) -> bytes:
    return bytes(rng.choices(b"abcdefghijklmnopqrstuvwxyz ", k=count))


def test_what_documents_repeat_is_in_their_dictionary() -> None:
    """A sentence that many documents have, wherever it stands, is packed almost to nothing."""
    rng = random.Random(1)
    sentence = b"Hoeveel maatwerkbedrijven kregen in 2020 een premie?"
    documents = [
        letters(rng, rng.randrange(400)) + sentence * (n % 4 == 0) + letters(rng, 400)
        for n in range(4_000)
    ]
    dictionary = learn_dictionary(documents)
    assert sentence in dictionary
    (alone,), (repeated,) = pack([sentence], b""), pack([sentence], dictionary)
    assert len(repeated) < len(alone) / 4


@given(st.lists(st.binary(max_size=300), max_size=40), st.integers(1, 300))
def test_a_dictionary_is_of_pieces_of_the_documents(documents: list[bytes], times: int) -> None:
    """However short or alike documents are, what is learnt is theirs and fits zlib's window."""
    learnt = learn_dictionary(documents * times)
    assert len(learnt) <= WINDOW
    assert set(learnt) <= set(b"".join(documents))
