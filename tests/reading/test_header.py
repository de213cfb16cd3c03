"""The header lines."""

import datetime
import itertools

import pytest

from imwsearch.reading import read
from imwsearch.reading.header import part
from tests.reading.documents import seed

LINES = (
    "title: Musea  -  Cijfers",
    "thema: Cultuur, Media en Jeugd; Sport",
    "pdf link: https://docs.vlaamsparlement.be/files/pfile?id=123",
    "thema link: https://www.vlaamsparlement.be/nl/parlementaire-documenten/schriftelijke-vragen/456",
)


@pytest.mark.parametrize("lines", list(itertools.permutations(LINES)))
def test_header_lines_come_in_any_order(lines: tuple[str, ...]) -> None:
    """The four lines are understood in every order, and the text begins after them."""
    header, text = part("\n".join(lines) + "\nSCHRIFTELIJKE VRAAG\n")

    assert header.title == "Musea - Cijfers"
    assert header.themes == ("Cultuur, Media en Jeugd", "Sport")
    assert header.number == "123"
    assert header.page_url.endswith("/456")
    assert text == "SCHRIFTELIJKE VRAAG\n"


@pytest.mark.parametrize("missing", LINES)
def test_a_header_line_may_be_missing(missing: str) -> None:
    """What is missing is empty, the rest is there."""
    header, text = part("\n".join(line for line in LINES if line != missing) + "\nTekst: ja")

    given = [header.title, header.themes, header.pdf_url, header.page_url]
    assert sum(map(bool, given)) == 3
    assert text == "Tekst: ja"


def test_values_may_be_empty_and_blank_lines_stand_between() -> None:
    """Empty values are empty, not the next line."""
    header, text = part("title:\n\nthema:  \npdf link:\nthema link:\n\nEen zin.")

    assert (header.title, header.themes, header.pdf_url, header.number) == ("", (), "", "")
    assert text.strip() == "Een zin."


def test_themes_are_joined_over_repeated_lines() -> None:
    """Repeated thema lines and semicolons give several themes, commas never do, none twice."""
    header, _ = part("thema: Sport\nthema: Jeugd ; Werk, Economie en Innovatie;\nthema: Sport\nx")

    assert header.themes == ("Sport", "Jeugd", "Werk, Economie en Innovatie")


def test_a_repeated_title_is_kept_aside() -> None:
    """The first title counts; another one is not thrown away."""
    header, _ = part("title: Een\ntitle: Twee\ntitle: Een\nx")

    assert (header.title, header.leftovers) == ("Een", ("Twee",))


def test_without_a_file_number_the_page_number_counts() -> None:
    """The page's last number stands in for a missing pfile number."""
    header, _ = part(f"pdf link: https://docs.vlaamsparlement.be/pfile?id=\n{LINES[3]}\n")

    assert header.number == "456"


def test_a_text_without_header_is_left_alone() -> None:
    """Nothing is taken from a text that has no header lines."""
    assert part("Een zin: met dubbelpunt.\ntitle: later")[1].startswith("Een zin")


@pytest.mark.parametrize(
    ("line", "day"),
    [("20 november 2024", (2024, 11, 20)), ("", (2025, 3, 4)), ("spoedig", (2025, 3, 4))],
)
def test_the_day_of_the_answer_may_stand_beside_the_text(
    line: str, day: tuple[int, int, int]
) -> None:
    """It counts more than the day that the answer's head repeats; alone it makes no answer."""
    with_line = seed(answered="Twee.").replace("SCHRIFT", f"datum antwoord: {line}\nSCHRIFT", 1)
    (found,) = read(with_line.encode(), "x.txt")

    assert found.answer
    assert found.answer.date == datetime.date(*day).isoformat()
    assert (found.date, found.problems) == ("2025-03-04", ())
    (unanswered,) = read(
        seed().replace("SCHRIFT", f"datum antwoord: {line}\nSCHRIFT").encode(), "x"
    )
    assert unanswered.answer is None


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "DATA:text/html,x"]
)
def test_an_address_of_another_kind_is_text(address: str) -> None:
    """What is no address of the web goes into no link, and is not lost."""
    lines = (
        f"title: Musea\nthema link: {address}\nSCHRIFTELIJKE VRAAG\nnr. 1\nHoeveel musea zijn er?"
    )
    (document,) = read(lines.encode(), "1.txt")
    assert document.page_url == ""
    assert address in document.context


def test_an_address_may_lack_its_scheme() -> None:
    """www.example.be and a port are addresses."""
    (document,) = read(b"title: Musea\nthema link: localhost:8000/vragen/456\nVraag", "1.txt")
    assert document.page_url == "localhost:8000/vragen/456"
