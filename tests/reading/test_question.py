"""Whole documents, with every trap that real ones hold."""

import re

import pytest

from imwsearch.document import Document, Question, QuestionPart, Status
from imwsearch.errors import DocumentError
from imwsearch.limits import DOCUMENT_BYTES
from imwsearch.reading import question as reader
from imwsearch.reading import read
from tests.reading.documents import FOLDER, SHARED, answered, document, labels, parsed, seed

SEEDS = FOLDER.parents[2] / "seeds"


@pytest.fixture(scope="module")
def first_seed() -> Document:
    """The document that comes with the project."""
    (path,) = SEEDS.glob("000_*.txt")
    (found,) = read(path.read_bytes(), path.name)
    return found


class TestTheSeed:
    """The document that comes with the project."""

    def test_its_header(self, first_seed: Document) -> None:
        """Numbers, names, dates and addresses are those that it prints."""
        assert first_seed.id == "2082929"
        assert first_seed.title == "Individueel maatwerk (IMW) - Stand van zaken"
        assert first_seed.themes == ("Werk",)
        assert first_seed.pdf_url == "https://docs.vlaamsparlement.be/pfile?id=2082929"
        assert first_seed.page_url.endswith("/schriftelijke-vragen/1836380")
        assert (first_seed.number, first_seed.session_year) == (70, "2024-2025")
        assert (first_seed.asker, first_seed.minister) == ("Tom Ongena", "Zuhal Demir")
        assert first_seed.portfolio == "VLAAMS MINISTER VAN ONDERWIJS, JUSTITIE EN WERK"
        assert first_seed.date == "2024-10-25"
        assert first_seed.problems == ()

    def test_its_questions(self, first_seed: Document) -> None:
        """Eight questions with the parts as printed."""
        assert labels(first_seed) == ["1ab", "2abc", "3", "4ab", "5abc", "6ab", "7ab", "8ab"]
        assert first_seed.questions[4] == Question(
            "5",
            "Hoeveel werknemers ontvangen",
            (
                QuestionPart("a", "uitsluitend een loonpremie;"),
                QuestionPart("b", "uitsluitend een begeleidingssubsidie;"),
                QuestionPart("c", "zowel een loonpremie als een begeleidingssubsidie?"),
            ),
            "Graag een opdeling per provincie.",
        )
        assert first_seed.questions[3].closing.splitlines() == [
            "Cijfers graag opgesplitst per provincie in absolute aantallen en procentueel aandeel.",
            "Cijfers ook graag opgesplitst naar werknemers die als IMW aan de slag zijn",
            "- na inkanteling vanuit de lokale diensteneconomie (LDE) en maatwerkafdelingen;",
            "- als nieuwe IMW.",
        ]
        assert first_seed.questions[6].text == ""

    def test_its_answer(self, first_seed: Document) -> None:
        """The answer's own number and date, and that the subject is not the minister's."""
        assert first_seed.answer
        assert first_seed.answer.number == 70
        assert first_seed.answer.date == "2024-10-30"
        assert first_seed.answer.minister == "Zuhal Demir"
        assert first_seed.status == Status.NOT_COMPETENT

    def test_its_context(self, first_seed: Document) -> None:
        """Two paragraphs, re-flowed, without mojibake."""
        paragraphs = first_seed.context.split("\n")

        assert len(paragraphs) == 2
        assert paragraphs[1].startswith(
            "Individueel maatwerk bestaat voor werkgevers uit een loonpremie of een loonpremie én "
            "een begeleidingspremie. Met de loonpremie kan"
        )
        assert "Ã" not in repr(first_seed)


def test_pages_glued_without_a_line_break() -> None:
    """A name, a letter or a number that follows the last page directly begins what it begins."""
    found = document("glued.txt")

    assert labels(found) == ["1abc", "2"]
    assert found.questions[0].parts[1].text.endswith("(eigen personeel dan wel via aannemer).")
    assert found.questions[0].parts[2].text == "Wat was de kostprijs daarvan?"
    assert found.questions[1].text.endswith("zal de minister het voortouw nemen?")
    assert answered(found) == [("1", "2")]
    assert found.attachments == ("Onderhouden fietspaden per district", "Klachten per jaar")
    assert found.problems == ()


