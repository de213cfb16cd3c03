"""The fast reader of texts against ``dutch.tokenize``."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imwsearch.codec.words import words_and_places
from imwsearch.dutch import tokenize

SHARED = Path(__file__).resolve().parents[3] / "shared"

PIECES = st.sampled_from(
    "Op 25 oktober 2024 (IMW) 12.345 12 345 678 1 flexi-jobs, D'Haese CO2 co-\n oude 2024. é "
    "25/10/2024 A.B. 3.5 ... - 31 febr 1999 €5.000".split(" ")
)


def assert_same(text: str) -> None:
    words, places = words_and_places(text)
    expected = sorted((token.word, token.position) for token in tokenize(text))
    assert sorted(zip(words, places, strict=True)) == expected
    assert not places or max(places) == places[-1]


@given(st.lists(PIECES, max_size=9))
def test_pieces_are_read_as_by_the_tokenizer(pieces: list[str]) -> None:
    """However numbers, dates, hyphens and initials meet, the words and places are the same."""
    assert_same(" ".join(pieces))


@given(st.text(max_size=40))
def test_any_text_is_read(text: str) -> None:
    """Any text is read, and the last place is the highest."""
    words, places = words_and_places(text)
    assert len(words) == len(places)
    assert not places or max(places) == places[-1]


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")
def test_real_documents_are_read_as_by_the_tokenizer() -> None:
    """Real questions and answers give the same words and places."""
    with gzip.open(SHARED / "corpora" / "kamer-2017.jsonl.gz", "rt", encoding="utf-8") as lines:
        for _, line in zip(range(150), lines, strict=False):
            doc = json.loads(line)
            assert_same(doc["question"])
            assert_same(doc["answer"])
