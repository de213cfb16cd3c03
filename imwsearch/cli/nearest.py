"""Did you mean: the nearest of the names there are."""

from collections.abc import Iterable

from imwsearch.messages import _


def did_you_mean(name: str, names: Iterable[str], otherwise: str = "") -> str:
    """A hint at the nearest name.

    Args:
        name: what was typed.
        names: what could have been meant.
        otherwise: the hint where none of them is near.
    """
    from imwsearch.query.names import nearest  # only a mistake pays for it

    near = nearest(name, names)
    return _("did you mean {name}?").format(name=near) if near else otherwise
