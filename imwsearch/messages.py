"""What the program says to people, in Dutch or English by locale.

The English text stands in the code; ``locale/nl/LC_MESSAGES/imwsearch.po`` holds the Dutch.
``LANGUAGE``, ``LC_ALL``, ``LC_MESSAGES`` and ``LANG`` decide, in gettext's order; English where
none of them says Dutch.
"""

import gettext
from functools import cache
from pathlib import Path


def _(message: str) -> str:
    """The message in the reader's language."""
    return _catalogue().gettext(message)


def N_(message: str) -> str:  # noqa: N802 -- gettext's own name for "to be translated later"
    """The message itself, marked for the catalogue."""
    return message


def ngettext(singular: str, plural: str, count: int) -> str:
    """The message for ``count`` things in the reader's language."""
    return _catalogue().ngettext(singular, plural, count)


def speak_for_libraries() -> None:
    """Take from our catalogue also what libraries say through gettext: click's help and errors."""
    gettext.bindtextdomain("imwsearch", str(_LOCALE))
    gettext.textdomain("imwsearch")


_LOCALE = Path(__file__).with_name("locale")


@cache
def _catalogue() -> gettext.NullTranslations:
    return gettext.translation("imwsearch", _LOCALE, fallback=True)
