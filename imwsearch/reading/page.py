"""What a file that is no plain text holds: its text, and what it says about itself."""

from dataclasses import dataclass

from imwsearch.errors import DocumentError
from imwsearch.messages import N_, _
from imwsearch.reading.header import NO_HEADER, Header
from imwsearch.reading.heads import NOTHING_KNOWN, Head


@dataclass(frozen=True, slots=True)
class Page:
    """A file's content, whatever its format.

    Args:
        text: its text as printed, paragraphs apart by an empty line where the format knows them.
        header: themes and addresses that it names beside its text.
        known: number, names, date and title that it names beside its text.
        problems: what could not be read.
    """

    text: str
    header: Header = NO_HEADER
    known: Head = NOTHING_KNOWN
    problems: tuple[str, ...] = ()


INSTALL = "pip install 'imwsearch[formats]'"
NO_TEXT = N_("no text in the file: only what it says about itself is indexed")


def missing(kind: str) -> DocumentError:
    """The error for a format whose library is not installed.

    Args:
        kind: the format, "PDF".
    """
    message = _("{kind} needs more packages to be read: {command}")
    return DocumentError(message.format(kind=kind, command=INSTALL))


def damaged(kind: str, error: Exception) -> DocumentError:
    """The error for a file that its format's library cannot read."""
    return DocumentError(
        _("damaged {kind}: {reason}").format(kind=kind, reason=str(error) or type(error).__name__)
    )
