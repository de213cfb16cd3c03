"""Documents that are like another: the same question put to others, then the same matter."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from imwsearch import dutch
from imwsearch.codec import ranking
from imwsearch.codec.searcher import Found, QueryWord, Searcher
from imwsearch.damage import blaming_damage
from imwsearch.document import Document
from imwsearch.hits import as_hit
from imwsearch.opening import Collection
from imwsearch.results import Hit
from imwsearch.schema import question_text

TERMS = 25
"""The most telling words of a document, by which others are ranked."""

CANDIDATES = 100
"""How many documents, best first, are compared shingle by shingle."""

SHINGLE = 3
"""Words that stand together in a shingle."""

NEAR = 0.6
"""Share of the shingles from which two questions are the same one.

Of all pairs among the 3,811 questions of ``kamer-2017.jsonl.gz`` 3,185 share this much and 791
between a fifth and this; 755 questions have such a twin. What lies between .5 and .6 (658 pairs) is
one form filled in for another matter: "advocatenkantoren" and "consultancybureaus".
"""


class Likeness(NamedTuple):
    """A document that is like another.

    Args:
        hit: the document; its score is the ranking's.
        overlap: the share of the questions' shingles that both have, 0 to 1 (Jaccard).
        words: the most telling words that both have, folded, as the first one has them.
    """

    hit: Hit
    overlap: float
    words: tuple[str, ...]

    @property
    def is_near(self) -> bool:
        """Whether it is nearly the same question."""
        return self.overlap >= NEAR


def find_similar(collection: Collection, document: Document, limit: int) -> tuple[Likeness, ...]:
    """The documents that are most like one.

    Args:
        collection: where both are.
        document: the one.
        limit: how many others at most.

    Returns:
        Near duplicates, the nearest first; then the others, best first.

    Raises:
        DamagedIndexError: the index turns out to be damaged.
    """
    with blaming_damage(collection):
        return _find_similar(collection, document, limit)


def _find_similar(collection: Collection, document: Document, limit: int) -> tuple[Likeness, ...]:
    searcher = collection.searcher
    telling = telling_words(searcher, document)
    if not telling:
        return ()
    found = searcher.best([word for _text, word in telling], max(CANDIDATES, limit) + 1)
    own = shingles(document)
    others = [
        (overlap(own, shingles(other)), one, other)
        for one in found
        if (other := collection.document(one)).id != document.id
    ]
    others.sort(key=lambda each: -each[0] if each[0] >= NEAR else 0.0)
    return tuple(
        Likeness(as_hit(other, place, one.score), share, _shared(searcher, telling, one))
        for place, (share, one, other) in enumerate(others[:limit], 1)
    )


def telling_words(searcher: Searcher, document: Document) -> list[tuple[str, QueryWord]]:
    """The words of a document's title and questions that tell most of it, the most telling first.

    What a word tells is its impact in the document, as the ranking counts it, times its idf.
    """
    counts: dict[str, float] = {}
    known: dict[str, tuple[str, dutch.Analysis]] = {}
    for field, text in (("title", document.title), ("questions", question_side(document))):
        words = [(word, one) for word in _words(text) if (one := dutch.analyze_word(word))]
        gain = ranking.field_gain(ranking.FIELDS.index(field), len(words))
        for word, analysed in words:
            known.setdefault(analysed.stem, (word, analysed))
            counts[analysed.stem] = counts.get(analysed.stem, 0.0) + gain
    worth = {
        stem: ranking.idf(searcher.documents, searcher.frequency(stem)) * tf / (tf + ranking.K1)
        for stem, tf in counts.items()
    }
    best = sorted((stem for stem in worth if worth[stem]), key=lambda s: (-worth[s], s))[:TERMS]
    return [
        (known[s][0], QueryWord(s, known[s][1].parts, counts[s] / (counts[s] + ranking.K1)))
        for s in best
    ]


def _words(text: str) -> Iterator[str]:
    """The words of a text, joined forms whole."""
    end = 0
    for token in dutch.tokenize(text):
        if token.end > end:
            yield token.word
            end = token.end


def question_side(document: Document) -> str:
    """What was asked: the context and the questions."""
    return "\n".join([document.context, *map(question_text, document.questions)])


def shingles(document: Document) -> frozenset[tuple[str, ...]]:
    """The runs of words in what was asked."""
    return frozenset(_runs([w.casefold() for w in re.findall(r"\w+", question_side(document))]))


def overlap(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """The share of all shingles that both have; 0 where there are none."""
    return len(one & other) / len(one | other) if one and other else 0.0


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    size = min(SHINGLE, len(words))
    return (
        (tuple(words[at : at + size]) for at in range(len(words) - size + 1)) if size else iter(())
    )


def _shared(
    searcher: Searcher, telling: list[tuple[str, QueryWord]], one: Found
) -> tuple[str, ...]:
    return tuple(
        text
        for text, word in telling
        if (postings := searcher.lists(word.stem)[one.segment]) and postings.impact(one.doc)
    )
