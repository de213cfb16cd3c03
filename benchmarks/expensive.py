"""Commands that cost much on a large index, most of them made to."""

import json
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.seeds import PROGRAM, ROOT
from imwsearch import dutch


class Command(NamedTuple):
    """What is asked of the program.

    Args:
        kind: what is expensive about it.
        arguments: those of the program, without the folders.
        hits: how many are printed at most.
    """

    kind: str
    arguments: tuple[str, ...]
    hits: int = 10


def commands(seeds: Path, index: Path) -> list[Command]:
    """Commands of all kinds, with the words that the most documents have."""
    words = _frequent(index)
    prose = _prose(seeds)
    ids = [path.stem.rpartition("_")[2] for path in sorted(seeds.iterdir())[:: max(1, 40_000 // 3)]]
    few = [Command(kind, tuple(each)) for kind, each in _commands(words, prose, ids)]
    return [*few, *_exports(words[:3])]


def _commands(
    words: list[str], prose: list[str], ids: list[str]
) -> Iterator[tuple[str, list[str]]]:
    w = words
    yield "a word in most documents", ["search", w[0]]
    yield "ten words in most documents", ["search", *w[:10]]
    yield "all of ten words", ["search", " AND ".join(w[:10])]
    yield "any of 200 words", ["search", " OR ".join(w[:200])]
    yield "a word with 60 sentences", ["search", " ".join(prose[:60])[:9_900]]
    yield "9,900 characters of frequent words", ["search", _fill(w, 9_900)]
    yield "1,900 words with +", ["search", " ".join(f"+{word}" for word in _short(w, 1900))]
    yield "10,000 words", ["search", " ".join(w[:1] * 10_000)]
    yield "two letters anywhere", ["search", "*er*"]
    yield "three letters anywhere", ["search", "*ing*"]
    yield "one letter anywhere", ["search", "*e*"]
    yield "one letter at the start", ["search", "e*"]
    yield "two letters at the start", ["search", "ge*"]
    yield "two letters at the end", ["search", "*en"]
    yield "letters far apart", ["search", "ve*e*e*en"]
    yield "32 wildcards", ["search", " ".join(f"*{a}{b}*" for a in "aeiou" for b in "lnrst")]
    yield "30 fuzzy words", ["search", " ".join(f"{word}~2" for word in w[:30])]
    yield "a fuzzy short word", ["search", "van~2"]
    yield "a fuzzy word of 40 letters", ["search", "aansprakelijkheidsverzekeringsmaatschapp~2"]
    yield "a phrase of frequent words", ["search", f'"{w[0]} {w[1]}"']
    yield "a phrase of stop words", ["search", '"van de"']
    yield "a phrase of ten stop words", ["search", '"het is van de en in een op te dat"']
    yield "40 phrases of stop words", ["search", " ".join(f'"{a} de"' for a in _SMALL * 4)]
    yield "stop words near", ["search", '"de het een"~100']
    yield "frequent words near", ["search", f'"{w[0]} {w[1]} {w[2]}"~100']
    yield "20 of them near", ["search", f'"{" ".join(w[:20])}"~100']
    yield "one word 50 times near", ["search", f'"{" ".join(w[:1] * 50)}"~100']
    yield "a whole paragraph as a phrase", ["search", f'"{" ".join(prose[:4])[:900]}"']
    yield "everything but a word", ["search", f"-{w[0]} date:2000.."]
    yield "everything but 40 words", ["search", "date:2000.. " + " ".join(f"-{x}" for x in w[:40])]
    yield "everything but a wildcard", ["search", "date:2000.. -*ing*"]
    yield "groups 39 deep", ["search", "(" * 39 + w[0] + f" OR {w[1]})" * 39]
    yield "fields of wildcards", ["search", "title:*en question:*en answer:*en theme:*e*n*"]
    yield "a field of a frequent word", ["search", f"answer:{w[0]}"]
    yield "a filter alone", ["search", "--since", "2000"]
    yield "a part of a name", ["search", "--minister", "e"]
    yield "20 names", ["search", *[f"asker:{x}" for x in "abcdefghijklmnoprstu"]]
    yield "newest first", ["search", w[0], "--sort", "newest"]
    yield "oldest first", ["search", "*ing*", "--sort", "oldest"]
    yield "all facets", ["search", w[0], "--facets", "asker,minister,portfolio,theme,year,status"]
    yield "the 4,000th page", ["search", w[0], "--page", "4000"]
    yield "a word that nothing has", ["search", "zqwxkustzzzz"]
    yield "20 words with errors", ["search", " ".join(word[:-2] + word[-1] for word in w[:20])]
    yield "counts over all", ["stats"]
    yield "all words", ["terms", "words", "-n", "100"]
    yield "all askers", ["terms", "asker"]
    for id_ in ids:
        yield f"like {id_}", ["similar", id_]
        yield f"all of {id_}", ["show", id_]
    yield "status", ["status"]


def _exports(words: list[str]) -> Iterator[Command]:
    """Many hits of frequent words, in each form."""
    for count, options in (
        *((1_000, each) for each in ("", "--explain")),
        *((10_000, each) for each in ("", "--json", "--json --explain", "--jsonl")),
        *((40_000, each) for each in ("--csv", "--paths", "--format markdown")),
        *((40_000, f"--format {form}") for form in ("bibtex", "ris", "citation")),
    ):
        arguments = ("search", *words, "-n", str(count), *options.split())
        yield Command(f"{count:,} hits {options}".strip(), arguments, count)


_SMALL = ["van", "in", "op", "voor", "met", "aan", "uit", "door", "over", "bij"]


def _frequent(index: Path) -> list[str]:
    """The 2,000 words, stop words left out, that the most documents have."""
    command = [*PROGRAM, "terms", "words", "-n", "2400", "--json", "--index", str(index)]
    done = subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    listed = [one["value"] for one in json.loads(done.stdout)["terms"]]
    return [word for word in listed if word.isalpha() and dutch.analyze_word(word)][:2000]


def _short(words: list[str], most: int) -> list[str]:
    taken, size = [], 0
    for word in words[:most]:
        size += len(word) + 2
        if size > 9_900:
            break
        taken.append(word)
    return taken


def _fill(words: list[str], size: int) -> str:
    return " ".join(words)[:size]


def _prose(seeds: Path) -> list[str]:
    """Sentences of the documents, without signs."""
    chance = random.Random(5)
    some = chance.sample(sorted(seeds.iterdir()), 30)
    lines = [line for path in some for line in path.read_text("utf-8").splitlines()[9:]]
    plain = ("".join(c for c in line if c.isalnum() or c == " ").strip() for line in lines)
    return [line for line in plain if len(line) > 60]
