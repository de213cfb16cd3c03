"""What a file is that is no text, told by its first bytes."""

PDF, WORD, RTF, OLD_WORD = "pdf", "docx", "rtf", "doc"

UNREAD = {
    RTF: "RTF",
    OLD_WORD: "Word 97 or Excel 97",
    "png": "PNG",
    "jpg": "JPEG",
    "gz": "gzip",
}
"""What people may have in the folder and nothing here reads: what each is called."""

_MARKS = {
    b"PK\x03\x04": WORD,
    b"{\\rtf": RTF,
    b"\xd0\xcf\x11\xe0": OLD_WORD,
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpg",
    b"\x1f\x8b": "gz",
}

_PDF_WITHIN = 1024
"""Where the format allows its mark."""


def kind_of(data: bytes) -> str:
    """The usual ending of such a file's name; empty for what may be text."""
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return PDF
    return next((kind for mark, kind in _MARKS.items() if data.startswith(mark)), "")
