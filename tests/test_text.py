"""Bytes, repair, and what a terminal may see."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imwsearch.errors import DocumentError
from imwsearch.text import decode, repair
from imwsearch.visible import visible

DUTCH = st.text(
    st.sampled_from("abcdefghijklmnopqrstuvwxyzABC 0123456789.,;:?!()-\n'\"éëïöüèêç’‘“”–€°²…"),
    max_size=300,
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_the_usual_encodings_are_found(encoding: str) -> None:
    """A text comes out the same, whichever of the usual encodings its file has."""
    text = "Eén café – “coördinatie”, 20 €\n" * 3

    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_decides(encoding: str) -> None:
    """UTF-16 and UTF-32 are read in either byte order."""
    assert decode(("\ufeff" + "vraag één").encode(encoding)) == "vraag één"


def test_one_foreign_line_spoils_no_other() -> None:
    """A line in Windows-1252 in the middle of UTF-8 leaves the lines around it whole."""
    data = "één\n".encode() + "coördinatie\n".encode("cp1252") + "ïn".encode()

    assert decode(data) == "één\ncoördinatie\nïn"


@pytest.mark.parametrize(
    "data",
    [b"a\0b", bytes(range(1, 32)) * 4, b"\xff\xfe\x00", b"\xff\xfea\0\0\0", b"\xff\xfe\x00\xd8"],
    ids=["nul", "controls", "half a letter", "nul in UTF-16", "half a surrogate"],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    """Binary data is an error that says so, never a document of rubbish."""
    with pytest.raises(DocumentError):
        decode(data)


def test_a_false_byte_order_mark_hides_nothing() -> None:
    """A file that begins as UTF-8 and is not is still read."""
    assert decode(b"\xef\xbb\xbfcaf\xe9") == "café"


@given(st.binary(max_size=200))
def test_decoding_gives_text_or_an_error(data: bytes) -> None:
    """No bytes make it raise anything but DocumentError."""
    try:
        decode(data)
    except DocumentError:
        return


@pytest.mark.parametrize(
    ("broken", "meant"),
    [
        ("een loonpremie Ã©n een begeleidingspremie", "een loonpremie én een begeleidingspremie"),
        ("â€œhet kan beideâ€\u009d", "“het kan beide”"),
        ("dâ€™Heer geÃ«volueerd naÃ¯ef coÃ¶rdinatie", "d’Heer geëvolueerd naïef coördinatie"),
        ("10 â‚¬ â€“ 5 Â°C", "10 € – 5 °C"),
        ("Ã\u00a0 la carte", "à la carte"),
        ("twee keer: Ã\u0192Â©n", "twee keer: én"),
    ],
)
def test_mojibake_is_undone(broken: str, meant: str) -> None:
    """UTF-8 that was once read as Windows-1252 is read right again."""
    assert repair(f"vóór\n{broken}\nna") == f"vóór\n{meant}\nna"


@given(DUTCH)
def test_a_good_text_is_not_touched(text: str) -> None:
    """Dutch text without damage comes back as it is."""
    assert repair(text) == text


@pytest.mark.parametrize(
    "line", ["het château van Ieper", "Âge d’or", "un rôle – “naïf”", "São Paulo", "Ö² en Ã"]
)
def test_foreign_letters_are_not_mojibake(line: str) -> None:
    """Letters that also begin mojibake stay where they make no sense as such."""
    assert repair(line) == line


@given(DUTCH)
def test_a_decomposed_text_is_composed(text: str) -> None:
    """NFD gives the same text as NFC."""
    assert repair(unicodedata.normalize("NFD", text)) == text


def test_line_ends_spaces_and_hyphens_have_one_form() -> None:
    """Line ends are line feeds; odd spaces are spaces; soft hyphens and ligatures are gone."""
    text = "a\r\nb\rc\u2028d\fe\nbege\u00adlei\u00ad\nding 12\u00a0791\u202f969\tﬁets\u200b \uf0b7"

    assert repair(text) == "a\nb\nc\nd\ne\nbegeleiding 12 791 969 fiets •"


@given(st.text(max_size=200))
def test_repairing_twice_changes_nothing_more(text: str) -> None:
    """A repaired text is a good text."""
    once = repair(text)

    assert unicodedata.is_normalized("NFC", once)
    assert repair(once) == once


@given(st.text(max_size=200))
def test_nothing_that_a_terminal_obeys_is_visible(text: str) -> None:
    """No control character but the line feed and no bidirectional override gets through."""
    shown = visible(text)

    assert len(shown) == len(text)
    assert shown.count("\n") == text.count("\n")
    for letter in shown.replace("\n", ""):
        assert unicodedata.category(letter) not in {"Cc", "Cs", "Zl", "Zp"}
        assert (
            letter not in "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        )


def test_an_escape_sequence_is_harmless() -> None:
    """ESC and CSI lose their power and the letters around them stay."""
    assert visible("rood \x1b[31m\x9b1m\u202eeinde\tja\n") == "rood �[31m�1m�einde ja\n"
