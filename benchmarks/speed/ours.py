"""A plain program on our reader: what a warm and a cold search of ours run.

Imports nothing but the reader, so that the cold figure is the reader's.
"""

from __future__ import annotations

import re
from json import loads

from imwsearch.codec.searcher import QueryWord, open_segments
from imwsearch.codec.vocabulary import matching

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.speed.corpus import Query


def open_searcher(folder: str) -> Callable[[Query], list[str]]:
    """A function from a query to the snippets of its ten best documents."""
    searcher = open_segments(folder)

    def word(text: str) -> QueryWord:
        stem, parts = searcher.read_word(text) or (text, ())
        return QueryWord(stem, parts)

    def search(query: Query) -> list[str]:
        searcher.forget()
        kind, words = query
        if kind == "prefix":
            numbers = searcher.words(lambda known: matching(known, words[0] + "*", 4096))
            ranked = [searcher.gather(f"*{words[0]}", numbers)]
            pattern = re.escape(words[0]) + r"\w*"
        else:
            ranked = [word(text) for text in words]
            real = searcher.real_words(s for w in ranked for s in (w.stem, *w.parts))
            pattern = "|".join(sorted(map(re.escape, set().union(*real.values())), reverse=True))
        if kind == "phrase":
            found = searcher.best(ranked, 10, searcher.phrase(list(zip(words, range(9)))))  # noqa: B905
        elif kind == "and":
            found = searcher.best(ranked, 10, searcher.docs_of_all([w.stem for w in ranked]))
        else:
            found = searcher.best(ranked, 10)
            searcher.count(ranked)
        marks = re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)
        return [snippet(loads(searcher.stored(each))[1], marks) for each in found]

    return search


def snippet(text: str, marks: re.Pattern[str]) -> str:
    """The place around the first match, all matches marked."""
    first = marks.search(text)
    start = max(0, first.start() - 60) if first else 0
    return marks.sub("[\\g<0>]", text[start : start + 200])


if __name__ == "__main__":
    import sys

    for line in open_searcher(sys.argv[1])(("one", (sys.argv[2],))):  # type: ignore[arg-type]
        print(line)
