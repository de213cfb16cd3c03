"""Names as people write them: folding, and the nearest known one."""

import unicodedata
from collections.abc import Iterable


def folded(name: str) -> str:
    """The name without capitals and accents."""
    if name.isascii():
        return name.lower()
    letters = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def nearest(name: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """The known name that is most like this one, or None where none is so much like it (0 to 1)."""
    from difflib import get_close_matches  # only an error pays for it

    found = get_close_matches(folded(name), list(known), n=1, cutoff=likeness)
    return found[0] if found else None
