"""The query language for people: what ``imwsearch help query`` and the manual page say.

Each example stands in docs/query.md too, with the way it is read; here the program reads it.
"""

from typing import NamedTuple

from imwsearch.messages import N_, _
from imwsearch.query.fields import FIELDS, STATUSES, Field, describe_field
from imwsearch.query.language import describe, parse


class Topic(NamedTuple):
    """A part of the language.

    Args:
        title: its heading, the key of its translation.
        text: one paragraph, the key of its translation.
        examples: queries, as typed.
    """

    title: str
    text: str
    examples: tuple[str, ...]


TOPICS = (
    Topic(
        N_("Words"),
        N_(
            "Words are enough. Documents with more of them come first, and of four words and more "
            "those that have them as they were typed; none is required. + requires a word, - or "
            "NOT or NIET excludes one; AND (EN, &) asks for both sides, OR (OF, |) for either; "
            "parentheses group."
        ),
        (
            "individueel maatwerk loonpremie",
            "maatwerk +loonpremie",
            "maatwerk -kinderopvang",
            "loonpremie EN begeleidingspremie",
            "(loonpremie OF begeleidingspremie) EN weigering",
        ),
    ),
    Topic(
        N_("Exact words, near words"),
        N_(
            "Quotes make a phrase: these words in this order. ~5 after it: near each other, in any "
            "order and inflection, with at most five other words between."
        ),
        ('"individueel maatwerk"', '"loonpremie aanvraag"~5'),
    ),
    Topic(
        N_("Parts of words"),
        N_("* stands for any letters; ~ finds a word with one other letter, ~2 with two."),
        ("begeleid*", "*kinder*", "maatwrek~"),
    ),
    Topic(
        N_("Fields"),
        N_(
            "The name of a field touches its value. A field narrows; the same field twice means "
            "either; - before it excludes. Of names a part is enough, without regard to capitals "
            "and accents."
        ),
        (
            "titel:(loonpremie begeleidingspremie)",
            "maatwerk van:ongena aan:demir",
            "minister:demir minister:weyts",
            "maatwerk -status:verwezen",
        ),
    ),
    Topic(
        N_("Dates"),
        N_("A year, a month or a day; a period between two; since, after, until or before."),
        (
            "datum:2024",
            "datum:25/10/2024",
            "datum:2024-01..2024-06",
            "datum:2024..",
            "datum:<2024",
            "zittingsjaar:2024-2025",
        ),
    ),
    Topic(
        N_("Pasted text"),
        N_(
            "Any text is a query: what cannot be an operator is a word. A pasted line finds its "
            "document, and so does its address. A backslash makes the next word plain."
        ),
        (
            "Individueel maatwerk (IMW) - Stand van zaken",
            "https://docs.vlaamsparlement.be/pfile?id=2082929",
            "norm \\EN 590",
        ),
    ),
)
"""The language, in the order in which people need it."""


def read_as(example: str) -> str:
    """How a query is read, in the reader's language."""
    return describe(parse(example))


def fields() -> list[tuple[str, str]]:
    """Each field: its names, and what it is with an example."""
    return [(names_of(field), _said_of(field)) for field in FIELDS]


def names_of(field: Field) -> str:
    """The names of a field, the English one first."""
    return ", ".join(f"{name}:" for name in (field.name, *field.aliases))


def statuses() -> str:
    """What can stand after ``status:``, each with its Dutch names."""
    return "; ".join(f"{name} ({', '.join(names)})" for name, names in STATUSES.items())


def _said_of(field: Field) -> str:
    example = _("for instance {example}").format(example=f"{field.name}:{field.example}")
    return f"{describe_field(field)}; {example}"
