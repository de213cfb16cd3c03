"""The vocabulary: a written question with its answer, as frozen records."""

from __future__ import annotations

from imwsearch.records import Record


class Status:
    """What became of the question: one of these words."""

    ANSWERED = "answered"
    REFERRED = "referred"
    """The answer only points to another minister or question."""
    NOT_COMPETENT = "not-competent"
    """The subject is not the minister's ("behoort niet tot de bevoegdheid")."""
    PRIVATE = "private"
    """The answer was sent to the asker alone."""
    UNANSWERED = "unanswered"


STATUSES = (
    Status.ANSWERED,
    Status.REFERRED,
    Status.NOT_COMPETENT,
    Status.PRIVATE,
    Status.UNANSWERED,
)


class QuestionPart(Record):
    """One lettered part of a question.

    Args:
        label: the letter, "a".
        text: its text, on one line for each paragraph.
    """

    label: str
    text: str


class Question(Record):
    """One question of a document.

    Args:
        label: its number as printed, "4"; empty where the document numbers nothing.
        text: what comes before the parts, or all of it.
        parts: the lettered parts, in order.
        closing: what follows the parts and belongs to all of them
            ("Graag een opdeling per provincie.").
    """

    label: str
    text: str
    parts: tuple[QuestionPart, ...] = ()
    closing: str = ""


class AnswerPart(Record):
    """The answer to one or more questions.

    Args:
        labels: the questions it answers: "1-2." gives ("1", "2"), "2. a)" gives ("2a",).
        text: the answer, without its number.
    """

    labels: tuple[str, ...]
    text: str


class Answer(Record):
    """The minister's answer.

    Args:
        number: the number of the question that it names.
        date: the day of the answer, where the file says it beside the text ("datum antwoord");
            else the day it names ("op vraag nr. 70 van 30 oktober 2024"), which often repeats the
            question's own; as ISO 8601 writes it.
        minister: who answers, in normal case.
        portfolio: the minister's title, as printed.
        text: the whole answer, its numbers included.
        parts: the numbered parts, in order; empty where it numbers nothing.
    """

    number: int | None
    date: str
    minister: str
    portfolio: str
    text: str
    parts: tuple[AnswerPart, ...] = ()


class Document(Record):
    """A written question with its answer.

    Unknown strings are empty, unknown numbers None. Texts are NFC, without mojibake,
    re-flowed: a line break is a paragraph's end.

    Args:
        id: the file's number (pfile), else its page's number, else what its file's name
            tells (``reading.header.id_by_name``).
        path: where it was read from, relative to the seeds' folder, with "/".
        title: the header's title, else the printed one, else the first line or the file name.
        themes: the themes as the site shows them.
        pdf_url: the address of the PDF.
        page_url: the address of the question's page.
        number: the question's number; unique only for one minister in one session year.
        session_year: "2024-2025", the parliamentary year of ``date``.
        asker: who asks, in normal case.
        date: the day of the question, as ISO 8601 writes it: "2024-10-25".
        minister: whom it is put to, in normal case.
        portfolio: the minister's title, as printed.
        context: the text before the first question.
        questions: the questions, in order.
        answer: the answer, or None.
        attachments: what the document names after "BIJLAGE".
        status: what became of the question, a word of ``Status``.
        printed_names: names as printed where normal case is a guess ("JOS D'HAESE").
        problems: what the reader could not place or had to guess, for people.
    """

    id: str
    path: str
    title: str
    themes: tuple[str, ...] = ()
    pdf_url: str = ""
    page_url: str = ""
    number: int | None = None
    session_year: str = ""
    asker: str = ""
    date: str = ""
    minister: str = ""
    portfolio: str = ""
    context: str = ""
    questions: tuple[Question, ...] = ()
    answer: Answer | None = None
    attachments: tuple[str, ...] = ()
    status: str = Status.UNANSWERED
    printed_names: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
