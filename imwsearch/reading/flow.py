"""Lines of a printed page, joined to paragraphs again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

_PLAIN_WRAP = re.compile(r" \n(?=[a-zà-ÿ][^ \n).])(?<=[^\s.?!:;…/-] \n)")
_BULLET = re.compile(r"\s*(?:\(?[a-z]\)\s|[–—•·▪●○◦‣*►→✓➢\u25aa]\s*\S|-\s+\S|o\s\S|>\s)")
_TIGHT_BULLET = re.compile(r"\s*-[^\W\d_]")
_SENTENCE_END = frozenset(".?!:;…")
_CONJUNCTIONS = frozenset(["en", "of", "tot", "als", "dan", "noch", "en/of"])
_ELLIPSIS = re.compile(r"\b(?:en|of|dan)\s+-\Z")
_BREAK = re.compile(r"-[ \t]*\n[ \t]*([a-zà-ÿ]+)")
_BEGUN = re.compile(r"([^\W\d_]{1,40})-\Z")
_WORD = re.compile(r"[^\W\d_]+")
_FORMULA = re.compile(r"\bCO 2\b(?! \d)")

_MOST_SPLITS = 200
_FEW_LINES = 8
_USUAL_WIDTH = 80
_ABBREVIATION = re.compile(
    r"(?:\A|\W)(?:\w(?:\.\w){1,3}|art|nrs?|blz|bv|bijv|resp|incl|excl|nl|ca|cfr?|dhr|mevr|prof|dr)\.\Z",
    re.IGNORECASE,
)

UNWRAPPED = 160
"""A line above this was not wrapped by a printer: pages of the Parliament hold 80 to 100."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document's pages were printed.

    Args:
        width: characters in a full line; 0 where lines are not wrapped.
        spaced: whether a line that goes on in the next one ends in a space.
        splits: words that the printer broke at a line's end, "begelei-ding" to "begeleiding".
    """

    width: int
    spaced: bool
    splits: frozenset[str] = frozenset()


def layout_of(text: str) -> Layout:
    """Measure the pages of a document.

    The width is that of a nearly longest line: where two pages are glued without a line break,
    one line is far too long.
    """
    lengths = sorted(map(len, text.split("\n")))
    width = lengths[-1 - len(lengths) // 16]
    if len(lengths) < _FEW_LINES:
        width = max(width, _USUAL_WIDTH)
    spaced = text.count(" \n") * 4 >= len(lengths)
    splits = _splits(text, len(lengths)) if "-" in text else frozenset()
    return Layout(0 if width > UNWRAPPED else width, spaced, splits)


def _splits(text: str, lines: int) -> frozenset[str]:
    """The hyphens at a line's end that are the printer's and not the word's.

    A word that stands elsewhere without the hyphen was split, one that stands with it was not.
    Of the others, all were split if the printer splits words at all: one line in twenty.
    """
    found: dict[str, str] = {}
    for match in _BREAK.finditer(text):
        begun = _BEGUN.search(text[max(0, match.start() - 40) : match.start() + 1])
        if begun and match[1] not in _CONJUNCTIONS:
            found[f"{begun[1]}-{match[1]}"] = begun[1] + match[1]
    habit = len(found) >= max(3, lines // 20)
    return frozenset(
        whole
        for whole, joined in islice(found.items(), _MOST_SPLITS)
        if joined in text or (habit and whole not in text)
    )


def unwrap(text: str) -> str:
    r"""Mark the wraps that nothing but the printer made, so that fewer lines need a second look.

    Nine of ten lines of a real page end in a space, in the middle of a sentence, before a small
    letter. Their ``\n`` becomes ``\r``, a blank that still tells how long the printed lines are.
    """
    return _PLAIN_WRAP.sub(" \r", text)


def paragraphs(text: str, layout: Layout) -> list[str]:
    """Join the lines of a text that belong together.

    Args:
        text: lines as printed.
        layout: the measure of the document that they stand in.

    Returns:
        Paragraphs and list items, each on one line, without double spaces.
    """
    lines = text.strip("\n").split("\n")
    if len(lines) == 1:
        return [_joined(lines, layout)] if lines[0].strip() else []
    grouped: list[list[str]] = []
    previous, gap = "", False
    for line in lines:
        if not line or line.isspace():
            gap = True
            continue
        if previous and (_spans_pages(previous, line) if gap else _goes_on(previous, line, layout)):
            grouped[-1].append(line)
        else:
            grouped.append([line])
        previous, gap = line, False
    return [_joined(group, layout) for group in grouped]


def flow(text: str, layout: Layout) -> str:
    """The paragraphs of a text, one a line."""
    return "\n".join(paragraphs(text, layout))


def _spans_pages(line: str, following: str) -> bool:
    """An empty line inside a sentence is a page's end, not a paragraph's."""
    end = line.rstrip()
    if end[-1] in _SENTENCE_END or _begins_item(end, following):
        return False
    return following.lstrip()[0].islower()


def _goes_on(line: str, following: str, layout: Layout) -> bool:
    spaced = line[-1] == " "
    end, head = line.rstrip(), following.lstrip()
    if _begins_item(end, following):
        return False
    if end[-1] in "-/" and (end[-2:-1].isalnum() or _ELLIPSIS.search(end[-8:])):
        return True
    word = head.split(None, 1)[0]
    length = len(end) - end.rfind("\r") - 1
    full = 0 < layout.width < length + 1 + len(word)
    if head[0].islower():
        cell = layout.spaced and not spaced and 2 * max(length, len(head)) < layout.width
        return full or not (cell or end[-1] in ":;")
    if spaced and " " not in end and word == head.rstrip():
        return True  # a justified line comes out as one word a line
    if not spaced or (end[-1] in _SENTENCE_END and not _ABBREVIATION.search(end[-8:])):
        return full and spaced == layout.spaced
    return True


def begins_item(line: str) -> bool:
    """Whether a line begins with a list's sign."""
    return _BULLET.match(line) is not None


def _begins_item(end: str, following: str) -> bool:
    if begins_item(following):
        return True
    return end[-1] in ".?!:;," and _TIGHT_BULLET.match(following) is not None


def _joined(lines: list[str], layout: Layout) -> str:
    text = lines[0]
    if len(lines) > 1:
        text = "".join(_seams(lines, layout))
    if not text.isprintable() or "  " in text:  # other blanks are not printable
        text = " ".join(text.split())
    text = text.strip()
    return _FORMULA.sub("CO2", text) if "CO 2" in text else text


def _seams(lines: list[str], layout: Layout) -> Iterator[str]:
    """The lines, each but the last with what stands between it and the next one."""
    for line, following in pairwise(lines):
        if (end := line.rstrip())[-1] in "-/":
            yield _seamed(end, following.lstrip(), layout)
        else:
            yield line
            yield " "
    yield lines[-1]


def _seamed(line: str, following: str, layout: Layout) -> str:
    """A line that ends in a hyphen or a slash, with what stands between it and the next one."""
    word = following.split(None, 1)[0].rstrip(",;:.?!)")
    last = line.split()[-1]
    if last in "-/":
        return line if _ELLIPSIS.search(line[-8:]) and word.islower() else line + " "
    if last[-1] == "/" or not last[-2].isalnum():
        return line
    if word in _CONJUNCTIONS:
        return line + " "
    begun, rest = _BEGUN.search(last[-41:]), _WORD.match(following)
    if begun and rest and f"{begun[1]}-{rest[0]}" in layout.splits:
        return line[:-1]
    return line
