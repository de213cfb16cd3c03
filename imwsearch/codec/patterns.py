"""Real words that fit a pattern or are nearly spelled like another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from imwsearch.codec.segment import Terms


FEW = 64
"""Most prefixes have fewer words."""


def matching(words: Terms, pattern: str, limit: int) -> list[int]:
    """The words that fit a pattern.

    Args:
        words: sorted words.
        pattern: letters, ``*`` for any letters or none, ``?`` for one letter.
        limit: the most words wanted.

    Returns:
        The numbers of the first ``limit`` that fit, ascending.
    """
    head = pattern[
        : min(pattern.find("*") % (len(pattern) + 1), pattern.find("?") % (len(pattern) + 1))
    ]
    if pattern == head:
        found = words.find(pattern)
        return [found] if found >= 0 else []
    if head:
        first, last = prefix_range(words, head)
        if pattern == head + "*":
            return list(range(first, min(last, first + limit)))
        return _fitting(words, pattern, range(first, last), limit)
    core = max(pattern.replace("?", "*").split("*"), key=len)
    return _fitting(words, pattern, holding(words, core) if core else range(len(words)), limit)


def prefix_range(words: Terms, prefix: str) -> tuple[int, int]:
    """The first word that begins with ``prefix`` and the one after the last."""
    start = prefix.encode()
    first = bisect_left(words, start)
    last = min(first + FEW, len(words))
    if last > first and words[last - 1].startswith(start):
        return first, bisect_left(words, start + b"\xff", last)
    return first, bisect_left(words, start + b"\xff", first, last)


def holding(words: Terms, letters: str) -> Iterator[int]:
    """The words that hold the letters somewhere, ascending."""
    data, wanted = words.data.tobytes(), letters.encode()
    at = words.at
    hit = data.find(wanted)
    while hit >= 0:
        word = bisect_right(at, hit) - 1
        if hit + len(wanted) <= at[word + 1]:
            yield word
            hit = data.find(wanted, at[word + 1])
        else:
            hit = data.find(wanted, hit + 1)


def _fitting(words: Terms, pattern: str, among: Iterator[int] | range, limit: int) -> list[int]:
    import re

    fits = re.compile(
        "".join({"*": ".*", "?": "."}.get(letter, re.escape(letter)) for letter in pattern),
        re.DOTALL,
    ).fullmatch
    found = []
    for word in among:
        if fits(words[word].decode()):
            found.append(word)
            if len(found) == limit:
                break
    return found


def similar(words: Terms, word: str, distance: int, limit: int) -> list[tuple[int, int]]:
    """The words that a few edits turn into ``word``.

    An edit puts in, takes out or replaces a letter; two neighbours swapped are one edit too.

    Args:
        words: sorted words.
        word: the word as it should be.
        distance: the most edits, 1 or more.
        limit: the most words wanted.

    Returns:
        (edits, number of the word), fewest edits first.
    """
    found = {
        n: edits
        for n in _candidates(words, word, distance)
        if (edits := edit_distance(word, words[n].decode(), distance)) <= distance
    }
    for at in range(len(word) - 1):
        swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if swapped != word and (n := words.find(swapped)) >= 0:
            found[n] = 1
    return sorted((edits, n) for n, edits in found.items())[:limit]


def _candidates(words: Terms, word: str, distance: int) -> set[int]:
    """Words that have one of ``distance`` + 1 pieces of ``word`` at nearly the same place.

    With at most ``distance`` edits one piece at least is untouched.
    """
    size, count = len(word), distance + 1
    if size <= distance:
        return set(range(len(words)))
    cuts = [size * n // count for n in range(count + 1)]
    found = set()
    for left, right in pairwise(cuts):
        for n in holding(words, word[left:right]):
            length = words.at[n + 1] - words.at[n]  # bytes; accents are folded, so nearly letters
            if length >= size - distance and length <= 4 * (size + distance):
                found.add(n)
    return found


def edit_distance(one: str, other: str, most: int) -> int:
    """How many edits turn one word into the other; ``most`` + 1 if it takes more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for n, letter in enumerate(one, start=1):
        above, row[0] = row[0], n
        for m, another in enumerate(other, start=1):
            cost = above if letter == another else 1 + min(above, row[m], row[m - 1])
            above, row[m] = row[m], cost
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
