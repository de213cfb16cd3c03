"""Why a document was found, for a person: which word of the query met which of the document."""

import textwrap
from collections.abc import Iterable, Iterator

from imwsearch.messages import _
from imwsearch.render import terminal
from imwsearch.render.terminal import Style
from imwsearch.results import Hit, Meeting, Results
from imwsearch.text import visible


def results(found: Results, style: Style) -> str:
    """One page of hits, each followed by what its words met."""
    return "\n\n".join("\n".join([terminal.hit(one, style), *_why(one, style)]) for one in found.hits)


def how(value: str) -> str:
    """How two words met, in the reader's language."""
    return {
        "same": _("the same word"),
        "inflection": _("inflection"),
        "compound": _("within a compound"),
        "part": _("part of the compound"),
        "abbreviation": _("abbreviation"),
        "correction": _("correction"),
        "pattern": _("fits the pattern"),
        "phrase": _("phrase"),
    }.get(value, value)


def _why(one: Hit, style: Style) -> Iterator[str]:
    indent = " " * len(f"{one.rank}. ")
    for line in lines(one.meetings):
        if style.width:
            yield from textwrap.wrap(
                line,
                max(style.width - len(indent), 1),
                initial_indent=indent,
                subsequent_indent=indent + "  ",
                break_long_words=False,
                break_on_hyphens=False,
            )
        else:
            yield indent + line


def lines(meetings: Iterable[Meeting]) -> Iterator[str]:
    """A line for each word of the query: "premie = premies (inflection), loonpremie (…)"."""
    by_word: dict[str, dict[str, list[str]]] = {}
    for meeting in meetings:
        by_word.setdefault(meeting.query, {}).setdefault(meeting.how, []).append(meeting.document)
    for word, ways in by_word.items():
        met = "; ".join(f"{how(way)}: {', '.join(words)}" for way, words in ways.items())
        yield visible(f"{word} → {met}")
