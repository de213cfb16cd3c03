"""Documents, folders, queries and names that were made to do harm."""

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import time
import zipfile
import zlib
from array import array
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imwsearch import generations, indexing, manifests, search
from imwsearch.cli.main import run
from imwsearch.codec.entries import Entry
from imwsearch.codec.format import map_sections, write_sections
from imwsearch.document import Document
from imwsearch.errors import QueryError
from imwsearch.hits import as_hit
from imwsearch.lookup import find_document
from imwsearch.opening import Collection, open_collection
from imwsearch.render import document as rendering
from imwsearch.render import json as as_json
from imwsearch.render import markdown
from imwsearch.render.terminal import Style
from imwsearch.visible import visible
from tests.conftest import DOCUMENTS, MakeSeeds, question, write_files
from tests.reliability.faults import (
    DOCUMENT_SECONDS,
    answers,
    build_alone,
    environment,
    problems,
    program,
    sized,
)

DOCUMENT_MIB = 512

HEAD = question(666).split("\n")[0] + "\nSCHRIFTELIJKE VRAAG\nnr. 1\n"


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", b"<a>" + b" " * 200_000_000)
    return out.getvalue()


def _cut(make: Callable[[], bytes]) -> bytes:
    """As much of it as is not refused for its length."""
    return make()[:325_000]


HOSTILE: dict[str, Callable[[], bytes]] = {
    "100 MB": lambda: b"kust " * 20_000_000,
    "20 MB of words": lambda: HEAD.encode() + b"de kust van 2024 " * 1_176_000,
    "3 MB of words": lambda: HEAD.encode() + b"de kust van 2024 " * 176_000,
    "many questions": lambda: (HEAD + "".join(f"{n}. a\n" for n in range(1, 200_000))).encode(),
    "many parts": lambda: (HEAD + "1. a\n" + "".join(f"a) b{n}\n" for n in range(99_999))).encode(),
    "deep groups": lambda: HEAD.encode() + b"(" * 500_000,
    "deep html": lambda: b"<html><body>" + b"<div>" * 200_000,
    "broken html": lambda: b"<!doctype html><html>" + b'<a b="' * 20_000,
    "entities": lambda: b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><html>&b;</html>',
    "zip bomb": _bomb,
    "cut pdf": lambda: b"%PDF-1.7\n" + b"1 0 obj <</Length 9999999999>> stream\n" * 1000,
    "deep json": lambda: b"[" * 500_000,
    "wide table": lambda: b"a,b," * 200_000 + b"\n" + b"1,2," * 200_000,
    "NULs": lambda: b"\0" * 1_000_000,
    "text with a NUL": lambda: question(1).encode() + b"\0",
    "UTF-16": lambda: question(670, title="Kust").encode("utf-16"),
    "half UTF-16": lambda: question(671).encode("utf-16")[:-1],
    "false charset": lambda: question(672, text="1. co\xf6rdinatie?").encode("latin-1"),
    "surrogates": lambda: b"\xed\xa0\x80\xed\xbf\xbf" * 1000,
    "right to left": lambda: question(673, title="\u202ekust\u2066 \u200f").encode(),
    "ANSI": lambda: question(674, title="\x1b[31mkust\x1b]0;x\x07 \x9b2J").encode(),
    "100,000 words": lambda: (HEAD + " ".join(f"woord{n}x" for n in range(100_000))).encode(),
    "one line": lambda: HEAD.encode() + b"kustweg" * 700_000,
    "one number": lambda: (HEAD + "1" * 1_000_000).encode(),
    "a long number": lambda: question(675, number=10**30).encode(),
    "only marks": lambda: "\u0301".encode() * 500_000,
    "only hyphens": lambda: HEAD.encode() + b"-" * 1_000_000,
    "many dates": lambda: HEAD.encode() + b"op 12 " * 200_000,
    "dots": lambda: HEAD.encode() + b"a." * 500_000,
    "headers": lambda: b"title: x\n" * 100_000,
    "heads": lambda: b"SCHRIFTELIJKE VRAAG\nnr. 1\nvan A\n" * 20_000,
    "answers": lambda: (HEAD + "ANTWOORD\nop vraag nr. 1 van A\n1. b\n" * 20_000).encode(),
    "mojibake": lambda: ("Ã©" * 500_000).encode(),
    "a long id": lambda: question(1).replace("id=1", "id=" + "9" * 100_000).encode(),
    "a field's separator": lambda: question(676, theme="a\x1fb\x1f").encode(),
    "many themes": lambda: question(677, theme=";".join(map(str, range(100_000)))).encode(),
    "blanks": lambda: HEAD.encode() + b" \n" * 1_000_000,
}
"""Each a file that costs a careless program its time, its memory or its index."""

