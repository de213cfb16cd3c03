"""Every word of a file is in its document."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imwsearch.reading import read
from imwsearch.records import Record
from imwsearch.text import decode, repair
from tests.reading.documents import FOLDER, seed

WORD = re.compile(r"[^\W\d_]+|\d+")
FORM = frozenset(  # the form's own words, and what became a number, a label or a date
    [
        "title",
        "thema",
        "pdf",
        "link",
        "schriftelijke",
        "vraag",
        "vragen",
        "nr",
        "van",
        "datum",
        "aan",
        "antwoord",
        "op",
        "bijlage",
        "bijlagen",
        "gecoördineerd",
        "mei",
        "maart",
        "ad",
    ]
)
LETTERS = st.text(st.sampled_from("abcdeghij ABCDE.,;:?!()–\n'’é"), max_size=60)
PIECES = st.lists(
    st.one_of(
        LETTERS,
        st.sampled_from(
            [
                *(
                    "\n1. ",
                    "\n2. ",
                    "\n3.",
                    "\na) ",
                    "\nb) ",
                    "\n1-2. ",
                    "\n1 en 2. ",
                    ". 2. ",
                    "?3. ",
                ),
                *("\nBIJLAGE\n", "\nANTWOORD\n", "\nVraag 1\n", "\n\n", " \n", "\n- ", "12 791"),
                *(
                    "\ntitle: x\n",
                    "\nSCHRIFTELIJKE VRAAG\nnr. 3\n",
                    "aan BERT",
                    "\ndatum: morgen\n",
                ),
                "\nBERT MAES\nMINISTER\nANTWOORD \nop vraag nr. 9 van 3 mei 2025\nvan AN BOS\n",
            ]
        ),
    ),
    max_size=25,
).map("".join)


def strings(value: object) -> Iterator[str]:
    """All texts of a record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from strings(item)
    elif isinstance(value, Record):
        for field in value.__match_args__:
            if field not in {"problems", "path", "id", "session_year", "status"}:
                yield from strings(getattr(value, field))
    elif value is not None:
        yield str(value)


def words(text: str) -> Counter[str]:
    """How often each word stands in a text."""
    return Counter(word.casefold() for word in WORD.findall(text))


def lost(text: str, file: str) -> set[str]:
    """The words of a text that the document of a file does not hold as often."""
    (found,) = read(file.encode(), "a.txt")
    held = words("\n".join(strings(found)))
    missing = words(repair(decode(text.encode()))) - held
    return {word for word in missing if not word.isdigit() and word not in FORM}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_the_stored_documents_lose_no_word(path: Path) -> None:
    """Each word stands somewhere; only the form's own words and the dates do not."""
    text = decode(path.read_bytes())
    once = " ".join(words(repair(text)))

    assert lost(once, text) <= {
        "januari",
        "februari",
        "september",
        "oktober",
        "december",
        "november",
    }


@given(PIECES)
def test_no_text_loses_a_word(text: str) -> None:
    """A bare text keeps all its words, as often as it had them."""
    assert not lost(text, "Begin\n" + text)


@given(PIECES, PIECES)
def test_no_question_loses_a_word(asked: str, said: str) -> None:
    """A question with its answer keeps all its words, as often as it had them."""
    assert not lost(f"{asked}\n{said}", seed(asked, said or "Ja."))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_no_text_makes_it_fail(text: str) -> None:
    """Whatever stands in a file, there is a document."""
    (found,) = read(("x" + text).encode(), "a.txt")

    assert found.title


@pytest.mark.parametrize(
    "piece",
    [
        *("1. Hoe?\n", "a) Wat?\n", "ANTWOORD\n", "MINISTER VAN WERK\n", "title: x\n", "BIJLAGE\n"),
        *(" ", "\n", "A B ", "A'", "1-2.", "van TINE\n", "nr. 7\n", "CO 2 ", "verwijs minister "),
        *("Ã©", "ANTWOORD\nop vraag nr. 7 van 4 mei", "SCHRIFTELIJKE VRAAG", "Ã", "niet ", "-\n"),
    ],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    """160,000 characters of any trap are read, twice; quadratic work would never end here."""
    text = "x" + piece * (160_000 // len(piece))

    (bare,) = read(text.encode(), "a.txt")
    (whole,) = read(seed(text, text).encode(), "a.txt")

    assert bare.title
    assert whole.id == "9000100"
