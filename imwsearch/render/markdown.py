"""Hits as a Markdown list, to paste into a note: the title as a link, and the citation."""

import re
from collections.abc import Iterable
from urllib.parse import quote

from imwsearch.attribution import CITED
from imwsearch.render.citation import cite, single_line
from imwsearch.results import Hit

_SIGNS = re.compile(r"([\\`*_\[\]<>&#|~$@])")
"""Signs that mean something within a line; what means something where a line begins is harmless."""

_ADDRESS = "/:?#@!$&'*+,;=%~"
"""What may stand in an address as it is; parentheses and angle brackets may not."""


def results(hits: Iterable[Hit]) -> str:
    """The hits, one item a line, and below them whose they are; nothing where there are none."""
    items = "\n".join(map(item, hits))
    return f"{items}\n\n{CITED}" if items else ""


def item(one: Hit) -> str:
    """A hit: ``- [title](address) — citation``."""
    title = escape(one.title) or "-"
    address = one.page_url or one.pdf_url
    shown = f"[{title}](<{quote(address, safe=_ADDRESS)}>)" if address else f"**{title}**"
    return f"- {shown} — {escape(cite(one))}"


def escape(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _SIGNS.sub(r"\\\1", single_line(text))
