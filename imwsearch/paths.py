r"""Names of files as texts, and back: the system's may be any bytes.

Bytes that are no UTF-8 are written as "\xff", and in a name that has such bytes or looks like it
each backslash twice.
"""

from __future__ import annotations

from imwsearch.system import decoded, encoded

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re


def printable(name: str) -> str:
    """The text for a name as the system gives it; no two names have the same."""
    if name.isascii() and "\\x" not in name:
        return name
    raw = encoded(name)
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return raw.replace(b"\\", b"\\\\").decode("utf-8", "backslashreplace")
    return text.replace("\\", "\\\\") if "\\x" in text else text


def on_disk(text: str) -> str:
    """The name, as the system takes it, for the text that ``printable`` made of it."""
    if text.isascii() and "\\x" not in text:
        return text
    raw = text.encode("utf-8", "surrogateescape")
    if b"\\x" in raw:
        import re  # which a search of plain words does without

        raw = re.sub(rb"\\(?:\\|x([0-9a-f]{2}))", _byte, raw)
    return decoded(raw)


def _byte(found: re.Match[bytes]) -> bytes:
    return bytes.fromhex(found[1].decode()) if found[1] else b"\\"
