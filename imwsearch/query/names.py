"""Names as people write them: folding, and the nearest known one."""

from collections.abc import Iterable

from imwsearch.messages import _


def folded(name: str) -> str:
    """The name without capitals and accents."""
    if name.isascii():
        return name.lower()
    import unicodedata  # only accents pay for it

    letters = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def did_you_mean(name: str, names: Iterable[str], otherwise: str = "") -> str:
    """A hint at the nearest name.

    Args:
        name: what was typed.
        names: what could have been meant.
        otherwise: the hint where none of them is near.
    """
    near = nearest(name, names)
    return _("did you mean {name}?").format(name=near) if near else otherwise


def nearest(name: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """The known name that is most like this one, or None where none is so much like it (0 to 1)."""
    from difflib import get_close_matches  # only an error pays for it

    found = get_close_matches(folded(name), list(known), n=1, cutoff=likeness)
    return found[0] if found else None
