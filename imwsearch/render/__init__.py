"""Results and documents as text: one module for each medium, each escapes for its own once.

What may be long is given in pieces, to be written one after the other: all hits of a large index
need not be in memory together.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def joined(between: str, texts: Iterable[str]) -> Iterator[str]:
    """What ``str.join`` would make of the texts, in pieces."""
    before = ""
    for text in texts:
        yield before + text
        before = between
