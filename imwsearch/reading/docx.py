"""Word documents (.docx): a zip of XML, read with lxml.

python-docx, built on the same lxml, knows no list numbers: Word counts them when it shows a
document, and "1." and "a)" before a question are usually such numbers. So they are counted here.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from imwsearch import limits
from imwsearch.errors import DocumentError
from imwsearch.messages import _
from imwsearch.reading.heads import Head
from imwsearch.reading.page import NO_TEXT, Page, damaged, missing
from imwsearch.text import repair

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH = f"{_W}p"
_REMOVED = (f"{_W}del", f"{_W}moveFrom")
_SIGNS = {
    f"{_W}t": "",  # its own text
    f"{_W}tab": " ",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
}
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_BODY = "word/document.xml"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"))


class _Level(NamedTuple):
    """How one level of a list is numbered: "decimal", "%1.", from 1."""

    form: str
    pattern: str
    start: int


_Lists = dict[str, dict[int, _Level]]


def read_docx(data: bytes) -> Page:
    """The text of a Word document, its list numbers included.

    Args:
        data: the whole file.

    Returns:
        Its paragraphs, apart by an empty line, and its title.

    Raises:
        DocumentError: it is another kind of archive, damaged or too large unpacked, or lxml is
            not installed.
    """
    try:
        import lxml.etree
    except ImportError:
        raise missing("Word") from None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if _BODY not in archive.namelist():
                raise DocumentError(_("an archive, not a Word document"))
            parts = [_part(archive, name) for name in (_BODY, "word/numbering.xml")]
            styles, core = (_part(archive, f) for f in ("word/styles.xml", "docProps/core.xml"))
    except (zipfile.BadZipFile, lxml.etree.XMLSyntaxError, NotImplementedError, OSError) as error:
        raise damaged("Word", error) from error
    except (RuntimeError, EOFError, ValueError) as error:  # encrypted, cut, a wrong checksum
        raise damaged("Word", error) from error
    body, numbering = parts
    text = repair("\n\n".join(_paragraphs(body, _lists(numbering), _styles(styles))))
    title = " ".join((core.findtext(_TITLE) or "").split()) if core is not None else ""
    problems = () if text.strip() else (NO_TEXT,)
    return Page(text[: limits.TEXT_CHARACTERS], known=Head(title=repair(title)), problems=problems)


def _part(archive: zipfile.ZipFile, name: str) -> "_Element | None":
    from lxml import etree

    if name not in archive.namelist():
        return None
    with archive.open(name) as stream:
        data = stream.read(limits.UNPACKED_BYTES + 1)
    if len(data) > limits.UNPACKED_BYTES or data.count(b"<") > limits.XML_TAGS:
        raise DocumentError(_("too large when unpacked"))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)


def _lists(numbering: "_Element | None") -> _Lists:
    """The levels of each list, by the number that paragraphs name."""
    if numbering is None:
        return {}
    abstract = {
        str(found.get(f"{_W}abstractNumId")): {
            _number(level.get(f"{_W}ilvl")): _Level(
                _value(level.find(f"{_W}numFmt")) or "decimal",
                _value(level.find(f"{_W}lvlText")),
                _number(_value(level.find(f"{_W}start")) or "1"),
            )
            for level in found.iterfind(f"{_W}lvl")
        }
        for found in numbering.iterfind(f"{_W}abstractNum")
    }
    return {
        str(found.get(f"{_W}numId")): abstract.get(_value(found.find(f"{_W}abstractNumId")), {})
        for found in numbering.iterfind(f"{_W}num")
    }


def _styles(styles: "_Element | None") -> dict[str, "_Element"]:
    """The list that a style puts its paragraphs in, by the style's name."""
    if styles is None:
        return {}
    found = ((style, style.find(f"{_W}pPr/{_W}numPr")) for style in styles.iterfind(f"{_W}style"))
    return {str(style.get(f"{_W}styleId")): listed for style, listed in found if listed is not None}


def _paragraphs(
    body: "_Element | None", lists: _Lists, styles: dict[str, "_Element"]
) -> Iterator[str]:
    """Paragraphs with their numbers, in one walk; one inside another (a text box) comes first."""
    from lxml import etree

    counters: dict[tuple[str, int], int] = {}
    opened: list[list[str]] = []
    removed = 0
    tags = (_PARAGRAPH, *_REMOVED, *_SIGNS)
    for event, element in etree.iterwalk(body, ("start", "end"), tags) if body is not None else ():
        if element.tag in _REMOVED:
            removed += 1 if event == "start" else -1
        elif element.tag != _PARAGRAPH:
            if event == "start" and opened and not removed:
                opened[-1].append(_SIGNS[element.tag] or element.text or "")
        elif event == "start":
            opened.append([])
        elif text := "".join(opened.pop()).strip():
            yield _label(element, lists, styles, counters) + text


def _label(
    paragraph: "_Element",
    lists: _Lists,
    styles: dict[str, "_Element"],
    counters: dict[tuple[str, int], int],
) -> str:
    """The number that Word shows before a paragraph, with a space; nothing where it shows none."""
    listed = paragraph.find(f"{_W}pPr/{_W}numPr")
    if listed is None:
        listed = styles.get(_value(paragraph.find(f"{_W}pPr/{_W}pStyle")))
    if listed is None:
        return ""
    name = _value(listed.find(f"{_W}numId"))
    depth = _number(_value(listed.find(f"{_W}ilvl")) or "0")
    levels = lists.get(name, {})
    if depth not in levels:
        return ""
    counters[name, depth] = counters.get((name, depth), levels[depth].start - 1) + 1
    for deeper in [key for key in counters if key[0] == name and key[1] > depth]:
        del counters[deeper]
    if levels[depth].form == "bullet":
        return "- "

    def shown(match: re.Match[str]) -> str:
        level = int(match[1]) - 1
        form = levels[level].form if level in levels else "decimal"
        return _figure(counters.get((name, level), 1), form)

    label = _PLACE.sub(shown, levels[depth].pattern)
    return f"{label} " if label else ""


def _figure(number: int, form: str) -> str:
    if form == "none":
        return ""
    if form in {"lowerLetter", "upperLetter"} and 0 < number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in {"lowerRoman", "upperRoman"} and 0 < number < 400:
        roman = _roman(number)
        return roman if form == "lowerRoman" else roman.upper()
    return str(number)


def _roman(number: int) -> str:
    text = ""
    for value, letters in (*_ROMAN, (1, "i")):
        text += letters * (number // value)
        number %= value
    return text


def _value(element: "_Element | None") -> str:
    return str(element.get(f"{_W}val") or "") if element is not None else ""


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 0
