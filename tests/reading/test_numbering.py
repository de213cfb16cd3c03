"""Numbers and letters that begin something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imwsearch.reading.numbering import answer_numbers, expand, letters, question_numbers


def asked(text: str) -> list[str]:
    """The numbers found in a question's text."""
    return [marker.labels[0] for marker in question_numbers("\n" + text)]


def said(text: str, *numbers: str) -> list[tuple[str, ...]]:
    """The numbers found in an answer's text."""
    return [marker.labels for marker in answer_numbers("\n" + text, numbers)]


@pytest.mark.parametrize(
    "text",
    [
        "1. Hoeveel?\n2. Waar?\n3. Wanneer?",
        "1.Hoeveel?\n2.Waar?\n3.Wanneer?",
        "1) Hoeveel?\n2) Waar?\n3) Wanneer?",
        "(1) Hoeveel?\n(2) Waar?\n(3) Wanneer?",
        "1.\nHoeveel?\n2.\nWaar?\n3.\nWanneer?",
        "1/ Hoeveel?\n2/ Waar?\n3/ Wanneer?",
        "1° Hoeveel?\n2° Waar?\n3° Wanneer?",
        "Vraag 1: Hoeveel?\nVraag 2: Waar?\nVraag 3: Wanneer?",
        "Vraag 1\nHoeveel?\nVraag 2\nWaar?\nVraag 3\nWanneer?",
        "1. a) Hoeveel?\nb) Waar?\n2. a) Wie?\n3. Wanneer?",
        "1a) Hoeveel?\n2a) Waar?\n3a) Wanneer?",
        "  1. Hoeveel?\n  2. Waar?\n  3. Wanneer?",
        "Drie vragen: 1. Hoeveel? 2. Waar? 3. Wanneer?",
        "1. Hoeveel?2. Waar?3.    Wanneer?",
        "Hij is vrij1. Hoeveel?\n2. Waar?\n3. Wanneer?",
        "1. In 2024?\n2. Tussen 1. 500 en 3.200 euro?\n3. Op 3.4. of 12.5. 2023?",
        "1. Volgens artikel\n2. van het decreet?\n2. Waar?\n3. Wanneer?",
        "1. Zie nr. 2. Waar?\n2. En art. 3. Wat?\n3. Wanneer?",
        "De pijlers:\n1. Werk\n2. Zorg\nMijn vragen:\n1. Hoeveel?\n2. Waar?\n3. Wanneer?",
        "1. Hoeveel?\n1) klein\n2) groot\n2. Waar?\n3. Wanneer?",
        "1. Hoeveel?\n2. Waar? Eerst\n1. hier\n2. daar\n3. Wanneer?",
        "Op mijn eerdere vragen.\n1. Hoeveel?\n2. Waar?\n3. Wanneer?",
    ],
)
def test_questions_are_found_however_they_are_numbered(text: str) -> None:
    """Three questions, in every style, and nothing else, are found."""
    assert asked(text) == ["1", "2", "3"]


@pytest.mark.parametrize(
    "text",
    [
        "Er waren 2. 014 dossiers in 1. 200 gemeenten.",
        "Tabel\n2020\n70\n688\n10,17\n1\n2",
        "Op 1.1.2024 en 2.2.2024.",
        "versie 1.2.3 van de nota",
        "2. Begint niet bij een.",
        "bedrag: 1.000\n1.500\n2.000",
    ],
)
def test_figures_are_no_questions(text: str) -> None:
    """Amounts, dates, versions and tables begin nothing."""
    assert asked(text) == []


