"""A word of a query: plain, with wildcards, fuzzy, or the address of a document."""

import re
from typing import NamedTuple

from imwsearch.messages import _
from imwsearch.query.source import Source
from imwsearch.query.tree import Fuzzy, Leaf, Link, Pattern, Span, Word
from imwsearch.query.values import link_id

FUZZY_DISTANCE = 2
"""Letters that may differ: with three, half of the short words are like one another."""

_FUZZY = r"([^\W\d_](?:[\w'’-]*[^\W_])?)~(\d*)(?!\w)"
_PATTERN = r"\*?[^\W_](?:[\w'’*-]*[^\W_])?\*?"
_ABBREVIATED = r"(?:[^\W_]{1,4}\.)+[^\W_]{1,4}"


class Placed(NamedTuple):
    """A leaf of the tree and its place in the source's text."""

    leaf: Leaf
    place: Span


def core(run: str) -> str:
    """The run without the marks round it: "(t.o.v.)," is "t.o.v.", "?" is nothing."""
    start, end = _edges(run)
    return run[start:end]


def read_word(source: Source, start: int, end: int, plain: bool) -> Placed | None:
    """The word between two places of the text, or None where no letter or digit stands there.

    Args:
        source: the query.
        start: the run's first place.
        end: the place after it.
        plain: "*" and "~" are no operators here.

    Raises:
        QueryError: more letters may differ than can be looked for.
    """
    run = source.text[start:end]
    first, last = _edges(run)
    if first == last:
        return None
    if not plain and (found := _fuzzy(source, start + first, end) or _pattern(source, start, end)):
        return found
    text, place = run[first:last], (start + first, start + last)
    if number := link_id(text):
        return Placed(Link(text, number, source.span(*place)), place)
    return Placed(Word(text, source.span(*place)), place)


def _edges(run: str) -> Span:
    """First and last letter or digit, with a mark that belongs to the word."""
    start, end = 0, len(run)
    while start < end and not run[start].isalnum():
        start += 1
    while end > start and not run[end - 1].isalnum():
        end -= 1
    text = run[start:end]
    unclosed = text.count("(") - text.count(")")
    while unclosed and end < len(run):  # bedrijf(en)
        unclosed += {"(": 1, ")": -1}.get(run[end], 0)
        end += 1
    if run[end : end + 1] == "." and re.fullmatch(_ABBREVIATED, text):
        end += 1  # t.o.v.
    return start, end


def _fuzzy(source: Source, start: int, end: int) -> Placed | None:
    if "~" not in source.text[start:end]:
        return None
    match = re.compile(_FUZZY).match(source.text, start, end)
    if not match or len(match[1]) < FUZZY_DISTANCE + 1 or match[2] == "0":
        return None
    distance, place = int(match[2][:3] or 1), match.span()
    if distance > FUZZY_DISTANCE:
        hint = _("write {word}~ or {word}~2").format(word=match[1])
        message = _("at most {count} letters may differ").format(count=FUZZY_DISTANCE)
        raise source.error(message, match.start(2) - 1, match.end(), hint)
    return Placed(Fuzzy(match[1], distance, source.span(*place)), place)


def _pattern(source: Source, start: int, end: int) -> Placed | None:
    if "*" not in source.text[start:end]:
        return None
    while start < end and not (source.text[start].isalnum() or source.text[start] == "*"):
        start += 1
    while start < end and not (source.text[end - 1].isalnum() or source.text[end - 1] == "*"):
        end -= 1
    text = re.sub(r"\*+", "*", source.text[start:end])
    if sum(map(str.isalnum, text)) < 2 or not re.fullmatch(_PATTERN, text):
        return None
    return Placed(Pattern(text, source.span(start, end)), (start, end))
