"""Queries that were made to do harm: to the parser, to the time, to the terminal."""

import itertools
import random
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from imwsearch import indexing, limits, search
from imwsearch.cli.main import run
from imwsearch.errors import QueryError
from imwsearch.opening import open_collection
from imwsearch.query import describe, parse
from imwsearch.visible import visible
from tests.conftest import question, write_files
from tests.reliability.faults import sized

WORDS = """
    kust zwembad zwembaden fietspad de van beleid x 1 2024 12.345 25/10/2024 AND OR NOT EN OF NIET
""".split()  # noqa: SIM905
SIGNS = """
    ( ) " \u201c \u201d ' \u2019 + - ~ ~2 ~9 ~99999 * *a* a* *a a?b ? ^3 & | && || ! \\ / : ::
    title: titel: date: datum: nr: number: year: status: id: van: foo: theme:( title:( -( +( "de
    date:2024.. date:..2023 date:>=2024-01 date:99999999 year:2024-2025 "kust"~5 NEAR .. ... , ; =
    < > [ ] { } # % $ @ ` https://x.invalid/pfile?id=12
""".split()  # noqa: SIM905
RAW = [chr(n) for n in (*range(32), *range(0x7F, 0xA0))] + [
    "\x1b[31m",
    "\x1b]0;x\x07",
    "\x1b]8;;http://x\x1b\\",
    "\x9b2J",
    "\u202e",
    "\u2066",
    "\u200f",
    "\u200b",
    "\ufeff",
    "\u2028",
    "\u0301",
    "\u0301" * 50,
    "\ufdfa",
    "\u1100\u1161",
    "\U0001f600",
    "\U000e0041",
    "\U0010ffff",
    "\udcff",
    "\ufffd",
    "\u0130",
    "\u00df",
    "\u0133",
    "e\u00ad",
]


LETTERS = (
    "abdeghiklmnoprstuvwz" + "\u00eb\u00ef\u00f6\u00fc\u00e9\u00e8\u00ea\u00e7\u00f1" + "\u0133"
)
"""Those of Dutch words, the accented ones in one character (NFC), the ligature \u0133."""


def hostile(count: int) -> Iterator[str]:
    """Made of words, signs and raw characters; some long, some of one part again and again."""
    chance = random.Random(6)
    for number in range(count):
        parts = chance.choice((WORDS + SIGNS, SIGNS, SIGNS + RAW, WORDS + RAW, WORDS + SIGNS + RAW))
        between = chance.choice((" ", " ", ""))
        picked = chance.choices(parts, k=chance.choice((1, 2, 3, 5, 8, 13, 40)))
        query = between.join(picked)
        if number % 50 == 0:  # as long as is not refused for its length alone
            query = (query + between) * (limits.QUERY_CHARACTERS // (len(query) + 1))
        yield query


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of a few documents."""
    folder = tmp_path_factory.mktemp("hostile")
    indexing.build(folder / "index", write_files(folder / "seeds"))
    return folder / "index"


def test_hostile_queries_on_a_terminal(
    searched: Path, capsys: pytest.CaptureFixture[str], figure: Callable[[str], None]
) -> None:
    """Each is answered or refused, exit 0, 1 or 2, and nothing raw of it reaches the terminal."""
    count = sized(600, 10_000)
    codes = {0: 0, 1: 0, 2: 0}
    for query in hostile(count):
        code = run(["search", "--explain", "--index", str(searched), "--", query])
        captured = capsys.readouterr()
        codes[code] += 1
        assert visible(captured.out) == captured.out, query
        assert visible(captured.err) == captured.err, query
    assert min(codes.values())
    figure(
        f"{count} queries: {codes[0]} answered, {codes[1]} found nothing, {codes[2]} refused; 0 raw"
    )


def test_hostile_queries_are_read_in_no_time(figure: Callable[[str], None]) -> None:
    """Reading and describing a query takes time that grows with its length alone."""
    count = sized(3_000, 20_000)
    slowest, longest = 0.0, ""
    for query in hostile(count):
        began = time.process_time()
        with suppress(QueryError):
            describe(parse(query))
        seconds = time.process_time() - began
        if seconds > slowest:
            slowest, longest = seconds, query
    assert slowest < 1  # on the slowest machine; the figure is what counts
    figure(f"{count} queries, the slowest ({len(longest)} characters) {slowest * 1000:.0f} ms")


@pytest.mark.parametrize("command", ["search", "search --sort newest", "search --count", "stats"])
def test_a_query_that_takes_too_long_is_ended(
    searched: Path,
    command: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Whatever makes it slow, it ends when its time is up: refused, with what to do; exit 2."""

    def never_ends(*_given: object) -> None:
        while True:
            pass

    for name in ("searcher.Searcher.best", "searcher.Searcher.lists", "docsets.holding"):
        monkeypatch.setattr(f"imwsearch.codec.{name}", never_ends)
    monkeypatch.setattr(limits, "QUERY_SECONDS", 0.2)
    assert run([*command.split(), "kust", "--index", str(searched)]) == 2
    assert "use fewer patterns or words" in capsys.readouterr().err


@pytest.mark.parametrize(
    "part",
    ["a", "kust ", "(", "*a* ", '"', "a~2 ", "-", "+a ", "a OR ", "title:", "\u0301", "x:", "1.2 "],
)
def test_a_query_of_100_000_characters(part: str, figure: Callable[[str], None]) -> None:
    """It is answered or refused in processor time that nobody notices."""
    query = (part * 100_000)[:100_000]
    began = time.process_time()
    with pytest.raises(QueryError):
        parse(query)
    seconds = time.process_time() - began
    assert seconds < 1  # on the slowest machine; the figure is what counts
    figure(f"refused in {seconds * 1000:.1f} ms")


def written_otherwise(query: str, chance: random.Random) -> str:
    """The same words and quotes, as another keyboard or a PDF writes them."""
    text = unicodedata.normalize("NFD", query).replace("\u0133", "ij")
    text = "".join(
        here + "\u00ad" * (here.isalpha() and after.isalpha() and chance.random() < 0.2)
        for here, after in itertools.pairwise(text + " ")
    )
    return text.replace('"', "\u201d", 1).replace(" ", "\u00a0")


def test_ways_to_write_a_query_meet(tmp_path: Path, figure: Callable[[str], None]) -> None:
    """NFD or NFC, any ij, quotes, blanks and soft hyphens: the same answers."""
    chance, count = random.Random(6), sized(200, 2_000)
    words = ["".join(chance.choices(LETTERS, k=chance.randint(4, 12))) for _n in range(count)]
    texts = {f"{n}.txt": question(n + 1, text=" ".join(words[n::20])) for n in range(20)}
    indexing.build(tmp_path / "index", write_files(tmp_path / "seeds", texts))
    opened = open_collection(tmp_path / "index")
    for n, word in enumerate(words):
        query = f'"{word} {words[n + 20]}"' if n + 20 < count and n % 2 else word
        answers = [
            [(hit.id, hit.score) for hit in search.search(opened, asked).hits]
            for asked in (query, written_otherwise(query, chance))
        ]
        assert answers[0] == answers[1] != [], query
    figure(f"{count} queries written in two ways, 0 differ")
