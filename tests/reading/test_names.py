"""Names in normal case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imwsearch.reading.names import normal_case


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("TOM ONGENA", "Tom Ongena"),
        ("JOS D'HAESE", "Jos D'Haese"),
        ("JOS D’HAESE", "Jos D'Haese"),
        ("MAGGIE DE BLOCK", "Maggie De Block"),
        ("JOHAN VAN OVERTVELDT", "Johan Van Overtveldt"),
        ("JEAN-JACQUES DE GUCHT", "Jean-Jacques De Gucht"),
        ("ZOÉ  ÇELIK", "Zoé Çelik"),
        ("PIET IJSEBAERT", "Piet IJsebaert"),
        ("ANN MCDONALD", "Ann McDonald"),
        ("Tom Van den Berg", "Tom Van den Berg"),
        ("TOM ONGENA en AN PEETERS", "Tom Ongena en An Peeters"),
    ],
)
def test_names_are_shown_in_normal_case(printed: str, shown: str) -> None:
    """Capitals become a name; a name already in normal case stays."""
    assert normal_case(printed) == shown


@given(st.text(st.sampled_from("ABCDEÉÇIJMC -'’"), max_size=40))
def test_a_shown_name_is_the_printed_one_but_for_case(printed: str) -> None:
    """Only case, quotes and spaces differ, so names are matched without regard to case."""
    shown = normal_case(printed)

    assert shown.casefold() == " ".join(printed.replace("’", "'").split()).casefold()
    assert normal_case(shown) == shown
