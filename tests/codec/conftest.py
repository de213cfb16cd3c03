"""A small language and collections in it, with naive oracles."""

import random
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from imwsearch.codec import accumulating, docsets, highest, leading, rows, searcher
from imwsearch.codec.entries import Entry
from imwsearch.codec.pieces import Language
from imwsearch.codec.searcher import Searcher, open_segments
from imwsearch.codec.writer import SegmentWriter

SYLLABLES = [
    "bo",
    "da",
    "fe",
    "gi",
    "ko",
    "lu",
    "ma",
    "ne",
    "po",
    "ru",
    "sa",
    "ti",
    "vo",
    "wa",
    "zu",
]
STOPWORDS = frozenset({"de", "het", "van"})


def analyze(word: str) -> tuple[str, tuple[str, ...]] | None:
    """Six letters or more are a compound of the first four and the rest; -s is an ending."""
    if word in STOPWORDS:
        return None
    stem = word.removesuffix("s")
    parts = (stem[:4], stem[4:]) if len(stem) >= 6 else ()
    return stem, parts


def tokenize(text: str) -> tuple[Sequence[str], Sequence[int]]:
    """Letters; a hyphenated word is also read as one, at the place of its first half."""
    words, places, place = [], [], 0
    for match in re.finditer(r"[^\W_]+(?:-[^\W_]+)*", text.lower()):
        halves = match[0].split("-")
        if len(halves) > 1:
            words.append("".join(halves))
            places.append(place)
        for half in halves:
            words.append(half)
            places.append(place)
            place += 1
    return words, places


LANGUAGE = Language(
    lambda piece: list(zip(*tokenize(piece), strict=True)), lambda pieces: (), str.isdigit, analyze
)


def take_segments_as_one(patch: pytest.MonkeyPatch) -> None:
    """Answer as a process does that has answered many queries, however little there is."""
    patch.setattr(searcher, "PATIENCE", -1)
    patch.setattr(docsets, "LONG", 0)
    for name in ("FEW", "SHORT"):
        patch.setattr(leading, name, 0)
    for name in ("FIRST", "AT_ONCE", "MANY"):
        patch.setattr(accumulating, name, 0)
    patch.setattr(highest, "BLOCK", 2)
    patch.setattr(rows, "MANY", 0)


def look_at_the_rarest_word(patch: pytest.MonkeyPatch) -> None:
    """The same in an index of any size, and first with documents that have the rarest word."""
    take_segments_as_one(patch)
    patch.setattr(accumulating, "AT_ONCE", 100)
    patch.setattr(leading, "LARGE", 0)
    patch.setattr(leading, "OTHERS", 1.0)
    patch.setattr(leading, "RARE", 1)


@pytest.fixture(
    params=[None, take_segments_as_one, look_at_the_rarest_word],
    ids=["by segments", "by rows", "by the rarest word"],
)
def in_each_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a test run as in a process that answered little, and as in one that answered much."""
    if request.param:
        request.param(monkeypatch)


def some_word(rng: random.Random) -> str:
    syllables = min(3, 1 + int(rng.expovariate(1.1)))
    word = "".join(SYLLABLES[min(14, int(rng.expovariate(0.3)))] for _ in range(syllables))
    return rng.choice((word, word, word + "s", "van", "de"))


def some_text(rng: random.Random, length: int) -> str:
    words = [some_word(rng) for _ in range(length)]
    return " ".join(word + ("-" if rng.random() < 0.02 else "") for word in words).replace(
        "- ", "-"
    )


def some_entries(seed: int, count: int) -> list[Entry]:
    rng = random.Random(seed)
    return [some_entry(rng, f"d{n}") for n in range(count)]


def some_entry(rng: random.Random, name: str) -> Entry:
    texts = [("title", some_text(rng, rng.randrange(1, 8)))]
    if rng.random() < 0.8:
        texts.append(("theme", some_text(rng, 2)))
    texts += [("questions", some_text(rng, rng.randrange(20))) for _ in range(rng.randrange(3))]
    if rng.random() < 0.8:
        texts.append(("answer", some_text(rng, rng.randrange(60))))
    if rng.random() < 0.3:
        texts.append(("header", some_text(rng, 4)))
    rng.shuffle(texts)
    return Entry(
        name,
        texts,
        repr(texts).encode(),
        {
            "minister": (rng.choice(("Ann", "Bea", "Cis")),),
            "theme": tuple(
                sorted(rng.sample(("Werk", "Zorg, welzijn", "Milieu"), rng.randrange(3)))
            ),
        },
        {"date": rng.choice((None, rng.randrange(40))), "number": rng.randrange(1000)},
    )


def build(folder: Path, entries: Iterable[Entry], size: int = 10**9) -> Searcher:
    """Write the entries, ``size`` to a segment, and open them."""
    writer, names = SegmentWriter(str(folder), LANGUAGE), []
    for n, entry in enumerate(entries, start=1):
        writer.add(entry)
        if n % size == 0:
            names += writer.close()
            writer = SegmentWriter(str(folder), LANGUAGE)
    return open_segments(str(folder), names + writer.close())
