"""A query's tree → the documents it asks for, and what to rank them by."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from imwsearch import dutch, limits, marking
from imwsearch.choices import column_of
from imwsearch.codec import docsets, patterns
from imwsearch.codec.ranking import FIELDS, STOP
from imwsearch.codec.searcher import QueryWord, Searcher
from imwsearch.expanding import Expansion
from imwsearch.marking import Marker
from imwsearch.naming import meaning
from imwsearch.query import tree
from imwsearch.query.tree import Clauses, DateRange, Item, Leaf
from imwsearch.wanted import Wanted, phrase_words, wanted_words

Docs = list[set[int]]
"""Living documents: their numbers, segment by segment."""

TEXT_FIELDS = {"title": "title", "theme": "theme", "question": "questions", "answer": "answer"}
"""The text fields of the query language, and what the index calls them."""

TOGETHER = 24
"""Words whose documents are found together, about: the lists of more might not fit in memory."""


class Matcher:
    """Finds the documents of one collection that a query asks for.

    Args:
        searcher: the collection's segments.
        parts: whether a compound's parts may stand for an optional word, as in the ranking.
    """

    def __init__(self, searcher: Searcher, parts: bool = True) -> None:
        self._searcher = searcher
        self._gathered: dict[Leaf, QueryWord] = {}
        self._parts = parts

    def documents(self, item: Item, field: int | None = None) -> Docs | None:
        """The documents that have what an item asks for.

        Args:
            item: a part of a query.
            field: the text field in which its words must stand; None for any.

        Returns:
            None where the item asks nothing: it has stop words only.
        """
        match item:
            case tree.Group():
                return self.group(tree.clauses(item), field)
            case tree.Required(inner):
                return self.documents(inner, field)
            case tree.Not(inner):
                return self._without(docsets.living(self._searcher), self._as_said(inner, field))
            case tree.And(items):
                return self._all(items, field)
            case tree.Or(items):
                return union(self.documents(inner, field) for inner in items)
            case tree.Scoped(name, inner):
                return self._as_said(inner, FIELDS.index(TEXT_FIELDS[name]))
            case tree.Filter(name, values):
                return union(self._with_value(name, value) for value in values)
            case _:
                return self._with_leaf(item, field)

    def group(
        self, asked: Clauses, field: int | None = None, other_forms: Iterable[QueryWord] = ()
    ) -> Docs | None:
        """The documents that a group's clauses ask for; None where they ask nothing.

        Args:
            asked: the clauses.
            field: the text field in which their words must stand; None for any.
            other_forms: words that may stand in the place of the optional ones.
        """
        found = self._all(asked.required, field)
        if found is None:  # no item is required, or stop words are
            own = (self._any_form(item, field) for item in asked.optional)
            found = union(
                chain(own, (docsets.holding(self._searcher, word.stem) for word in other_forms))
            )
        filters = (self.documents(item, field) for item in asked.filters)
        found = intersection(chain([found], filters))
        if not asked.excluded:
            return found
        excluded = union(self._as_said(item, field) for item in asked.excluded)
        return self._without(docsets.living(self._searcher) if found is None else found, excluded)

    def _as_said(self, item: Item, field: int | None) -> Docs | None:
        """Those with an item that is excluded, or asked of a field: a stop word, too, is meant."""
        found = self.documents(item, field)
        if found is None and isinstance(item, tree.Word):
            words = phrase_words(item.text)
            return intersection(
                docsets.holding(self._searcher, STOP + word, field) for word, _place in words
            )
        return found

    def _all(self, items: Sequence[Item], field: int | None) -> Docs | None:
        """Those with all items; of plain words it is found at once which documents have them."""
        plain, others = list[str](), list[Item]()
        for item in items:
            stems = _stems(item) if field is None and len(plain) < TOGETHER else None
            if stems is None:
                others.append(item)
            else:
                plain += stems
        together = docsets.holding_all(self._searcher, plain) if plain else None
        found = None if together is None else list(map(set, together))
        return intersection(chain([found], (self.documents(item, field) for item in others)))

    def _any_form(self, item: Item, field: int | None) -> Docs | None:
        """Those with an optional item; parts may stand for it, as in the ranking.

        These are the parts of a compound, and the words of what was typed as one (kop/munt).
        """
        found = self.documents(item, field)
        if self._parts and isinstance(item, tree.Word):
            words = wanted_words(item.text)
            stems = [stem for word in words for stem in (word.stem, *word.parts)]
            return union([found, *(docsets.holding(self._searcher, stem, field) for stem in stems)])
        return found

    def query_words(self, leaves: Iterable[Leaf]) -> list[QueryWord]:
        """What to rank by: the words, the patterns' words together, the words of phrases."""
        leaves = tuple(leaves)
        unsure = (leaf for leaf in leaves if isinstance(leaf, tree.Pattern | tree.Fuzzy))
        return [
            *map(self._query_word, wanted_leaves(leaves)),
            *map(self._gather, unsure),
        ]

    def _query_word(self, word: Wanted) -> QueryWord:
        """A word to rank by; a date or number that documents have stands for itself alone.

        Day, month and year that are scattered over a document are no part of it.
        """
        is_number = word.text[0].isdigit() and self._searcher.frequency(word.stem) > 0
        return QueryWord(word.stem) if is_number else word.query_word

    def _gather(self, leaf: tree.Pattern | tree.Fuzzy) -> QueryWord:
        """The real words of a pattern as one word; both the ranking and the finding take it."""
        if leaf not in self._gathered:
            numbers = self.real_words(leaf)
            self._gathered[leaf] = self._searcher.gather(f"*{leaf!r}", numbers)
        return self._gathered[leaf]

    def real_words(self, leaf: tree.Pattern | tree.Fuzzy) -> list[list[int]]:
        """The real words that a pattern or a fuzzy word stands for, segment by segment."""
        text = dutch.fold_words(leaf.text)
        if isinstance(leaf, tree.Pattern):
            return self._searcher.words(
                lambda words: patterns.matching(words, text, limits.PATTERN_WORDS)
            )
        return self._searcher.words(
            lambda words: [
                number
                for _edits, number in patterns.similar(
                    words, text, leaf.distance, limits.PATTERN_WORDS
                )
            ]
        )

    def _with_leaf(self, leaf: Leaf, field: int | None) -> Docs | None:
        match leaf:
            case tree.Word(text):
                return intersection(self._with_word(one, field) for one in wanted_words(text))
            case tree.Phrase(words, slop):
                return self._with_phrase(" ".join(words), slop, field)
            case tree.Link(_, id_):
                return union([self._with_value("id", id_)])
            case _ if field is not None:
                return docsets.holding_words(self._searcher, self.real_words(leaf), field)
            case _:
                return docsets.holding(self._searcher, self._gather(leaf).stem)

    def _with_word(self, word: Wanted, field: int | None) -> Docs:
        """Those with the word, in any inflection, also inside a compound; or with all it joins."""
        found = docsets.holding(self._searcher, word.stem, field)
        if _is_joined(word):
            apart = intersection(
                docsets.holding(self._searcher, part, field) for part in word.parts
            )
            found = union([found, apart]) or found
        return found

    def _with_phrase(self, text: str, slop: int, field: int | None) -> Docs | None:
        words = phrase_words(text)
        if not slop:
            found = docsets.phrase(self._searcher, words, field)
            return [set(docs) for docs in found] if words else None
        stems = [one.stem for one in wanted_words(text)]
        stems += [STOP + word for word, _place in words if not dutch.analyze_word(word)]
        return docsets.near(self._searcher, stems, slop, field) if stems else None

    def _with_value(self, name: str, value: tree.Value) -> Docs | None:
        searcher = self._searcher
        match value:
            case DateRange(start, end):
                return docsets.between(searcher, name, _ordinal(start), _ordinal(end))
            case int():
                return docsets.between(searcher, name, value, value)
            case _ if name == "id":
                found = docsets.having(searcher, "page", value.__eq__)
                if one := searcher.find(value):
                    found[one.segment].add(one.doc)
                return found
            case _ if name in ("status", "year"):
                return docsets.having(searcher, column_of(name), value.__eq__)
            case _:
                return docsets.having(searcher, name, meaning(value))

    @staticmethod
    def _without(docs: Docs, excluded: Docs | None) -> Docs:
        if excluded is None:
            return docs
        return [own - other for own, other in zip(docs, excluded, strict=True)]


