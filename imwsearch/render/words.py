"""What facts are called in the reader's language."""

from __future__ import annotations

from imwsearch.document import Status
from imwsearch.messages import N_, _

_MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June")),
    *(N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)
_STATUSES = {
    Status.ANSWERED: N_("answered"),
    Status.REFERRED: N_("referred"),
    Status.NOT_COMPETENT: N_("not competent"),
    Status.PRIVATE: N_("answered privately"),
    Status.UNANSWERED: N_("no answer yet"),
}
_PLACES = {
    "title": N_("title"),
    "theme": N_("theme"),
    "questions": N_("question"),
    "answer": N_("answer"),
    "header": N_("header"),
}


def day(date: str) -> str:
    """A day in words: 25 oktober 2024; empty where it is not known."""
    if not date:
        return ""
    year, month, number = date.split("-")
    return f"{int(number)} {_(_MONTHS[int(month) - 1])} {year}"


def status(value: str) -> str:
    """What became of the question, in a word or two."""
    return _(_STATUSES[value])


def value(field: str, counted: str) -> str:
    """A value that was counted: a status in words, others as they are."""
    if field == "status" and counted:
        return status(counted)
    return counted or _("(unknown)")


def place(field: str, label: str) -> str:
    """Where a passage stands: "question 4", "answer 1-2"."""
    return f"{_(_PLACES[field])} {label}".strip()


def number(value: int | None, session_year: str) -> str:
    """The number as people cite it: nr. 70 (2024-2025)."""
    shown = _("no. {number}").format(number=value) if value is not None else ""
    year = f"({session_year})" if session_year else ""
    return f"{shown} {year}".strip()


def problem(text: str) -> str:
    """What a reader could not place: a sentence, or one with a colon and what it is about."""
    if (said := _(text)) != text:
        return said
    sentence, colon, about = text.partition(": ")
    return _(sentence) + colon + about
