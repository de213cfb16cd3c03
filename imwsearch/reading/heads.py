"""The heads of a question's and an answer's page: number, names, date, portfolio."""

import re
from dataclasses import dataclass, replace

from imwsearch.reading.dates import DATE
from imwsearch.reading.names import plain_quotes

_QUESTION = re.compile(r"^[ \t]*SCHRIFTELIJKE[ \t]+VRAAG", re.MULTILINE)
_NUMBER_LINE = re.compile(r"\s*nr\.?[ \t]*\d")
_LINE = re.compile(
    r"\s*(?:(?P<kind>SCHRIFTELIJKE[ \t]+VRAAG)|nr\.?\s*(?P<number>\d{1,9})(?!\d)"
    r"|van[ \t]+(?P<asker>\S[^\n]*)|datum[ \t]*:\s*(?P<date>\S[^\n]*)"
    r"|aan[ \t]+(?P<minister>\S[^\n]*))[ \t]*(?:\n|\Z)"
)
_ANSWER = re.compile(
    r"\s*op[ \t]+(?:de[ \t]+)?(?:schriftelijke[ \t]+)?vra(?:ag|gen)[ \t]+nrs?\.?[ \t]*"
    rf"(?P<number>\d{{1,9}})(?!\d)(?:\s+van\s+(?P<date>{DATE}))?[ \t]*"
    r"(?:\s*\bvan[ \t]+(?P<asker>[^\W\d_a-z][^\n]*))?(?:\n|\Z)"
)
_ANSWER_WORD = "ANTWOORD"
_ANSWER_KIND = re.compile(r"[ \t]*(?:(?:GECO[ÖO]RDINEERD|VERWIJZEND|AANVULLEND|VOORLOPIG)[ \t]+)?")
_LINE_END = re.compile(r"[ \t]*(?:\n|\Z)")
_PORTFOLIO = re.compile(
    r"\s*(?:VLAAMSE?\s|(?:VICE-?\s?)?(?:EERSTE\s?)?MINISTER|VICE|VICEMINISTER|STAATSSECRETARIS)",
    re.IGNORECASE,
)
_GLUED_NAME = re.compile(
    r"(?:[a-zà-ÿ\d)\"”’%]?[.?!:;…)\"”a-zà-ÿ\d])[ \t]*"
    r"([A-ZÀ-ÞŠŽ][A-ZÀ-ÞŠŽ'’.-]{1,30}(?:[ ]+[A-ZÀ-ÞŠŽ'’][A-ZÀ-ÞŠŽ'’.-]{0,30}){1,5})[ \t]*\Z"
)
_LOWER_WORD = re.compile(r"[^\W\d_A-ZÀ-Þ]{2}")
_LINE_OF_TEXT = re.compile(r"[^\n]*\S[^\n]*")
_LONGEST_SIGNATURE = 800
_LONGEST_NAME = 200
_MOST_LINES = 8
_WRAPPED_TITLE = 60
_BEGINNING = 8
"""Characters of a line that tell nearly always that it does not begin the title."""


@dataclass(frozen=True, slots=True)
class Head:
    """A page's head, as printed; what is not there is empty.

    Args:
        number: digits of the question's number.
        date: the date's words.
        asker: who asks.
        minister: who is asked, or who answers.
        portfolio: the minister's title, its lines joined.
        title: the title, its lines joined.
        start: where the head begins in the text.
        end: where the text after it begins.
    """

    number: str = ""
    date: str = ""
    asker: str = ""
    minister: str = ""
    portfolio: str = ""
    title: str = ""
    start: int = 0
    end: int = 0

    def or_else(self, other: "Head") -> "Head":
        """This head, with the other's values where it has none."""
        named = ("number", "date", "asker", "minister", "portfolio", "title")
        return replace(
            self, **{name: getattr(self, name) or getattr(other, name) for name in named}
        )


NOTHING_KNOWN = Head()


def question_head(text: str, title: str) -> Head | None:
    """The head of the question's page.

    Args:
        text: the text after the header lines.
        title: the header's title, which tells where the portfolio ends; may be empty.

    Returns:
        The head, or None where the text has none.
    """
    if match := _QUESTION.search(text):
        start = match.start()
    elif match := _NUMBER_LINE.match(text):
        start = 0
    else:
        return None
    values: dict[str, str] = {}
    at = start
    while (match := _LINE.match(text, at)) and match.lastgroup not in values:
        values[str(match.lastgroup)] = match[str(match.lastgroup)].strip()
        at = match.end()
    values.pop("kind", None)
    portfolio, printed, at = _portfolio_and_title(text, at, title)
    return Head(**values, portfolio=portfolio, title=printed, start=start, end=at)


