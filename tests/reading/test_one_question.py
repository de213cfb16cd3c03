"""One question that somebody keeps as a seed, as PDF, as a web page and as a Word file."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from imwsearch.reading import read
from imwsearch.reading.header import id_by_name, part
from imwsearch.text import decode, repair
from tests.conftest import ROOT
from tests.reading.test_formats import (
    make_docx,
    make_html,
    make_pdf,
    printed,
    word_paragraph,
)
from tests.reliability.faults import environment, program

SEED = next((ROOT / "seeds").glob("*.txt")).read_bytes()
PAGE = (
    '<link rel=canonical href="https://www.vlaamsparlement.be/parlementaire-documenten/'
    'schriftelijke-vragen/1836380">'
)
LINK = '<p><a href="https://docs.vlaamsparlement.be/pfile?id=2082929">PDF</a></p>'


def paragraphs() -> list[str]:
    """The seed's printed text without the line breaks of its PDF, which follow a blank."""
    body = part(repair(decode(SEED))).text
    joined = re.sub(r" \n(?!- |[a-c]\)|Individueel)", " ", body)
    return [line.strip() for line in joined.split("\n") if line.strip()]


def web_page(head: str = "", before: str = "") -> bytes:
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs())
    return make_html(before + text, head).encode()


FORMATS = {
    "one column.pdf": make_pdf(1, paragraphs()),
    "two columns.pdf": make_pdf(2, paragraphs()),
    "page.html": web_page(),
    "word.docx": make_docx("".join(map(word_paragraph, paragraphs()))),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The seed and all the others, newer than the seed; the working folder is above."""
    monkeypatch.chdir(tmp_path)
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "seed.txt").write_bytes(SEED)
    os.utime(seeds / "seed.txt", ns=(10**18, 10**18))
    for name, data in FORMATS.items():
        (seeds / name).write_bytes(data)
    return seeds


def words(value: object) -> list[str]:
    """All words of a record, in order; of a string in it those on each line."""
    if isinstance(value, str):
        return re.findall(r"\w+", value)
    values = value.values() if isinstance(value, dict) else value
    if isinstance(values, Iterable):
        return [word for one in values for word in words(one)]
    return [str(value)]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_seeds_fields(name: str) -> None:
    """Number, names, dates, every question with its parts and the answer are those of the seed."""
    (seed,), (found,) = read(SEED, "2082929.txt"), read(FORMATS[name], "2082929.pdf")
    if name.endswith(".pdf"):  # which has lines, of which some may end a paragraph
        assert [(q.label, len(q.parts)) for q in found.questions] == [
            (q.label, len(q.parts)) for q in seed.questions
        ]
        assert words(printed(found)) == words(printed(seed))
    else:
        assert printed(found) == printed(seed)


def test_one_document_where_the_ids_agree(folder: Path) -> None:
    """What bears the seed's number is its document: the seed is kept, though it is the oldest."""
    for name in FORMATS:
        (folder / name).unlink()
    (folder / "pfile?id=2082929").write_bytes(FORMATS["one column.pdf"])
    (folder / "2082929.docx").write_bytes(FORMATS["word.docx"])
    (folder / "saved page.html").write_bytes(web_page(PAGE, LINK))
    done = program("index")
    assert done.returncode == 3
    assert b"4 new" in done.stdout
    assert b"1 document in index" in done.stdout
    for name in ("pfile?id=2082929", "2082929.docx", "saved page.html"):
        assert f"skipped {name}: has the id 2082929 of seed.txt" in done.stderr.decode()
    assert program("search", "loonpremie", "--paths").stdout == b"seeds/seed.txt\n"

    (folder / "seed.txt").unlink()
    os.utime(folder / "2082929.docx", ns=(10**18, 10**18))
    assert b"1 document in index" in program("index").stdout
    assert program("search", "loonpremie", "--paths").stdout == b"seeds/pfile?id=2082929\n"
    assert program("check", "--deep").returncode == 0


def test_others_are_named_as_duplicates(folder: Path) -> None:
    """What bears no number is told by number, day, minister and asker: indexed, and named."""
    (folder / "1836380.pdf").write_bytes(make_pdf(1, ["Een ander beeld van de vraag."]))
    done = program("index")
    assert done.returncode == 0
    assert b"6 documents in index" in done.stdout
    for name in (*FORMATS, "1836380.pdf"):
        assert f"note: {name} holds the same question as seed.txt" in done.stderr.decode()
    value = json.loads(program("status", "--json").stdout)
    assert value["duplicates"] == [["seed.txt", "1836380.pdf", *sorted(FORMATS)]]
    assert b"duplicates: 1 question stands in several files" in program("status").stdout
    assert len(program("search", "loonpremie", "--paths").stdout.splitlines()) == 5


def test_duplicates_are_named_when_one_of_them_is_new(folder: Path) -> None:
    """Those that a build found are not named again by the next, which names what it read itself."""
    program("index")
    (folder / "other.txt").write_text(part(repair(decode(SEED))).text.replace("nr. 70", "nr. 71"))
    assert "note:" not in program("index").stderr.decode()
    (folder / "again.docx").write_bytes(FORMATS["word.docx"])
    (folder / "1836380.pdf").write_bytes(make_pdf(1, ["Een ander beeld van de vraag."]))
    said = program("index").stderr.decode()
    for name in ("again.docx", "1836380.pdf"):
        assert f"note: {name} holds the same question as seed.txt" in said
    assert len(json.loads(program("status", "--json").stdout)["duplicates"]) == 1


def test_many_duplicates_do_not_fill_the_screen(folder: Path) -> None:
    """Ten are named, the others counted."""
    for number in range(10):
        (folder / f"{number}.docx").write_bytes(FORMATS["word.docx"])
    said = program("index").stderr.decode()
    assert said.count("holds the same question") == 10
    assert "4 files more hold a question of others" in said


def test_other_questions_are_no_duplicates(folder: Path) -> None:
    """The same number of another day, of another asker or to another minister is another one."""
    for name in FORMATS:
        (folder / name).unlink()
    text = part(repair(decode(SEED))).text
    for number, (old, new) in enumerate(
        [
            ("25 oktober 2024", "25 oktober 2023"),
            ("datum: 25 oktober 2024", "datum: 28 oktober 2024"),
            ("van TOM ONGENA", "van ELS MAES"),
            ("ZUHAL DEMIR", "BO PEETERS"),
            ("nr. 70", "nr. 71"),
            ("datum: 25 oktober 2024\n", ""),
        ]
    ):
        (folder / f"other {number}.txt").write_text(text.replace(old, new))
    done = program("index")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"7 documents" in done.stdout


def test_what_lacked_a_package_is_read_once_it_is_there(folder: Path) -> None:
    """The file is named with the command; after that command the next build reads it."""
    without = (
        "import sys; sys.modules['pypdf'] = None\n"
        "from imwsearch.cli.main import run; sys.exit(run(['index']))"
    )
    command = [sys.executable, "-c", without]
    for _time in range(2):
        done = subprocess.run(command, capture_output=True, check=False, env=environment())
        assert done.returncode == 3
        said = "skipped one column.pdf: PDF needs more packages to be read: pip install "
        assert said in done.stderr.decode()
    done = program("index")
    assert done.returncode == 0
    assert b"0 new, 2 changed" in done.stdout
    assert b"0 changed" in program("index").stdout


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("pfile?id=2082929", "2082929"),
        ("2024/pfile_id=2082929 (1).pdf", "2082929"),
        ("pfile%3Fid%3D2082929.pdf", "2082929"),
        ("schv-1836380-pfile-2082929.pdf", "2082929"),
        ("2024/2082929.pdf", "2082929"),
        ("2024/vraag.pdf", "2024/vraag"),
        ("v1.2/vraag", "v1.2/vraag"),
        ("vraag.v2.pdf", "vraag.v2"),
        ("/home/an/vraag.pdf", "vraag"),
    ],
)
def test_what_a_name_tells(name: str, id_: str) -> None:
    """The file's number where a name holds it; else two folders may have a file of one name."""
    assert id_by_name(name) == id_
