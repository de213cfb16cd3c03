"""Why a document was found, for a person: which word of the query met which of the document."""

import textwrap
from collections.abc import Iterable, Iterator

from imwsearch.messages import _
from imwsearch.render import joined, terminal
from imwsearch.render.terminal import Style
from imwsearch.results import Hit, Meeting, Results
from imwsearch.visible import visible


def results(found: Results, style: Style) -> Iterator[str]:
    """One page of hits, each followed by what its words met, in pieces."""
    notes = (with_notes(one, lines(one.meetings), style) for one in found.hits)
    return joined("\n\n", notes)


def with_notes(one: Hit, notes: Iterable[str], style: Style) -> str:
    """A hit, with lines below it that tell why it is there."""
    indent = " " * len(f"{one.rank}. ")
    wrapped = [line for note in notes for line in _wrapped(visible(note), indent, style)]
    return "\n".join([terminal.hit(one, style), *wrapped])


def how(value: str) -> str:
    """How two words met, in the reader's language."""
    return {
        "same": _("the same word"),
        "inflection": _("inflection"),
        "compound": _("within a compound"),
        "part": _("part of the compound"),
        "abbreviation": _("abbreviation"),
        "pattern": _("fits the pattern"),
        "phrase": _("phrase"),
    }.get(value, value)


def lines(meetings: Iterable[Meeting]) -> Iterator[str]:
    """A line for each word of the query: "premie = premies (inflection), loonpremie (…)"."""
    by_word: dict[str, dict[str, list[str]]] = {}
    for meeting in meetings:
        by_word.setdefault(meeting.query, {}).setdefault(meeting.how, []).append(meeting.document)
    for word, ways in by_word.items():
        met = "; ".join(f"{how(way)}: {', '.join(words)}" for way, words in ways.items())
        yield f"{word} → {met}"


def _wrapped(note: str, indent: str, style: Style) -> list[str]:
    if not style.width:
        return [indent + note]
    return textwrap.wrap(
        note,
        max(style.width, len(indent) + 3),
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
