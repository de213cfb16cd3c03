"""Behaviours 1 to 11 of docs/terminal.md: what is printed, where, and how it looks."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminals import in_pipes, in_terminal
from tests.conftest import DOCUMENTS, MakeSeeds, question

ESC = "\x1b"
ADDRESS = "https://www.example.invalid/schriftelijke-vragen/1012"
STEERING = "Kop\x1b[2J\x1b]0;titel\x07 [red]rood[/red] <b>vet</b> \u202egespiegeld"


def test_01_exit_codes_tell_what_was_found(indexed: Path) -> None:
    """1: 0 with hits; 1 without, and a hint on stderr; 2 for a query that cannot be read."""
    assert in_pipes("search", "kust").returncode == 0
    nothing = in_pipes("search", "xyzzy")
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert "xyzzy" in nothing.stderr
    wrong = in_pipes("search", "titl:kust")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "title" in wrong.stderr


def test_02_results_stand_alone_on_stdout(indexed: Path, make_seeds: MakeSeeds) -> None:
    """2: hits on stdout; the notes about pages and changed documents on stderr."""
    make_seeds({"new.txt": question(14)})
    done = in_pipes("search", "minister", "-n", "1")
    assert done.stdout.startswith("1. ")
    assert len(re.findall(r"^\d+\. ", done.stdout, re.MULTILINE)) == 1
    assert "hit 1 of 3" in done.stderr
    assert "1 document changed" in done.stderr
    assert "changed" not in done.stdout


@pytest.mark.parametrize(("word", "total"), [("kust", 2), ("xyzzy", 0)])
def test_03_json_is_one_document(indexed: Path, word: str, total: int) -> None:
    """3: with hits and without, --json prints one document with the schema's number."""
    value = json.loads(in_pipes("search", word, "--json").stdout)
    assert (value["schema"], value["total"], len(value["hits"])) == (1, total, total)


