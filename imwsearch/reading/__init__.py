"""Files to documents."""

from imwsearch.document import Document
from imwsearch.errors import DocumentError
from imwsearch.limits import DOCUMENT_BYTES
from imwsearch.messages import _
from imwsearch.reading.question import parse
from imwsearch.text import decode, repair

__all__ = ["read"]


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """The documents of a file.

    Args:
        data: the whole file.
        name: its path below the seeds' folder, with "/".

    Returns:
        One document for a seed.

    Raises:
        DocumentError: the file is empty, too large or no text; the message is the reason.
    """
    if len(data) > DOCUMENT_BYTES:
        raise DocumentError(
            _("too large: {size} bytes, at most {most}").format(size=len(data), most=DOCUMENT_BYTES)
        )
    text = repair(decode(data))
    if not text.strip():
        raise DocumentError(_("empty"))
    return (parse(text, name),)
