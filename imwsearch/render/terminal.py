"""Results for a person at a terminal, or for a pipe that a person reads.

Text of documents passes through ``visible`` once, here: nothing in it can steer a terminal.
"""

from __future__ import annotations

from imwsearch.records import Record
from imwsearch.render import joined, words
from imwsearch.results import Piece
from imwsearch.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from imwsearch.document import Document
    from imwsearch.results import Hit, Passage, Results


class Style(Record):
    """How the output looks.

    Args:
        colour: use ANSI colours; matches stand between « and » without them.
        width: columns to wrap at; 0 for no wrapping.
        links: make titles and addresses links (OSC 8), for terminals only.
    """

    colour: bool = False
    width: int = 0
    links: bool = False


def results(found: Results, style: Style) -> Iterator[str]:
    """One page of hits, a blank line between them, in pieces."""
    return joined("\n\n", (hit(one, style) for one in found.hits))


def hit(one: Hit, style: Style) -> str:
    """A hit: rank and title, facts, snippets, address."""
    rank = f"{one.rank}. "
    indent = " " * len(rank)
    address = one.page_url or one.pdf_url
    return "\n".join(
        [
            rank + block(one.marked_title, style, indent, BOLD, address).lstrip(" "),
            block(plain(facts(one)), style, indent, base=DIM),
            *(_snippet(passage, style, indent) for passage in _worth_showing(one)),
            indent + linked(visible(address or one.path), address, style),
        ]
    )


def plain(text: str) -> tuple[Piece, ...]:
    """A text of which nothing is matched."""
    return (Piece(text, False),)


def facts(one: Hit | Document) -> str:
    """One line: nr. 70 (2024-2025) · 25 oktober 2024 · Tom Ongena → Zuhal Demir · Werk · …."""
    people = " → ".join(filter(None, (one.asker, one.minister)))
    facts = (
        words.number(one.number, one.session_year),
        words.day(one.date),
        people,
        "; ".join(one.themes),
        words.status(one.status),
    )
    return " · ".join(filter(None, facts))


def _worth_showing(one: Hit) -> Iterable[Passage]:
    """The passages, but for the title's: that stands above them, marked."""
    return (passage for passage in one.passages if passage.field != "title")


def _snippet(passage: Passage, style: Style, indent: str) -> str:
    label = Piece(words.place(passage.field, passage.label) + ": ", False)
    return block((label, *passage.pieces), style, indent)


BOLD = "\x1b[1m"
DIM = "\x1b[2m"
MATCH = "\x1b[1;33m"
_RESET = "\x1b[0m"

_SAFE_IN_ADDRESS = frozenset(map(chr, range(33, 127))).difference('"<>\\^`{|}')


def web_address(address: str) -> str:
    """An address of the web (http, https) in printable ASCII; empty where it is another one."""
    if not address.lower().startswith(("https://", "http://")):
        return ""
    return "".join(one if one in _SAFE_IN_ADDRESS else _percent(one) for one in address)


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode(errors="replace"))


def linked(text: str, address: str, style: Style) -> str:
    """A text as a link, where the style has links and the address is one of the web."""
    target = web_address(address) if style.links else ""
    return f"\x1b]8;;{target}\x1b\\{text}\x1b]8;;\x1b\\" if target and text else text


def block(
    pieces: Iterable[Piece], style: Style, indent: str = "", base: str = "", address: str = ""
) -> str:
    """Pieces as one paragraph, each of its lines with the indent before it."""
    width = style.width - len(indent) if style.width else 0
    if style.colour:
        safe = [(visible(piece.text), piece.matched) for piece in pieces]
        text = "".join([shown for shown, _matched in safe])
        lines = [_coloured(_slice(safe, *line), base) for line in _lines(text, width)]
    else:
        text = "".join([_in_signs(piece) for piece in pieces])
        lines = [text[start:end] for start, end in _lines(text, width)]
    return "\n".join([indent + linked(line, address, style) for line in lines])


def _in_signs(piece: Piece) -> str:
    """A piece where there is no colour: between « and » where it is matched."""
    return f"«{visible(piece.text)}»" if piece.matched else visible(piece.text)


def _lines(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Where the lines of a wrapped text begin and end; words longer than a line stay whole."""
    start = 0
    while width > 0 and len(text) - start > width:
        blank = text.rfind(" ", start, start + width + 1)
        if blank <= start:
            blank = text.find(" ", start + width)
        if blank < 0:
            break
        yield start, blank
        start = blank + 1
    yield start, len(text)


def _slice(pieces: Iterable[tuple[str, bool]], start: int, end: int) -> Iterator[tuple[str, bool]]:
    at = 0
    for text, matched in pieces:
        part = text[max(0, start - at) : max(0, end - at)]
        at += len(text)
        if part:
            yield part, matched


def _coloured(pieces: Iterable[tuple[str, bool]], base: str) -> str:
    coded = ((base + MATCH if matched else base, text) for text, matched in pieces)
    return "".join(f"{code}{text}{_RESET}" if code else text for code, text in coded)
