"""Words typed one after the other as some document has them: a line that was pasted."""

from __future__ import annotations

from imwsearch.codec.ranking import STOP
from imwsearch.limits import RUN_WORDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from imwsearch.codec.searcher import QueryWord, Searcher

WEIGHT = 4.0
"""What the run counts for beside the words themselves; measured in docs/relevance.md."""

SHORTEST = 4
"""Words of a line at least. Fewer are keywords, unless there is a stop word or a number among them
or they are written as a line: those that stand together by chance say nothing."""


def query_words(
    searcher: Searcher, words: Sequence[tuple[str, int]], is_line: bool = False
) -> Iterator[QueryWord]:
    """What ranks higher the documents that have a query's words as they were typed.

    Args:
        searcher: the documents.
        words: the words, folded, stop words too, and the place of each. A number or letter before
            them may be the sign of a line that some documents have without.
        is_line: whether they are written as a line of a document.

    Yields:
        One word for all of them; none where no document has them so, or they are no line.
    """
    if not 0 < len(words) <= RUN_WORDS:
        return
    for run in (words, words[1:]) if _is_sign(words[0][0]) else (words,):
        stems = _stems(searcher, run, is_line)
        if not stems:
            continue
        from imwsearch.codec import docsets  # few queries are lines

        if any(docs := docsets.phrase(searcher, run)):
            name = f'"{" ".join(word for word, _place in run)}'
            yield searcher.gather_docs(name, docs, stems, WEIGHT)
            return


def _stems(searcher: Searcher, run: Sequence[tuple[str, int]], is_line: bool) -> list[str]:
    """The stems of a run but for stop words; none where it is no line, or lacks in the index."""
    read = [one[0] for word, _place in run if (one := searcher.read_word(word))]
    stems = [stem for stem in read if not stem.startswith(STOP)]
    told = is_line or len(run) >= SHORTEST or len(stems) < len(read)
    told = told or any(word.isdecimal() for word, _place in run)
    return stems if told and len(read) == len(run) else []


def _is_sign(word: str) -> bool:
    return len(word) == 1 or word.isdecimal()