def test_the_two_sides_may_print_names_and_portfolios_otherwise() -> None:
    """D'HOORE and D’HOORE are one name; each side keeps its portfolio."""
    found = document("glued.txt")

    assert found.asker == "An D'Hoore"
    assert found.printed_names == ("AN D'HOORE", "LIES VAN DEN BROECK", "AN D’HOORE")
    assert found.portfolio == "VLAAMS MINISTER VAN MOBILITEIT, HAVENS EN SPORT"
    assert found.answer
    assert found.answer.portfolio == "MINISTER VAN MOBILITEIT, HAVENS EN SPORT"


def test_another_extractors_habits() -> None:
    """Numbers alone on a line, one word a line, table cells one a line."""
    found = document("justified.txt")

    assert labels(found) == ["1", "2"]
    assert found.questions[0].text.replace("\n", " ") == (
        "Hoe evolueerde het waterpeil t.o.v. 2024, 2023, 2022 en 2021? "
        "Graag een overzicht per meetpunt."
    )
    assert found.answer
    assert found.answer.text.startswith("Vooraf wens ik te melden")
    assert answered(found) == [("1",), ("2",)]
    assert found.answer.parts[0].text.splitlines()[2:6] == ["Jaar", "Meetpunt", "Peil", "2021"]


def test_a_portfolio_of_three_lines() -> None:
    """A long portfolio is joined over its lines on both sides."""
    found = document("justified.txt")

    assert found.portfolio.startswith("MINISTER-PRESIDENT VAN DE VLAAMSE REGERING, VLAAMS")
    assert found.portfolio.endswith("EN VAN ALLES WAT DAAR VERDER BIJ HOORT")
    assert found.answer
    assert found.answer.portfolio == found.portfolio
    assert (found.asker, found.minister) == ("Maarten De Smedt-IJsebaert", "Hilde McNeil")


def test_amounts_and_articles_are_no_numbers_of_questions() -> None:
    """Years, amounts, decimals and articles stay in their sentence."""
    found = document("amounts.txt")

    assert labels(found) == ["1", "2", "3"]
    assert "art. 4. van het decreet" in found.context
    assert answered(found) == [("1",), ("2",), ("3",)]
    assert found.answer
    assert found.answer.parts[0].text.splitlines() == [
        "2022: 2 791 969 euro", "2023: 3.777.550 euro", "2024: 1. 858 136 euro"
    ]  # fmt: skip
    assert found.status == Status.ANSWERED


def test_mojibake_and_line_ends_are_repaired() -> None:
    """The header too; good lines beside it stay."""
    found = document("mojibake.txt")

    assert found.title == "Cafés - Geluidsnormen"
    assert "loonpremie én een begeleidingspremie: “het kan beide”" in found.context
    assert "het château van Ieper – één van de cafés – is het à la carte" in found.context
    assert found.questions[0].text == (
        "Hoeveel cafés voldoen aan de normen? De wateroverlast en -schade, de CO2-negatieve "
        "teelt, de niet-Europese en de nacht- en dagnormen tellen mee."
    )


def test_a_coordinated_answer_elsewhere() -> None:
    """The line GECOÖRDINEERD ANTWOORD is the answer's head; the reference is no substance."""
    found = document("referred.txt")

    assert found.questions[-1].text == "In welke sectoren?"
    assert found.answer
    assert found.answer.number == 17
    assert found.status == Status.REFERRED


def test_no_answer_yet_and_no_header_values() -> None:
    """The printed title and the file's name stand in; the impossible date is named."""
    found = document("unanswered.txt")

    assert found.answer is None
    assert found.status == Status.UNANSWERED
    assert found.id == "unanswered"
    assert found.title == "Knelpuntberoepen in de zorg en het onderwijs"
    assert (found.date, found.session_year) == ("", "")
    assert found.problems == (f"{reader.BAD_DATE}: 31 februari 2025",)


