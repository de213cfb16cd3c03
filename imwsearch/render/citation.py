"""How a question is cited: always in Dutch, as the Parliament's own papers do it."""

from collections.abc import Iterable, Iterator

from imwsearch.days import printed
from imwsearch.document import Document
from imwsearch.render import joined
from imwsearch.results import Hit
from imwsearch.visible import visible


def results(hits: Iterable[Hit]) -> Iterator[str]:
    """The citations of some hits, one a line, in pieces."""
    return joined("\n", map(cite, hits))


def cite(one: Hit | Document) -> str:
    """A question's usual citation, on one line; what is not known is left out.

    "Schriftelijke vraag nr. 70 (2024-2025) van Tom Ongena aan Zuhal Demir, 25 oktober 2024".
    """
    parts = (
        "Schriftelijke vraag",
        number(one),
        f"van {one.asker}" if one.asker else "",
        f"aan {one.minister}" if one.minister else "",
    )
    words = " ".join(filter(None, parts))
    return single_line(", ".join(filter(None, (words, printed(one.date)))))


def number(one: Hit | Document) -> str:
    """The number with its session year: "nr. 70 (2024-2025)"."""
    shown = f"nr. {one.number}" if one.number is not None else ""
    year = f"({one.session_year})" if one.session_year else ""
    return f"{shown} {year}".strip()


def last_name_first(name: str) -> str:
    """A person's name as bibliographies sort it: "Van den Berg, Jan".

    The first word is taken to be the first name, the rest the last name.
    """
    first, _blank, last = single_line(name).replace(",", " ").partition(" ")
    return f"{last.strip()}, {first}" if last.strip() else first


def single_line(text: str) -> str:
    """Text that can be seen only, on one line, without blanks around it."""
    return " ".join(visible(text).split())
