"""The commands as a user types them."""

import datetime
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from subprocess import CompletedProcess
from typing import IO

import pytest

import imwsearch
from imwsearch import errors
from imwsearch.cli.main import run
from tests.cli.terminals import in_pipes
from tests.conftest import ROOT, MakeSeeds, question, write_files

Captured = pytest.CaptureFixture[str]


def test_index_tells_what_it_did(workplace: Path, capsys: Captured) -> None:
    """The first run counts new documents, the second none; both name the index."""
    assert run(["index"]) == 0
    assert "3 new, 0 changed, 0 removed, 0 unchanged; 3 documents in index" in (
        capsys.readouterr().out
    )
    assert run(["index"]) == 0
    assert "0 new, 0 changed, 0 removed, 3 unchanged" in capsys.readouterr().out


def test_index_names_what_it_skipped(
    workplace: Path, make_seeds: MakeSeeds, capsys: Captured
) -> None:
    """A bad document is named with its reason on stderr, and the exit code is 3."""
    make_seeds({"leeg.txt": ""})
    assert run(["index"]) == 3
    captured = capsys.readouterr()
    assert "skipped leeg.txt: " in captured.err
    assert "3 new" not in captured.err


def test_index_takes_further_paths(workplace: Path, tmp_path: Path, capsys: Captured) -> None:
    """A file elsewhere is added to what the index follows."""
    extra = tmp_path / "extra.txt"
    extra.write_text(question(99, title="Extra"))
    assert run(["index", str(extra)]) == 0
    assert run(["search", "extra", "--json"]) == 0
    captured = capsys.readouterr().out
    assert json.loads(captured[captured.index("{") :])["hits"][0]["path"] == str(extra)
    assert run(["status"]) == 0
    assert f"and from {extra}" in capsys.readouterr().out


