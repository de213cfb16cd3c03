"""Better words for a mistyped one, out of the words that the documents really have."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from imwsearch.dutch.compounds import look_up
from imwsearch.dutch.folding import fold
from imwsearch.dutch.lexicon import lexicon
from imwsearch.limits import CORRECTED_LETTERS

_SHORTEST = 4
"""Letters of a word that is corrected, at least; many words are like a shorter one."""


class Words(Protocol):
    """The real words of an index, in the order of their characters."""

    def first_from(self, word: str) -> tuple[str, int] | None:
        """The first word that does not come before ``word``, and how many documents have it."""


class Correction(NamedTuple):
    """A better word.

    Args:
        word: the corrected word, folded.
        distance: the number of letters that were added, left out, replaced or exchanged.
        documents: how many documents have it, or the corrected part of a compound.
    """

    word: str
    distance: int
    documents: int


def corrections(word: str, words: Words, *, most: int = 3) -> tuple[Correction, ...]:
    """What a word that finds nothing was probably meant to be.

    Args:
        word: a word of a query; it is folded.
        words: the words that exist.
        most: the number of corrections at most.

    Returns:
        Words at a distance of one, else of two (from six letters on), else compounds of which one
        part is mistyped; best first: nearest, then the same first letter, then four letters or
        more, then in most documents.
        Nothing for a word that exists, for one of Dutch whether any document has it or not, for a
        word of under four letters or with digits.
    """
    word = fold(word)
    if not _SHORTEST <= len(word) <= CORRECTED_LETTERS or not word.isalpha():
        return ()
    if _documents(word, words) or _is_dutch(word):
        return ()
    limits = (1, 2) if len(word) > 5 else (1,)
    for find in (_near, _compounds):
        for limit in limits:
            if found := list(find(word, words, limit)):
                return _best(word, found, most)
    return ()


def _is_dutch(word: str) -> bool:
    """Whether a folded word is a known one, or a compound that splits validly."""
    return lexicon().find(word) is not None or _is_compound(word)


def _is_compound(word: str) -> bool:
    """Whether it splits into known words."""
    return word.isascii() and bool(look_up(word, lexicon()).parts)


def _best(word: str, found: list[Correction], most: int) -> tuple[Correction, ...]:
    found.sort(
        key=lambda c: (
            *(c.distance, c.word[0] != word[0], len(c.word) < _SHORTEST),
            *(-c.documents, c.word),
        )
    )
    best: dict[str, Correction] = {}
    for correction in found:
        best.setdefault(correction.word, correction)
    return tuple(best.values())[:most]


def _documents(word: str, words: Words) -> int:
    found = words.first_from(word)
    return found[1] if found and found[0] == word else 0


def _near(word: str, words: Words, limit: int) -> Iterator[Correction]:
    """The words within ``limit`` edits, by one walk that skips every prefix that is too far."""
    rows = [list(range(len(word) + 1))]
    before = cursor = ""
    while found := words.first_from(cursor):
        candidate, documents = found
        del rows[_shared(before, candidate) + 1 :]
        before = candidate
        while len(rows) <= len(candidate) and not _is_too_far(rows, limit):
            rows.append(_next_row(word, candidate, rows))
        if _is_too_far(rows, limit):
            prefix = candidate[: len(rows) - 1]
            cursor = prefix[:-1] + chr(ord(prefix[-1]) + 1)
            continue
        if rows[-1][-1] <= limit and candidate != word:
            yield Correction(candidate, rows[-1][-1], documents)
        cursor = candidate + "\0"


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _is_too_far(rows: list[list[int]], limit: int) -> bool:
    """Whether no longer word can come within the limit; an exchange looks two rows back."""
    return len(rows) > 1 and min(rows[-1]) > limit and min(rows[-2]) >= limit


def _next_row(word: str, candidate: str, rows: list[list[int]]) -> list[int]:
    """The next row of the optimal string alignment distance (Damerau 1964, adjacent exchanges)."""
    depth = len(rows)
    letter, above = candidate[depth - 1], rows[-1]
    row = [depth]
    for i, other in enumerate(word, start=1):
        cost = min(above[i] + 1, row[i - 1] + 1, above[i - 1] + (letter != other))
        if i > 1 and depth > 1 and letter == word[i - 2] and candidate[depth - 2] == other:
            cost = min(cost, rows[-2][i - 2] + 1)
        row.append(cost)
    return row


def _compounds(word: str, words: Words, limit: int) -> Iterator[Correction]:
    """The word with one of two parts corrected, where the whole then splits."""
    for cut in range(3, len(word) - 2):
        left, right = word[:cut], word[cut:]
        if _documents(left, words) or (left[-1] == "s" and _documents(left[:-1], words)):
            for near in _near(right, words, min(limit, len(right) // 4)):
                yield from _if_compound(near._replace(word=left + near.word))
        if _documents(right, words):
            for near in _near(left, words, min(limit, len(left) // 4)):
                yield from _if_compound(near._replace(word=near.word + right))
            if left[-1] == "s":
                for near in _near(left[:-1], words, min(limit, len(left) // 4)):
                    yield from _if_compound(near._replace(word=near.word + "s" + right))


def _if_compound(correction: Correction) -> Iterator[Correction]:
    if _is_compound(correction.word):
        yield correction
