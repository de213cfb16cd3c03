"""The best documents of all segments at once: which of them are looked at, by rows.

For a process that answers many queries (``Searcher.rows``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imwsearch.codec.accumulating import best, row_of
from imwsearch.codec.bounds import ROWS
from imwsearch.codec.list_arrays import array_of
from imwsearch.codec.ranking import K1, coordination, word_weight
from imwsearch.codec.rows import Row
from imwsearch.codec.scoring import evaluate, word
from imwsearch.codec.top import SLACK, SMALL

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from imwsearch.codec.arrays import Array
    from imwsearch.codec.rows import Rows
    from imwsearch.codec.scoring import Word
    from imwsearch.codec.searcher import Docs, Found, Planned, Searcher
    from imwsearch.codec.top import Scored

FEW = 32
"""So many given documents are scored sooner one by one."""

SHORT = 1_000
"""So many postings are walked sooner."""

LARGE = 2**15
"""In fewer documents all are looked at sooner."""

OTHERS = 0.6
"""Where more of the query's weight is that of other words, these alone are often worth as much."""

RARE = 4
"""One document in so many may have a rare word."""


def best_by_rows(
    searcher: Searcher, plan: Sequence[Planned], k: int, within: Docs | None
) -> list[Found] | None:
    """The best k documents, best first, or all that have any of the words.

    Args:
        searcher: where; it has rows.
        plan: the words.
        k: how many documents are wanted.
        within: the living documents that may be given; None for all.

    Returns:
        None where it takes less time to look at one segment after the other, or where too few of
        the documents within have any of the words.
    """
    rows = searcher.rows()
    stems = [stem for _, worth in plan for stem, value in worth if value]
    if rows is None or not 0 < len(stems) <= ROWS or _is_little(searcher, stems, within):
        return None
    if within is not None:
        found = _best_among(searcher, rows, plan, k, list(map(array_of, within)))
        if len(found) < k:
            return None
    else:
        found = _best_of_rarest(searcher, rows, plan, k) or _best_of_all(searcher, rows, plan, k)
    places = rows.places([doc for _, doc in found])
    return searcher.ordered([(score, *place) for (score, _), place in zip(found, places)], k)


def _best_of_all(searcher: Searcher, rows: Rows, plan: Sequence[Planned], k: int) -> list[Scored]:
    words = _words(plan, lambda stem: rows.row(stem, searcher.lists(stem)))
    if len(words) == 1 and len(lists := words[0].lists()) == 1:
        docs = rows.best(row_of(lists[0]), k)
        scores = evaluate(words, _weight(plan), docs)  # type: ignore[arg-type]  # rows take arrays as well
        return list(zip(scores, docs.tolist()))
    return best(words, _weight(plan), k, rows.documents)


def _best_among(
    searcher: Searcher, rows: Rows, plan: Sequence[Planned], k: int, docs: Sequence[Array]
) -> list[Scored]:
    """The best of some documents, which are given segment by segment."""
    words = _words(plan, lambda stem: Row(rows.impacts(searcher.lists(stem), docs)))
    among = rows.joined(docs)
    found = best(words, _weight(plan), k, len(among))
    return [(score, int(among[n])) for score, n in found]


def _best_of_rarest(
    searcher: Searcher, rows: Rows, plan: Sequence[Planned], k: int
) -> list[Scored] | None:
    """The best documents, if they all have the rarest word, as they have where others follow it.

    What has not that word has at most what the other words are worth (MaxScore: Turtle and Flood
    1995, "Query Evaluation: Strategies and Optimizations").

    Returns:
        None where others may be among the best, or where the word is not rare.
    """
    if len(plan) == 1 or rows.documents < LARGE:
        return None
    sizes = [_size(searcher, [stem for stem, _ in worth]) for _, worth in plan]
    rarest = sizes.index(min(sizes))
    others = [*plan[:rarest], *plan[rarest + 1 :]]
    share = _weight(others) / _weight(plan)
    if share > OTHERS or sizes[rarest] * RARE > rows.documents:
        return None
    stems = [searcher.lists(stem) for stem, _ in plan[rarest][1]]
    found = _best_among(searcher, rows, plan, k, rows.living(stems))
    if len(found) < k:
        return None
    floor = sorted([score for score, _ in found])[-k]
    most = sum(map(_most, others)) * coordination(share)
    return found if most < floor * SLACK else None


def _most(planned: Planned) -> float:
    """What a word is worth at most in any document."""
    (_, whole), *parts = planned[1]
    return (K1 + 1) * word_weight(whole, sum(value for _, value in parts))


def _words(plan: Sequence[Planned], row: Callable[[str], Row]) -> list[Word]:
    """The words of a query with their rows."""
    return [
        word([row(stem) if value else None for stem, value in worth], weight, worth)
        for weight, worth in plan
    ]


def _weight(plan: Sequence[Planned]) -> float:
    return sum(weight for weight, _ in plan)


def _is_little(searcher: Searcher, stems: Sequence[str], within: Docs | None) -> bool:
    """Whether few documents are looked at, segment by segment."""
    if within is not None:
        return sum(map(len, within)) <= FEW
    if len(stems) == 1:
        if any(each.champions for each in searcher.lists(stems[0]) if each):
            return True
        return _size(searcher, stems) <= SMALL
    return _size(searcher, stems) <= SHORT


def _size(searcher: Searcher, stems: Sequence[str]) -> int:
    """How many postings some stems have."""
    lists = [known for stem in stems for known in searcher.lists(stem) if known is not None]
    return sum(map(len, lists))
