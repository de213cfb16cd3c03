"""What facts are called in the reader's language."""

import datetime

from imwsearch.document import Status
from imwsearch.messages import _


def day(date: datetime.date | None) -> str:
    """A day in words: 25 oktober 2024; empty where it is not known."""
    if date is None:
        return ""
    months = [
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    ]
    return f"{date.day} {months[date.month - 1]} {date.year}"


def status(value: Status) -> str:
    """What became of the question, in a word or two."""
    return {
        Status.ANSWERED: _("answered"),
        Status.REFERRED: _("referred"),
        Status.NOT_COMPETENT: _("not competent"),
        Status.PRIVATE: _("answered privately"),
        Status.UNANSWERED: _("no answer yet"),
    }[value]


def value(field: str, counted: str) -> str:
    """A value that was counted: a status in words, others as they are."""
    if field == "status" and counted:
        return status(Status(counted))
    return counted or _("(unknown)")


def place(field: str, label: str) -> str:
    """Where a passage stands: "question 4", "answer 1-2"."""
    name = {
        "title": _("title"),
        "theme": _("theme"),
        "questions": _("question"),
        "answer": _("answer"),
        "header": _("header"),
    }[field]
    return f"{name} {label}".strip()


def number(value: int | None, session_year: str) -> str:
    """The number as people cite it: nr. 70 (2024-2025)."""
    shown = _("no. {number}").format(number=value) if value is not None else ""
    year = f"({session_year})" if session_year else ""
    return f"{shown} {year}".strip()
