"""Hits as RIS records, which reference managers import."""

from collections.abc import Iterable, Iterator

from imwsearch.attribution import CITED
from imwsearch.render import joined
from imwsearch.render.citation import cite, last_name_first, single_line
from imwsearch.results import Hit


def results(hits: Iterable[Hit]) -> Iterator[str]:
    """The records, each ended by its ``ER`` line, in pieces."""
    return joined("\n", map(record, hits))


def record(one: Hit) -> str:
    """A hit as one record: a line for each fact that is known."""
    lines = ((tag, single_line(value)) for tag, value in _facts(one))
    return "\n".join([*(f"{tag}  - {value}" for tag, value in lines if value), "ER  - "])


def _facts(one: Hit) -> Iterator[tuple[str, str]]:
    yield "TY", "GOVDOC"
    yield "ID", one.id
    yield "AU", last_name_first(one.asker)
    yield "TI", one.title
    yield "PB", "Vlaams Parlement"
    if one.date:
        yield "PY", one.date[:4]
        yield "DA", one.date.replace("-", "/")
    yield "M1", "" if one.number is None else str(one.number)
    yield "N1", cite(one)
    yield "N1", CITED
    for theme in one.themes:
        yield "KW", theme
    yield "LA", "nl"
    yield "UR", one.page_url
    yield "L1", one.pdf_url
