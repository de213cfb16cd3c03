"""The text of a written question, taken apart: head, context, questions, answer, attachments.

Pure, and never raises on odd text: what has no place stays in the nearest field, and
``Document.problems`` names it. A problem is one of the sentences below, or one of them, a colon
and what it is about.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import NamedTuple

from imwsearch.document import Answer, AnswerPart, Document, Question, QuestionPart
from imwsearch.messages import N_
from imwsearch.reading.dates import DATE, iso_date, parse_date, session_year
from imwsearch.reading.flow import Layout, begins_item, flow, layout_of, paragraphs, unwrap
from imwsearch.reading.header import Header, id_by_name, part, without_odd_addresses
from imwsearch.reading.heads import NOTHING_KNOWN, Head, answer_head, question_head
from imwsearch.reading.names import normal_case
from imwsearch.reading.numbering import Marker, answer_numbers, letters, question_numbers
from imwsearch.reading.status import status_of

NO_HEAD = N_("the text does not begin as a written question does")
BEFORE_HEAD = N_("text before the question's head")
NOT_NAMED = N_("not found in the question's head")
BAD_DATE = N_("not a date")
OTHER_TITLE = N_("the header's title is not the printed one")
OTHER_NUMBER = N_("the answer names another number")
OTHER_ASKER = N_("the answer names another asker")
NO_SIGNATURE = N_("the answer does not say whose it is")
REPEATED_HEADER = N_("a header line stands twice")
RESTARTED = N_("the numbering starts again")
NO_RECORD = "records beside this one could not be read and are left out"
"""Stands in the problems of a table's first document, with the numbers of the first of them."""

_ATTACHMENTS = re.compile(
    r"(?:^[ \t]*|(?<=[.?!)]))BIJLAGEN?(?:[ \t]*:[ \t]*(?=\S)|[ \t]*:?[ \t]*$)", re.MULTILINE
)
_DATE = re.compile(DATE)
_TITLE_LENGTH = 120


def parse(text: str, name: str) -> Document:
    """Take a document apart.

    Args:
        text: the whole file as repaired text.
        name: its path below the seeds' folder, with "/".

    Returns:
        The document, with its problems.
    """
    header, body = part(text)
    return assemble(header, body, name)


def assemble(header: Header, body: str, name: str, known: Head = NOTHING_KNOWN) -> Document:
    """Make a document of its header and its printed text.

    Args:
        header: the header lines, or what stands for them.
        body: the text, repaired; may be empty.
        name: the path below the seeds' folder, with "/".
        known: what is known beside the text; the text itself counts more.

    Returns:
        The document, with its problems.
    """
    problems = [f"{REPEATED_HEADER}: {value}" for value in header.leftovers]
    head = question_head(body, header.title or known.title)
    if head and not head.title and not header.title and known.title:
        head = question_head(body, "")
    if head:
        problems += _head_problems(head, header.title)
    elif body.strip() and not known.number:
        problems.append(NO_HEAD)
    head = head or NOTHING_KNOWN
    if before := " ".join(body[: head.start].split()):
        problems.append(f"{BEFORE_HEAD}: {before[:80]}")
    rest = "\n" + body[head.end :]
    reply = answer_head(rest, head.minister)
    said = ""
    if reply:
        problems += _answer_problems(reply, head)
        rest, said = rest[: reply.start], "\n" + rest[reply.end :]
    outside = [*filter(None, [before]), *_beside_date(head.date), *header.leftovers]
    merged = head if known is NOTHING_KNOWN else head.or_else(known)
    return compose(header, merged, rest, reply, said, name, tuple(problems), tuple(outside))


