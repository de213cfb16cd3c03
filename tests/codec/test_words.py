"""The fast reader of texts against ``dutch.tokenize``."""

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imwsearch.codec.entries import Entry
from imwsearch.codec.inverting import invert
from imwsearch.codec.pieces import Splitter
from imwsearch.codec.postings import Postings
from imwsearch.codec.words import DUTCH, read
from imwsearch.dutch import analyze_word, tokenize

SHARED = Path(__file__).resolve().parents[3] / "shared"

PIECES = st.sampled_from(
    [
        "Op",
        "25",
        "oktober",
        "2024",
        "(IMW)",
        "12.345",
        "12",
        "345",
        "678",
        "1",
        "flexi-jobs,",
        "D'Haese",
        "CO2",
        "co-\n",
        "oude",
        "2024.",
        "é",
        "25/10/2024",
        "A.B.",
        "3.5",
        "...",
        "-",
        "31",
        "febr",
        "1999",
        "€5.000",
        "dossiers.Gelet",
        "Bedrijven?c",
        "in.b.c",
        "vragen/antwoorden;2",
        "criteria?8",
        "lid.345",
        "mei?2017",
        "A-rekening",
        "kunst-",
        "345,",
        "mei",
        ".",
    ]
)


def assert_same(text: str) -> None:
    """What is indexed of a text is what the tokenizer makes of it."""
    splitter = Splitter(10**9)
    splitter.add(Entry("a", [("title", text)], b""))
    portion = splitter.rest()
    assert portion
    vocabulary, _, fields, (share,) = invert(portion, DUTCH)
    own = vocabulary.own_stems()
    found = {
        (vocabulary.words[np.flatnonzero(own == stem)[variant - 1]], place)
        for stem, place, variant in occurrences(share.postings)
        if variant
    }
    tokens = tokenize(text)
    assert found == {(token.word, token.position) for token in tokens}
    assert set(vocabulary.words) == {token.word for token in tokens}
    kept = sum(analyze_word(token.word) is not None for token in tokens)
    assert fields.lengths.tolist() == [[kept, 0, 0, 0, 0]]


def occurrences(postings: Iterable[Postings]) -> Iterator[tuple[int, int, int]]:
    """The stem, the place and the variant of each."""
    first = 0
    for each in postings:
        stems = np.repeat(np.arange(len(each.occurrences)), each.occurrences) + first
        yield from zip(stems.tolist(), each.places.tolist(), each.variants.tolist(), strict=True)
        first += len(each.occurrences)


@given(st.lists(PIECES, max_size=9))
def test_pieces_are_read_as_by_the_tokenizer(pieces: list[str]) -> None:
    """However numbers, dates, hyphens and initials meet, the words and places are the same."""
    assert_same(" ".join(pieces))


@given(st.text("abCD09.,;?()/-'’é ĳ\u0301\u00ad₂", max_size=12), st.integers(1, 40))
def test_a_piece_is_read_as_by_the_tokenizer(text: str, times: int) -> None:
    """Whatever letters, digits and signs a piece has, however long, it has the same words."""
    for raw in (text * times).split():
        assert read(raw) == [(token.word, token.position) for token in tokenize(raw)]


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")
def test_real_documents_are_read_as_by_the_tokenizer() -> None:
    """Real questions and answers give the same words and places."""
    with gzip.open(SHARED / "corpora" / "kamer-2017.jsonl.gz", "rt", encoding="utf-8") as lines:
        for _, line in zip(range(60), lines, strict=False):
            doc = json.loads(line)
            assert_same(doc["question"])
            assert_same(doc["answer"])
