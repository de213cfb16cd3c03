"""What became of a question."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imwsearch.document import Answer, Status
from imwsearch.reading import status as reading
from imwsearch.reading.status import status_of

SUBSTANCE = (
    "Er werden in 2024 in totaal 312 aanvragen ingediend, waarvan er 208 werden goedgekeurd. "
    "De belangrijkste reden voor weigering was een onvolledig dossier."
)


def status(text: str) -> str:
    """The status of an answer of these words."""
    return status_of(Answer(None, "", "", "", text))


@pytest.mark.parametrize(
    "text",
    [
        "Ik verwijs naar het antwoord op schriftelijke vraag nr. 31 van 12 mei 2024.",
        "Ik verwijs naar het gecoördineerde antwoord van minister Hilde Mcneil.",
        "Op deze vraag wordt een gecoördineerd antwoord gegeven door minister Bert Maes.",
        "1 en 2. Zie mijn antwoord op vraag nr. 851 van mevrouw Els Peeters.",
        "Voor het antwoord verwijs ik u door naar de minister van Werk (vraag nr. 238).",
        "Ik dank u voor uw vraag. Graag verwijs ik naar mijn antwoord op schriftelijke vraag "
        "nr. 527 met hetzelfde onderwerp (zie huidig Bulletin).",
    ],
)
def test_an_answer_that_only_points_elsewhere_is_referred(text: str) -> None:
    """A reference and nothing else is no answer."""
    assert status(text) == Status.REFERRED


@pytest.mark.parametrize(
    "text",
    [
        "Het onderwerp van deze vraag behoort niet tot de bevoegdheid van de minister van Werk.",
        "Deze vraag valt niet onder mijn bevoegdheden, maar behoort tot die van minister Maes.",
        "Ik ben niet bevoegd voor deze materie.",
        "De vraag valt onder de bevoegdheid van de minister van Werk. Ik verwijs u naar hem.",
        "Er wordt verwezen naar de minister van Werk, gelet op diens bevoegdheid (vraag nr. 9).",
    ],
)
def test_a_subject_of_someone_else_is_not_competent(text: str) -> None:
    """The answer that the subject is not the minister's is told apart from a reference."""
    assert status(text) == Status.NOT_COMPETENT


@pytest.mark.parametrize(
    "text",
    [
        "Het antwoord op deze vraag is het geachte lid rechtstreeks toegestuurd. Gezien het louter "
        "documentaire karakter ervan wordt het niet opgenomen.",
        "Het antwoord werd enkel aan de vraagsteller bezorgd.",
    ],
)
def test_an_answer_for_the_asker_alone_is_private(text: str) -> None:
    """What was sent to the asker cannot be read here."""
    assert status(text) == Status.PRIVATE


@pytest.mark.parametrize(
    "text",
    [
        SUBSTANCE,
        SUBSTANCE + " Ik verwijs verder naar het antwoord op schriftelijke vraag nr. 851.",
        SUBSTANCE + " De andere vraag behoort niet tot mijn bevoegdheid.",
        "Ik verwijs hiervoor naar de bijlage.",
        "Zie de tabel bij het antwoord.",
        "De bijlagen bij het antwoord op deze vraag zijn het lid rechtstreeks toegestuurd.",
        "1. Neen. 2. Zie het antwoord op vraag 1.",
        "Ik verwijs naar de minister. " * 100,
    ],
)
def test_an_answer_that_says_something_is_an_answer(text: str) -> None:
    """A reference beside an answer, or to its own attachment, takes nothing away."""
    assert status(text) == Status.ANSWERED


def test_without_an_answer_a_question_is_unanswered() -> None:
    """No answer, or an empty one."""
    assert status_of(None) == status("") == Status.UNANSWERED


@pytest.mark.parametrize("name", ["_COMPETENCE", "_POINTER", "_PRIVATE", "_FORMULA"])
@settings(max_examples=300, suppress_health_check=[HealthCheck.filter_too_much])
@given(data=st.data())
def test_what_a_pattern_meets_has_a_sign(name: str, data: st.DataObject) -> None:
    """No sentence is passed over, for want of a sign, that says what became of the question."""
    pattern: re.Pattern[str] = getattr(reading, name)
    sentence = data.draw(st.from_regex(pattern, alphabet=st.characters(codec="ascii")))
    assert any(sign in sentence.lower() for sign in reading._SIGNS)
