"""The files of a question: whether they are whole, their text, their place on disk."""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from imwsearch import disk, reading
from imwsearch.errors import DocumentError, FetchError, UsageError
from imwsearch.messages import _
from imwsearch.reading.kinds import OLD_WORD, PDF, RTF, WORD, kind_of

_PDF_END = 2048
"""Bytes at the end of a PDF that hold its last line; one that was cut has none."""

UNFINISHED = ".harvest.tmp"
INSTALL = "pip install 'imwsearch[harvest]'"


@dataclass(frozen=True, slots=True)
class File:
    """A file as the service gave it.

    Args:
        suffix: "pdf", "docx", "doc" or "rtf", told by its content.
        body: its bytes.
        text: its text; empty for a scan, and for formats that nothing here reads.
    """

    suffix: str
    body: bytes
    text: str


def require_readers() -> None:
    """Refuse to begin where nothing can be read.

    Raises:
        UsageError: pypdf is not installed.
    """
    if find_spec("pypdf") is None:
        raise UsageError(_("harvesting needs more packages"), INSTALL)


def read_file(body: bytes) -> File:
    """The text of a file.

    Args:
        body: the whole file.

    Raises:
        FetchError: it is cut, damaged, or none of the formats that questions come in.
    """
    kind = kind_of(body)
    if kind in (RTF, OLD_WORD):
        return File(kind, body, "")
    if kind not in (PDF, WORD) or (kind == PDF and b"%%EOF" not in body[-_PDF_END:]):
        raise FetchError(_("no whole PDF or Word file"))
    try:
        return File(kind, body, reading.extract(body).text)
    except DocumentError as error:
        raise FetchError(str(error)) from error


def write_atomically(path: Path, data: bytes) -> None:
    """Put a file in place whole, or not at all, whatever happens meanwhile.

    The name of the unfinished file is hidden, so that no build reads it, and always the same, so
    that what a kill leaves is written over: one harvest at a time works in a folder.
    """
    path.parent.mkdir(exist_ok=True)
    unfinished = path.with_name(UNFINISHED)
    disk.write(unfinished, data)
    unfinished.replace(path)


def clear(folder: Path) -> None:
    """Remove what an earlier harvest left unfinished, and have the folder written to the disk."""
    if folder.is_dir():
        (folder / UNFINISHED).unlink(missing_ok=True)
        disk.sync(folder)