HOSTILE["24,000 words"] = lambda: (HEAD + "".join(f"{n}x{n}\n" for n in range(24_000))).encode()
HOSTILE["24,000 items"] = lambda: (
    HEAD + "1. a\n" + "".join(f"a) b{n}\n" for n in range(24_000))
).encode()
HOSTILE["words joined by signs"] = lambda: (
    HEAD + "/".join(f"b{n}" for n in range(60_000))[:325_000]
).encode()
HOSTILE["numbers"] = lambda: (HEAD + " ".join(f"{n % 1000:03}" for n in range(82_000))).encode()
HOSTILE["attributes"] = lambda: (
    "<html><body><a " + " ".join(f"b{n}=1" for n in range(300_000)) + ">x</a>"
).encode()
HOSTILE["tables in tables"] = lambda: b"<html><body>" + b"<table><tr><td>" * 30_000
HOSTILE["one letter, many marks"] = lambda: (HEAD + "e" + "\u0301" * 325_000).encode()
ALSO_CUT = [
    *("many questions", "many parts", "100,000 words", "many dates", "dots", "blanks"),
    *("mojibake", "heads", "answers", "deep groups"),
]
HOSTILE |= {f"{kind}, cut": partial(_cut, HOSTILE[kind]) for kind in ALSO_CUT}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_document_costs_only_itself(
    make_seeds: MakeSeeds, tmp_path: Path, kind: str, figure: Callable[[str], None]
) -> None:
    """Bounded time and memory; the others are indexed; what is left out is named."""
    index, seeds = tmp_path / "index", make_seeds()
    (seeds / "hostile.txt").write_bytes(HOSTILE[kind]())
    cost = build_alone(index, seeds, 2**31)
    assert cost.seconds < DOCUMENT_SECONDS
    assert cost.peak < DOCUMENT_MIB
    assert cost.documents > 3 or (cost.documents == 3 and cost.skipped != "[]")
    assert find_document(open_collection(index), "13").title == "Fietspaden langs de kust"
    figure(str(cost))


