"""A plain program on our reader: what a warm and a cold search of ours run.

Imports nothing but the reader, so that the cold figure is the reader's.
"""

from __future__ import annotations

from imwsearch.codec.patterns import matching
from imwsearch.codec.searcher import QueryWord, open_segments

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection

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
            marked = [words[0]]
        else:
            ranked = [word(text) for text in words]
            marked = [*words, *(stem for each in ranked for stem in (each.stem, *each.parts))]
        if kind in ("phrase", "and"):
            from imwsearch.codec import docsets
        if kind == "phrase":
            found = searcher.best(
                ranked, 10, docsets.phrase(searcher, [(word, n) for n, word in enumerate(words)])
            )
        elif kind == "and":
            found = searcher.best(
                ranked, 10, docsets.holding_all(searcher, [w.stem for w in ranked])
            )
        else:
            found = searcher.best(ranked, 10)
            searcher.count(ranked)
        cases = (str.lower, str.title, str.upper)
        forms = [case(each).encode() for case in cases for each in marked]
        return [snippet(searcher.stored(each), forms) for each in found]

    return search


def snippet(stored: bytes, marked: Collection[bytes]) -> str:
    """The place around the first match, that match marked."""
    begin = stored.find(0) + 1
    for letters in marked:
        at = stored.find(letters, begin)
        if at >= 0:
            end = at + len(letters)
            around = stored[max(begin, at - 60) : at], stored[at:end], stored[end : at + 140]
            return (b"%b[%b]%b" % around).decode(errors="ignore")
    return stored[begin : begin + 200].decode(errors="ignore")


if __name__ == "__main__":
    import sys

    for line in open_searcher(sys.argv[1])(("one", (sys.argv[2],))):  # type: ignore[arg-type]
        print(line)