def compose(
    header: Header,
    head: Head,
    asked: str,
    reply: Head | None,
    said: str,
    name: str,
    problems: tuple[str, ...] = (),
    outside: tuple[str, ...] = (),
) -> Document:
    r"""Make a document of its halves.

    Args:
        header: title, themes and addresses.
        head: the question's number, names and date.
        asked: the question's text, after a ``\n``.
        reply: the answer's number, names and date; None where nothing was answered.
        said: the answer's text, after a ``\n``.
        name: the path below the seeds' folder, with "/".
        problems: what was odd so far.
        outside: texts that stood outside both halves; they go before the context.

    Returns:
        The document, with its problems.
    """
    header, odd = without_odd_addresses(header)
    outside += odd
    if reply and parse_date(header.answered):
        reply = replace(reply, date=header.answered)
    layout = layout_of(asked + said)
    asked, said = unwrap(asked), unwrap(said)
    context, questions = _questions(asked, layout)
    if len({question.label for question in questions}) < len(questions):
        problems += (RESTARTED,)
    answer: Answer | None = None
    attachments: tuple[str, ...] = ()
    if reply:
        answer, attachments = _answer(said, reply, head, questions, layout)
    day = parse_date(head.date)
    named = id_by_name(name)
    return Document(
        id=header.number or named,
        path=name,
        title=header.title or head.title or _first_line(asked) or named.rpartition("/")[2],
        themes=header.themes,
        pdf_url=header.pdf_url,
        page_url=header.page_url,
        number=int(head.number) if head.number else None,
        session_year=session_year(day) if day else "",
        asker=normal_case(head.asker),
        date=day.isoformat() if day else "",
        minister=normal_case(head.minister) or (answer.minister if answer else ""),
        portfolio=head.portfolio,
        context="\n".join([*outside, *filter(None, [context])]) if outside else context,
        questions=questions,
        answer=answer,
        attachments=attachments,
        status=status_of(answer),
        printed_names=_printed_names(head, reply),
        problems=problems,
    )


def _head_problems(head: Head, title: str) -> Iterator[str]:
    named = {"nr.": head.number, "van": head.asker, "datum": head.date, "aan": head.minister}
    for field, value in named.items():
        if not value:
            yield f"{NOT_NAMED}: {field}"
    if head.date and not parse_date(head.date):
        yield f"{BAD_DATE}: {head.date}"
    if title and not head.title:
        yield OTHER_TITLE


def _answer_problems(reply: Head, head: Head) -> Iterator[str]:
    if not reply.minister:
        yield NO_SIGNATURE
    if reply.number and head.number and int(reply.number) != int(head.number):
        yield f"{OTHER_NUMBER}: {reply.number}"
    if reply.asker and head.asker and normal_case(reply.asker) != normal_case(head.asker):
        yield f"{OTHER_ASKER}: {reply.asker}"


def _beside_date(printed: str) -> Iterator[str]:
    """What stands beside the head's date, or instead of one: it has no field of its own."""
    beside = _DATE.sub("", printed, count=1).strip(" .") if printed else ""
    if beside:
        yield beside if parse_date(printed) else printed


def _printed_names(head: Head, reply: Head | None) -> tuple[str, ...]:
    names = [head.asker, head.minister]
    if reply:
        names += [reply.asker, reply.minister]
    return tuple(dict.fromkeys(name for name in names if name.isupper()))


def _first_line(text: str) -> str:
    line = " ".join(text.lstrip()[: 4 * _TITLE_LENGTH].partition("\n")[0].split())
    if len(line) <= _TITLE_LENGTH:
        return line
    return line[:_TITLE_LENGTH].rpartition(" ")[0] + " …"


def _questions(text: str, layout: Layout) -> tuple[str, tuple[Question, ...]]:
    markers = question_numbers(text)
    if not markers:
        return _unnumbered(text, layout)
    return flow(text[: markers[0].start], layout), tuple(
        _question(text, marker.labels[0], marker.end, end, layout)
        for marker, end in _with_ends(markers, len(text))
    )


def _with_ends(markers: list[Marker], end: int) -> Iterator[tuple[Marker, int]]:
    """Each marker, and where the next one begins."""
    ends = [marker.start for marker in markers] + [end]
    return zip(markers, ends[1:], strict=True)


def _question(text: str, label: str, start: int, end: int, layout: Layout) -> Question:
    markers = letters(text, start, end)
    if not markers:
        return Question(label, flow(text[start:end], layout), (), "")
    *whole, last = [
        (marker.labels[0], paragraphs(text[marker.end : until], layout))
        for marker, until in _with_ends(markers, end)
    ]
    own = _own_paragraphs(last[1])
    parts = [QuestionPart(letter, "\n".join(lines)) for letter, lines in whole]
    parts.append(QuestionPart(last[0], "\n".join(last[1][:own])))
    lead = flow(text[start : markers[0].start], layout)
    return Question(label, lead, tuple(parts), "\n".join(last[1][own:]))


