"""The header lines before the text: title, themes, addresses."""

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

_LINE = re.compile(
    r"\s*(title|titel|thema link|thema|pdf link|pdf|datum antwoord)[ \t]*:[ \t]*([^\n]*)(?:\n|\Z)",
    re.IGNORECASE,
)
_FIELDS = {"titel": "title", "pdf": "pdf link"}
_SINGLE = ("title", "pdf link", "thema link", "datum antwoord")
FILE_NUMBER = re.compile(r"pfile\?(?:[^#\s]{0,200}&)?id=(\d{1,18})(?!\d)", re.ASCII)
"""The address of a file, and its number."""
_NAMED_NUMBER = re.compile(
    r"pfile(?:%3F|[\W_]){1,3}(?:id(?:%3D|[\W_]))?(\d{1,18})(?!\d)", re.ASCII | re.IGNORECASE
)
_OTHER_SCHEME = re.compile(r"(?!https?:)[a-z][a-z0-9+-]*:(?!\d)", re.ASCII | re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"/(\d{1,18})/?(?:[?#]|\Z)")


@dataclass(frozen=True, slots=True)
class Header:
    """What stands before the text.

    Args:
        title: the title, in single spaces.
        themes: the themes, each once.
        pdf_url: the file's address.
        page_url: the page's address ("thema link").
        answered: the day of the answer ("datum antwoord"), as written: a harvest adds it, as the
            answer's own head names the day of the question.
        leftovers: values of lines that stood twice and said something else.
    """

    title: str = ""
    themes: tuple[str, ...] = ()
    pdf_url: str = ""
    page_url: str = ""
    answered: str = ""
    leftovers: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        """The file's number, else the page's, else nothing."""
        if match := FILE_NUMBER.search(self.pdf_url):
            return match[1]
        if match := _PAGE_NUMBER.search(self.page_url):
            return match[1]
        return ""


NO_HEADER = Header()


def id_by_name(name: str) -> str:
    """The id of a document that names neither its file's number nor its page's.

    Args:
        name: its file's path below the seeds' folder, with "/"; absolute elsewhere.

    Returns:
        The number in the name that a browser, wget or a harvest gives ("pfile?id=2082929",
        "pfile_2082929.pdf", "2082929.pdf"), else the path without ending: two folders may hold a
        file of one name. Of an absolute path its last part.
    """
    path, dot, ending = name.rpartition(".")
    if not dot or "/" in ending or path.endswith("/"):
        path = name
    stem = path.rpartition("/")[2]
    if match := _NAMED_NUMBER.search(stem):
        return match[1]
    return stem if name.startswith("/") or stem.isdecimal() else path


def without_odd_addresses(header: Header) -> tuple[Header, tuple[str, ...]]:
    """The header without addresses that are none of the web's, and these: javascript:, file:."""
    odd = tuple(url for url in (header.pdf_url, header.page_url) if _OTHER_SCHEME.match(url))
    if not odd:
        return header, ()
    pdf_url, page_url = ("" if url in odd else url for url in (header.pdf_url, header.page_url))
    return replace(header, pdf_url=pdf_url, page_url=page_url), odd


class Parted(NamedTuple):
    """A file's two halves."""

    header: Header
    text: str


def part(text: str) -> Parted:
    """Take the header lines from a text.

    They may come in any order, be missing or be repeated; the first other line ends them.

    Args:
        text: a repaired text.

    Returns:
        The header, and the text after it.
    """
    values: dict[str, list[str]] = {}
    at = 0
    while match := _LINE.match(text, at):
        printed, value = match.groups()
        name = printed.lower()
        values.setdefault(_FIELDS.get(name, name), []).append(" ".join(value.split()))
        at = match.end()
    if not values:
        return Parted(NO_HEADER, text)
    return Parted(_header(values), text[at:])


def _header(values: dict[str, list[str]]) -> Header:
    themes = [theme.strip() for line in values.get("thema", ()) for theme in line.split(";")]
    single = [list(filter(None, values.get(name, ()))) for name in _SINGLE]
    title, pdf_url, page_url, answered = [found[0] if found else "" for found in single]
    return Header(
        title,
        tuple(dict.fromkeys(filter(None, themes))),
        pdf_url,
        page_url,
        answered,
        tuple([value for found in single for value in found[1:] if value != found[0]]),
    )
