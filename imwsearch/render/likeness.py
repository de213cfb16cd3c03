"""Documents that are like another, for a person."""

from collections.abc import Iterable, Iterator

from imwsearch.messages import _
from imwsearch.render import joined
from imwsearch.render.explaining import with_notes
from imwsearch.render.terminal import Style
from imwsearch.similarity import Likeness

_SHOWN = 8
"""Words shown, the most telling of those that both documents have."""


def results(found: Iterable[Likeness], style: Style) -> Iterator[str]:
    """The documents, each with what makes it like the other one, in pieces."""
    return joined("\n\n", (with_notes(one.hit, _notes(one), style) for one in found))


def _notes(one: Likeness) -> Iterator[str]:
    if one.is_near:
        share = f"{one.overlap:.0%}"
        yield _("nearly the same question ({share} of the text)").format(share=share)
    if one.words:
        yield _("in common: {words}").format(words=", ".join(one.words[:_SHOWN]))
