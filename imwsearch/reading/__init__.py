"""Files to documents: what a file is, is told by its content and not by its name."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from imwsearch.document import Document
from imwsearch.errors import DocumentError
from imwsearch.limits import DOCUMENT_BYTES, DOCUMENT_CHARACTERS
from imwsearch.messages import _
from imwsearch.reading.header import part
from imwsearch.reading.kinds import PDF, UNREAD, WORD, kind_of
from imwsearch.reading.question import assemble, parse
from imwsearch.text import decode, repair

if TYPE_CHECKING:
    from imwsearch.reading.page import Page

__all__ = ["extract", "read"]


def read(data: bytes, name: str) -> Iterable[Document]:
    """The documents of a file.

    Args:
        data: the whole file: the seeds' text format, plain text, HTML, PDF, Word (.docx), JSON
            lines or a table with named columns.
        name: its path below the seeds' folder, with "/".

    Returns:
        One document, or as many as there are records in the file, each made when it is asked for.

    Raises:
        DocumentError: the file is empty, too large or of another kind, is damaged, or needs a
            package that is not installed; the message is the reason.
    """
    if len(data) > DOCUMENT_BYTES:
        raise DocumentError(
            _("larger than {megabytes} MB").format(megabytes=DOCUMENT_BYTES // 1_000_000)
        )
    if page := _bound(data):
        return (_from_page(page, name),)
    return _from_text(decode(data), data, name)


def extract(data: bytes) -> "Page":
    """The text of a file of one document as it is printed, whatever the format.

    Args:
        data: the whole file.

    Returns:
        Its text and what it says about itself.

    Raises:
        DocumentError: as ``read``.
    """
    if page := _bound(data):
        return page
    from imwsearch.reading.html import decode_html, is_html, read_html
    from imwsearch.reading.page import Page

    text = repair(decode(data))
    return read_html(decode_html(data)) if is_html(text) else Page(text)


def _bound(data: bytes) -> "Page | None":
    """The text of a file that is no text file."""
    kind = kind_of(data)
    if kind == PDF:
        from imwsearch.reading.pdf import read_pdf

        return read_pdf(data)
    if kind == WORD:
        from imwsearch.reading.docx import read_docx

        return read_docx(data)
    if kind:
        raise DocumentError(
            _("{kind} is not read").format(kind=UNREAD[kind]), _("save it as PDF, .docx or text")
        )
    return None


def _from_text(decoded: str, data: bytes, name: str) -> Iterable[Document]:
    """What a text is: most begin with a letter, and then only a table's first line is odd."""
    text = repair(decoded)
    begin = text.lstrip()[:1]
    if not begin:
        raise DocumentError(_("empty"))
    if begin == "<":
        from imwsearch.reading.html import decode_html, is_html, read_html

        if is_html(text):
            return (_from_page(read_html(decode_html(data)), name),)
    elif _may_be_table(decoded, begin, name):
        from imwsearch.reading import tables

        if (found := tables.read_table(decoded, name)) is not None:
            return found
    if len(text) > DOCUMENT_CHARACTERS:
        message = _("too long: {size} characters, at most {most}")
        raise DocumentError(message.format(size=len(text), most=DOCUMENT_CHARACTERS))
    return (parse(text, name),)


def _may_be_table(decoded: str, begin: str, name: str) -> bool:
    """Whether records are worth looking for: by the first letter, the first line, the name."""
    if begin in "{[" or name.lower().endswith(".jsonl"):
        return True
    first = decoded.partition("\n")[0]
    return any(mark in first for mark in ",;\t")


def _from_page(page: "Page", name: str) -> Document:
    """A document of a page; header lines in its text count more than what the file says."""
    header, body = part(page.text)
    merged = replace(
        header,
        themes=header.themes or page.header.themes,
        pdf_url=header.pdf_url or page.header.pdf_url,
        page_url=header.page_url or page.header.page_url,
    )
    document = assemble(merged, body, name, page.known)
    return document.changed(problems=(*page.problems, *document.problems))
