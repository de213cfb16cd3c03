"""Whose the documents are: the line that stands wherever they go."""

from imwsearch.messages import _

SOURCE = "Vlaams Parlement"
LICENCE = "Modellicentie Gratis Hergebruik v1.0"

CITED = f"Bron: {SOURCE}, {LICENCE}"
"""The line in what people paste and pass on: in Dutch, as the citations beside it."""


def line() -> str:
    """Source and licence of the documents, for people."""
    return _("Source: {source}, {licence}").format(source=SOURCE, licence=LICENCE)
