"""Words typed one after the other as some document has them: a line that was pasted."""

from __future__ import annotations

from imwsearch.codec.searcher import STOP
from imwsearch.limits import RUN_WORDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from imwsearch.codec.searcher import QueryWord, Searcher

WEIGHT = 0.5
"""What the run counts for beside the words themselves; measured in docs/relevance.md."""

SHORTEST = 4
"""Words of a run at least, its sign among them: fewer are a name, or stand together by chance."""


def query_words(searcher: Searcher, words: Sequence[tuple[str, int]]) -> Iterator[QueryWord]:
    """What ranks higher the documents that have a query's words as they were typed.

    Args:
        searcher: the documents.
        words: the words, folded, stop words too, and the place of each. A number or letter before
            them is a line's sign and not looked for.

    Yields:
        One word for all of them; none where no document has them so, or they are too few or too
        many to be a line.
    """
    if not SHORTEST <= len(words) <= RUN_WORDS:
        return
    if len(words[0][0]) == 1 or words[0][0].isdecimal():
        words = words[1:]
    read = [searcher.read_word(word) for word, _place in words]
    stems = [one[0] for one in read if one and not one[0].startswith(STOP)]
    if stems and all(read) and any(docs := searcher.phrase(words)):
        name = f'"{" ".join(word for word, _place in words)}'
        yield searcher.gather_docs(name, docs, stems, WEIGHT)
