"""Hits as a Markdown list, to paste into a note: the title as a link, and the citation."""

import re
from collections.abc import Iterable, Iterator

from imwsearch.attribution import CITED
from imwsearch.render import joined
from imwsearch.render.citation import cite, single_line
from imwsearch.render.terminal import web_address
from imwsearch.results import Hit

_SIGNS = re.compile(r"([\\`*_\[\]<>&#|~$@])")
"""Signs that mean something within a line; what means something where a line begins is harmless."""


def results(hits: Iterable[Hit]) -> Iterator[str]:
    """The hits, one item a line, and below them whose they are, in pieces; none without hits."""
    last = ""
    for last in joined("\n", map(item, hits)):
        yield last
    if last:
        yield f"\n\n{CITED}"


def item(one: Hit) -> str:
    """A hit: ``- [title](address) — citation``; only an address of the web makes a link."""
    title = escape(one.title) or "-"
    address = web_address(one.page_url) or web_address(one.pdf_url)
    shown = f"[{title}](<{address}>)" if address else f"**{title}**"
    return f"- {shown} — {escape(cite(one))}"


def escape(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _SIGNS.sub(r"\\\1", single_line(text))
