"""Results and documents for a person at a terminal, or for a pipe that a person reads.

Text of documents passes through ``visible`` once, here: nothing in it can steer a terminal.
"""

from __future__ import annotations

from imwsearch.messages import _
from imwsearch.records import Record
from imwsearch.render import joined, words
from imwsearch.results import Piece
from imwsearch.schema import answer_label, answer_stretches
from imwsearch.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from imwsearch.document import AnswerPart, Document, Question
    from imwsearch.results import Hit, Passage, Results

    Mark = Callable[[str], tuple[Piece, ...]]
    """Cuts a text into pieces, some of them matched by a query."""


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
            rank + _block(one.marked_title, style, indent, _BOLD, address).lstrip(" "),
            _block(plain(_facts(one)), style, indent, base=_DIM),
            *(_snippet(passage, style, indent) for passage in _worth_showing(one)),
            indent + _linked(visible(address or one.path), address, style),
        ]
    )


def plain(text: str) -> tuple[Piece, ...]:
    """A text of which nothing is matched."""
    return (Piece(text, False),)


def document(one: Document, style: Style, mark: Mark = plain) -> str:
    """A whole document, each question followed by its answer.

    Args:
        one: the document.
        style: how it looks.
        mark: marks what a query met in the text below the facts.
    """
    return "\n\n".join(filter(None, _document_blocks(one, style, mark)))


def first_match(text: str) -> int:
    """The line, from 1, of a rendered document with the first match; 1 where there is none.

    Title and facts do not count: they say what every reader of the document knows.
    """
    body = text.find("\n\n", text.find("\n\n") + 2)
    found = [at for sign in (_MATCH, "«") if (at := text.find(sign, max(body, 0))) >= 0]
    return text.count("\n", 0, found[0]) + 1 if found else 1


def _document_blocks(one: Document, style: Style, mark: Mark) -> Iterator[str]:
    yield _block(mark(one.title), style, base=_BOLD)
    yield "\n".join(_document_facts(one, style))
    yield _paragraphs(one.context, style, mark=mark)
    beside, rest = _pair(one)
    for question in one.questions:
        yield _question(question, style, mark)
        for part in beside.get(question.label, ()):
            yield _answer(part, style, mark)
    for part in rest:
        yield _answer(part, style, mark)
    for attachment in one.attachments:
        yield _block(mark(_("Attachment: {name}").format(name=attachment)), style)
    for problem in one.problems:
        yield _block(
            plain(_("Note: {problem}").format(problem=words.problem(problem))), style, base=_DIM
        )


def _pair(one: Document) -> tuple[dict[str, list[AnswerPart]], list[AnswerPart]]:
    """The stretches of the answer by the last question that each answers, and the others."""
    labels = {question.label for question in one.questions}
    beside: dict[str, list[AnswerPart]] = {}
    rest = []
    for part in answer_stretches(one.answer) if one.answer else ():
        question = part.labels[-1].rstrip("abcdefghijklmnopqrstuvwxyz") if part.labels else None
        if question in labels:
            beside.setdefault(question or "", []).append(part)
        elif part.text:
            rest.append(part)
    return beside, rest


def _question(question: Question, style: Style, mark: Mark) -> str:
    parts = [f"   {part.label}) {part.text}" for part in question.parts]
    number = f"{question.label}. " if question.label else ""
    if not question.text and parts:
        parts[0] = parts[0].replace("   ", number, 1)
    lines = [number + question.text if question.text else "", *parts, question.closing]
    return _paragraphs("\n".join(lines), style, mark=mark)


def _answer(part: AnswerPart, style: Style, mark: Mark) -> str:
    """A stretch of the answer, set off from the questions by a bar."""
    label = words.place("answer", answer_label(part.labels))
    heading = _block(plain(label.capitalize()), style, "  │ ", base=_BOLD)
    return heading + "\n" + _paragraphs(part.text, style, "  │ ", mark)


def _document_facts(one: Document, style: Style) -> Iterator[str]:
    lines = [_facts(one), one.portfolio]
    if one.answer and one.answer.date:
        lines.append(_("answer of {day}").format(day=words.day(one.answer.date)))
    for line in filter(None, lines):
        yield _block(plain(line), style, base=_DIM)
    for address in filter(None, (one.page_url, one.pdf_url)):
        yield _linked(visible(address), address, style)
    yield _block(plain(one.path), style, base=_DIM)


def _facts(one: Hit | Document) -> str:
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
    return _block((label, *passage.pieces), style, indent)


_BOLD = "\x1b[1m"
_DIM = "\x1b[2m"
_MATCH = "\x1b[1;33m"
_RESET = "\x1b[0m"

_SAFE_IN_ADDRESS = frozenset(map(chr, range(33, 127))).difference('"<>\\^`{|}')


def web_address(address: str) -> str:
    """An address of the web (http, https) in printable ASCII; empty where it is another one."""
    if not address.lower().startswith(("https://", "http://")):
        return ""
    return "".join(one if one in _SAFE_IN_ADDRESS else _percent(one) for one in address)


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode(errors="replace"))


def _linked(text: str, address: str, style: Style) -> str:
    """A text as a link, where the style has links and the address is one of the web."""
    target = web_address(address) if style.links else ""
    return f"\x1b]8;;{target}\x1b\\{text}\x1b]8;;\x1b\\" if target and text else text


def _paragraphs(text: str, style: Style, indent: str = "", mark: Mark = plain) -> str:
    return "\n".join(_block(mark(line), style, indent) for line in text.split("\n") if line)


def _block(
    pieces: Iterable[Piece], style: Style, indent: str = "", base: str = "", address: str = ""
) -> str:
    """Pieces as one paragraph, each of its lines with the indent before it."""
    marked = _marks(pieces, style)
    text = "".join(piece.text for piece in marked)
    lines = []
    for start, end in _lines(text, style.width - len(indent) if style.width else 0):
        line = _coloured(_slice(marked, start, end), base) if style.colour else text[start:end]
        lines.append(indent + _linked(line, address, style))
    return "\n".join(lines)


def _marks(pieces: Iterable[Piece], style: Style) -> list[Piece]:
    """The pieces made safe, the matched ones between « and » where there is no colour."""
    safe = [_safe(piece) for piece in pieces]
    if style.colour:
        return safe
    return [Piece(f"«{piece.text}»", True) if piece.matched else piece for piece in safe]


def _safe(piece: Piece) -> Piece:
    text = visible(piece.text)
    return piece if text is piece.text else Piece(text, piece.matched)


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


def _slice(pieces: Iterable[Piece], start: int, end: int) -> Iterator[Piece]:
    at = 0
    for piece in pieces:
        part = piece.text[max(0, start - at) : max(0, end - at)]
        at += len(piece.text)
        if part:
            yield Piece(part, piece.matched)


def _coloured(pieces: Iterable[Piece], base: str) -> str:
    coded = ((base + _MATCH if piece.matched else base, piece.text) for piece in pieces)
    return "".join(f"{code}{text}{_RESET}" if code else text for code, text in coded)
