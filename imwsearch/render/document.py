"""A whole document for a person, each question followed by its answer."""

from collections.abc import Callable, Iterator

from imwsearch.document import AnswerPart, Document, Question
from imwsearch.messages import _
from imwsearch.render import words
from imwsearch.render.terminal import BOLD, DIM, MATCH, Style, block, facts, linked, plain
from imwsearch.results import Piece
from imwsearch.schema import answer_label, answer_stretches
from imwsearch.visible import visible, visible_line

Mark = Callable[[str], tuple[Piece, ...]]
"""Cuts a text into pieces, some of them matched by a query."""


def document(one: Document, style: Style, mark: Mark = plain) -> str:
    """A whole document, each question followed by its answer.

    Args:
        one: the document.
        style: how it looks.
        mark: marks what a query met in the text below the facts.
    """
    return "\n\n".join(filter(None, _blocks(one, style, mark)))


def first_match(text: str) -> int:
    """The line, from 1, of a rendered document with the first match; 1 where there is none.

    Title and facts do not count: they say what every reader of the document knows.
    """
    body = text.find("\n\n", text.find("\n\n") + 2)
    found = [at for sign in (MATCH, "«") if (at := text.find(sign, max(body, 0))) >= 0]
    return text.count("\n", 0, found[0]) + 1 if found else 1


def _blocks(one: Document, style: Style, mark: Mark) -> Iterator[str]:
    yield block(mark(one.title), style, base=BOLD)
    yield "\n".join(_facts(one, style))
    yield _paragraphs(one.context, style, mark=mark)
    beside, rest = _pair(one)
    for question in one.questions:
        yield _question(question, style, mark)
        for part in beside.get(question.label, ()):
            yield _answer(part, style, mark)
    for part in rest:
        yield _answer(part, style, mark)
    for attachment in one.attachments:
        yield block(mark(_("Attachment: {name}").format(name=attachment)), style)
    for problem in one.problems:
        yield block(
            plain(_("Note: {problem}").format(problem=words.problem(problem))), style, base=DIM
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
    heading = block(plain(label.capitalize()), style, "  │ ", base=BOLD)
    return heading + "\n" + _paragraphs(part.text, style, "  │ ", mark)


def _facts(one: Document, style: Style) -> Iterator[str]:
    lines = [facts(one), one.portfolio]
    answered = one.answer.date if one.answer else ""
    if answered > one.date:  # else it repeats the question's
        lines.append(_("answer of {day}").format(day=words.day(answered)))
    for line in filter(None, lines):
        yield block(plain(line), style, base=DIM)
    for address in filter(None, (one.page_url, one.pdf_url)):
        yield linked(visible(address), address, style)
    yield block(plain(visible_line(one.path)), style, base=DIM)


def _paragraphs(text: str, style: Style, indent: str = "", mark: Mark = plain) -> str:
    return "\n".join(block(mark(line), style, indent) for line in text.split("\n") if line)
