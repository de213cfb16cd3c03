"""Bytes to text, and text without mojibake."""

import codecs
import re
import unicodedata

from imwsearch.errors import DocumentError
from imwsearch.messages import _

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r")) + b"\x7f"


def decode(data: bytes) -> str:
    """Text of a file whose encoding nobody says.

    A byte order mark decides; otherwise each line that is valid UTF-8 is UTF-8, and one that is
    not is Windows-1252, so that one line from elsewhere spoils no other.

    Args:
        data: the whole file.

    Returns:
        The text, without a byte order mark.

    Raises:
        DocumentError: the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, encoding)
    if b"\0" in data or _mostly_control(data):
        raise DocumentError(_("no text: binary data"))
    try:
        return data.decode()
    except UnicodeDecodeError:
        return "\n".join(map(_decode_line, data.split(b"\n")))


def _decode_marked(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        if encoding == "utf-8-sig":
            return decode(data.removeprefix(codecs.BOM_UTF8))
        raise DocumentError(_("not valid {encoding}").format(encoding=encoding.upper())) from None
    if "\0" in text:
        raise DocumentError(_("no text: binary data"))
    return text


def _mostly_control(data: bytes) -> bool:
    return len(data) - len(data.translate(None, _CONTROLS)) > len(data) // 10


def _decode_line(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_SOFT_HYPHENS = re.compile("\u00ad(?:[ \t]*\n[ \t]*)?")
_FORMS = str.maketrans(
    dict.fromkeys("\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", " ")
    | dict.fromkeys("\u202f\u205f\u3000", " ")
    | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", "")
    | {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
    # what Word's symbol fonts leave of a list's signs
    | {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02d": "-", "\uf0e0": "→"}
)
_UNUSUAL = re.compile(f"[\r\v\f\x1c-\x1e\x85\u2028\u2029\u00ad{''.join(map(chr, _FORMS))}]")

_CONTINUATION = (  # the letters that cp1252 and latin-1 make of the bytes 80 to BF
    bytes(range(0x80, 0xC0)).decode("cp1252", errors="ignore") + "\x81\x8d\x8f\x90\x9d"
)
_SUSPICIOUS = re.compile(
    "[\xc2-\xf4](?:"
    f"(?<=[\xc2-\xdf])[{_CONTINUATION} ]|(?<=[\xe0-\xef])[{_CONTINUATION}]{{2}}"
    f"|(?<=[\xf0-\xf4])[{_CONTINUATION}]{{3}})"
)
_USUAL = bytes([ord("\n"), *range(ord(" "), ord("~") + 1)])
_USUAL_BESIDE = frozenset("àáèéêëíïóôöúûüçÉ’‘“”–€°²•…")


def repair(text: str) -> str:
    r"""The same text as its writer meant it.

    Mojibake is undone line by line, lines end in ``\n``, letters are NFC, odd spaces are
    spaces, ligatures and soft hyphens are gone. A line without any of these is not changed.

    Args:
        text: what ``decode`` gave.

    Returns:
        The repaired text.
    """
    if _is_usual(text):
        return text
    if _UNUSUAL.search(text):
        text = _LINE_ENDS.sub("\n", text)
        text = _SOFT_HYPHENS.sub("", text)
        text = text.translate(_FORMS)
    if _SUSPICIOUS.search(text):
        text = "\n".join(
            _fix_encoding(line) if _SUSPICIOUS.search(line) else line for line in text.split("\n")
        )
    return unicodedata.normalize("NFC", text)


def _is_usual(text: str) -> bool:
    """Whether all of its characters are such as nothing here changes."""
    beside = text.encode(errors="surrogatepass").translate(None, _USUAL)
    return _USUAL_BESIDE.issuperset(beside.decode(errors="surrogatepass"))


def _fix_encoding(line: str) -> str:
    import ftfy  # 40 ms that most documents need not pay

    return ftfy.fix_encoding(line).replace("\n", " ").translate(_FORMS)
