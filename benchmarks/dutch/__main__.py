"""Tables of the splitter and the stemmer against word lists, as Markdown.

::

    python -m benchmarks.dutch                      # the lists of ../shared/dutch
    python -m benchmarks.dutch --lists FOLDER       # compounds.tsv and inflection.tsv of a folder
    python -m benchmarks.dutch --titles TITLES.tsv  # and how a sample of titles' words is split
"""

import argparse
import gzip
import json
import random
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from imwsearch.dutch import analyze_word, split, stem, tokenize

SHARED = Path(__file__).parents[3] / "shared"


def rows(path: Path) -> Iterator[list[str]]:
    """The columns of a list, without comments."""
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def compounds(path: Path) -> None:
    """Exactness, and precision and recall of the boundaries' parts."""
    right = total = false = wholes = found = expected = common = 0
    wrong = []
    for word, gold in rows(path):
        parts = split(word)
        if gold == "-":
            wholes += 1
            false += len(parts) > 1
            wrong += [f"{word} → {'+'.join(parts)}"] * (len(parts) > 1)
            continue
        total += 1
        best = max(gold.split("|"), key=lambda g: len(set(g.split("+")) & set(parts)))
        exact = "+".join(parts) in gold.split("|")
        right += exact
        wrong += [f"{word} → {'+'.join(parts)}"] * (not exact)
        found += len(parts) if len(parts) > 1 else 0
        expected += len(best.split("+"))
        common += len(set(best.split("+")) & set(parts))
    precision, recall = common / max(found, 1), common / max(expected, 1)
    print("| compounds | exact | precision | recall | F1 | false splits |")
    print("|---|---|---|---|---|---|")
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(
        f"| {total} | {right / total:.3f} | {precision:.3f} | {recall:.3f} | {f1:.3f} "
        f"| {false} of {wholes} |"
    )
    print(f"\nNot as listed: {', '.join(wrong) or 'none'}\n")


def inflection(path: Path) -> None:
    """How many pairs meet that should, and that should not."""
    pairs = {"meet": [0, 0], "apart": [0, 0]}
    wrong = []
    for one, other, kind in rows(path):
        meets = stem(one) == stem(other)
        pairs[kind][0] += 1
        pairs[kind][1] += meets
        wrong += [f"{one}/{other}"] * (meets != (kind == "meet"))
    meet, apart = pairs["meet"], pairs["apart"]
    print("| pairs that should meet | do | pairs that should not | do |")
    print("|---|---|---|---|")
    print(f"| {meet[0]} | {meet[1] / meet[0]:.3f} | {apart[0]} | {apart[1] / apart[0]:.3f} |")
    print(f"\nNot as listed: {', '.join(wrong) or 'none'}\n")


def titles(path: Path, count: int, seed: int) -> None:
    """A sample of a title list's words, split, for eyes."""
    columns = path.read_text("utf-8").splitlines()
    words = {t.word for line in columns for t in tokenize(line.split("\t")[-1])}
    long = sorted(word for word in words if word.isalpha() and len(word) > 5)
    sample = [split(word) for word in random.Random(seed).sample(long, min(count, len(long)))]
    print(f"Of {len(long)} words, {count} at random (seed {seed}):\n")
    print("Split:", ", ".join("+".join(parts) for parts in sample if len(parts) > 1))
    print("\nWhole:", ", ".join(parts[0] for parts in sample if len(parts) == 1), "\n")


def speed(text: str) -> None:
    """Processor time of tokens and of new words."""
    tokenize(text)
    start = time.process_time()
    tokens = tokenize(text)
    seconds = time.process_time() - start
    words = sorted({token.word for token in tokens})
    analyze_word.cache_clear()
    start = time.process_time()
    for word in words:
        analyze_word(word)
    each = (time.process_time() - start) / len(words)
    print("| text MB | tokenize MB/s | distinct words | analyze_word µs each |")
    print("|---|---|---|---|")
    size = len(text.encode()) / 1e6
    print(f"| {size:.2f} | {size / seconds:.1f} | {len(words)} | {each * 1e6:.0f} |")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lists", type=Path, default=SHARED / "dutch")
    parser.add_argument("--titles", type=Path)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    compounds(options.lists / "compounds.tsv")
    inflection(options.lists / "inflection.tsv")
    if options.titles:
        titles(options.titles, options.count, options.seed)
    corpus = SHARED / "corpora" / "kamer-2017.jsonl.gz"
    if corpus.exists():
        with gzip.open(corpus, "rt", encoding="utf-8") as file:
            documents = [json.loads(line) for line in islice(file, 500)]
        speed("\n".join(f"{d['title']}\n{d['question']}\n{d.get('answer')}" for d in documents))


if __name__ == "__main__":
    main()