def test_skipped_documents_are_named(
    make_seeds: MakeSeeds, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The last lines name each document that is left out, with its reason; exit 3."""
    bad = {name: HOSTILE[name]() for name in ("NULs", "half UTF-16", "cut pdf")}
    seeds = make_seeds(DOCUMENTS | {f"{name}.txt": data for name, data in bad.items()})
    assert run(["index", "--index", str(tmp_path / "index"), "--seeds", str(seeds)]) == 3
    said = capsys.readouterr().err
    for name in bad:
        assert f"skipped {name}.txt: " in said


def test_a_reader_that_fails_costs_one_document(
    make_seeds: MakeSeeds, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error of our own, or a document the index cannot hold, is named and the others stay."""
    from imwsearch import reading

    read = reading.read

    def failing(data: bytes, name: str) -> Iterable[Document]:
        if name == "a.txt":
            raise RecursionError("deep")
        if name == "b.txt":
            (good,) = read(data, name)
            return (
                good,
                Document("", name, "x"),
                Document("5", name, "x", number=2**40),
                Document("6", name, "\ud800"),
                Document("7", name, "x", themes=("a\x1fb",)),
            )
        return read(data, name)

    monkeypatch.setattr(reading, "read", failing)
    report = indexing.build(index, make_seeds())
    assert report.documents == 2
    assert {skipped.name for skipped in report.skipped} == {"a.txt", "b.txt"}
    assert problems(index) == []


def test_a_reader_that_never_ends(
    make_seeds: MakeSeeds, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A document that takes too long is left out and named."""
    from imwsearch import limits, reading

    read = reading.read

    def slow(data: bytes, name: str) -> Iterable[Document]:
        while name == "a.txt":
            pass
        return read(data, name)

    monkeypatch.setattr(reading, "read", slow)
    monkeypatch.setattr(limits, "DOCUMENT_SECONDS", 0.2)
    report = indexing.build(index, make_seeds())
    assert report.documents == 2
    assert "0 seconds" in report.skipped[0].reason


@pytest.mark.parametrize(("seconds", "documents"), [(0.01, 3), (9.0, 12)])
def test_records_that_take_too_long(
    make_seeds: MakeSeeds,
    index: Path,
    monkeypatch: pytest.MonkeyPatch,
    seconds: float,
    documents: int,
) -> None:
    """The time is the whole file's, more with each document: when it is up no other is read."""
    from imwsearch import intake, limits
    from imwsearch.entries import fit_entry

    fit, calls = fit_entry, list[str]()

    def slow(document: Document) -> Entry:
        calls.append(document.id)
        end = time.monotonic() + document.path.startswith("many") / 10
        while time.monotonic() < end:
            pass
        return fit(document)

    monkeypatch.setattr(intake, "fit_entry", slow)
    monkeypatch.setattr(limits, "DOCUMENT_SECONDS", 0.25)
    monkeypatch.setattr(limits, "RECORD_SECONDS", seconds)
    records = "".join(f'{{"id": {n}, "title": "a", "question": "b"}}\n' for n in range(9))
    report = indexing.build(index, make_seeds(DOCUMENTS | {"many.jsonl": records}))
    assert report.documents == documents
    assert [skipped.name for skipped in report.skipped] == ["many.jsonl"] * (documents == 3)
    assert (len(calls) < 12) == (documents == 3)


def test_what_many_records_lack_is_told_once(make_seeds: MakeSeeds, index: Path) -> None:
    """A file is named with each reason that its records are left out for, and how many are."""
    records = "".join(f'{{"titel": "a", "id": "{n:0400}"}}\n' for n in range(9))
    report = indexing.build(
        index, make_seeds(DOCUMENTS | {"many.jsonl": records + '{"titel": "b"}'})
    )
    assert report.documents == 4
    assert [one.reason for one in report.skipped] == [
        "its id has not 1 to 300 characters; documents left out: 9"
    ]


def test_a_hostile_folder(make_seeds: MakeSeeds, tmp_path: Path) -> None:
    """Loops, links outside, pipes and odd names: only regular files inside, names shown safely."""
    seeds, index = make_seeds(), tmp_path / "index"
    (tmp_path / "secret.txt").write_text(question(666, title="Geheim"))
    (seeds / "loop").symlink_to(seeds)
    (seeds / "out.txt").symlink_to(tmp_path / "secret.txt")
    (seeds / "outer").symlink_to(tmp_path)
    os.mkfifo(seeds / "pipe.txt")
    odd = [
        b"co\xf6rdinatie.txt",
        b"\x1b[31mrood\x07.txt",
        "\u202etxt.gnp".encode(),
        b"a\nnote: all is well",
    ]
    for number, name in enumerate(odd):
        with open(os.path.join(os.fsencode(seeds), name), "w") as stream:  # noqa: PTH118, PTH123
            stream.write(question(300 + number, title="Ronde kust").split("\n", 2)[2])
    with open(os.path.join(os.fsencode(seeds), b"\xff\x1b[2J.txt"), "w"):  # noqa: PTH118, PTH123
        pass
    done = program("index", "--index", index, "--seeds", seeds)
    assert done.returncode == 3, done.stderr
    assert b"7 documents" in done.stdout
    for command in (["search", "ronde"], ["search", "kust", "-n", "50"], ["status"], ["check"]):
        shown = program(*command, "--index", index, "--seeds", seeds)
        assert shown.returncode == 0, shown.stderr
        done.stderr += shown.stdout + shown.stderr
    assert b"skipped " in done.stderr
    text = done.stderr.decode()
    assert visible(text) == text
    assert "\nnote: all is well" not in text, "a name passes for a line of ours"
    assert "Geheim" not in text
    assert problems(index) == []
    assert indexing.build(index, seeds).new == 0


def test_a_hostile_index_does_no_harm(make_seeds: MakeSeeds, tmp_path: Path) -> None:
    """Links and pipes in an index from elsewhere are neither written through nor waited for."""
    seeds, index = make_seeds(), tmp_path / "index"
    indexing.build(index, seeds)
    mine = tmp_path / "mine"
    mine.write_text("precious")
    (index / "lock").unlink()
    (index / "lock").symlink_to(mine)
    command = ("index", "--index", index, "--seeds", seeds, "--rebuild")
    assert program(*command).returncode == 1
    (index / "lock").unlink()
    (index / "CURRENT.tmp").symlink_to(mine)
    (index / "gen-000007").symlink_to(tmp_path)
    assert program(*command).returncode == 0
    assert mine.read_text() == "precious"
    assert len(answers(index)) >= 3
    current = generations.current(index)
    for name in ("CURRENT", f"{current.name}/{manifests.MANIFEST}"):
        (index / name).rename(mine)
        (index / name).symlink_to(mine)
        assert program("search", "kust", "--index", index).returncode == 12
        (index / name).unlink()
        os.mkfifo(index / name)
        assert program("search", "kust", "--index", index).returncode == 12
        (index / name).unlink()
        (index / name).write_text("[" * 100_000)
        assert program("search", "kust", "--index", index).returncode == 12


def test_a_stored_document_that_is_a_bomb(make_seeds: MakeSeeds, tmp_path: Path) -> None:
    """What an index from elsewhere stores unpacks to no more than a document may have."""
    seeds, index = make_seeds(), tmp_path / "index"
    indexing.build(index, seeds)
    (path,) = generations.current(index).glob("*.imw")
    mapped = map_sections(str(path))
    sections = {name: (at.format, at.tobytes()) for name, at in mapped.items()}
    bomb = zlib.compress(b" " * 2**30, wbits=-zlib.MAX_WBITS)
    ends = array("Q", [0, *([len(bomb)] * (len(mapped["stored_at"]) - 1))])
    sections |= {"stored": ("B", bomb), "stored_at": ("Q", ends.tobytes())}
    path.unlink()
    write_sections(str(path), [(name, code, data) for name, (code, data) in sections.items()])
    read = "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (2**29, 2**29));"
    read += "from imwsearch.cli.main import run; sys.exit(run(sys.argv[1:]))"
    manifest = manifests.read(path.parent)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    manifest.files[path.name] = (path.stat().st_size, digest)
    (path.parent / manifests.MANIFEST).write_bytes(manifests.dump(manifest))
    for command in (["search", "kust"], ["show", "11"], ["check", "--deep"]):
        done = subprocess.run(
            [sys.executable, "-c", read, *command, "--index", str(index)],
            capture_output=True,
            check=False,
            env=environment(),
        )
        assert done.returncode == 12, (command, done.stderr)


@pytest.mark.parametrize(
    "change",
    [
        b"file 1 x ../../x",
        b"file one x x",
        b"file 1",
        b"version",
        b"built 1" + b"0" * 400,
        b"documents many",
        b"documents 1\ndocuments 2",
        b"seeds a\nseeds b",
        b"more 1",
        b"started -1",
        b"other \\x",
        b"other \xff",
    ],
    ids=str,
)
def test_a_manifest_of_something_else_is_damage(
    make_seeds: MakeSeeds, index: Path, change: bytes
) -> None:
    """Whatever stands in a manifest: exit 12 or 10, nothing is read outside the index."""
    indexing.build(index, make_seeds())
    (index.parent / "x").write_text("x")  # which the first of them names
    path = generations.current(index) / manifests.MANIFEST
    name = change.split()[0] + b" "
    lines = [line for line in path.read_bytes().splitlines()[:-1] if not line.startswith(name)]
    body = b"\n".join([*lines, change, b""])
    path.write_bytes(body + b"crc32 %08x\n" % zlib.crc32(body))
    assert run(["search", "kust", "--index", str(index)]) in (10, 12)


LETTERS = st.sampled_from(
    "abekust*?~\"()+-:|& \u201c\u201d\u2018.,0123456789\\'\x00\u0301\U0001f600"
)
QUERIES = st.one_of(
    st.text(max_size=200),
    st.text(LETTERS, max_size=300),
    st.builds(
        lambda part, count: part * count, st.text(LETTERS, max_size=9), st.integers(1, 10**4)
    ),
    st.lists(
        st.sampled_from(
            [
                "kust",
                "AND",
                "OR",
                "NIET",
                "(",
                ")",
                '"',
                "NEAR",
                "title:",
                "date:2024..",
                "*a*",
                "kus*",
                "zwembd~2",
                "+",
                "-",
                "~9",
                "nr:7",
                "year:",
                '"de kust"~5',
                "^3",
            ]
        ),
        max_size=400,
    ).map(" ".join),
)


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """A few documents to search in."""
    folder = tmp_path_factory.mktemp("hostile")
    indexing.build(folder / "index", write_files(folder / "seeds"))
    return open_collection(folder / "index")


def test_any_query_is_answered_or_refused(
    searched: Collection, figure: Callable[[str], None]
) -> None:
    """Whatever is typed: results, or a QueryError; never anything else."""
    outcomes = {"answered": 0, "refused": 0}

    @settings(max_examples=sized(300, 2_000), suppress_health_check=[HealthCheck.too_slow])
    @given(query=QUERIES)
    def ask(query: str) -> None:
        try:
            assert search.search(searched, query).query == query
            outcomes["answered"] += 1
        except QueryError:
            outcomes["refused"] += 1

    ask()
    assert min(outcomes.values())
    figure("{answered} queries answered, {refused} refused".format(**outcomes))


PIECES = [*"<>&\"'`*_[]()|#~$@\\\n\t\x1b\x9b\u202e\ud800\U000e0041", "<script>", "</p>", "<!--"]
PIECES += ["&lt;", "&#60;", "]]>", "```", "[x](y)", "![x](y)", "javascript:x", "https://x/", "<b "]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
"""What documents may say to steer what shows it."""


def test_terminals_are_safe(figure: Callable[[str], None]) -> None:
    """No control character but the newline, no override of direction, whatever a document says."""
    shown_documents = 0

    @settings(max_examples=sized(500, 10_000))
    @given(title=TEXTS, text=TEXTS)
    def show(title: str, text: str) -> None:
        nonlocal shown_documents
        document = Document("1", title, title, themes=(text,), asker=title, minister=text)
        document = document.changed(context=text, pdf_url=text)
        shown = rendering.document(document, Style(colour=False, width=60))
        assert visible(shown) == shown
        assert visible(title) == visible(visible(title))
        value = as_json.document(document)
        for written in (as_json.render(value), as_json.line(value)):
            assert visible(written) == written
            assert json.loads(written) == {"schema": as_json.SCHEMA, **value}
        shown_documents += 1

    show()
    figure(f"{shown_documents} documents, 0 raw control characters")


def test_no_html_in_markdown(figure: Callable[[str], None]) -> None:
    """What is pasted into a page brings no element, script or script's address with it."""
    pasted = 0

    @settings(max_examples=sized(300, 10_000))
    @given(title=TEXTS, text=TEXTS, scheme=st.sampled_from(["", "https://", "javascript:"]))
    def paste(title: str, text: str, scheme: str) -> None:
        nonlocal pasted
        document = Document("1", title, title, asker=text, minister=title, page_url=scheme + text)
        shown = markdown.item(as_hit(document, 1, 1.0))
        assert "\n" not in shown
        assert visible(shown) == shown
        bare = re.sub(r"\\[\\`*_\[\]<>&#|~$@]", "", shown)  # what Markdown shows as a sign
        title_shown = r"(?:\[[^\[\]<>]*\]\(<((?i:https?)://[^<>\s]*)>\)|\*\*[^*<>]*\*\*)"
        item = re.fullmatch(rf"- {title_shown} — [^<>&`\[\]]*", bare)
        assert item, shown
        page = bare.replace(f"<{item[1]}>", item[1] or "")
        elements = {tag.name for tag in BeautifulSoup(page, "lxml").find_all()}
        assert elements <= {"html", "body", "p"}
        pasted += 1

    paste()
    figure(f"{pasted} documents, 0 foreign elements")


def test_control_characters_in_arguments(
    searched: Collection, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a script passes on is not obeyed by the terminal when it comes back in a message.

    Nor do bytes that are no UTF-8 make a command fail.
    """
    folder = ["--index", str(searched.index)]
    named = [["show"], ["open"], ["similar"], ["terms", "words"], ["terms", "asker"]]
    evil = "\x1b[31m\x9b2J\u202e"
    for command in (
        ["search", evil, "--index", f"/nowhere{evil}"],
        ["show", evil, "--index", f"/nowhere{evil}"],
        ["index", f"/nowhere{evil}"],
        ["search", "x", f"--{evil}"],
        [evil],
        ["search", "x", "-n", evil],
        *([name, *field, f"\udcff{evil}", *folder] for name, *field in named),
    ):
        assert run(command) == (1 if command[0] == "terms" else 2), command
        captured = capsys.readouterr()
        assert visible(captured.err) == captured.err, command
        assert visible(captured.out) == captured.out, command


def test_a_long_query_is_not_shown_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """An error shows the place that is wrong, in one line of a terminal or two."""
    query = "kust " * 1500 + "datum:31/02/2024"
    assert run(["search", query]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert max(map(len, lines)) < 220
    assert lines[1][lines[2].index("~") :].startswith("31/02")


@pytest.mark.parametrize(
    "more",
    [
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1"},
        {"TZ": "Pacific/Kiritimati"},
        {"TZ": "nonsense/:::"},
        {"LANG": "nl_BE.UTF-8"},
    ],
    ids=str,
)
def test_other_surroundings(make_seeds: MakeSeeds, tmp_path: Path, more: dict[str, str]) -> None:
    """Locale, output encoding and time zone: the same answers, or ``?`` for a letter it lacks."""
    index = tmp_path / "index"
    seeds = make_seeds(
        DOCUMENTS | {"\u00e9\u0133.txt": question(99, title="Co\u00f6rdinatie \u0416")}
    )
    told = program("index", "--index", index, "--seeds", seeds, **more)
    assert told.returncode == 0, told.stderr
    plain = program("search", "co\u00f6rdinatie", "--json", "--index", index, "--seeds", seeds)
    other = program(
        "search", "co\u00f6rdinatie", "--json", "--index", index, "--seeds", seeds, **more
    )
    assert plain.returncode == other.returncode == 0, other.stderr
    assert json.loads(plain.stdout)["hits"] == json.loads(other.stdout)["hits"]
    for command in (["search", "kust"], ["show", "99"], ["status"], ["check"]):
        done = program(*command, "--index", index, "--seeds", seeds, **more)
        assert done.returncode == 0, done.stderr
        assert b"Traceback" not in done.stderr
