"""Text that is safe on a terminal."""

from __future__ import annotations

UNSAFE = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""What a terminal may obey instead of showing it, as a pattern; see ``visible``."""


def visible(text: str) -> str:
    """Text that can only be seen, never obeyed, by a terminal.

    Control characters (C0 but the line feed, DEL, C1), bidirectional marks, overrides and
    isolates, invisible format characters, tags and lone surrogates become U+FFFD; a tab is a
    space.

    Args:
        text: any text.

    Returns:
        Text of as many characters, in as many lines.
    """
    if text.isprintable():  # as nearly all text is: a cold search need not import re
        return text
    import re

    return re.sub(UNSAFE, "\ufffd", text.replace("\t", " "))


def visible_line(text: str) -> str:
    """The same in one line: what has a line end in its name would pass for two."""
    return visible(text).replace("\n", "\ufffd")
