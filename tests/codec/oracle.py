"""The documented formulas, computed naively from the entries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import pytest

from imwsearch.codec import ranking
from imwsearch.codec.entries import Entry
from imwsearch.codec.searcher import QueryWord, Searcher
from tests.codec.conftest import analyze, tokenize


class Oracle:
    """A collection as dictionaries."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = {entry.id: entry for entry in entries}
        self.counts: dict[str, dict[str, Counter[int]]] = defaultdict(dict)
        self.lengths: dict[str, list[int]] = {}
        for entry in entries:
            self._add(entry)

    def _add(self, entry: Entry) -> None:
        lengths = self.lengths[entry.id] = [0] * len(ranking.FIELDS)
        for name, text in entry.texts:
            field = ranking.FIELDS.index(name)
            words, _ = tokenize(text)
            for word in words:
                if analysis := analyze(word):
                    lengths[field] += 1
                    stem, parts = analysis
                    self._count(stem, entry.id, field, 1.0)
                    for part in parts:
                        self._count(part, entry.id, field, ranking.PART_COUNT)

    def _count(self, stem: str, doc: str, field: int, weight: float) -> None:
        self.counts[stem].setdefault(doc, Counter())[field] += weight  # type: ignore[assignment]

    def list_score(self, stem: str, doc: str) -> float:
        if doc not in self.counts.get(stem, ()):
            return 0.0
        tf = sum(
            count * ranking.field_gain(field, self.lengths[doc][field])
            for field, count in self.counts[stem][doc].items()
        )
        return self.idf(stem) * (ranking.K1 + 1) * ranking.impact(tf) / ranking.LEVELS

    def idf(self, stem: str) -> float:
        return ranking.idf(len(self.entries), len(self.counts.get(stem, ())))

    def score(self, words: Sequence[QueryWord], doc: str) -> float:
        total = met = weights = 0.0
        for word in words:
            whole, parts = (
                self.list_score(word.stem, doc),
                [self.list_score(part, doc) for part in word.parts],
            )
            weight = word.weight * max(
                self.idf(word.stem), ranking.PARTS_WEIGHT * sum(map(self.idf, word.parts))
            )
            weights += weight
            share = sum(part > 0 for part in parts) / len(parts) if parts else 0.0
            met += weight * (1.0 if whole else share)
            total += word.weight * max(whole, ranking.PARTS_WEIGHT * sum(parts))
        return float(total * (met / weights) ** ranking.COORDINATION) if weights else 0.0

    def matching(self, words: Sequence[QueryWord]) -> set[str]:
        stems = {stem for word in words for stem in (word.stem, *word.parts)}
        return {doc for stem in stems for doc in self.counts.get(stem, ())}

    def with_all(self, stems: Iterable[str]) -> set[str]:
        found = [set(self.counts.get(stem, ())) for stem in stems]
        return set.intersection(*found) if found else set()

    def best(
        self, words: Sequence[QueryWord], k: int, within: set[str] | None = None
    ) -> list[tuple[str, float]]:
        docs = self.matching(words) if within is None else within
        scored = [(doc, self.score(words, doc)) for doc in docs]
        return sorted(scored, key=lambda pair: (-round(pair[1], 9), *self._age(pair[0])))[:k]

    def assert_agrees(
        self,
        found: Sequence[tuple[str, float]],
        words: Sequence[QueryWord],
        k: int,
        within: set[str] | None = None,
    ) -> None:
        """The best by score, equal scores newest first.

        Documents whose scores differ by rounding alone may stand in either order.
        """
        expected = self.best(words, k, within)
        assert [score for _, score in found] == pytest.approx([s for _, s in expected], abs=1e-9)
        assert len({doc for doc, _ in found}) == len(found)
        assert {doc for doc, _ in found} <= (self.entries.keys() if within is None else within)
        for doc, score in found:
            assert score == pytest.approx(self.score(words, doc), abs=1e-9)
        assert list(found) == sorted(found, key=lambda pair: (-pair[1], *self._age(pair[0])))

    def _age(self, doc: str) -> tuple[int, str]:
        date = self.entries[doc].numbers.get("date")
        return (2**31 if date is None else -date), doc


def ids(searcher: Searcher, docs: Sequence[Iterable[int]]) -> set[str]:
    """The ids of documents given segment by segment."""
    return {searcher.segments[n].id_of(doc) for n, numbers in enumerate(docs) for doc in numbers}
