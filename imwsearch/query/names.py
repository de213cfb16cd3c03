"""Names as people write them: folding, and the nearest known one."""

import unicodedata
from collections.abc import Iterable


def folded(name: str) -> str:
    """The name without capitals and accents."""
    if name.isascii():
        return name.lower()
    letters = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is most like this one, or None where none is much like it."""
    from difflib import get_close_matches  # only an error pays for it

    found = get_close_matches(folded(name), list(known), n=1, cutoff=0.6)
    return found[0] if found else None