@pytest.fixture
def many(make_seeds: MakeSeeds, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of fourteen documents that are indexed, more than a page shows; newest first."""
    ids = [str(number) for number in range(34, 20, -1)]
    folder = make_seeds({f"{n}.txt": question(int(n), date=f"{int(n) - 20} mei 2025") for n in ids})
    monkeypatch.chdir(folder.parent)
    assert in_pipes("index").returncode == 0
    return ids


def test_03_forms_for_programs_hold_all_hits(many: list[str]) -> None:
    """3: --jsonl a hit a line, --csv and --paths all of them, -0 zero bytes, --count a number."""
    by_line = [
        json.loads(line) for line in in_pipes("search", "kust", "--jsonl").stdout.split("\n")[:-1]
    ]
    assert sorted(one["id"] for one in by_line) == sorted(many)
    assert {one["schema"] for one in by_line} == {1}
    table = in_pipes("search", "kust", "--csv").stdout
    rows = list(csv.DictReader(table.splitlines()))
    assert [row["id"] for row in rows] == [one["id"] for one in by_line]
    assert in_pipes("search", "kust", "--csv-bom").stdout == "\ufeff" + table
    paths = in_pipes("search", "kust", "--paths").stdout.splitlines()
    assert [Path(path).stem for path in paths] == [row["id"] for row in rows]
    assert all(Path(path).is_file() for path in paths)
    assert in_pipes("search", "kust", "-0").stdout == "".join(f"{path}\0" for path in paths)
    assert in_pipes("search", "kust", "--count").stdout == "14\n"
    assert len(json.loads(in_pipes("search", "kust", "--json").stdout)["hits"]) == 10


def test_03_forms_for_programs_without_hits(indexed: Path) -> None:
    """3: each is whole where nothing was found: an object, no line, a header row, no path, 0."""
    forms = {"--jsonl": "", "--paths": "", "-0": "", "--count": "0\n"}
    for form, printed in forms.items():
        done = in_pipes("search", "xyzzy", form)
        assert (done.returncode, done.stdout) == (1, printed)
    for form in ("--csv", "--csv-bom"):
        assert (
            in_pipes("search", "xyzzy", form).stdout.lstrip("\ufeff").startswith("rank,score,id,")
        )
    assert json.loads(in_pipes("search", "xyzzy", "--json").stdout)["hits"] == []


def test_04_a_pipe_gets_neither_codes_nor_wrapping(indexed: Path, make_seeds: MakeSeeds) -> None:
    """4: piped output has no ESC byte, and its lines are as long as they are."""
    make_seeds({"b.txt": question(12, title="Zwembad " + "zeer lange titel " * 20)})
    in_pipes("index")
    for arguments in (["search", "zwembad"], ["show", "12"], ["show", "12", "zwembad"]):
        done = in_pipes(*arguments)
        assert ESC not in done.stdout + done.stderr
        assert max(map(len, done.stdout.splitlines())) > 200


@pytest.mark.parametrize(
    ("option", "variables", "terminal", "coloured"),
    [
        ([], {}, True, True),
        ([], {}, False, False),
        ([], {"TERM": "dumb"}, True, False),
        ([], {"FORCE_COLOR": "1"}, False, True),
        ([], {"FORCE_COLOR": "1", "TERM": "dumb"}, True, True),
        ([], {"NO_COLOR": "1"}, True, False),
        ([], {"NO_COLOR": ""}, True, True),
        ([], {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        (["--color", "always"], {"NO_COLOR": "1"}, False, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, True, False),
        (["--color", "auto"], {"NO_COLOR": "1"}, True, False),
    ],
)
def test_04_what_decides_on_colours(
    indexed: Path,
    option: list[str],
    variables: dict[str, Any],
    terminal: bool,
    coloured: bool,
) -> None:
    """4: --color comes before NO_COLOR, FORCE_COLOR, TERM=dumb, and the terminal."""
    arguments = ["search", "bibliotheken", *option]
    if terminal:
        printed = in_terminal(*arguments, **variables).screen
    else:
        printed = in_pipes(*arguments, **variables).stdout
    assert (f"{ESC}[" in printed) == coloured


def test_04_color_may_stand_before_the_command(indexed: Path) -> None:
    """4: ``imwsearch --color always search`` is the same as ``search --color always``."""
    before = in_pipes("--color", "always", "search", "bibliotheken").stdout
    assert before == in_pipes("search", "bibliotheken", "--color", "always").stdout
    assert f"{ESC}[" in before


def test_05_titles_and_addresses_are_links_on_a_terminal(indexed: Path) -> None:
    """5: OSC 8 links, the same each time, on a terminal; in a pipe none, even with colours."""
    shown = in_terminal("search", "bibliotheken")
    assert f"{ESC}]8;;{ADDRESS}{ESC}\\" in shown.screen
    assert shown.screen == in_terminal("search", "bibliotheken").screen
    assert f"{ESC}]8;" not in in_pipes("search", "bibliotheken", "--color", "always").stdout
    assert f"{ESC}]8;;{ADDRESS}{ESC}\\" in in_terminal("show", "12", "--no-pager").screen


def test_05_a_dumb_terminal_gets_no_codes(workplace: Path) -> None:
    """5: with TERM=dumb no command prints a code: no colour, link, bar or cursor."""
    for arguments in (["index"], ["search", "minister"], ["show", "12", "-h"], ["show", "12"]):
        assert ESC not in in_terminal(*arguments, TERM="dumb").screen


def test_06_a_match_is_seen_without_colours(indexed: Path) -> None:
    """6: «bibliotheken» where there are no colours, and JSON gives offsets."""
    assert "«Bibliotheken»" in in_pipes("search", "bibliotheken").stdout
    assert "«Bibliotheken»" in in_terminal("search", "bibliotheken", NO_COLOR="1").screen
    assert "«" not in in_terminal("search", "bibliotheken").screen
    snippet = json.loads(in_pipes("search", "sluiten", "--json").stdout)["hits"][0]["snippets"][0]
    start, end = snippet["matches"][0]
    assert snippet["text"][start:end] == "sluiten"


@pytest.mark.parametrize("arguments", [["search", "minister kust"], ["show", "12"], ["--help"]])
def test_07_40_columns_are_enough(indexed: Path, arguments: list[str]) -> None:
    """7: on a narrow terminal nothing is longer than a line but addresses, which stay whole."""
    shown = in_terminal(*arguments, columns=40, lines=200)
    assert shown.code == 0
    for line in shown.text.splitlines():
        assert len(line) <= 40 or "https://" in line or line.startswith("  imwsearch"), line
    if arguments != ["--help"]:
        assert ADDRESS in shown.text.split()


def test_07_summaries_fit_40_columns(indexed: Path, make_seeds: MakeSeeds) -> None:
    """7: what is told in a line is folded between words where the terminal is narrow."""
    asked = question(14, date="25 oktober 2024")
    answered = asked.replace("op vraag nr. 7 van 25 oktober", "op vraag nr. 7 van 30 oktober")
    make_seeds({"answered.txt": answered})
    assert in_pipes("index").returncode == 0
    for command in ("status", "stats"):
        lines = in_terminal(command, columns=40, lines=200).text.splitlines()
        assert [line for line in lines if len(line) > 40 and " " in line[12:].strip()] == []
    assert lines[-2:] == ["4 documents; answers with a date: 1,", "median 3 working days"]


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_07_outputs_that_lack_characters(indexed: Path, encoding: str) -> None:
    """7: in ASCII and Latin-1 something stands for what the output lacks, and JSON is whole."""
    for arguments in (["search", "d'haese"], ["show", "12"], ["help", "query"], ["help", "man"]):
        done = in_pipes(*arguments, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
        assert done.returncode == 0, done.stderr
    done = in_pipes("search", "d'haese", "--json", PYTHONIOENCODING=encoding)
    assert json.loads(done.stdout)["total"] == 1


def test_07_the_c_locale_is_enough(indexed: Path) -> None:
    """7: with LC_ALL=C and without UTF-8 mode every command works."""
    for arguments in (["search", "kust"], ["show", "13"], ["status"], ["help", "query"], ["-h"]):
        done = in_pipes(*arguments, LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
        assert done.returncode == 0, done.stderr


def test_08_text_of_documents_is_never_obeyed(indexed: Path, make_seeds: MakeSeeds) -> None:
    """8: control characters, codes and overrides of a document are seen, and markup is text."""
    make_seeds({"b.txt": question(12, title=STEERING, asker="X\x1b[5mY", text=f"1. {STEERING}?")})
    in_pipes("index")
    for arguments in (["search", "gespiegeld"], ["show", "12"], ["show", "12", "rood"]):
        piped = in_pipes(*arguments).stdout
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", piped)
        assert re.search(r"\[red\].?rood.?\[/red\] <b>vet</b>", piped)
        shown = in_terminal(*arguments, "--color", "never", TERM="dumb").screen
        assert ESC not in shown
        assert "\u202e" not in shown


def test_08_a_path_cannot_steer_either(indexed: Path, make_seeds: MakeSeeds) -> None:
    """8: paths are printed as they are in a pipe, and one a line as text on a terminal."""
    make_seeds({"red\n\x1b[31m.txt": question(12, title="Rode loper")})
    in_pipes("index")
    paths = ["search", "loper", "--paths"]
    assert in_pipes(*paths).stdout.endswith("red\n\x1b[31m.txt\n")
    shown = in_terminal(*paths, "--color", "never", TERM="dumb").screen
    assert "red\ufffd\ufffd[31m.txt\n" in shown
    assert ESC not in shown


def test_08_an_error_cannot_steer_either(indexed: Path) -> None:
    """8: what was typed comes back in a message as text."""
    for arguments in (["search", "titl:kust \x1b[2J"], ["show", "\x1b[2J"], ["\x1b[2Jx"]):
        done = in_pipes(*arguments)
        assert done.returncode == 2
        assert ESC not in done.stderr


def test_09_a_snippet_says_where_it_stands(indexed: Path) -> None:
    """9: a snippet is one line, begins at a word, names its field; a hit always has one."""
    assert "\n   question 1: Hoeveel kilometer «fietspad»?" in in_pipes("search", "fietspad").stdout
    lines = in_pipes("search", "toerisme").stdout.splitlines()
    assert any(line.startswith("   question 1: ") for line in lines)


BROKEN = (
    "1. Hoeveel strandcabines\nstaan er langs de\nkust? Graag per ge-\nmeente en met een lange "
    "toelichting die niet\nop één regel past. "
    + "Er volgt nog veel meer tekst daarna.\n" * 30
    + "En pas helemaal\nop het einde de garnalenvissers.\n2. Wat kost dat?"
)


@pytest.mark.parametrize(
    "query",
    [
        *("strandcabines", "garnalenvissers", "kust toelichting", "kosten", '"op het einde"'),
        *("titel:boulevard", "boulevard", "asker:ongena", "nr:7", "ongena", "15", "garnalen*"),
        *("id:15", "datum:2025", "thema:kust"),
    ],
)
def test_09_a_hit_always_has_snippets(indexed: Path, make_seeds: MakeSeeds, query: str) -> None:
    """9: one line each, cut at words, labelled with a field, whatever of the document was met."""
    text = question(15, title="Boulevard", asker="TOM ONGENA", text=BROKEN)
    bare = "title: Boulevard zonder tekst\nthema: Kust\n"
    make_seeds({"d.txt": text, "e.txt": bare})
    assert in_pipes("index").returncode in (0, 3)
    lines = in_pipes("search", query, "--jsonl").stdout.splitlines()
    assert lines
    words = set(re.findall(r"[^\W_]+", " ".join([text, bare, *DOCUMENTS.values()])))
    for hit in map(json.loads, lines):
        assert hit["snippets"], hit
        for snippet in hit["snippets"]:
            assert snippet["field"] in ("title", "theme", "questions", "answer")
            assert not re.search(r"[\n\r\t]|  ", snippet["text"])
            ends = re.findall(r"[^\W_]+", snippet["text"])
            assert {ends[0], ends[-1]} <= words


def test_10_the_order_of_hits(many: list[str]) -> None:
    """10: the best first where there are words; the newest first where there are only filters."""

    def ids(*words: str) -> list[str]:
        lines = in_pipes("search", *words, "--jsonl").stdout.splitlines()
        return [json.loads(line)["id"] for line in lines]

    assert ids("minister:peeters") == ids("--minister", "peeters") == many
    assert ids("kust", "--sort", "newest") == many
    assert (
        ids("kust", "--sort", "oldest") == ids("--since", "2020", "--sort", "oldest") == many[::-1]
    )
    assert ids("nr:7 25")[0] == ids("25", "--minister", "peeters")[0] == "25"
    assert ids("kust") == ids("kust", "--sort", "relevance") == ids("kust")


def test_10_words_rank_and_filters_narrow(indexed: Path) -> None:
    """10: a filter changes nothing in the order of what it leaves."""

    def ids(*words: str) -> list[str]:
        return [
            one["id"] for one in json.loads(in_pipes("search", *words, "--json").stdout)["hits"]
        ]

    assert ids("fietspad kust")[0] == "13"
    whole = ids("fietspad kust zwembad bibliotheken")
    kept = ids("fietspad kust zwembad bibliotheken", "--asker", "janssens")
    assert kept == [one for one in whole if one in kept]


def test_11_a_line_tells_what_is_shown(indexed: Path) -> None:
    """11: how many hits of how many, and how to get the next ones, on stderr."""
    done = in_pipes("search", "minister", "-n", "2")
    assert "hits 1-2 of 3; for more: --page 2" in done.stderr
