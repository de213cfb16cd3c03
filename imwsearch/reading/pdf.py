"""PDF, read with pypdf."""

import io
import logging
from typing import TYPE_CHECKING

from imwsearch import limits
from imwsearch.messages import N_
from imwsearch.reading.heads import Head
from imwsearch.reading.page import NO_TEXT, Page, damaged, missing
from imwsearch.text import repair

if TYPE_CHECKING:
    from pypdf import PdfReader

ENCRYPTED = N_("the file is encrypted: nothing of what it says is indexed")
CUT = N_("the file is too long: only its beginning is indexed")


def read_pdf(data: bytes) -> Page:
    """The text of a PDF, page after page, in the order in which it was written.

    A file without text (a scan) keeps its title; one behind a password gives nothing.

    Args:
        data: the whole file.

    Returns:
        Its text, each page on new lines, and its title.

    Raises:
        DocumentError: the file is damaged, or pypdf is not installed.
    """
    try:
        import pypdf
    except ImportError:
        raise missing("PDF") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks are not for our users
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return Page("", problems=(ENCRYPTED,))
        return _page(reader)
    except pypdf.errors.DependencyError:
        return Page("", problems=(ENCRYPTED,))
    except Exception as error:  # a damaged PDF makes it raise anything, RecursionError included
        raise damaged("PDF", error) from error


def _page(reader: "PdfReader") -> Page:
    title = repair(str((reader.metadata and reader.metadata.title) or ""))
    known = Head(title=" ".join(title.split()))
    texts: list[str] = []
    problems: list[str] = []
    content = 0
    for number, page in enumerate(reader.pages):
        stream = page.get_contents()
        content += len(stream.get_data()) if stream is not None else 0
        if number >= limits.PDF_PAGES or content > limits.PDF_CONTENT_BYTES:
            problems.append(CUT)
            break
        texts.append(page.extract_text())
    text = repair("\n".join(texts).replace("\0", ""))[: limits.TEXT_CHARACTERS]
    if not text.strip():
        problems.append(NO_TEXT)
    return Page(text, known=known, problems=tuple(problems))