def test_a_file_from_windows() -> None:
    """A byte order mark, CRLF, repeated themes, a header in another order."""
    found = document("dos.txt")

    assert found.id == "8000007"
    assert found.themes == ("Sport", "Jeugd", "Cultuur, Media en Jeugd")
    assert found.questions == (Question("", "Hoeveel redders zijn er?"),)
    assert "\r" not in repr(found)


def test_a_text_without_head_is_still_a_document() -> None:
    """Windows-1252 and nothing but a sentence: title from the header, the rest searchable."""
    found = document("windows-1252.txt")

    assert found.title == "Musea - Café"
    assert found.questions[0].text == "Een café in het museum – “één” voor allen. Hoeveel zijn er?"
    assert found.problems == (reader.NO_HEAD,)


def test_a_text_without_header_takes_its_title_from_its_text() -> None:
    """The first line, cut where it is long; without any line, the file's name."""
    (short,) = read(b"Nota over musea\nMeer tekst.", "map/nota 1.txt")
    (long,) = read(("museum " * 40).encode(), "x.txt")
    (bare,) = read(b"pdf link: https://example.org/pfile?id=3", "map/los.v2.txt")

    assert (short.title, short.id) == ("Nota over musea", "map/nota 1")
    assert short.path == "map/nota 1.txt"
    assert long.title.endswith("museum …")
    assert len(long.title) <= 122
    assert (bare.title, bare.id) == ("los.v2", "3")


def test_a_question_without_numbers() -> None:
    """What stands before the paragraph that asks is context."""
    found = parsed(
        "In het museum is het stil.\nHoeveel bezoekers kwamen er? Graag per jaar.\nDank."
    )

    assert found.context == "In het museum is het stil."
    assert found.questions == (Question("", "Hoeveel bezoekers kwamen er? Graag per jaar.\nDank."),)


def test_a_question_with_letters_alone() -> None:
    """Letters without numbers are the parts of one question, and the answer's parts follow."""
    found = parsed(
        "Stil.\nHoeveel bezoekers kwamen er\na) in 2023;\nb) in 2024?\nGraag per museum.",
        "a) Er kwamen er 12 in het museum van Gent, en dat is veel.\nb) Geen.",
    )

    assert found.context == "Stil."
    assert labels(found) == ["ab"]
    assert found.questions[0].closing == "Graag per museum."
    assert answered(found) == [("a",), ("b",)]


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("1. Ja.\n2. a) Twee.\nb) Drie.\n3. Nee.", [("1",), ("2a",), ("2b",), ("3",)]),
        ("1. Ja.\n2. a) Twee.\n2. b) Drie.\n3. Nee.", [("1",), ("2a",), ("2b",), ("3",)]),
        ("1.\nJa.\n2.\na) en b) Twee.\n3. Nee.", [("1",), ("2a", "2b"), ("3",)]),
        ("1 en 3. Ja.\n2. Vooraf.\na)-b) Twee.", [("1", "3"), ("2",), ("2a", "2b")]),
        ("1. a) klein\nb) groot\n2. Ja.", [("1",), ("2",)]),
        ("1-3. Samen.", [("1", "2", "3")]),
        ("Geen cijfers.", []),
    ],
)
def test_the_answers_parts_find_their_questions(said: str, parts: list[tuple[str, ...]]) -> None:
    """Letters count where the question has them, otherwise they are the answer's own list."""
    found = parsed("1. Hoe?\n2. Wat\na) hier;\nb) daar?\n3. Waar?", said)

    assert answered(found) == parts
    assert found.answer
    assert re.sub(r"\s", "", found.answer.text) == re.sub(r"\s", "", said)


def test_a_wrapped_line_after_the_parts_stays_with_the_part() -> None:
    """Only a new paragraph after a finished sentence belongs to the whole question."""
    found = parsed("1. Hoe groot is\na) de ene;\nb) de andere\nvan de twee? Graag snel.\n2. Wie?")

    assert found.questions[0].parts[1].text == "de andere van de twee? Graag snel."
    assert found.questions[0].closing == ""


