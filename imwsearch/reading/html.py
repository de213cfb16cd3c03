"""Saved web pages, read with BeautifulSoup over lxml.

lxml, because html.parser takes quadratic time on hostile pages: 10 s for 60 kB of ``<a b="``.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from imwsearch import limits
from imwsearch.errors import DocumentError
from imwsearch.messages import _
from imwsearch.reading.header import Header
from imwsearch.reading.heads import Head
from imwsearch.reading.page import NO_TEXT, Page, damaged, missing
from imwsearch.text import decode, repair

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import PageElement

_BEGINNING = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|title|meta|main|article|section|div|h[1-6]|p|table|pre)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-z0-9_:.-]{2,40})", re.IGNORECASE
)
_DIGITS = re.compile(r"[0-9]{1,9}")
_SPACES = re.compile(r"\s+")
_SITE = re.compile(r"\s*[|–-]\s*Vlaams Parlement\s*\Z")
_PRINTED = re.compile("SCHRIFTELIJKE VRAAG")
_SKIPPED = frozenset(
    (
        *("script", "style", "nav", "footer", "aside", "form", "noscript", "template", "svg"),
        *("button", "iframe", "head", "select", "dialog", "object", "canvas"),
    )
)
_BLOCKS = frozenset(
    (
        *("address", "article", "blockquote", "body", "caption", "dd", "details", "div", "dl"),
        *("dt", "fieldset", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hr", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tr", "ul"),
    )
)
_TERMS = {
    "vraagsteller": "asker",
    "gesteld door": "asker",
    "minister": "minister",
    "bevoegde minister": "minister",
    "gesteld aan": "minister",
    "datum": "date",
    "nummer": "number",
    "nr": "number",
}


def is_html(text: str) -> bool:
    """Whether a text begins as a web page does."""
    return _BEGINNING.match(text[:4096]) is not None


def decode_html(data: bytes) -> str:
    """A page's text, in the charset that its bytes prove or that it declares.

    Valid UTF-8 is UTF-8, whatever the page declares; what it declares counts after that.

    Raises:
        DocumentError: the bytes are no text.
    """
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode()
        except UnicodeDecodeError:
            pass
        if (match := _CHARSET.search(data[:4096])) and b"\0" not in data:
            try:
                return data.decode(match[1].decode())
            except (LookupError, UnicodeError):
                pass
    return decode(data)


def read_html(text: str) -> Page:
    """The text of a web page, without what surrounds it.

    Args:
        text: the page's source.

    Returns:
        The text of its main part, with its lists' numbers, and what its head says.

    Raises:
        DocumentError: the page cannot be read, or BeautifulSoup's parser lxml is not installed.
    """
    soup = _parsed(text)
    root = soup.find("main") or soup.find("article") or soup.find(role="main") or soup.body or soup
    whole = soup.body is None or root is soup.body
    title = _title(soup)
    _drop_heading(soup, title)
    printed = repair("".join(_pieces(root, _SKIPPED | {"header"} if whole else _SKIPPED)))
    terms = dict(_terms(soup))
    return Page(
        printed[: limits.TEXT_CHARACTERS],
        Header(
            themes=tuple(filter(None, map(str.strip, terms.get("themes", "").split(";")))),
            pdf_url=_link(soup, "a", "pfile?"),
            page_url=_link(soup, "link", "/schriftelijke-vragen/"),
        ),
        Head(
            title=title,
            number=terms.get("number", ""),
            date=terms.get("date", ""),
            asker=terms.get("asker", ""),
            minister=terms.get("minister", ""),
        ),
        () if printed.strip() else (NO_TEXT,),
    )


def _parsed(text: str) -> "BeautifulSoup":
    import bs4

    if text.count("<") > limits.HTML_TAGS:
        raise DocumentError(_("more than {most} elements").format(most=limits.HTML_TAGS))
    try:
        import lxml.etree  # noqa: F401 -- BeautifulSoup looks for it by name
    except ImportError:
        raise missing("HTML") from None
    try:
        return bs4.BeautifulSoup(text, "lxml")
    except (
        bs4.exceptions.ParserRejectedMarkup,
        RecursionError,
        AssertionError,
        ValueError,
    ) as error:
        raise damaged("HTML", error) from error


def _title(soup: "BeautifulSoup") -> str:
    named = soup.find("meta", property="og:title")
    heading = soup.find("h1")
    for text in (
        str(named.get("content") or "") if named else "",
        heading.get_text(" ") if heading else "",
        soup.title.get_text(" ") if soup.title else "",
    ):
        if title := _named(text):
            return title
    return ""


def _named(text: str) -> str:
    return _SITE.sub("", repair(" ".join(text.split())))[: limits.TITLE_CHARACTERS]


def _drop_heading(soup: "BeautifulSoup", title: str) -> None:
    """Take the heading off that says the title: it stands above the printed text, not in it."""
    heading = soup.find("h1")
    if not heading or heading.find_previous(string=_PRINTED):
        return
    if _named(heading.get_text(" ")) == title:
        heading.decompose()


def _link(soup: "BeautifulSoup", tag: str, part: str) -> str:
    for found in soup.find_all(tag, href=True):
        if part in (address := str(found["href"])):
            return " ".join(address.split())
    return ""


def _terms(soup: "BeautifulSoup") -> Iterator[tuple[str, str]]:
    """What a list of terms says: dt "Vraagsteller", dd the name."""
    themes: list[str] = []
    name = ""
    for found in soup.find_all(["dt", "dd"]):
        text = repair(" ".join(found.get_text(" ").split()))[: limits.TITLE_CHARACTERS]
        if found.name == "dt":
            name = text.strip(" :.").casefold()
        elif name in {"thema", "thema's", "themas"}:
            themes.append(text)
        elif (field := _TERMS.get(name)) and (field != "number" or _DIGITS.fullmatch(text)):
            yield field, text
    if themes:
        yield "themes", ";".join(themes)


@dataclass(slots=True)
class _Open:
    """An element whose children are being read."""

    children: "Iterator[PageElement]"
    block: bool = False
    verbatim: bool = False
    form: str = ""
    count: int = 0

    def label(self) -> str:
        """What a browser shows before the next item of this list, with a space."""
        self.count += 1
        if not self.form:
            return ""
        if self.form in "aA" and 0 < self.count <= 26:
            return f"{chr(ord('a') + self.count - 1)}) "
        return "- " if self.form == "-" else f"{self.count}. "


def _pieces(root: "Tag", skipped: frozenset[str]) -> Iterator[str]:
    """The text below an element: an empty line round each block, one line for each ``<br>``.

    A stack and no recursion: pages are untrusted, and so is their depth.
    """
    from bs4.element import CData, NavigableString, Tag

    stack = [_Open(iter(root.contents))]
    while stack:
        parent = stack[-1]
        child = next(parent.children, None)
        if child is None:
            stack.pop()
            yield "\n\n" if parent.block else ""
        elif isinstance(child, Tag):
            if child.name in skipped or _hidden(child):
                continue
            if len(stack) > limits.HTML_DEPTH:
                raise DocumentError(_("its elements are nested too deeply"))
            yield _before(child, parent)
            stack.append(_opened(child, parent))
        elif type(child) in (NavigableString, CData):
            yield str(child) if parent.verbatim else _SPACES.sub(" ", str(child))


def _before(tag: "Tag", parent: _Open) -> str:
    if tag.name == "li":
        return "\n\n" + parent.label()
    if tag.name in _BLOCKS:
        return "\n\n"
    return {"br": "\n", "td": " ", "th": " "}.get(tag.name, "")


def _opened(tag: "Tag", parent: _Open) -> _Open:
    opened = _Open(iter(tag.contents), tag.name in _BLOCKS, parent.verbatim or tag.name == "pre")
    if tag.name == "ul":
        opened.form = "-"
    elif tag.name == "ol":
        opened.form = str(tag.get("type") or "1")[:1]
        start = str(tag.get("start") or "1")
        opened.count = int(start) - 1 if _DIGITS.fullmatch(start) else 0
    return opened


def _hidden(tag: "Tag") -> bool:
    style = "".join(str(tag.get("style", "")).lower().split())
    is_styled = "display:none" in style or "visibility:hidden" in style
    return is_styled or tag.has_attr("hidden") or tag.get("aria-hidden") == "true"
