"""Compare zlib with zlib-ng: how long packing takes, how much it leaves.

    python -m benchmarks.packing [--count N] [--cache FOLDER]

Run from the repository. Stored documents are packed as a build packs them, with a dictionary, and
a posting list's bytes with Huffman codes only. Prints Markdown; each figure is the best of three.
"""

import argparse
import time
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from zlib_ng import zlib_ng

from benchmarks.speed.corpus import documents
from imwsearch.codec.packing import dictionary_of
from imwsearch.codec.posting_lists import WINDOW

LEVELS = range(3, 7)
GAPS = (100, 1_000, 10_000)
"""Lengths of lists."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=2_000, help="documents")
    parser.add_argument("--cache", type=Path, help="a folder that keeps the documents made")
    options = parser.parse_args()
    texts = [f"{t.title}\0{t.body}".encode() for t in documents(options.count, options.cache)]
    dictionary = dictionary_of(texts)
    print("| library | what | µs each | of the size |")
    print("|---|---|---:|---:|")
    for name, library in (("zlib", zlib), ("zlib-ng", zlib_ng)):
        for level in LEVELS:
            fresh: Any = library.compressobj(level, 8, -15, 6, 0, dictionary)
            print(f"| {name} | documents, level {level} | {_row(fresh, texts)} |")
        for size in GAPS:
            fresh = library.compressobj(1, 8, WINDOW, 6, zlib.Z_HUFFMAN_ONLY)
            lists = [bytes(1 + at * at % 7 for at in range(n, n + size)) for n in range(100)]
            print(f"| {name} | lists of {size:,} | {_row(fresh, lists)} |")


def _row(fresh: Any, pieces: Sequence[bytes]) -> str:
    spent, size = zip(*(_packed(fresh.copy, pieces) for _turn in range(3)), strict=True)
    share = size[0] / sum(map(len, pieces))
    return f"{min(spent) / len(pieces) * 1e6:.0f} | {share:.1%}"


def _packed(copy: Callable[[], Any], pieces: Sequence[bytes]) -> tuple[float, int]:
    begun, size = time.perf_counter(), 0
    for piece in pieces:
        packing = copy()
        size += len(packing.compress(piece)) + len(packing.flush())
    return time.perf_counter() - begun, size


if __name__ == "__main__":
    main()
