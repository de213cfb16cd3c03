"""Texts → words and places, as ``dutch`` reads them: what the writer takes as ``tokenize``."""

from collections.abc import Sequence

from imwsearch.dutch import tokenize


def words_and_places(text: str) -> tuple[Sequence[str], Sequence[int]]:
    """The words of a text and the place of each; joined forms share a place."""
    tokens = tokenize(text)
    return [token[0] for token in tokens], [token[3] for token in tokens]