def _own_paragraphs(lines: list[str]) -> int:
    """How many of the last part's paragraphs are its own: up to the one that ends a sentence."""
    for index, line in enumerate(lines[:-1], 1):
        if line[-1] in ".?!" and not begins_item(lines[index]):
            return index
    return len(lines)


def _unnumbered(text: str, layout: Layout) -> tuple[str, tuple[Question, ...]]:
    """Where nothing is numbered, all from the first paragraph that asks is one question."""
    markers = letters(text, 0, len(text))
    until = markers[0].start if len(markers) > 1 else len(text)
    lines = paragraphs(text[:until], layout)
    if not lines and not markers:
        return "", ()
    first = next((index for index, line in enumerate(lines) if "?" in line), 0)
    if len(markers) > 1:
        first = max(0, len(lines) - 1)
        asked = _question(text, "", 0, len(text), layout)
        asked = asked.changed(text="\n".join(lines[first:]))
    else:
        asked = Question("", "\n".join(lines[first:]), (), "")
    return "\n".join(lines[:first]), (asked,)


def _answer(
    said: str, reply: Head, head: Head, questions: tuple[Question, ...], layout: Layout
) -> tuple[Answer, tuple[str, ...]]:
    said, attachments = _without_attachments(said, layout)
    items = _answer_items(said, questions, layout)
    return (
        Answer(
            number=int(reply.number) if reply.number else None,
            date=iso_date(reply.date),
            minister=normal_case(reply.minister or head.minister),
            portfolio=reply.portfolio,
            text=_whole(items),
            parts=tuple(AnswerPart(item.labels, item.text) for item in items if item.labels),
        ),
        attachments,
    )


class _Item(NamedTuple):
    """A stretch of an answer: the questions it answers, its number as printed, its text."""

    labels: tuple[str, ...]
    printed: str
    text: str


def _answer_items(said: str, questions: tuple[Question, ...], layout: Layout) -> list[_Item]:
    asked = {
        question.label: frozenset(part.label for part in question.parts) for question in questions
    }
    markers = answer_numbers(said, asked)
    begin = markers[0].start if markers else len(said)
    items = [*_lettered(said, Marker(("",), 0, 0), begin, asked.get("", frozenset()), layout)]
    for marker, end in _with_ends(markers, len(said)):
        allowed = asked.get(marker.labels[0]) if len(marker.labels) == 1 else None
        items += _lettered(said, marker, end, allowed or frozenset(), layout)
    return items


def _lettered(
    said: str, marker: Marker, end: int, allowed: Collection[str], layout: Layout
) -> Iterator[_Item]:
    """One numbered stretch, in its lettered parts where they were asked."""
    found = letters(said, marker.end, end, allowed) if allowed else []
    until = found[0].start if found else end
    lead = flow(said[marker.end : until], layout)
    number = marker.labels[0]
    printed = " ".join(said[marker.start : marker.end].split())
    yield _Item(marker.labels if number and (lead or not found) else (), printed, lead)
    for letter, until in _with_ends(found, end):
        labels = tuple(number + label for label in letter.labels)
        shown = " ".join(said[letter.start : letter.end].split())
        yield _Item(labels, shown, flow(said[letter.end : until], layout))


def _whole(items: list[_Item]) -> str:
    """The answer as printed, each number on the line that it begins."""
    text = ""
    for item in items:
        text += " ".join(filter(None, (item.printed, item.text)))
        if item.text:
            text += "\n"
        elif item.printed:
            text += " "
    return text.rstrip()


def _without_attachments(said: str, layout: Layout) -> tuple[str, tuple[str, ...]]:
    """The answer itself, and the attachments named after it."""
    match = _ATTACHMENTS.search(said) if "BIJLAGE" in said else None
    if not match:
        return said, ()
    return said[: match.start()], tuple(paragraphs(said[match.end() :], layout))
