"""A plain program on our reader: what a warm and a cold search of ours run.

Imports nothing but the reader, so that the cold figure is the reader's.
"""

from __future__ import annotations

from imwsearch.codec.searcher import QueryWord, open_segments
from imwsearch.codec.vocabulary import matching

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from benchmarks.speed.corpus import Query


BEGINNING = 1024
"""Bytes of a document that are looked at first."""

AFTER = 140
"""Characters of a snippet after its match."""


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
        if kind == "phrase":
            found = searcher.best(
                ranked, 10, searcher.phrase([(word, n) for n, word in enumerate(words)])
            )
        elif kind == "and":
            found = searcher.best(ranked, 10, searcher.docs_of_all([w.stem for w in ranked]))
        else:
            found = searcher.best(ranked, 10)
            searcher.count(ranked)
        return [snippet(searcher.beginning(each, BEGINNING), marked) for each in found]

    return search


def snippet(stored: Iterator[bytes], marked: Collection[str]) -> str:
    """The place around the first match, that match marked; a document's beginning has most."""
    beginning = next(stored)
    found = _around(beginning, marked, AFTER)
    if not found:
        whole = beginning + next(stored)
        found = _around(whole, marked) or _body(whole)[:200]
    return found


def _around(stored: bytes, marked: Collection[str], after: int = 0) -> str:
    """The place around the first match, if at least so many characters come after it."""
    text = _body(stored)
    lower = text.lower()
    for letters in marked:
        at = lower.find(letters)
        end = at + len(letters)
        if at >= 0 and end + after <= len(text):
            return f"{text[max(0, at - 60) : at]}[{text[at:end]}]{text[end : end + AFTER]}"
    return ""


def _body(stored: bytes) -> str:
    return stored.decode(errors="ignore").partition("\0")[2]  # its last character may be cut


if __name__ == "__main__":
    import sys

    for line in open_searcher(sys.argv[1])(("one", (sys.argv[2],))):  # type: ignore[arg-type]
        print(line)
