"""A manual page in roff, with the macros of man(7)."""

import re
from collections.abc import Iterable


def escaped(text: str) -> str:
    """A text of which roff obeys nothing: no escape, no request at a line's start."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", text, flags=re.MULTILINE)


def heading(name: str, section: int, version: str) -> str:
    """How a page begins."""
    return f'.TH {quoted(name.upper())} {section} "" {quoted(f"{name} {version}")}\n.nh\n.ad l'


def section(title: str, *parts: str) -> str:
    """A section with its parts."""
    return "\n".join([f".SH {quoted(title.upper())}", *filter(None, parts)])


def subsection(title: str, *parts: str) -> str:
    """A part of a section under a heading of its own."""
    return "\n".join([f".SS {quoted(title)}", *filter(None, parts)])


def paragraph(text: str) -> str:
    """A paragraph, filled by roff."""
    return f".PP\n{escaped(' '.join(text.split()))}"


def verbatim(text: str) -> str:
    """Lines as they are, indented."""
    return f".PP\n.RS 4\n.nf\n{escaped(text)}\n.fi\n.RE"


def tagged(rows: Iterable[tuple[str, str]]) -> str:
    """Terms in bold, each with its text."""
    return "\n".join(f".TP\n.B {quoted(term)}\n{escaped(text)}" for term, text in rows)


def quoted(text: str) -> str:
    """A text as one argument of a request."""
    return '"' + escaped(text).replace('"', "\\(dq") + '"'
