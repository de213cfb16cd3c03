"""What the program says to people, in Dutch or English by locale.

The English text stands in the code; ``locale/nl/LC_MESSAGES/imwsearch.po`` holds the Dutch.
``LANGUAGE``, ``LC_ALL``, ``LC_MESSAGES`` and ``LANG`` decide, in gettext's order; English where
none of them says Dutch.

The catalogue is gettext's; but gettext itself needs re, and a search has ended before that is
imported.
"""

from __future__ import annotations

from _bisect import bisect_left

from imwsearch.system import join, variables

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


Parts = tuple[tuple[str, dict[str, object]], ...]
"""English texts, each with its values."""


class Text(str):
    """A text in the reader's language that knows the English one, by which it can be kept.

    ``parts`` holds what it was made of: English texts, each with its values.
    """

    parts: Parts = ()

    def format(self, *_args: object, **values: object) -> Text:
        """The text with its values filled in; they have names."""
        filled = Text(str.format(self, **values))
        kept: dict[str, object] = {
            name: value if isinstance(value, str | int | float) else str(value)
            for name, value in values.items()
        }
        filled.parts = tuple((english, kept) for english, _none in self.parts)
        return filled


def _(message: str) -> str:
    """The message in the reader's language."""
    catalogue = _texts()
    given = catalogue.given
    if message not in given:
        if len(given) >= _GIVEN:
            given.clear()
        given[message] = Text(catalogue.text(message, 0))
        given[message].parts = ((message, {}),)
    return given[message]


_GIVEN = 1_000
"""Texts that are kept for the next time; what readers say of documents may be anything."""


def joined(texts: Iterable[str]) -> str:
    """Several texts as one."""
    texts = list(texts)
    text = Text("; ".join(texts))
    text.parts = tuple(part for one in texts for part in parts_of(one) or ((one, {}),))
    return text


def parts_of(text: object) -> Parts:
    """What a text was made of; nothing where that is not known."""
    return text.parts if isinstance(text, Text) else ()


def N_(message: str) -> str:  # noqa: N802 -- gettext's own name for "to be translated later"
    """The message itself, marked for the catalogue."""
    return message


def ngettext(singular: str, plural: str, count: float) -> str:
    """The message for ``count`` things in the reader's language."""
    if count == 1:
        return _texts().text(singular, 0)
    found = _texts().text(singular, 1)
    return plural if found == singular else found


def number(value: float, form: str = ",") -> str:
    """A number with the reader's marks: 1,234.5 in English, 1.234,5 in Dutch.

    Args:
        value: the number.
        form: how it is formatted, with English marks.
    """
    shown = _("1,234.5")
    return format(value, form).translate({ord(","): shown[1], ord("."): shown[5]})


def speak_for_libraries() -> None:
    """Take from our catalogue also what libraries say through gettext: click's help and errors."""
    import gettext

    gettext.bindtextdomain("imwsearch", _LOCALE)
    gettext.textdomain("imwsearch")


_LOCALE = __file__.removesuffix("messages.py") + "locale"


class _Catalogue:
    """A compiled catalogue (the GNU gettext manual, "The Format of GNU MO Files").

    Args:
        data: the file; nothing for a catalogue without texts.

    Attributes:
        given: the texts that were asked for, by their messages.
    """

    def __init__(self, data: bytes = b"") -> None:
        self.given: dict[str, Text] = {}
        self._data = data
        self._table: memoryview | None = None
        if data:
            numbers = memoryview(data[: len(data) & ~3]).cast("I")
            self._count, originals, translations = numbers[2] * 2, numbers[3] // 4, numbers[4] // 4
            self._originals = numbers[originals : originals + self._count]
            self._table = numbers[translations : translations + self._count]

    def text(self, message: str, form: int) -> str:
        """A message's text, or that of its plural (form 1); itself where there is none."""
        if self._table is None:
            return message
        wanted = message.encode()
        n = bisect_left(range(self._count // 2), wanted, key=self._original)
        if n * 2 == self._count or self._original(n) != wanted:
            return message
        return self._read(self._table, n).split(b"\0")[form].decode()

    def _original(self, n: int) -> bytes:
        return self._read(self._originals, n).partition(b"\0")[0]

    def _read(self, table: memoryview, n: int) -> bytes:
        size, start = table[2 * n], table[2 * n + 1]
        return self._data[start : start + size]


_loaded: list[_Catalogue] = []


def _texts() -> _Catalogue:
    if not _loaded:
        _loaded.append(_load())
    return _loaded[0]


def _load() -> _Catalogue:
    """The Dutch catalogue where the environment asks for Dutch."""
    known = variables()
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if asked := known.get(variable):
            for language in asked.split(":"):
                if language == "C":
                    break
                if language.replace(".", "_").split("_")[0] == "nl":
                    with open(join(_LOCALE, "nl/LC_MESSAGES/imwsearch.mo"), "rb") as file:  # noqa: PTH123
                        return _Catalogue(file.read())
            break
    return _Catalogue()
