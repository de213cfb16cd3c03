"""What people type in several ways is found in all of them."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imwsearch.dutch import fold, tokenize

DUTCH = st.text(st.sampled_from("abcdeéëïoöuüçijzsnt -'’.,/0129ĳﬁ₂\u00ad\u00a0\n"), max_size=60)


def words(text: str) -> list[str]:
    return [token.word for token in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12.345,67", ["12345,67"]),
        ("12.345", ["12345"]),
        ("1.234.567", ["1234567"]),
        ("12,5%", ["12,5"]),
        ("1, 2,3", ["1", "2,3"]),
        ("1,2,3", ["1", "2", "3"]),
        ("1.Hoeveel", ["1", "hoeveel"]),
        ("3-4.Ik", ["3", "4", "ik"]),
        ("2de", ["2de"]),
        ("euro's", ["euro's"]),
        ("kmo’s", ["kmo's"]),
        ("woord.Trein", ["woord", "trein"]),
        ("en/of", ["en", "of"]),
        ("m.b.t.", ["mbt", "m", "b", "t"]),
        ("'t is", ["t", "is"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    """Numbers stay whole, inflection by apostrophe stays on its word, sentences come apart."""
    assert words(text) == expected


@pytest.mark.parametrize(
    "group",
    [
        ("12.345", "12 345", "12345", "12\u00a0345"),
        ("25 oktober 2024", "25/10/2024", "25-10-2024", "25.10.2024", "2024-10-25", "25 okt. 2024"),
        ("1 juli 2023", "01/07/2023", "1\u00a0juli\u00a02023"),
        ("flexi-jobs", "flexijobs", "flexi‑jobs"),
        ("D'Haese", "D’Haese", "d'haese", "DHaese"),
        ("co-coach", "cocoach"),
        ("e-mail", "email"),
        ("A.B.", "AB", "a.b."),
        ("CO2", "CO₂", "co2"),
        ("coördinatie", "coo\u0308rdinatie", "COÖRDINATIE", "coordinatie", "co\u00adördinatie"),
        ("ĳs", "ijs", "IJs", "Ĳs"),
    ],
)
def test_spellings_meet(group: tuple[str, ...]) -> None:
    """Every way to write a thing has a word in common with every other."""
    first, *others = [set(words(text)) for text in group]
    assert set.intersection(first, *others)


@pytest.mark.parametrize(
    ("one", "other"), [("CO2", "CO 2"), ("flexi-jobs", "flexi jobs"), ("E40", "E 40")]
)
def test_parts_meet(one: str, other: str) -> None:
    """What is written apart elsewhere is found by its single words, at consecutive places."""
    single = [(token.word, token.position) for token in tokenize(other)]
    assert set(single) <= {(token.word, token.position) for token in tokenize(one)}


def test_single_words_of_a_date_stay() -> None:
    """A date does not hide its day, month and year, and takes no position of its own."""
    tokens = tokenize("sinds 1 juli 2023 reeds")
    assert [(t.word, t.position) for t in tokens] == [
        ("sinds", 0),
        ("2023-07-01", 1),
        ("1", 1),
        ("juli", 2),
        ("2023", 3),
        ("reeds", 4),
    ]


@given(st.text(max_size=80) | DUTCH)
def test_places_are_true(text: str) -> None:
    """Offsets point at the word in the text as given; positions have no gaps and never go back."""
    tokens = tokenize(text)
    for token in tokens:
        assert 0 <= token.start < token.end <= len(text)
        assert token.word
    positions = [token.position for token in tokens]
    assert positions == sorted(positions)
    assert set(positions) == set(range(len(set(positions))))


@given(DUTCH)
def test_normal_forms_do_not_matter(text: str) -> None:
    """NFC and NFD give the same words at the same positions."""
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert [t[0::3] for t in tokenize(composed)] == [t[0::3] for t in tokenize(decomposed)]


@given(DUTCH)
def test_soft_hyphens_do_not_matter(text: str) -> None:
    """A soft hyphen between two letters changes no word."""
    bare = text.replace("\u00ad", "")
    soft = "".join(
        here + "\u00ad" * (here.isalpha() and after.isalpha())
        for here, after in pairwise(bare + " ")
    )
    assert words(soft) == words(bare)


@given(st.text(max_size=30))
def test_folding_is_done_once(text: str) -> None:
    """Folding what is folded changes nothing."""
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a" * 100_000,
        "a-" * 50_000,
        "a." * 50_000 + "ab",
        "1." * 50_000 + "a",
        "1 " * 50_000,
        "1" * 100_000,
        "123 " * 30_000,
        "'" * 100_000,
        "a1" * 50_000,
        "a\u0301" * 50_000,
        "😀" * 50_000,
        "приветmixאבגabc" * 5_000,
    ],
    ids=lambda text: text[:6].encode("unicode_escape").decode(),
)
def test_odd_text(text: str) -> None:
    """Endless words, mixed scripts and emoji are read in bounded time; nothing raises."""
    assert all(len(token.word) <= 120 for token in tokenize(text))
