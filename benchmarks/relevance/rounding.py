"""``python -m benchmarks.relevance.rounding``: what impacts of one byte cost in relevance.

The best documents for the words of each query of T1 are ranked again by the same formula with
impacts that are not rounded. Prints nDCG@10 of both; words that stand as they were typed, which
rank a document higher, are left out of both.
"""

import argparse
import tempfile
from collections.abc import Sequence
from math import log2
from pathlib import Path

from benchmarks.relevance.collections import build, read_corpus
from benchmarks.relevance.engines.imwsearch_cli import build_index
from benchmarks.relevance.runs import DEPTH
from benchmarks.speed.corpus import SHARED
from imwsearch.codec import ranking
from imwsearch.codec.searcher import Found, QueryWord, Searcher
from imwsearch.codec.segment import Segment
from imwsearch.matching import Matcher
from imwsearch.opening import open_collection
from imwsearch.query import parse
from imwsearch.query.tree import leaves

CORPUS = SHARED / "corpora" / "kamer-2017.jsonl.gz"


def main() -> None:
    """Build the index, rank twice, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    subjects = build(read_corpus(parser.parse_args().corpus))[0]
    with tempfile.TemporaryDirectory() as folder:
        searcher = open_collection(build_index(subjects, Path(folder))).searcher
        rounded: list[float] = []
        unrounded: list[float] = []
        for name, text in subjects.queries.items():
            words = Matcher(searcher).query_words(tuple(leaves(parse(text).root)))
            found = searcher.best(words, DEPTH)
            exact = Exact(searcher, words)
            again = sorted(found, key=lambda one: -exact.score(one))
            for values, order in ((rounded, found), (unrounded, again)):
                values.append(ndcg([searcher.id_of(one) for one in order], subjects.relevant[name]))
    count = len(rounded)
    print(
        f"{count:,} queries, nDCG@10: {sum(rounded) / count:.4f} with impacts of one byte, "
        f"{sum(unrounded) / count:.4f} with impacts that are not rounded"
    )


def ndcg(ranked: Sequence[str], relevant: frozenset[str]) -> float:
    """nDCG@10 where a document is either right or not."""
    gained = sum(1 / log2(at + 2) for at, one in enumerate(ranked[:10]) if one in relevant)
    return gained / sum(1 / log2(at + 2) for at in range(min(10, len(relevant))))


class Exact:
    """The formula of ``codec/ranking.py`` without rounding.

    Args:
        searcher: the index.
        words: the query's.
    """

    def __init__(self, searcher: Searcher, words: Sequence[QueryWord]) -> None:
        self._searcher = searcher
        self._words = words
        stems = {stem for word in words for stem in (word.stem, *word.parts)}
        self._idf = {s: ranking.idf(searcher.documents, searcher.frequency(s)) for s in stems}

    def score(self, found: Found) -> float:
        """The score of a document."""
        segment = self._searcher.segments[found.segment]
        value = met = weight = 0.0
        for word in self._words:
            whole = self._list(segment, word.stem, found.doc)
            parts = [self._list(segment, part, found.doc) for part in word.parts]
            value += word.weight * max(whole, ranking.PARTS_WEIGHT * sum(parts))
            own = word.weight * ranking.word_weight(
                self._idf[word.stem], sum(self._idf[part] for part in word.parts)
            )
            weight += own
            share = sum(part > 0 for part in parts) / max(1, len(parts))
            met += own * (1.0 if whole else share)
        return value * ranking.coordination(met / weight) if weight else 0.0

    def _list(self, segment: Segment, stem: str, doc: int) -> float:
        number = segment.stems.find(stem)
        if number < 0:
            return 0.0
        tf = 0.0
        for place, variant in zip(
            segment.places(number, doc), segment.variants(number, doc), strict=True
        ):
            field = segment.field_of(doc, place)
            length = segment.sections[f"length.{field}"][doc]
            tf += (1.0 if variant else ranking.PART_COUNT) * ranking.field_gain(field, length)
        return self._idf[stem] * (ranking.K1 + 1.0) * tf / (tf + ranking.K1)


if __name__ == "__main__":
    main()
