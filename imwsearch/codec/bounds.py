"""What documents may score at most: a byte for each, found for many of them at once.

Bounds cost little for all documents together: those of the highest bounds are scored first, and
those that cannot be among the best not at all.
"""

from __future__ import annotations

from imwsearch.codec.ranking import LEVELS, coordination

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from imwsearch.codec.scoring import Part, Word

ROWS = 24
"""Up to so many lists are bounded by levels; rounding costs 5 of 255 for each list."""

FINE = 64
"""What an impact is worth in levels is rounded up to a multiple of 1 / FINE."""


def bounds_of(
    lists: Sequence[Part], documents: int, docs: Sequence[int] | None
) -> tuple[bytearray, float]:
    """For each document a level, 0 to 255, that its score does not exceed; levels per score.

    Args:
        lists: the lists that count, ``ROWS`` at most.
        documents: how many documents the segment has.
        docs: documents; None for all of the segment.
    """
    # The documents' bytes are the digits of one number, so that one addition adds a list to all of
    # them: no sum is above 255, and nothing is carried over to the next.
    size = documents if docs is None else len(docs)
    scale = (255 - 5 * len(lists)) / sum(part.peak * part.share for part in lists)
    total = 0
    for part in lists:
        row = part.postings.keep_row() if docs is None else bytes(part.postings.impacts_in(docs))
        levels = _levels(int(part.factor * part.share * scale * FINE) + 1)
        total += int.from_bytes(row.translate(levels), "little")
    return bytearray(total.to_bytes(size, "little")), scale


def bounds_of_many(words: Sequence[Word], weight: float, documents: int) -> tuple[bytearray, float]:
    """The same for more lists, for all documents: what each meets of them is counted as well."""
    sums = [0j] * documents  # the value, and the weight that is met as the imaginary part
    for word in words:
        for part in word.lists():
            met = word.weight if part is word.whole else word.weight / word.size
            step = part.factor * part.share
            own = bytes(part.postings.impacts)
            gain = {impact: complex(step * impact, met) for impact in set(own)}
            for doc, impact in zip(part.postings.each_doc(), own):
                sums[doc] += gain[impact]
    bounds = [one.real * coordination(min(1.0, one.imag / weight)) for one in sums]
    scale = 254 / max(bounds)
    return bytearray([int(bound * scale) + 1 if bound else 0 for bound in bounds]), scale


_known_levels: dict[int, bytes] = {}


def _levels(step: int) -> bytes:
    """For each impact ``step`` / ``FINE`` times as much, rounded up; kept, for there are few."""
    levels = _known_levels.get(step)
    if levels is None:
        most = LEVELS * FINE
        levels = bytes([0, *((min(most, step * n) - 1) // FINE + 1 for n in range(1, LEVELS + 1))])
        _known_levels[step] = levels
    return levels
