"""What search, stats, terms and similar print, as a user types them."""

import csv
import io
import json
import os
import sys
from pathlib import Path

import pytest

from imwsearch.cli.main import run
from tests.cli.test_commands import program
from tests.conftest import DOCUMENTS, MakeSeeds, question

Captured = pytest.CaptureFixture[str]

FORMS = [
    ["--json"],
    ["--jsonl"],
    ["--csv"],
    ["--csv-bom"],
    ["--paths"],
    ["-0"],
    ["--count"],
    *(["--format", name] for name in ("markdown", "bibtex", "ris", "citation")),
]

CITED = "Schriftelijke vraag nr. 8 (2023-2024) van Jos D'Haese aan Bo Peeters, 14 juni 2024\n"


@pytest.fixture
def indexed(make_seeds: MakeSeeds, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> Path:
    """A folder with documents and their index, to work in."""
    folder = make_seeds(DOCUMENTS).parent
    monkeypatch.chdir(folder)
    assert run(["index"]) == 0
    capsys.readouterr()
    return folder


def found(capsys: Captured, *arguments: str) -> list[str]:
    """The ids that a search finds, in order."""
    code = run(["search", *arguments, "--jsonl"])
    ids = [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()]
    assert code == (0 if ids else 1)
    return ids


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--asker", "D’HAESE"], ["12"]),
        (["--asker", "janss", "--asker", "haese"], ["11", "13", "12"]),
        (["--minister", "peeters"], ["11", "13", "12"]),
        (["--minister", "peeters", "--asker", "jos"], ["12"]),
        (["--portfolio", "armoede", "--year", "2023-2024"], ["12"]),
        (["--theme", "TOERISME"], ["13"]),
        (["--status", "beantwoord", "--since", "2025"], ["11", "13"]),
        (["--until", "2024-06"], ["12"]),
        (["--since", "14 juni 2024", "--until", "2024-06-14"], ["12"]),
        (["zwembad", "--field", "title"], ["11"]),
        (["kust", "--field", "answer", "--field", "title", "--theme", "sport"], ["11"]),
        (["kust", "--asker", "jos"], []),
    ],
)
def test_options_narrow_what_is_found(
    indexed: Path, capsys: Captured, options: list[str], ids: list[str]
) -> None:
    """By part, without regard to case and accents; the same twice is either, others are both."""
    assert sorted(found(capsys, *options)) == sorted(ids)


def test_filters_alone_show_the_newest_first(indexed: Path, capsys: Captured) -> None:
    """Words are ranked; without any the day decides, then the id; --sort asks for an order."""
    assert found(capsys, "--minister", "peeters") == ["11", "13", "12"]
    assert found(capsys, "--minister", "peeters", "--sort", "oldest") == ["12", "13", "11"]
    assert found(capsys, "bibliotheken", "kust") == found(
        capsys, "bibliotheken", "kust", "--sort", "relevance"
    )
    assert found(capsys, "minister", "--sort", "newest") == ["11", "13", "12"]


def test_a_word_can_be_excluded(indexed: Path, capsys: Captured) -> None:
    """``-word`` is part of the query, also where it begins like an option; -n3 is an option."""
    assert sorted(found(capsys, "kust", "-fietspad")) == ["11"]
    assert sorted(found(capsys, "kust", "-nummer", "-n3")) == ["11", "13"]
    assert run(["stats", "kust", "-fietspad", "--by", "asker"]) == 0
    assert run(["search", "kust", "--nummer"]) == 2


