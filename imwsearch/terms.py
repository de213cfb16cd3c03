"""What the index holds: the values of a field, or the words of the text, each with its count."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from imwsearch import dutch
from imwsearch.choices import LISTED, column_of
from imwsearch.codec import docsets, patterns
from imwsearch.codec.searcher import Found
from imwsearch.damage import blaming_damage
from imwsearch.learnt import learnt
from imwsearch.lookup import Place
from imwsearch.naming import begins
from imwsearch.opening import Collection
from imwsearch.query.fields import status_names
from imwsearch.schema import sections

WORDS = "words"
FIELDS = LISTED
"""What can be listed; ``words`` are the real words of the texts, folded, not their stems."""


class Term(NamedTuple):
    """A value or a word.

    Args:
        value: as the index has it.
        documents: how many have it.
    """

    value: str
    documents: int


def list_terms(collection: Collection, field: str, prefix: str = "") -> tuple[Term, ...]:
    """What a field holds, most documents first, then in the alphabet's order.

    Args:
        collection: where.
        field: one of ``FIELDS``.
        prefix: how a value, or a word in it, begins; case and accents do not count.

    Raises:
        DamagedIndexError: the index turns out to be damaged.
    """
    start = dutch.fold_words(prefix)
    with blaming_damage(collection):
        counts = _words(collection, start) if field == WORDS else _values(collection, field, start)
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Term(value, count) for value, count in ordered if count > 0)


def _values(collection: Collection, field: str, start: str) -> Counter[str]:
    every = _tally(collection, field)
    names = status_names if field == "status" else _itself
    return Counter(
        {v: n for v, n in every.items() if any(_begins(name, start) for name in names(v))}
    )


def _tally(collection: Collection, field: str) -> dict[str, int]:
    if field == "abbreviation":
        definitions = learnt(collection.searcher).items()
        return {f"{short}={long}": n for short, longs in definitions for long, n in longs.items()}
    return docsets.tally(collection.searcher, column_of(field))


def _itself(value: str) -> tuple[str, ...]:
    return (value,)


def _begins(name: str, start: str) -> bool:
    """Whether a name, or a word in it, begins so."""
    folded = dutch.fold_words(name)
    return f" {start}" in f" {folded}" or begins(folded, start)


def _words(collection: Collection, prefix: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for number, segment in enumerate(collection.searcher.segments):
        first, last = patterns.prefix_range(segment.words, prefix)
        for word, value in enumerate(segment.words.slice(first, last), first):
            counts[value] += segment.word_frequency(word)
        for doc in segment.deleted:  # the segment counts them until it is merged
            counts.subtract(_words_of(collection, (number, doc), prefix))
    return counts


def _words_of(collection: Collection, place: Place, prefix: str) -> Iterable[str]:
    """The words of one document that begin so, each once."""
    document = collection.document(Found(0.0, *place))
    return {
        token.word
        for section in sections(document)
        for token in dutch.tokenize(section.text)
        if token.word.startswith(prefix)
    }
