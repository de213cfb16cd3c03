"""Are compounds' parts worth their postings, and parts of parts too? A plain BM25 decides.

::

    python -m benchmarks.dutch.parts   # some minutes; needs ../shared/corpora/kamer-2017.jsonl.gz

Queries are the Chamber's descriptors with 5 to 150 documents (T1 of ../shared/design/dutch.md).
"""

import gzip
import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from imwsearch.dutch import Analysis, analyze_word, split, stem, tokenize

CORPUS = Path(__file__).parents[3] / "shared" / "corpora" / "kamer-2017.jsonl.gz"
PART_WEIGHT = 0.5
"""What an occurrence as a compound's part counts for beside one as a whole word."""

Analyzer = Callable[[str], Analysis | None]
Postings = dict[str, Counter[int]]


def whole_only(word: str) -> Analysis | None:
    """No parts."""
    analysis = analyze_word(word)
    return analysis and Analysis(analysis.stem, ())


def parts_of_parts(word: str) -> Analysis | None:
    """The parts, and where a part is a compound itself, its parts too."""
    analysis = analyze_word(word)
    if analysis is None or not analysis.parts:
        return analysis
    deeper = [stem(p) for part in split(word) if len(split(part)) > 1 for p in split(part)]
    return Analysis(analysis.stem, tuple(dict.fromkeys((*analysis.parts, *deeper))))


def index(texts: list[str], analyze: Analyzer) -> tuple[Postings, list[int]]:
    """Weighted term frequencies by term and document, and the documents' lengths."""
    postings: Postings = defaultdict(Counter)
    lengths = []
    for number, text in enumerate(texts):
        terms = [analysis for token in tokenize(text) if (analysis := analyze(token.word))]
        lengths.append(len(terms))
        for whole, parts in terms:
            postings[whole][number] += 1
            for part in parts:
                postings[part][number] += PART_WEIGHT  # type: ignore[assignment]
    return postings, lengths


def rank(query: str, postings: Postings, lengths: list[int], analyze: Analyzer) -> list[int]:
    """The first hundred documents; a word scores as the best of itself and its parts at .7."""
    mean, total = sum(lengths) / len(lengths), Counter[int]()

    def scores(term: str) -> dict[int, float]:
        found = postings.get(term, Counter())
        idf = math.log(1 + (len(lengths) - len(found) + 0.5) / (len(found) + 0.5))
        return {
            n: idf * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * lengths[n] / mean))
            for n, tf in found.items()
        }

    for word in {token.word for token in tokenize(query)}:
        if analysis := analyze(word):
            best, parts = Counter(scores(analysis.stem)), Counter[int]()
            for part in analysis.parts:
                parts.update({n: 0.7 * score for n, score in scores(part).items()})
            total.update(best | parts)
    return [number for number, _ in total.most_common(100)]


def main() -> None:
    """Print the table."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as file:
        documents: list[dict[str, Any]] = [json.loads(line) for line in file]
    texts = [f"{d['title']}\n{d['question']}\n{d.get('answer') or ''}" for d in documents]
    relevant: dict[str, set[int]] = defaultdict(set)
    for number, document in enumerate(documents):
        for theme in document["themes"]:
            relevant[theme].add(number)
    queries = {q: docs for q, docs in relevant.items() if 5 <= len(docs) <= 150}
    print(f"{len(queries)} queries\n\n| | nDCG@10 | R@100 | without result | postings |")
    print("|---|---|---|---|---|")
    for analyze in (whole_only, analyze_word, parts_of_parts):
        postings, lengths = index(texts, analyze)
        gain = recall = empty = 0.0
        for query, docs in queries.items():
            ranked = rank(query, postings, lengths, analyze)
            ideal = sum(1 / math.log2(k + 2) for k in range(min(10, len(docs))))
            found = [1 / math.log2(k + 2) for k, n in enumerate(ranked[:10]) if n in docs]
            gain += sum(found) / ideal
            recall += len(docs & set(ranked)) / len(docs)
            empty += not ranked
        count = len(queries)
        size = sum(map(len, postings.values()))
        print(
            f"| {analyze.__name__} | {gain / count:.4f} | {recall / count:.3f} "
            f"| {empty:.0f} | {size} |"
        )


if __name__ == "__main__":
    main()