def test_index_without_a_folder_says_what_to_give(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """Where there is no seeds/, the message tells how to name the folder; paths alone suffice."""
    monkeypatch.chdir(tmp_path)
    assert run(["index"]) == 2
    assert "--seeds" in capsys.readouterr().err
    (tmp_path / "one.txt").write_text(question(1))
    assert run(["index", "one.txt"]) == 0
    assert run(["index"]) == 2


def test_index_remembers_its_folder(
    workplace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """From elsewhere the folder of the last build is brought up to date."""
    assert run(["index"]) == 0
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    capsys.readouterr()
    assert run(["index", "--index", "../index"]) == 0
    assert "3 unchanged" in capsys.readouterr().out
    assert run(["search", "bibliotheken", "--index", "../index", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["hits"][0]["path"] == "../seeds/b.txt"


def test_the_environment_names_the_folders(
    workplace: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """IMWSEARCH_INDEX and IMWSEARCH_SEEDS stand for --index and --seeds."""
    (workplace / "seeds").rename(workplace / "documents")
    monkeypatch.setenv("IMWSEARCH_INDEX", "elsewhere")
    monkeypatch.setenv("IMWSEARCH_SEEDS", "documents")
    assert run(["index"]) == 0
    assert run(["search", "kust"]) == 0
    assert (workplace / "elsewhere" / "CURRENT").exists()


def test_search_shows_hits(indexed: Path, capsys: Captured) -> None:
    """Hits stand on stdout alone, matches marked; the exit code is 0."""
    assert run(["search", "bibliotheken"]) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("1. «Bibliotheken» - Openingsuren\n")
    assert captured.err == ""


def test_search_finds_nothing(indexed: Path, capsys: Captured) -> None:
    """No hits: exit code 1, nothing on stdout, and the query on stderr."""
    assert run(["search", "xyzzy", "niets"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "nothing found for: xyzzy niets" in captured.err


@pytest.mark.parametrize("words", ["", "   ", "?!", "..."])
def test_search_refuses_a_query_without_words(indexed: Path, capsys: Captured, words: str) -> None:
    """An empty query, or one of punctuation, is wrong use: exit code 2 and an example."""
    assert run(["search", words]) == 2
    assert "loonpremie" in capsys.readouterr().err


def test_search_points_at_the_place(indexed: Path, capsys: Captured) -> None:
    """The message shows the query and marks what is wrong with it."""
    assert run(["search", "?!"]) == 2
    assert "  ?!\n  ~^\n" in capsys.readouterr().err


def test_search_says_when_only_stop_words_were_given(indexed: Path, capsys: Captured) -> None:
    """Words that every document has: exit code 1 and a message that says so."""
    assert run(["search", "de", "het"]) == 1
    assert "too common" in capsys.readouterr().err


def test_search_has_pages(indexed: Path, capsys: Captured) -> None:
    """A line on stderr tells which hits are shown and how to get the next ones."""
    assert run(["search", "minister", "-n", "2"]) == 0
    assert "hits 1-2 of 3; for more: --page 2" in capsys.readouterr().err
    assert run(["search", "minister", "-n", "2", "--page", "2"]) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("3. ")
    assert captured.err == ""
    assert run(["search", "minister", "-n", "2", "--page", "3"]) == 0
    assert "there is no page 3; the last one is 2\n" in capsys.readouterr().err


def test_search_without_an_index_gives_the_command(workplace: Path, capsys: Captured) -> None:
    """In a script a search without an index exits 2 with the exact command to run."""
    assert run(["search", "kust"]) == 2
    assert "imwsearch index --index index" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["search", "kust"], ["show", "11"]])
def test_changed_documents_are_told(
    indexed: Path, make_seeds: MakeSeeds, capsys: Captured, command: list[str]
) -> None:
    """When the folder holds something else than the index, one line on stderr says so."""
    make_seeds({"a.txt": question(11, title="Anders"), "new.txt": question(14)})
    assert run(command) == 0
    assert "2 documents changed since the index was built; run: imwsearch index\n" in (
        capsys.readouterr().err
    )


def test_a_folder_that_is_gone_is_told(indexed: Path, capsys: Captured) -> None:
    """A search answers from the index when the documents are not there, and says so."""
    (indexed / "seeds").rename(indexed / "away")
    assert run(["search", "kust"]) == 0
    assert "seeds cannot be read" in capsys.readouterr().err


def test_status_without_the_documents(indexed: Path, capsys: Captured) -> None:
    """What the index holds is told where the documents are not there to be compared."""
    (indexed / "seeds").rename(indexed / "away")
    assert run(["status"]) == 0
    told = capsys.readouterr()
    assert "documents:  3 from seeds" in told.out
    assert "since then" not in told.out
    assert "seeds cannot be read" in told.err
    assert run(["status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["changes"] is None


def test_watching_a_folder_that_is_not_there(workplace: Path, capsys: Captured) -> None:
    """A watch of nothing ends, names the folder, and says what to do."""
    assert run(["index", "--watch", "--seeds", "nowhere"]) == 2
    told = capsys.readouterr().err
    assert "nowhere cannot be watched" in told
    assert "imwsearch index --seeds nowhere --watch" in told


def test_show_prints_a_document(indexed: Path, capsys: Captured) -> None:
    """A document is printed whole, or as JSON."""
    assert run(["show", "12"]) == 0
    assert "Daarover beslist de gemeente." in capsys.readouterr().out
    assert run(["show", "12", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "12"
    assert run(["show", "nothing"]) == 2


def test_status_tells_the_state(indexed: Path, make_seeds: MakeSeeds, capsys: Captured) -> None:
    """Where, how many, when, with which versions, and what changed since."""
    assert run(["status"]) == 0
    text = capsys.readouterr().out
    assert "documents:  3 from seeds" in text
    assert "nothing changed" in text
    assert "analysis:" in text
    make_seeds({"new.txt": question(14)})
    (indexed / "seeds" / "b.txt").unlink()
    assert run(["status", "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert value["schema"] == 1
    assert value["documents"] == 3
    assert value["changes"] == {"fresh": ["new.txt"], "removed": ["b.txt"], "unchanged": 2}
    assert run(["status"]) == 0
    assert "2 files changed" in capsys.readouterr().out


@pytest.mark.usefixtures("indexed")
def test_in_dutch_the_state_is_dutch() -> None:
    """What versions are of is said in Dutch, the day of the build in words; JSON has its own."""
    value = json.loads(in_pipes("status", "--json", LANGUAGE="nl").stdout)
    built = datetime.datetime.fromisoformat(value["built"])
    lines = in_pipes("status", LANGUAGE="nl").stdout.splitlines()
    beginnings = {line.partition(":")[0] for line in lines}
    assert {"formaat", "segmenten", "schema", "volgorde", "analyse"} <= beginnings
    (told,) = (line for line in lines if line.startswith("opgebouwd:"))
    assert f" {built.day} " in told
    assert told.endswith(f" {built.year}, {built:%H:%M}")


@pytest.mark.usefixtures("indexed")
def test_statuses_are_listed_in_the_readers_language() -> None:
    """By the beginning of a name in either language; CSV has the names that programs know."""
    for prefix in ("be", "answ"):
        told = in_pipes("terms", "status", prefix, LANGUAGE="nl").stdout
        assert told.startswith("beantwoord ")
    rows = in_pipes("terms", "status", "be", "--csv", LANGUAGE="nl").stdout.splitlines()
    assert rows[1].startswith("answered,")


def test_a_damaged_index_is_said(indexed: Path, capsys: Captured) -> None:
    """A file that is cut: exit code 12, which file, and the command that mends it."""
    segment = next((indexed / "index").glob("gen-*/*.imw"))
    segment.write_bytes(segment.read_bytes()[:-10])
    assert run(["search", "kust"]) == 12
    captured = capsys.readouterr()
    assert segment.name in captured.err
    assert "imwsearch index --rebuild" in captured.err
    assert run(["index", "--rebuild"]) == 0
    assert run(["search", "kust"]) == 0


def test_errors_are_one_line_unless_asked(indexed: Path, capsys: Captured) -> None:
    """A traceback is for --debug only."""
    with pytest.raises(errors.UnknownDocumentError):
        run(["--debug", "show", "nothing"])
    assert run(["show", "nothing"]) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["search", "-h"], ["index", "--help"]])
def test_help_begins_with_examples(arguments: list[str], capsys: Captured) -> None:
    """Help is everywhere and shows commands to type."""
    assert run(arguments) == 0
    assert "  imwsearch index" in capsys.readouterr().out or "search" in arguments


def test_wrong_use_exits_2(capsys: Captured) -> None:
    """An unknown command or option, or a missing argument, is wrong use."""
    assert run(["serach"]) == 2
    assert run(["search"]) == 2
    assert run(["search", "x", "--nope"]) == 2
    assert run(["search", "x", "-n", "0"]) == 2


def test_version(capsys: Captured) -> None:
    """The version is the package's."""
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"imwsearch {imwsearch.__version__}\n"


def program(*arguments: str, stdout: int | IO[str] = subprocess.PIPE) -> CompletedProcess[str]:
    """The real program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "imwsearch", *arguments],
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        env=dict(os.environ) | {"PYTHONPATH": str(ROOT)},
    )


def test_a_closed_pipe_is_no_error(indexed: Path) -> None:
    """``| head -1`` ends the program in silence."""
    command = f"{sys.executable} -m imwsearch search minister | head -1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True,
        text=True,
        check=False,
        env=dict(os.environ) | {"PYTHONPATH": str(ROOT)},
    )
    assert done.stderr == ""
    assert done.stdout.startswith("1. ")
    assert done.returncode in (0, 141)


def test_a_full_disk_is_one_line(indexed: Path) -> None:
    """Output that cannot be written: one line and exit code 2."""
    with Path("/dev/full").open("w") as full:
        done = program("search", "kust", stdout=full)
    assert done.returncode == 2
    assert done.stderr == "imwsearch: what is printed cannot be written: No space left on device\n"


def test_ascii_outputs_never_crash(indexed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An output that lacks a character gets a question mark, JSON an escape."""
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    assert "Jos D'Haese ? Bo Peeters" in program("search", "d'haese").stdout
    done = program("search", "d'haese", "--json")
    assert json.loads(done.stdout)["total"] == 1


def test_the_package_runs_as_a_module(indexed: Path) -> None:
    """``python -m imwsearch`` is the command."""
    done = program("search", "bibliotheken")
    assert done.returncode == 0
    assert "Bibliotheken" in done.stdout


def test_an_unforeseen_error_is_a_line_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What nobody thought of ends with 1 and a hint; --debug shows where it comes from."""

    def fail(*_given: object) -> None:
        raise RuntimeError("broken\x1b[31m")

    monkeypatch.setattr("imwsearch.cli.main.Program.get_command", fail)
    assert run(["status"]) == 1
    captured = capsys.readouterr()
    assert (captured.out, captured.err.count("\n")) == ("", 2)
    assert "broken" in captured.err
    assert "--debug" in captured.err
    assert "\x1b" not in captured.err
    with pytest.raises(RuntimeError):
        run(["status", "--debug"])


def test_too_little_memory_is_said(
    workplace: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """Where memory runs out that is said, with what to do, and the index is as it was."""

    def fail(*_given: object) -> None:
        raise MemoryError

    monkeypatch.setattr("imwsearch.segments.merge_segments", fail)
    assert run(["index"]) == 1
    assert "not enough memory" in capsys.readouterr().err
    assert not list((workplace / "index").glob("gen-*"))


@pytest.mark.parametrize("given", [["--index", "{}"], ["--index={}"], []])
def test_the_command_that_mends_an_index_names_it(
    make_seeds: MakeSeeds,
    index: Path,
    given: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Whoever follows the advice builds the index that is damaged, and no other."""
    seeds = make_seeds()
    assert run(["index", "--seeds", str(seeds), "--index", str(index)]) == 0
    (index / "CURRENT").write_text("none")
    if not given:
        monkeypatch.setenv("IMWSEARCH_INDEX", str(index))
    assert run(["search", "kust", *(option.format(index) for option in given)]) == 12
    told = capsys.readouterr().err
    assert f"imwsearch index --index {index} --seeds {seeds} --rebuild" in told


def test_a_lost_pointer_is_damage(indexed: Path, capsys: Captured) -> None:
    """Where CURRENT is gone and generations are left, the check says so: 12, and the remedy."""
    (indexed / "index" / "CURRENT").unlink()
    assert run(["check"]) == 12
    assert "CURRENT is damaged: the file is missing" in capsys.readouterr().err


def test_a_line_end_in_a_name_makes_no_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file's name is one line of what `show` prints, whatever is in it."""
    monkeypatch.chdir(tmp_path)
    write_files(Path("seeds"), {"a\nb.txt": question(11)})
    assert run(["index"]) == 0
    assert "seeds/a\ufffdb.txt\n" in in_pipes("show", "11").stdout


def test_a_pasted_line_with_a_dash_is_words(
    make_seeds: MakeSeeds, index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line of a list, pasted with its dash, is searched and is no option."""
    assert run(["index", "--seeds", str(make_seeds()), "--index", str(index)]) == 0
    assert run(["search", "- langs de kust", "--index", str(index)]) == 0
    assert "kust" in capsys.readouterr().out


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_document_whose_file_is_gone_is_shown_and_told(
    indexed: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    """What the index holds is shown whole; a note says that the file is not there any more."""
    assert run(["show", "12", *options]) == 0
    before = capsys.readouterr()
    assert before.err == ""
    (indexed / "seeds" / "b.txt").unlink()
    assert run(["show", "12", *options]) == 0
    after = capsys.readouterr()
    assert after.out == before.out
    assert "note: seeds/b.txt is not there any more; this is what the index holds" in after.err


def test_an_emptied_folder_is_told(indexed: Path, capsys: Captured) -> None:
    """Whoever indexes a folder of which all documents are gone is told that nothing is left."""
    shutil.rmtree(indexed / "seeds")
    (indexed / "seeds").mkdir()
    assert run(["index"]) == 0
    assert "no document is there any more; the index is empty now" in capsys.readouterr().err
    assert run(["index"]) == 0
    assert not capsys.readouterr().err
