"""Lines to paragraphs."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imwsearch.reading.flow import flow, layout_of

WRAPPED = (
    "Sinds vorig jaar is de nieuwe regeling voor maatwerk in werking. Daarmee wil de Vlaamse \n"
    "overheid werkgevers ondersteunen die een persoon met een beperking aanwerven of laten \n"
    "werken. De regeling geldt ook voor zelfstandigen, die daarvoor een premie ontvangen. De \n"
    "Vlaamse Regering zal dit in de loop van het jaar evalueren en daarna bijsturen waar dat \n"
    "nodig is.\n"
)


def reflowed(text: str) -> str:
    """A text inside a page of the usual width."""
    return flow(WRAPPED + "\n" + text, layout_of(WRAPPED + "\n" + text)).partition("nodig is.\n")[2]


def test_wrapped_lines_are_one_paragraph() -> None:
    """A page's lines are joined, whatever letter the next one begins with."""
    assert "\n" not in flow(WRAPPED, layout_of(WRAPPED))


def test_wrapped_lines_without_trailing_spaces_are_one_paragraph() -> None:
    """The same holds for an extractor that strips its lines."""
    text = re.sub(" +$", "", WRAPPED, flags=re.MULTILINE)

    assert "\n" not in flow(text, layout_of(text))


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Een korte alinea. \nEen nieuwe alinea.", "Een korte alinea.\nEen nieuwe alinea."),
        ("als maatwerker aan de slag zijn \n- na inkanteling;\n- als nieuw.",
         "als maatwerker aan de slag zijn\n- na inkanteling;\n- als nieuw."),
        ("volgende punten: \n• een\n• twee", "volgende punten:\n• een\n• twee"),
        ("drie soorten: \n-klein; \n-groot.", "drie soorten:\n-klein;\n-groot."),
        ("de wateroverlast en -\nschade", "de wateroverlast en -schade"),
        ("de overlast en \n-schade van vorig jaar", "de overlast en -schade van vorig jaar"),
        ("Europese of niet- \nEuropese landen", "Europese of niet-Europese landen"),
        ("de nacht- \nen ploegenarbeid", "de nacht- en ploegenarbeid"),
        ("een collega-\ncoach", "een collega-coach"),
        ("de periode 2016-\n2017", "de periode 2016-2017"),
        ("loonpremie en/\nof begeleiding", "loonpremie en/of begeleiding"),
        ("Bouwen - \nstand van zaken", "Bouwen - stand van zaken"),
        ("CO 2-negatieve teelt en CO 2.", "CO2-negatieve teelt en CO2."),
        ("in CO 2 024 ton", "in CO 2 024 ton"),
        ("Jaar\nAantal\n2020\n688\n10,17%\n2021", "Jaar\nAantal\n2020\n688\n10,17%\n2021"),
        ("t.o.v. \n2024, \nen \n2020? \nGraag \neen", "t.o.v. 2024, en 2020? Graag een"),
        ("zoals bepaald in art. \n4 van het decreet", "zoals bepaald in art. 4 van het decreet"),
        ("midden in een\n\nzin die doorloopt", "midden in een zin die doorloopt"),
        ("Een einde.\n\nEen begin", "Een einde.\nEen begin"),
        ("dubbele  spaties   overal", "dubbele spaties overal"),
    ],
)  # fmt: skip
def test_breaks_are_kept_or_undone(printed: str, read: str) -> None:
    """A break that means something stays, one of the printer goes."""
    assert reflowed(printed) == read


def test_words_that_the_printer_split_are_whole_again() -> None:
    """A hyphen goes where the word stands elsewhere without it, or where all lines are split."""
    known = "De begeleiding en het co-ouderschap. Hij vraagt begelei-\nding en co-\nouderschap."
    text = "De tewerk-\nstelling van onder-\nzoekers in zieken-\nhuizen en niet-\nEuropese landen."

    assert reflowed(known).endswith("Hij vraagt begeleiding en co-ouderschap.")
    assert flow(text, layout_of(text)) == (
        "De tewerkstelling van onderzoekers in ziekenhuizen en niet-Europese landen."
    )


def test_an_unwrapped_text_keeps_its_lines() -> None:
    """Where a line is a paragraph, a line stays a paragraph."""
    text = "\n".join(f"Alinea {number} " + "is lang en loopt door. " * 20 for number in range(9))

    assert flow(text, layout_of(text)).count("\n") == 8


@given(st.text(st.sampled_from("abcABC 12.,;:?!-/()\n•é"), max_size=400))
def test_no_letter_is_lost(text: str) -> None:
    """Only spaces, line breaks and hyphens at a line's end may go."""
    read = flow(text, layout_of(text))

    assert re.sub(r"[\s-]", "", read) == re.sub(r"[\s-]", "", text)
    assert "  " not in read


@pytest.mark.parametrize("piece", ["a-\n", "- \n", " \n", "-", "a ", "a\n", "art.\n", "."])
def test_hostile_lines_take_linear_time(piece: str) -> None:
    """A quarter of a megabyte of the same trap is read; quadratic work would never end here."""
    text = piece * (250_000 // len(piece))

    assert isinstance(flow(text, layout_of(text)), str)
