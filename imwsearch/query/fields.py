"""The fields of a query: the one table that parser, help, completion and docs read."""

from functools import cache
from typing import NamedTuple

from imwsearch.messages import N_, _
from imwsearch.query.names import folded

TEXT, NAME, DATE, NUMBER, YEAR, STATUS, ID = (
    "text",
    "name",
    "date",
    "number",
    "year",
    "status",
    "id",
)
"""What a field holds: text is searched as words, each of the others is one exact value."""


class Field(NamedTuple):
    """A field of a query.

    Args:
        name: its English name.
        aliases: its other names; the first is the Dutch one.
        kind: what it holds: text, name, date, number, year, status or id.
        example: a value as one would type it.
        description: what it is, one line of English; the key of its translation.
    """

    name: str
    aliases: tuple[str, ...]
    kind: str
    example: str
    description: str


FIELDS = (
    Field("title", ("titel",), TEXT, "maatwerk", N_("words of the title")),
    Field("theme", ("thema",), TEXT, "werk", N_("words of the themes")),
    Field("question", ("vraag", "vragen"), TEXT, "loonpremie", N_("words of the question")),
    Field("answer", ("antwoord",), TEXT, "bevoegdheid", N_("words of the answer")),
    Field(
        "asker",
        ("vraagsteller", "vrager", "van", "from"),
        NAME,
        "ongena",
        N_("who asks, or a part"),
    ),
    Field("minister", ("aan", "to"), NAME, "demir", N_("the minister's name, or a part")),
    Field("portfolio", ("bevoegdheid",), NAME, "onderwijs", N_("the minister's title, or a part")),
    Field("number", ("nummer", "nr"), NUMBER, "70", N_("the question's number")),
    Field("date", ("datum",), DATE, "2024-10", N_("the day of the question, or a period")),
    Field("year", ("zittingsjaar", "jaar"), YEAR, "2024-2025", N_("the session year")),
    Field("status", ("toestand",), STATUS, "answered", N_("what became of the question")),
    Field("id", ("document",), ID, "2082929", N_("the number of the document's file or page")),
)

STATUSES = {
    "answered": ("beantwoord",),
    "referred": ("verwezen", "doorverwezen"),
    "not-competent": ("niet-bevoegd", "onbevoegd"),
    "private": ("privé", "rechtstreeks"),
    "unanswered": ("onbeantwoord", "open"),
}
"""Each `imwsearch.document.Status` with its Dutch names."""

_PRINTED = {
    "answered-privately": "private",
    "rechtstreeks-beantwoord": "private",
    "no-answer-yet": "unanswered",
    "nog-geen-antwoord": "unanswered",
}
"""Statuses as the program prints them, where that is none of their names."""


@cache
def fields_by_name() -> dict[str, Field]:
    """Each field by each of its names."""
    return {name: field for field in FIELDS for name in (field.name, *field.aliases)}


def find_field(name: str) -> Field | None:
    """The field of that name, in English or Dutch, in capitals or not."""
    return fields_by_name().get(folded(name))


def field_named(name: str) -> Field:
    """The field of that English name."""
    return fields_by_name()[name]


@cache
def statuses_by_name() -> dict[str, str]:
    """Each status by each of its names, folded, and as it is printed."""
    named = {name: status for status, names in STATUSES.items() for name in (status, *names)}
    return {folded(name): status for name, status in (named | _PRINTED).items()}


def status_names(status: str) -> tuple[str, ...]:
    """The names of a status, in English and Dutch."""
    return (status, *STATUSES.get(status, ()))


def describe_field(field: Field) -> str:
    """What the field is, in the reader's language."""
    return _(field.description)


_COUNTED = {
    "maand": "month",
    "afkorting": "abbreviation",
    "afkortingen": "abbreviation",
    "abbreviations": "abbreviation",
    "woord": "words",
    "woorden": "words",
    "word": "words",
}
"""Other names of what is counted or listed and no field of a query."""


def english_name(name: str) -> str:
    """The English name of what is counted or listed; the name as it is where it means none."""
    field = find_field(name)
    return field.name if field else _COUNTED.get(folded(name), name)
