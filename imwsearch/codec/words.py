"""Texts → words and places, as ``dutch.tokenize`` reads them, but without offsets and faster.

What stands between two blanks is read once and remembered: most of a text is the same few words.
Only a number can join with what stands before the blank (25 oktober 2024, 12 345); then the last
few pieces are read again together.
"""

from collections.abc import Sequence

from imwsearch.dutch import tokenize
from imwsearch.limits import CHUNKS_REMEMBERED

_JOINED = 4
"""Pieces that one number may be joined from."""


class _Piece(tuple[tuple[str, int], ...]):
    """The words of a piece and their places in it."""

    size = 0
    is_number = False


class _Pieces(dict[str, str | _Piece]):
    """Each piece of text → its only word, or its words."""

    def __missing__(self, raw: str) -> str | _Piece:
        tokens = tokenize(raw)
        read: str | _Piece
        if len(tokens) == 1 and not tokens[0].word.isdigit():
            read = tokens[0].word
        else:
            read = _Piece((token.word, token.position) for token in tokens)
            read.size = tokens[-1].position + 1 if tokens else 0
            read.is_number = any(token.word.isdigit() for token in tokens)
        if len(self) >= CHUNKS_REMEMBERED:
            self.clear()
        if len(raw) <= 64:
            self[raw] = read
        return read


_PIECES = _Pieces()


def words_and_places(text: str) -> tuple[Sequence[str], Sequence[int]]:
    """The words of a text and the place of each; joined forms share a place.

    The same words at the same places as ``tokenize`` gives, a joined form perhaps later in the
    list; places of one word ascend, and none is above the last.
    """
    raw = text.split()
    pieces = list(map(_PIECES.__getitem__, raw))
    words: list[str] = []
    places: list[int] = []
    place = 0
    for n, piece in enumerate(pieces):
        if type(piece) is str:
            words.append(piece)
            places.append(place)
            place += 1
            continue
        if piece.is_number and n:  # type: ignore[union-attr]
            first = max(0, n + 1 - _JOINED)
            base = place - sum(map(_size, pieces[first:n]))
            for word, at in _joined(raw[first : n + 1]):
                words.append(word)
                places.append(base + at)
        for word, at in piece:
            words.append(word)
            places.append(place + at)
        place += piece.size  # type: ignore[union-attr]
    return words, places


def _size(piece: str | _Piece) -> int:
    return 1 if type(piece) is str else piece.size  # type: ignore[union-attr]


def _joined(raw: Sequence[str]) -> list[tuple[str, int]]:
    """The words that the last piece forms with those before it."""
    text = " ".join(raw)
    last = len(text) - len(raw[-1])
    return [
        (token.word, token.position) for token in tokenize(text) if token.start < last < token.end
    ]
