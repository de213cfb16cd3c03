"""Hits as BibTeX entries."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from imwsearch.attribution import CITED
from imwsearch.render import joined
from imwsearch.render.citation import last_name_first, number, single_line
from imwsearch.results import Hit

_SIGNS = {sign: f"\\{sign}" for sign in "#$%&_"} | {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts braces, \{ and \} too
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ADDRESS = "/:?#@!$&'()*+,;=~"


def results(hits: Iterable[Hit]) -> Iterator[str]:
    """The entries, a blank line between them, in pieces."""
    return joined("\n\n", map(entry, hits))


def entry(one: Hit) -> str:
    """A hit as one ``@misc`` entry."""
    fields = ",\n".join(f"  {name} = {value}" for name, value in _fields(one))
    return f"@misc{{{key(one.id)},\n{fields}\n}}"


def key(id_: str) -> str:
    """The key of a document: another for each id, of letters, digits and hyphens."""
    safe = re.sub(r"[^A-Za-z0-9-]", lambda sign: f"_{ord(sign[0]):x}_", id_)
    return f"schriftelijke-vraag-{safe}"


def escape(text: str) -> str:
    """Text that LaTeX prints as it is."""
    return "".join(_SIGNS.get(sign, sign) for sign in single_line(text))


def _fields(one: Hit) -> Iterator[tuple[str, str]]:
    if one.asker:
        yield "author", f"{{{_author(one.asker)}}}"
    yield "title", f"{{{{{escape(one.title)}}}}}"
    addressee = f"aan {one.minister}" if one.minister else ""
    kind = " ".join(filter(None, ("Schriftelijke vraag", number(one), addressee)))
    yield "howpublished", f"{{{escape(kind)}}}"
    yield "publisher", "{Vlaams Parlement}"
    if one.date:
        yield "year", f"{{{one.date[:4]}}}"
        yield "month", _MONTHS[int(one.date[5:7]) - 1]
        yield "date", f"{{{one.date}}}"
    if address := one.page_url or one.pdf_url:
        yield "url", f"{{{quote(address, safe=_ADDRESS + '%')}}}"
    yield "note", f"{{{escape(CITED)}}}"
    yield "langid", "{dutch}"


def _author(name: str) -> str:
    """A name that stays one name: "and" would begin another."""
    shown = escape(last_name_first(name))
    return f"{{{shown}}}" if re.search(r"\band\b", shown, re.IGNORECASE) else shown