def test_an_answer_by_another_minister() -> None:
    """The signature above ANTWOORD says whose it is, glued to the text or not."""
    text = seed(
        "Hoeveel?\nAN VAN DAM\nVLAAMS MINISTER VAN SPORT\nANTWOORD\n"
        "op vraag nr. 7 van 4 maart 2025\nvan TINE CLAES\nTwee."
    )
    for given in (text, text.replace("Hoeveel?\n", "Hoeveel?")):
        (found,) = read(given.encode(), "x.txt")

        assert found.questions[0].text == "Hoeveel?"
        assert found.answer
        assert (found.answer.minister, found.answer.portfolio) == (
            "An Van Dam",
            "VLAAMS MINISTER VAN SPORT",
        )
        assert found.answer.text == "Twee."
        assert found.minister == "Bert Maes"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("op vraag nr. 7 van", "op vraag nr. 8 van"), f"{reader.OTHER_NUMBER}: 8"),
        (("2025\nvan TINE CLAES\nTwee", "2025\nvan AN BOS\nTwee"), f"{reader.OTHER_ASKER}: AN BOS"),
        (("\nBERT MAES\nVLAAMS MINISTER VAN CULTUUR\nANTW", "\nANTW"), reader.NO_SIGNATURE),
        (("SCHRIFT", "PARLEMENT\nSCHRIFT"), f"{reader.BEFORE_HEAD}: PARLEMENT"),
        (("datum: 4 maart 2025\n", ""), f"{reader.NOT_NAMED}: datum"),
        (("title: Musea", "title: Theaters"), reader.OTHER_TITLE),
        (("thema: Cultuur\n", "title: Nog een\n"), f"{reader.REPEATED_HEADER}: Nog een"),
        (("1. Hoe?", "Eerst:\n1. Wat?\n2. Wie?\n1. Hoe?"), reader.RESTARTED),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(change: tuple[str, str], problem: str) -> None:
    """Each oddity is a problem of its own, and the text is kept."""
    text = seed("1. Hoe?", "Twee.")
    assert change[0] in text
    (found,) = read(text.replace(*change).encode(), "x.txt")

    assert found.problems == (problem,)
    assert found.answer
    assert found.answer.text == "Twee."


def test_what_stands_beside_the_date_is_kept() -> None:
    """A remark on the date's line is searchable, and the date is read."""
    (found,) = read(seed().replace("4 maart 2025", "4 maart 2025 (herinnering)").encode(), "x.txt")

    assert found.date == "2025-03-04"
    assert "herinnering" in found.context


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "empty"), (b" \n\xef\xbb\xbf", "empty"), (b"a\0", "binary")],
)
def test_a_file_that_is_no_document_is_refused(data: bytes, reason: str) -> None:
    """The reason is the error's message."""
    with pytest.raises(DocumentError, match=reason):
        read(data, "x.txt")


def test_an_over_large_file_is_refused() -> None:
    """Before anything is made of it."""
    with pytest.raises(DocumentError, match="larger than"):
        read(bytes(DOCUMENT_BYTES + 1), "x.txt")


@pytest.mark.skipif(not (SHARED / "texts").is_dir(), reason="the real texts are not here")
@pytest.mark.parametrize(
    ("name", "asked", "said", "attachments"),
    [
        ("sv-1037-2023", ["1abc", "2abc", "3abcd", "4abcd"], [("1", "2"), ("3", "4")], 1),
        ("sv-1532-2023", ["1", "2"], [("1",), ("2",)], 0),
        ("sv-177-2026-excerpt", ["1", "2"], [("1",)], 0),
    ],
)
def test_real_questions(
    name: str, asked: list[str], said: list[tuple[str, ...]], attachments: int
) -> None:
    """Every question and every answer of the real texts is in its place."""
    text = (SHARED / "texts" / f"{name}.txt").read_text()
    title = next(line for line in text.splitlines() if "  -  " in line)
    head = f"title: {title}\nthema: Werk\npdf link: https://x/pfile?id=1\nthema link: https://x/2\n"
    (found,) = read((head + text).encode(), f"{name}.txt")

    assert labels(found) == asked
    assert answered(found) == said
    assert len(found.attachments) == attachments
    assert found.status == Status.ANSWERED
    assert found.problems == ()