@pytest.mark.parametrize(
    ("text", "numbers", "found"),
    [
        ("1-2.Bij dossiers\n3-4.Ik verwijs", "1234", [("1", "2"), ("3", "4")]),
        ("1 en 2. Ja\n3. Nee", "123", [("1", "2"), ("3",)]),
        ("1. en 2. Ja\n3. Nee", "123", [("1", "2"), ("3",)]),
        ("1., 2. en 3. Ja", "123", [("1", "2", "3")]),
        ("1, 2 en 3. Ja", "123", [("1", "2", "3")]),
        ("1 t.e.m. 3. Ja", "123", [("1", "2", "3")]),
        ("1. tot 3., en 5. Ja\n4. Nee", "12345", [("1", "2", "3", "5"), ("4",)]),
        ("1 tot en met 3: Ja", "123", []),
        ("Vragen 1 tot en met 3: Ja", "123", [("1", "2", "3")]),
        ("1/2. Ja\n3. Nee", "123", [("1", "2"), ("3",)]),
        ("1 & 2. Ja\n3. Nee", "123", [("1", "2"), ("3",)]),
        ("1. 2014: 12 791 969 euro\n2015: 13 euro\n2. Onderstaande", "12", [("1",), ("2",)]),
        ("1. Ja.\n3. Nee.", "123", [("1",), ("3",)]),
        ("1. Ja.\n9. Nee.\n2. Nee.", "12", [("1",), ("2",)]),
        ("2. a) Ja.\n2. b) Nee.\n3. Ja.", "123", [("2",), ("2",), ("3",)]),
        ("1. Statuut. 2. 3.576 premies\n3. Ja", "123", [("1",), ("2",), ("3",)]),
        (
            "1. Eerst:\n1. aanvraag\n2. onderzoek\n2. Daarna.\n3. Ja.",
            "123",
            [("1",), ("2",), ("3",)],
        ),
        ("Antwoord op vraag 1: Ja\nAntwoord op vraag 2: Nee", "12", [("1",), ("2",)]),
        ("Ad 1. Ja\nAd 2. Nee", "12", [("1",), ("2",)]),
    ],
)
def test_answers_say_which_questions_they_answer(
    text: str, numbers: str, found: list[tuple[str, ...]]
) -> None:
    """Single numbers, ranges and lists give the questions that they mean."""
    assert said(text, *numbers) == found


@pytest.mark.parametrize(
    ("label", "meant"),
    [
        ("1", ("1",)),
        ("01", ("1",)),
        ("1-3", ("1", "2", "3")),
        ("2 en 4", ("2", "4")),
        ("a) tot c), e) en f", ("a", "b", "c", "e", "f")),
        ("a-c", ("a", "b", "c")),
        ("7-2", ()),
        ("0", ()),
        ("2 en 2", ()),
    ],
)
def test_labels_are_spelt_out(label: str, meant: tuple[str, ...]) -> None:
    """A range means all between; what makes no sense means nothing."""
    assert expand(label) == meant


@pytest.mark.parametrize(
    "text",
    [
        " a) voor;\nb) na;\nc) nooit?",
        "\na. voor\nb. na\nc. nooit",
        " Hoeveel\n(a) voor;\n(b) na;\n(c) nooit?",
        " Graag: a) voor, b) na (beroep).c) nooit",
        " a)voor\nb)na\nc)nooit",
        " a) zie (b) hierna;\nb) en vraag 2 c) later;\nc) nooit",
    ],
)
def test_letters_begin_parts(text: str) -> None:
    """Three parts, in every style, are found."""
    found = letters("1." + text, 2, len(text) + 2)

    assert [marker.labels for marker in found] == [("a",), ("b",), ("c",)]


@pytest.mark.parametrize(
    "text", [" zie punt a) hierboven", " Jan P. Peeters, en b) verder", " (a) b"]
)
def test_letters_inside_a_sentence_begin_nothing(text: str) -> None:
    """A letter that refers is no part; neither is one that begins in the middle."""
    assert len(letters("1." + text, 2, len(text) + 2)) <= (text == " (a) b")


@given(st.text(st.sampled_from("1234. )\nab?:-en,Vraag"), max_size=200))
def test_markers_stand_in_order(text: str) -> None:
    """Whatever the text, markers follow each other and never overlap."""
    for found in (question_numbers("\n" + text), answer_numbers("\n" + text, "1234")):
        places = [place for marker in found for place in (marker.start, marker.end)]
        assert places == sorted(places)
        assert len(set(places)) == len(places)


@pytest.mark.parametrize(
    "piece", ["1.\n", "\n1. a", "2.", "1-", "a)", "\n(a", "1 en ", "\n ", ". "]
)
def test_hostile_numbers_take_linear_time(piece: str) -> None:
    """A quarter of a megabyte of the same trap is read; quadratic work would never end here."""
    text = "\n" + piece * (250_000 // len(piece))

    assert question_numbers(text) is not None
    assert answer_numbers(text, "123") is not None
    assert letters(text, 0, len(text)) is not None
