"""The front door: what a plain search prints without click is what the program prints."""

import io
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import imwsearch.cli.freshness  # noqa: F401 - it has is_settled before a test replaces that
from imwsearch import indexing
from imwsearch.cli import front
from imwsearch.cli.main import run
from tests.conftest import DOCUMENTS, write_files

WORDS = sorted({word for text in DOCUMENTS.values() for word in text.split() if word.isalpha()})
HEAVY = (
    "click",
    "os",
    "_collections_abc",
    "re",
    "json",
    "typing",
    "dataclasses",
    "enum",
    "pathlib",
    "gettext",
    "datetime",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an index that is up to date for certain: its documents are old."""
    folder = tmp_path_factory.mktemp("front")
    indexing.build(folder / "index", write_files(folder / "seeds"))
    return folder


def printed(
    answer: Callable[[list[str]], int | None], arguments: list[str]
) -> tuple[object, str, str]:
    """What a function that runs arguments gives and prints."""
    buffers = io.BytesIO(), io.BytesIO()
    out, err = (io.TextIOWrapper(buffer, "utf-8", write_through=True) for buffer in buffers)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys, "stdout", out)
        patched.setattr(sys, "stderr", err)
        code = answer(arguments)
    out_text, err_text = (buffer.getvalue().decode() for buffer in buffers)
    return code, out_text, err_text


@settings(max_examples=150, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=7), quoted=st.booleans())
def test_it_prints_what_the_program_prints(built: Path, words: list[str], quoted: bool) -> None:
    """Any words, in one argument or several: the same to the byte, or left to the program."""
    words = [" ".join(words)] if quoted else words
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(built)
        patched.setattr("imwsearch.settled.is_settled", lambda *_args: True)
        code, out, err = printed(front.answer, ["search", *words])
        if code is None:
            assert (out, err) == ("", "")
        else:
            assert (code, out, err) == printed(run, ["search", *words])


def test_known_words_are_answered(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words of the documents need no more than the front door."""
    monkeypatch.chdir(built)
    monkeypatch.setattr("imwsearch.settled.is_settled", lambda *_args: True)
    code, out, _err = printed(front.answer, ["search", "kust", "fietspaden"])
    assert code == 0
    assert "«kust»" in out


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["search"],
        ["status"],
        ["search", "kust", "-n", "3"],
        ["search", "kust", "EN", "zwembad"],
        ["search", "NIET", "kust"],
        ["search", "kust*"],
        ["search", "titel:kust"],
        ["search", "kustt"],
        ["search", "kust  zwembad"],
        ["search", ""],
        ["search", "de"],
        ["search", *["kust"] * 8],
    ],
    ids=" ".join,
)
def test_the_rest_is_left_to_the_program(
    built: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """Options, operators, unknown words, other commands: the front door prints nothing."""
    monkeypatch.chdir(built)
    monkeypatch.setattr("imwsearch.settled.is_settled", lambda *_args: True)
    assert printed(front.answer, arguments) == (None, "", "")


def test_settings_are_left_to_the_program(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable or a file of settings is never passed over."""
    monkeypatch.chdir(built)
    monkeypatch.setattr("imwsearch.settled.is_settled", lambda *_args: True)
    monkeypatch.setenv("IMWSEARCH_LIMIT", "1")
    assert front.answer(["search", "kust"]) is None
    monkeypatch.delenv("IMWSEARCH_LIMIT")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(built / "config"))
    (built / "config" / "imwsearch").mkdir(parents=True)
    (built / "config" / "imwsearch" / "config.toml").write_text("[search]\nlimit = 1\n")
    assert front.answer(["search", "kust"]) is None


def test_changed_documents_are_noticed(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a file is written anew in its place the program says that the index is older."""
    monkeypatch.chdir(built)
    name = next(iter(DOCUMENTS))
    path = built / "seeds" / name
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    assert front.answer(["search", "kust"]) is None


def test_a_plain_search_imports_little(built: Path) -> None:
    """A search of one word imports none of the modules that take as long as it takes itself."""
    program = (
        f"import sys; sys.path = {sys.path!r}; from imwsearch import __main__, settled;"
        "settled.is_settled = lambda *_: True; __main__.use_bundle = lambda: False; __main__.main()"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-X", "importtime", "-c", program, "search", "kust"],
        capture_output=True,
        text=True,
        check=False,
        cwd=built,
        env={"LANG": "nl_BE.UTF-8", "PATH": os.environ["PATH"], "HOME": str(built)},
    )
    assert done.returncode == 0, done.stderr
    names = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "imwsearch.plain" in names
    assert names.isdisjoint(HEAVY)


def test_damage_is_left_to_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a flipped bit makes of the index: an answer, or what the program says of it."""
    indexing.build(tmp_path / "index", write_files(tmp_path / "seeds"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("imwsearch.settled.is_settled", lambda *_args: True)
    (path,) = tmp_path.glob("index/gen-*/*.imw")
    whole = path.read_bytes()
    chance = random.Random(5)
    answered = set()
    for _try in range(300):
        data = bytearray(whole)
        for _flip in range(chance.choice((1, 3, 20))):
            data[chance.randrange(1300, len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        answered.add(printed(front.answer, ["search", chance.choice(WORDS)])[0])
    assert answered == {0, None}