def marker(
    searcher: Searcher, leaves: Sequence[Leaf], expanded: Sequence[Expansion] = ()
) -> Marker:
    """The marker of a query's leaves, and of the other forms of its abbreviations."""
    exact = [leaf for leaf in leaves if isinstance(leaf, tree.Phrase) and not leaf.slop]
    unsure = [leaf for leaf in leaves if isinstance(leaf, tree.Pattern | tree.Fuzzy)]
    return marking.marker(
        searcher,
        wanted_leaves(leaf for leaf in leaves if leaf not in exact),
        [(leaf.text, _real_words(searcher, leaf)) for leaf in unsure],
        [" ".join(leaf.words) for leaf in exact],
        expanded,
    )


def _real_words(searcher: Searcher, leaf: tree.Pattern | tree.Fuzzy) -> Iterator[str]:
    numbers = Matcher(searcher).real_words(leaf)
    for segment, own in zip(searcher.segments, numbers, strict=True):
        yield from (segment.words[number].decode() for number in own)


def _ordinal(day: datetime.date | None) -> int | None:
    return day.toordinal() if day else None


def wanted_leaves(leaves: Iterable[Leaf]) -> tuple[Wanted, ...]:
    """The words of a query's leaves; words that follow each other are read together."""
    texts: list[str] = []
    running = False
    for leaf in leaves:
        if isinstance(leaf, tree.Word):
            if running:
                texts[-1] += " " + leaf.text
            else:
                texts.append(leaf.text)
        elif isinstance(leaf, tree.Phrase):
            texts.append(" ".join(leaf.words))
        running = isinstance(leaf, tree.Word)
    return tuple(dict.fromkeys(one for text in texts for one in wanted_words(text)))


def _stems(item: Item) -> list[str] | None:
    """The terms that stand for an item; None where they do not say all that it asks for."""
    inner = item.item if isinstance(item, tree.Required) else item
    words = wanted_words(inner.text) if isinstance(inner, tree.Word) else ()
    if not words or any(map(_is_joined, words)):
        return None
    return [word.stem for word in words]


def _is_joined(word: Wanted) -> bool:
    """Whether its parts may stand for it: they are words of their own, not parts of a compound."""
    if not word.parts:
        return False
    analysed = dutch.analyze_word(word.text)
    return not analysed or analysed.parts != word.parts


def union(found: Iterable[Docs | None]) -> Docs | None:
    """The documents of any; None where there are none to speak of."""
    return _combined(found, set.union)


def intersection(found: Iterable[Docs | None]) -> Docs | None:
    """The documents of all; None where there are none to speak of."""
    return _combined(found, set.intersection)


def _combined(
    found: Iterable[Docs | None], combine: Callable[[set[int], set[int]], set[int]]
) -> Docs | None:
    result: Docs | None = None
    for docs in found:  # one after the other: a query may have a thousand words
        if docs is not None:
            same = zip(result or (), docs, strict=False)
            result = docs if result is None else [combine(own, other) for own, other in same]
    return result