def test_nothing_asked_is_said(indexed: Path, capsys: Captured) -> None:
    """Neither words nor filters: wrong use, with an example."""
    assert run(["search"]) == 2
    assert "loonpremie" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--since", "ooit"], "ooit is no date"),
        (["--status", "beantword"], "did you mean beantwoord?"),
        (["--year", "2024"], "no session year"),
        (["--field", "titl"], "did you mean title?"),
        (["--facets", "minster"], "did you mean minister?"),
        (["--json", "--csv"], "--json and --csv exclude each other"),
        (["--count", "--format", "ris"], "--count and --format ris exclude each other"),
        (["--facets", "year", "--csv"], "--facets goes with --json"),
        (["--run", "x"], "--run goes with --queries"),
    ],
)
def test_what_cannot_be_meant_is_said(
    indexed: Path, capsys: Captured, options: list[str], message: str
) -> None:
    """Wrong use exits 2, prints nothing on stdout, and tells what would be right."""
    assert run(["search", "kust", *options]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert message in captured.err


@pytest.mark.parametrize("form", FORMS, ids=" ".join)
def test_every_form_works_without_hits(indexed: Path, capsys: Captured, form: list[str]) -> None:
    """Exit code 1, the reason on stderr, and on stdout what the form has for nothing."""
    assert run(["search", "xyzzyqq", *form]) == 1
    captured = capsys.readouterr()
    assert "nothing found for: xyzzyqq" in captured.err
    if form == ["--json"]:
        assert json.loads(captured.out)["hits"] == []
    elif form[0].startswith("--csv"):
        assert captured.out.lstrip("\ufeff").startswith("rank,score,id,")
        assert captured.out.count("\n") == 1
    else:
        assert captured.out == ("0\n" if form == ["--count"] else "")


def test_forms_for_programs_hold_all_hits(
    make_seeds: MakeSeeds, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """CSV, JSON lines and paths are whole unless a page is asked for; JSON is a page."""
    monkeypatch.chdir(make_seeds({f"{n}.txt": question(n) for n in range(1, 26)}).parent)
    assert run(["index"]) == 0
    capsys.readouterr()
    lines = {"--csv": 26, "--jsonl": 25, "--paths": 25}
    for form, count in lines.items():
        assert run(["search", "zwembad", form]) == 0
        captured = capsys.readouterr()
        assert len(captured.out.splitlines()) == count
        assert captured.err == ""
        assert run(["search", "zwembad", form, "-n", "3"]) == 0
        captured = capsys.readouterr()
        assert len(captured.out.splitlines()) == 3 + (form == "--csv")
        assert "hits 1-3 of 25; for more: --page 2" in captured.err
    assert run(["search", "zwembad", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["hits"]) == 10
    assert run(["search", "zwembad", "--count"]) == 0
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("25\n", "")


def test_csv_is_utf8_whatever_the_locale(
    indexed: Path, make_seeds: MakeSeeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table is a file's content: UTF-8, with Excel's mark where that is asked for."""
    make_seeds({"é.txt": question(14, title="=Één café", theme="Cafés")})
    assert program("index").returncode == 0
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    table = program("search", "café", "--csv-bom").stdout
    assert table.startswith("\ufeffrank,")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [(row["title"], row["path"]) for row in rows] == [("'=Één café", "seeds/é.txt")]


@pytest.mark.parametrize("asked", [["kust", "--sort", "newest"], ["--asker", "haese"]])
def test_the_score_is_zero_where_nothing_is_ranked(
    indexed: Path, capsys: Captured, asked: list[str]
) -> None:
    """By date; in JSON and CSV alike."""
    run(["search", *asked, "--json"])
    hits = json.loads(capsys.readouterr().out)["hits"]
    run(["search", *asked, "--csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert (
        [hit["score"] for hit in hits] == [float(row["score"]) for row in rows] == [0.0] * len(hits)
    )
    assert hits


def test_paths_are_for_other_programs(indexed: Path, capsys: Captured) -> None:
    """One a line, or each ended by a zero byte."""
    assert run(["search", "--theme", "sport", "--paths"]) == 0
    assert capsys.readouterr().out == "seeds/a.txt\n"
    assert run(["search", "--theme", "toerisme", "--paths", "-0"]) == 0
    assert capsys.readouterr().out == "seeds/map/c.txt\0"


def test_a_file_whose_name_is_no_utf8_is_there(
    make_seeds: MakeSeeds,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    """--paths prints the bytes of its name, and show does not say that it is gone."""
    path = Path(os.fsdecode(b"seeds/caf\xe9.txt"))
    monkeypatch.chdir(make_seeds({path.name: question(14, title="Koffie")}).parent)
    assert run(["index"]) == 0
    capfdbinary.readouterr()
    assert run(["search", "koffie", "--paths"]) == 0
    assert capfdbinary.readouterr().out == b"seeds/caf\xe9.txt\n"
    assert run(["show", "14"]) == 0
    assert b"not there any more" not in capfdbinary.readouterr().err
    path.unlink()
    assert run(["show", "14"]) == 0
    assert rb"note: seeds/caf\xe9.txt is not there any more" in capfdbinary.readouterr().err


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("citation", CITED),
        ("markdown", "- [Bibliotheken - Openingsuren](<https://"),
        ("bibtex", "@misc{schriftelijke-vraag-12,\n  author = {D'Haese, Jos},\n"),
        ("ris", "TY  - GOVDOC\nID  - 12\nAU  - D'Haese, Jos\n"),
    ],
)
def test_hits_can_be_cited(
    indexed: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch, name: str, beginning: str
) -> None:
    """Each form of citing is a page of hits."""
    assert run(["search", "bibliotheken", "--format", name]) == 0
    assert capsys.readouterr().out.startswith(beginning)


def test_facets_are_counted_over_all_hits(indexed: Path, capsys: Captured) -> None:
    """Under the hits for a person, as a key in JSON; not only this page's documents count."""
    options = ["search", "minister", "-n", "1", "--facets", "asker, year,asker"]
    assert run([*options, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["facets"] == {
        "asker": [
            {"value": "An Janssens", "documents": 2},
            {"value": "Jos D'Haese", "documents": 1},
        ],
        "year": [{"value": "2024-2025", "documents": 2}, {"value": "2023-2024", "documents": 1}],
    }
    assert run(options) == 0
    assert capsys.readouterr().out.endswith("\n\nyear\n2024-2025 2\n2023-2024 1\n")


def test_explain_tells_what_met(indexed: Path, capsys: Captured) -> None:
    """The query as it was read, and for each hit which words met and how."""
    assert run(["search", "zwembaden", "-fietspad", "--explain"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("understood as: zwembaden; without fietspad\n\n1. ")
    assert "\n   zwembaden → the same word: zwembaden\n" in out
    assert "\n   zwembaden → inflection: zwembad" in out
    assert run(["search", "zwembaden", "--explain", "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert value["understood"] == "zwembaden"
    assert {"query": "zwembaden", "document": "zwembad", "how": "inflection"} in [
        meeting for hit in value["hits"] for meeting in hit["meetings"]
    ]
    assert run(["search", "xyzzyqq", "--explain", "--csv"]) == 1
    assert "xyzzyqq\n" in capsys.readouterr().err


def test_a_correction_keeps_the_filters(indexed: Path, capsys: Captured) -> None:
    """What is found instead of a mistyped word is narrowed just the same, and it is said."""
    assert run(["search", "bibliohteken", "--asker", "jos", "--json"]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)["corrected"]
    assert "these are the hits for: bibliotheken" in captured.err
    assert run(["search", "bibliohteken", "--asker", "janssens"]) == 1


@pytest.fixture
def queries(indexed: Path) -> Path:
    """A file of queries, three of its lines bad."""
    path = indexed / "queries.tsv"
    path.write_text(
        "q1\tkust fietspad\n\nno tab\nq2\tdatum:ooit\nq3\tde het\nq1\tkust\r\nq4\tbibliotheken\r\n"
    )
    return path


def test_queries_give_a_trec_run(queries: Path, capsys: Captured) -> None:
    """Six words a line; bad lines are named with their number, the others are answered: exit 3."""
    assert run(["search", "--queries", str(queries), "--run", "imw", "-n", "100"]) == 3
    captured = capsys.readouterr()
    lines = [line.split() for line in captured.out.splitlines()]
    assert [(qid, q0, id_, rank, tag) for qid, q0, id_, rank, _score, tag in lines] == [
        ("q1", "Q0", "13", "1", "imw"),
        ("q1", "Q0", "11", "2", "imw"),
        ("q4", "Q0", "12", "1", "imw"),
    ]
    assert float(lines[0][4]) > float(lines[1][4]) > 0
    assert [line.split(": ")[0] for line in captured.err.splitlines()] == [
        f"{queries}:{number}" for number in (3, 4, 6)
    ]


def test_queries_give_json_lines(
    queries: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From standard input too, narrowed by the options; each hit tells its query."""
    text = b"a\tkust\nb\tbibliotheken\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert run(["search", "--queries", "-", "--jsonl", "-n", "1", "--asker", "janssens"]) == 0
    values = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(value["qid"], value["rank"]) for value in values] == [("a", 1)]
    assert values[0]["snippets"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["x"],
        ["--csv"],
        ["--jsonl", "--run", "x"],
        ["--run", "a b"],
        ["--run", ""],
        ["--facets", "year"],
    ],
)
def test_queries_go_with_few_options(queries: Path, capsys: Captured, arguments: list[str]) -> None:
    """What a run cannot show is refused."""
    assert run(["search", "--queries", str(queries), *arguments]) == 2
    assert capsys.readouterr().out == ""


def test_a_run_that_finds_nothing(indexed: Path, capsys: Captured) -> None:
    """Exit code 1 where no query finds anything, 2 where the file is no text."""
    Path("q.tsv").write_text("a\txyzzyqq\n")
    assert run(["search", "--queries", "q.tsv"]) == 1
    Path("q.tsv").write_bytes(b"a\tb\0c\n")
    assert run(["search", "--queries", "q.tsv"]) == 2
    assert capsys.readouterr().out == ""


def test_stats_count(indexed: Path, capsys: Captured) -> None:
    """A table for a person, JSON or CSV for a program; the total on stderr."""
    assert run(["stats", "--by", "asker"]) == 0
    captured = capsys.readouterr()
    assert captured.out == "An Janssens 2\nJos D'Haese 1\n"
    assert captured.err == "3 documents\n"
    assert run(["stats", "kust", "--by", "month", "--csv"]) == 0
    assert capsys.readouterr().out == "month,documents,dated,delay\n2025-03,2,0,\n"
    assert run(["stats", "--theme", "cultuur", "--by", "status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "schema": 1,
        "query": "",
        "by": "status",
        "documents": 1,
        "dated": 0,
        "delay": None,
        "groups": [{"value": "answered", "documents": 1, "dated": 0, "delay": None}],
    }


@pytest.mark.parametrize("form", [[], ["--json"], ["--csv"]])
def test_stats_of_nothing(indexed: Path, capsys: Captured, form: list[str]) -> None:
    """Exit code 1, and the reason on stderr."""
    assert run(["stats", "xyzzyqq", *form]) == 1
    captured = capsys.readouterr()
    assert "nothing found for: xyzzyqq" in captured.err
    if form == ["--json"]:
        assert json.loads(captured.out)["groups"] == []


def test_terms_list_what_there_is(indexed: Path, capsys: Captured) -> None:
    """Values with their counts, by how they begin; exit code 1 where there are none."""
    assert run(["terms", "asker"]) == 0
    assert capsys.readouterr().out == "An Janssens 2\nJos D'Haese 1\n"
    assert run(["terms", "words", "FIETSP", "--csv"]) == 0
    assert capsys.readouterr().out == "words,documents\nfietspad,1\nfietspaden,1\n"
    assert run(["terms", "year", "-n", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "schema": 1,
        "field": "year",
        "prefix": "",
        "total": 2,
        "terms": [{"value": "2024-2025", "documents": 2}],
    }
    assert run(["terms", "theme", "xyzzy"]) == 1
    assert run(["terms", "title"]) == 2


def test_similar_names_the_same_question_first(
    indexed: Path, make_seeds: MakeSeeds, capsys: Captured
) -> None:
    """Marked for a person and for a program; exit code 1 where nothing is like it."""
    make_seeds({"d.txt": question(21, minister="CY MAES", number=3, title="Wachtlijst zwembaden")})
    assert run(["index"]) == 0
    capsys.readouterr()
    assert run(["similar", "11"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("1. Wachtlijst zwembaden\n")
    assert "\n   nearly the same question (100% of the text)\n   in common: " in out
    assert run(["similar", "11", "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    first = value["hits"][0]
    assert (value["id"], first["id"], first["near_duplicate"]) == ("11", "21", True)
    assert run(["similar", "11", "--paths", "-n", "1"]) == 0
    assert capsys.readouterr().out == "seeds/d.txt\n"
    assert run(["similar", "nothing"]) == 2


def test_nothing_is_like_a_document_alone(
    make_seeds: MakeSeeds, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """Exit code 1 and valid JSON."""
    monkeypatch.chdir(make_seeds({"a.txt": question(1)}).parent)
    assert run(["index"]) == 0
    capsys.readouterr()
    assert run(["similar", "1", "--json"]) == 1
    captured = capsys.readouterr()
    value = json.loads(captured.out)
    assert list(value) == ["schema", "id", "hits", "source", "licence"]
    assert value["hits"] == []
    assert "no document is like 1" in captured.err


def test_terms_lists_abbreviations(
    make_seeds: MakeSeeds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """What the documents say that abbreviations stand for is listed, with how many say so."""
    make_seeds({"a.txt": question(1, text="1. Wat is individueel maatwerk (IMW)?")})
    monkeypatch.chdir(tmp_path)
    assert run(["index"]) == 0
    capsys.readouterr()
    assert run(["terms", "--abbreviations", "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert value["terms"] == [{"value": "imw=individueel maatwerk", "documents": 1}]
    assert run(["terms"]) == 2
    assert "abbreviation" in capsys.readouterr().err
