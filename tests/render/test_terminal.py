"""What a person sees."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imwsearch import search
from imwsearch.document import Answer, AnswerPart, Document, Question, QuestionPart
from imwsearch.opening import Collection
from imwsearch.render import document as rendering
from imwsearch.render import terminal
from imwsearch.render.terminal import Style, plain
from imwsearch.results import Hit, Passage, Piece, Results

PLAIN = Style()
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def shown(text: str, style: Style) -> str:
    """A hit whose every text is the given one."""
    pieces = (Piece(text, False), Piece(text, True))
    passage = Passage("questions", text, pieces)
    document = Document("1", text, text, (text,), text, text, asker=text, minister=text)
    hit = Hit(
        1,
        1.0,
        "1",
        text,
        text,
        1,
        text,
        text,
        text,
        text,
        "",
        (text,),
        document.status,
        text,
        text,
        pieces,
        (passage,),
    )
    return printed(Results("q", 1, 0, (hit,)), style) + rendering.document(document, style)


def printed(found: Results, style: Style) -> str:
    return "".join(terminal.results(found, style))


def test_a_hit_has_title_facts_snippets_and_address(collection: Collection) -> None:
    """Rank and title, then number, day, people, theme, status, then snippets, then the address."""
    lines = printed(search.search(collection, "bibliotheken"), PLAIN).splitlines()
    assert lines[0] == "1. «Bibliotheken» - Openingsuren"
    assert lines[1] == (
        "   no. 8 (2023-2024) · 14 June 2024 · Jos D'Haese → Bo Peeters · Cultuur · answered"
    )
    assert lines[2] == "   question: De «bibliotheken» sluiten vroeg."
    assert lines[-1] == "   https://www.example.invalid/schriftelijke-vragen/1012"


def test_colours_replace_the_marks(collection: Collection) -> None:
    """With colours a match is coloured and has no other mark."""
    found = search.search(collection, "bibliotheken")
    coloured = printed(found, Style(colour=True))
    plain = printed(found, PLAIN)
    assert "\x1b[" in coloured
    assert ESCAPE.sub("", coloured) == plain.replace("«", "").replace("»", "")


@given(st.text(max_size=30))
def test_a_link_leads_where_it_says(text: str) -> None:
    """A link's address is printable ASCII that ends no code; only http and https are links."""
    linked = terminal.linked("here", f"https://example.invalid/{text}", Style(links=True))
    address = linked.removeprefix("\x1b]8;;").removesuffix("\x1b\\here\x1b]8;;\x1b\\")
    assert re.fullmatch("[!-~]+", address)
    assert unquote(address, errors="replace") == unquote(
        f"https://example.invalid/{text.encode(errors='replace').decode()}", errors="replace"
    )
    assert terminal.linked("here", f"file:{text}", Style(links=True)) == "here"


def test_lines_fit_and_addresses_stay_whole(collection: Collection) -> None:
    """At 40 columns no line is longer, but for an address, which is never broken."""
    text = printed(search.search(collection, "kust zwembaden"), Style(width=40))
    assert all(len(line) <= 40 or "https://" in line for line in text.splitlines())
    assert "https://www.example.invalid/schriftelijke-vragen/1011" in text.split()


@pytest.mark.parametrize(("day", "is_told"), [(3, False), (4, True)])
def test_the_day_of_an_answer_that_is_the_questions_is_not_told(day: int, is_told: bool) -> None:
    """An answer that repeats the question's own date says nothing of when it was given."""
    answer = Answer(7, f"2025-03-0{day}", "", "", "Ja.", ())
    document = Document("1", "a.txt", "Titel", date="2025-03-03", answer=answer)
    assert ("answer of" in rendering.document(document, PLAIN)) is is_told


def test_an_answer_stands_by_its_question() -> None:
    """Each part of the answer follows the last question that it answers; the rest comes last."""
    document = Document(
        "1",
        "a.txt",
        "Titel",
        questions=(
            Question("1", "Eerste?"),
            Question("2", "Tweede", (QuestionPart("a", "zo?"), QuestionPart("b", "zus?"))),
            Question("3", "Derde?", closing="Graag per provincie."),
        ),
        answer=Answer(
            70,
            "",
            "",
            "",
            "Inleiding van het antwoord.\n1-2. Samen.\n2. b) Zus.\n3. Derde antwoord.\nSlot.",
            (
                AnswerPart(("1", "2"), "Samen."),
                AnswerPart(("2b",), "Zus."),
                AnswerPart(("3",), "Derde antwoord."),
            ),
        ),
        attachments=("Tabel",),
        problems=("iets",),
    )
    text = rendering.document(document, PLAIN)
    order = [
        "Eerste?",
        "a) zo?",
        "b) zus?",
        "Answer 1-2",
        "Samen.",
        "Answer 2b",
        "Zus.",
        "Derde?",
        "Graag per provincie.",
        "Derde antwoord.",
        "Inleiding",
        "Slot.",
        "Attachment: Tabel",
        "Note: iets",
    ]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)


@given(st.text(alphabet=st.characters(categories=("Cc", "Cf", "Lu", "Ll", "Zs", "So"))))
def test_no_text_can_steer_a_terminal(text: str) -> None:
    """No control character but the line break, and no bidirectional override, is ever printed."""
    for style in (PLAIN, Style(width=30), Style(colour=True, width=30)):
        output = ESCAPE.sub("", shown(text, style))
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", output)


@given(st.text(st.sampled_from("ab «» "), max_size=200), st.integers(1, 60))
def test_wrapping_loses_nothing(text: str, width: int) -> None:
    """A wrapped paragraph has the words of the text, in order."""
    assert terminal.block(plain(text), Style(width=width)).split() == text.split()