def _portfolio_and_title(text: str, at: int, title: str) -> tuple[str, str, int]:
    lines, ends, wrapped = _next_lines(text, at)
    first, last = _title_lines(lines, title)
    capitals = 0
    while capitals < len(lines) and lines[capitals].isupper():
        capitals += 1
    if first < last and (first <= capitals or _PORTFOLIO.match(_joined(lines[:1]))):
        return _joined(lines[:first]), _joined(lines[first:last]), ends[last]
    portfolio = _joined(lines[:capitals])
    if title or capitals >= len(lines):
        return portfolio, "", ends[capitals]
    last = capitals + 1
    while last < len(lines) and (wrapped[last - 1] or _LOWER_WORD.match(lines[last])):
        last += 1
    return portfolio, _joined(lines[capitals:last]), ends[last]


def _next_lines(text: str, at: int) -> tuple[list[str], list[int], list[bool]]:
    """The next lines that are not empty, as printed; where each begins; which go on."""
    lines: list[str] = []
    ends = [at]
    wrapped: list[bool] = []
    while at < len(text) and len(lines) < _MOST_LINES:
        end = text.find("\n", at)
        end = len(text) if end == -1 else end
        if line := text[at:end].strip():
            lines.append(line)
            ends.append(end + 1)
            wrapped.append(text[end - 1] == " " and end - at >= _WRAPPED_TITLE)
        at = end + 1
    return lines, ends, wrapped


def _joined(lines: list[str]) -> str:
    """Lines in one, in single spaces."""
    return " ".join(" ".join(lines).split())


def _title_lines(lines: list[str], title: str) -> tuple[int, int]:
    """Which lines print the title: from, to; equal where none do."""
    word = title.partition(" ")[0]
    for number, line in enumerate(lines):
        if line.startswith(word) and _joined([line]) == title:
            return number, number + 1
    key = _key(title)
    for first in range(len(lines)) if key else ():
        if not _may_begin(key, lines[first]):
            continue
        printed = ""
        for last in range(first, len(lines)):
            printed += _key(lines[last])
            if printed == key:
                return first, last + 1
            if not key.startswith(printed):
                break
    return 0, 0


def _may_begin(key: str, line: str) -> bool:
    """Whether the first letters of a line do not tell that it begins something else."""
    if line[0].isalpha() and not key.startswith(line[0].casefold()):
        return False
    return key.startswith(_key(line[:_BEGINNING]))


def _key(title: str) -> str:
    return "".join(filter(str.isalnum, title)).casefold()


def answer_head(text: str, minister: str) -> Head | None:
    """The head of the answer's page, with the signature before it.

    Args:
        text: the text after the question's head.
        minister: who was asked, as printed; may be empty.

    Returns:
        The head, or None where nothing was answered.
    """
    found = _answer_line(text)
    if found is None:
        return None
    start, end = found
    match = _ANSWER.match(text, end)
    values = (
        {key: (value or "").strip() for key, value in match.groupdict().items()} if match else {}
    )
    start, printed, portfolio = _signature(text[:start], minister)
    return Head(
        **values,
        minister=printed,
        portfolio=portfolio,
        start=start,
        end=match.end() if match else end,
    )


def _answer_line(text: str) -> tuple[int, int] | None:
    """Where the line ANTWOORD stands: the first that "op vraag nr." follows, else the first."""
    first = None
    at = text.find(_ANSWER_WORD)
    while at != -1:
        end = at + len(_ANSWER_WORD)
        kind = _ANSWER_KIND.fullmatch(text[max(0, at - 60) : at].rpartition("\n")[2])
        begin = at - len(kind[0]) if kind else at
        if _ANSWER.match(text, end):
            return begin, end
        if first is None and kind and _LINE_END.match(text, end):
            first = begin, end
        at = text.find(_ANSWER_WORD, end)
    return first


def _signature(text: str, minister: str) -> tuple[int, str, str]:
    """Whose answer it is, printed above the line ANTWOORD: where, the name, the portfolio."""
    offset = max(0, len(text) - _LONGEST_SIGNATURE)
    tail = text[offset:]
    if minister:
        name = plain_quotes(minister)
        at = plain_quotes(tail).rfind(name)
        after = tail[at + len(name) :]
        if at != -1 and (not after.strip() or after.isupper()):
            return offset + at, minister, " ".join(after.split())
    return _unknown_signature(text, tail, offset)


def _unknown_signature(text: str, tail: str, offset: int) -> tuple[int, str, str]:
    """The name is the line above the portfolio, or the capitals glued to that line's end."""
    places = [(offset + match.start(), match[0]) for match in _LINE_OF_TEXT.finditer(tail)]
    first = len(places)
    while first and len(places) - first < _MOST_LINES and places[first - 1][1].isupper():
        first -= 1
    titles = [number for number in range(first, len(places)) if _PORTFOLIO.match(places[number][1])]
    if not titles:
        return len(text), "", ""
    portfolio = " ".join(" ".join(line for _, line in places[titles[0] :]).split())
    if titles[0] > 0:
        above, line = places[titles[0] - 1]
        if line.isupper():
            return above, " ".join(line.split()), portfolio
        if glued := _GLUED_NAME.search(line, max(0, len(line) - _LONGEST_NAME)):
            return above + glued.start(1), " ".join(glued[1].split()), portfolio
    return places[titles[0]][0], "", portfolio
