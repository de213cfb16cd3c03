"""The text of a query as the lexer reads it, and the way back to what was typed."""

import re
import unicodedata

from imwsearch import limits
from imwsearch.errors import QueryError
from imwsearch.messages import _
from imwsearch.query.tree import Span

IGNORED = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
"""Soft hyphens, joiners, marks of direction: they are in no word."""

CONTROL = "[\x00-\x1f\x7f-\x9f\u2028\u2029]"
"""Characters that are read as blanks."""


class Source:
    """A query in NFC, without ignored characters and with blanks for control characters.

    Args:
        typed: the query as given.

    Raises:
        QueryError: it is too long.
    """

    def __init__(self, typed: str) -> None:
        self.typed = typed
        if len(typed) > limits.QUERY_CHARACTERS:
            raise QueryError(
                _("a query has at most {limit} characters, this one {count}").format(
                    limit=limits.QUERY_CHARACTERS, count=len(typed)
                ),
                typed,
                limits.QUERY_CHARACTERS,
                len(typed),
                _("take the sentence that matters, or look for similar documents"),
            )
        self.text, self._places = _clean(typed)

    def span(self, start: int, end: int) -> Span:
        """The place in the typed query of a place in ``text``."""
        return (start, end) if self._places is None else (self._places[start], self._places[end])

    def error(self, message: str, start: int, end: int, hint: str = "") -> QueryError:
        """The error of a place in ``text``."""
        return QueryError(message, self.typed, *self.span(start, end), hint)


def _clean(typed: str) -> tuple[str, list[int] | None]:
    text = re.sub(CONTROL, " ", typed)
    if not re.search(f"[{IGNORED}]", text) and unicodedata.is_normalized("NFC", text):
        return text, None
    letters: list[str] = []
    places: list[int] = []
    for start, end in _clusters(text):
        cluster = re.sub(f"[{IGNORED}]", "", text[start:end])[: limits.LETTER_MARKS + 1]
        letters.append(unicodedata.normalize("NFC", cluster))
        places.extend([start] * len(letters[-1]))
    return "".join(letters), [*places, len(text)]


def _clusters(text: str) -> list[Span]:
    """Each letter with all that NFC may join to it, and with the ignored characters between."""
    ignored = re.compile(f"[{IGNORED}]")
    starts = [
        at
        for at, letter in enumerate(text)
        if at and not _may_join(letter) and not ignored.match(letter)
    ]
    return list(zip([0, *starts], [*starts, len(text)], strict=True))


def _may_join(letter: str) -> bool:
    """Whether NFC may make one letter of this and the one before: marks, and Hangul's jamo."""
    return unicodedata.category(letter)[0] == "M" or "\u1160" <= letter <= "\u11ff"
