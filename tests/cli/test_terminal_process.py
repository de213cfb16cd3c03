"""Behaviours 12 to 21 of docs/terminal.md: how the program ends, and what it leaves behind."""

import json
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from imwsearch import manifests
from imwsearch.cli.main import run
from tests.cli.terminals import command, environment, in_pipes, in_terminal, obey_ctrl_c
from tests.conftest import MakeSeeds, question

ASKED = "Build it now?"
FEW = {f"{n}.txt": question(n + 100, title=f"Vraag {n}") for n in range(400)}


def current(folder: Path) -> str:
    return (folder / "index" / "CURRENT").read_text()


@pytest.fixture
def building(indexed: Path, make_seeds: MakeSeeds) -> Path:
    """A folder with an index and 400 more documents that are not in it."""
    make_seeds(FEW)
    return indexed


def stop_while_indexing(sign: signal.Signals) -> subprocess.CompletedProcess[str]:
    """Run ``imwsearch index`` and send it a signal once it has begun to write."""
    process = subprocess.Popen(
        command("index"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment({}),
        preexec_fn=obey_ctrl_c,
    )
    before = set(Path("index").iterdir())
    until = time.monotonic() + 30
    while set(Path("index").iterdir()) <= before and process.poll() is None:
        assert time.monotonic() < until
        time.sleep(0.001)
    process.send_signal(sign)
    out, err = process.communicate(timeout=60)
    return subprocess.CompletedProcess([], process.returncode, out, err)


def require_silence(line: str) -> None:
    """A pipe whose reader goes away ends without a word, with 0 or 141."""
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        capture_output=True,
        text=True,
        check=False,
        env=environment({}),
    )
    assert done.stderr == ""
    assert done.returncode in (0, 141)


@pytest.mark.parametrize("arguments", ["search minister -n 3", "show 13", "help query", "-h"])
def test_12_a_closed_pipe_is_silent(indexed: Path, arguments: str) -> None:
    """12: ``| head -1`` ends the program without a word, with 0 or 141."""
    for reader in ("head -1", "true"):
        line = f"{' '.join(command(arguments))} | {reader}"
        require_silence(line)


def test_12_a_long_output_into_a_closed_pipe(indexed: Path, make_seeds: MakeSeeds) -> None:
    """12: more than the pipe holds ends the same way."""
    make_seeds({"long.txt": question(15, text="1. " + "woorden " * 40_000)})
    in_pipes("index")
    line = f"{' '.join(command('show', '15'))} | head -1"
    require_silence(line)


def test_13_ctrl_c_leaves_the_old_index(building: Path) -> None:
    """13: Ctrl-C ends with 130 and no traceback; the old index answers on."""
    before = current(building)
    done = stop_while_indexing(signal.SIGINT)
    assert done.returncode == 130, done
    assert "Traceback" not in done.stderr
    assert current(building) == before
    assert in_pipes("search", "bibliotheken").returncode == 0
    assert "400 new" in in_pipes("index").stdout


def test_13_sigterm_leaves_the_old_index(building: Path) -> None:
    """13: SIGTERM ends with 143 in silence; the old index answers on."""
    before = current(building)
    done = stop_while_indexing(signal.SIGTERM)
    assert (done.returncode, done.stderr) == (143, "")
    assert current(building) == before
    assert in_pipes("search", "bibliotheken").returncode == 0
    assert "400 new" in in_pipes("index").stdout


def test_13_ctrl_c_at_a_question_is_130(workplace: Path) -> None:
    """13: Ctrl-C typed at the offer to build ends with 130 and builds nothing."""
    shown = in_terminal("search", "kust", typed=(ASKED, "\x03"))
    assert shown.code == 130
    assert not (workplace / "index" / "CURRENT").exists()


def in_shell(line: str) -> subprocess.CompletedProcess[str]:
    """Run the program with what a shell does to its outputs."""
    return subprocess.run(
        ["bash", "-c", f"{' '.join(command())} {line}"],
        capture_output=True,
        text=True,
        check=False,
        env=environment({}),
    )


UNWRITTEN = "imwsearch: what is printed cannot be written"


@pytest.mark.parametrize("arguments", ["search kust", "show 12", "help query", "status --json"])
@pytest.mark.parametrize(
    ("output", "reason"),
    [("/dev/full", "No space left on device"), ("&-", "Bad file descriptor")],
)
def test_14_a_full_disk_is_one_line(
    indexed: Path, arguments: str, output: str, reason: str
) -> None:
    """14: output that cannot be written, or is closed: one line on stderr and exit code 2."""
    done = in_shell(f"{arguments} >{output}")
    assert (done.returncode, done.stderr) == (2, f"{UNWRITTEN}: {reason}\n")


def test_14_a_build_is_told_where_the_output_is_full(workplace: Path) -> None:
    """14: that the index was written is told on stderr."""
    done = in_shell("index >/dev/full")
    told, reason = done.stderr.splitlines()
    assert told.startswith("3 new, ")
    assert (done.returncode, reason) == (
        2,
        "imwsearch: what is printed cannot be written: No space left on device",
    )
    assert in_pipes("search", "kust").returncode == 0


@pytest.mark.parametrize(
    ("line", "code"),
    [("search kust --page 9", 2), ("show nothing", 2), ("serch", 2), ("search kust --index .", 12)],
)
def test_14_standard_error_may_be_full(indexed: Path, line: str, code: int) -> None:
    """14: what cannot be told leaves an error its exit code; where it is closed nothing is told."""
    (indexed / manifests.CURRENT).write_text("?")
    assert in_shell(f"{line} 2>/dev/full").returncode == code
    assert in_shell("search kust --page 9 2>&-").returncode == 0


@pytest.mark.parametrize("debug", [["--debug", "show", "x"], ["show", "x", "--debug"]])
def test_15_tracebacks_only_with_debug(indexed: Path, debug: list[str]) -> None:
    """15: an error is one line and its hint; --debug, anywhere, shows where it comes from."""
    plain = in_pipes("show", "x")
    assert plain.returncode == 2
    assert len(plain.stderr.splitlines()) == 2
    assert "Traceback" in in_pipes(*debug).stderr


def test_16_progress_is_for_terminals(workplace: Path) -> None:
    """16: a bar on stderr if that is a terminal, never on stdout, never in a pipe."""
    assert "Indexing" not in in_pipes("index", "--rebuild").stderr
    shown = in_terminal("index", "--rebuild", piped="stdout")
    assert "Indexing" in shown.text
    assert "Indexing" not in shown.piped
    assert "3 documents in index" in shown.piped
    assert "\x1b[?25h" in shown.screen
    shown = in_terminal("index", "--rebuild", piped="stderr")
    assert "Indexing" not in shown.screen + shown.piped


def test_17_a_second_index_does_nothing(workplace: Path) -> None:
    """17: nothing new, changed or removed: said so, and the index stays the same generation."""
    time.sleep(0.1)  # documents that were just written may change again within a tick of the clock
    in_pipes("index")
    before = current(workplace)
    done = in_pipes("index")
    assert "0 new, 0 changed, 0 removed, 3 unchanged" in done.stdout
    assert (done.returncode, current(workplace)) == (0, before)


def test_18_a_bad_file_is_named(indexed: Path, make_seeds: MakeSeeds) -> None:
    """18: the file and the reason on stderr, the rest is indexed, exit code 3."""
    make_seeds({"bad.txt": b"\x00\x01\x02", "good.txt": question(15)})
    done = in_pipes("index")
    assert done.returncode == 3
    assert "skipped bad.txt: " in done.stderr
    assert done.stdout.startswith("2 new, 0 changed, 0 removed, 3 unchanged; ")
    assert "4 documents in index, 1 skipped (" in done.stdout


@pytest.mark.parametrize("arguments", [["search", "kust"], ["show", "13"], ["open", "13"]])
def test_19_no_index_in_a_pipe_gives_the_command(workplace: Path, arguments: list[str]) -> None:
    """19: without an index, in a script: exit code 2 and the exact command to run."""
    done = in_pipes(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "imwsearch index" in done.stderr


def test_19_no_index_on_a_terminal_is_built(workplace: Path) -> None:
    """19: on a terminal the program offers to build the index, and then answers."""
    shown = in_terminal("search", "kust", "--json", piped="stdout", typed=(ASKED, "\n"))
    assert "Build it now?" in shown.text
    assert shown.code == 0
    assert json.loads(shown.piped)["total"] > 0


def test_19_the_question_is_asked_in_dutch_too(workplace: Path) -> None:
    """19: in Dutch the answer is ja or nee; Ctrl-D, no answer, ends like Ctrl-C."""
    asked: dict[str, Any] = {"LANG": "nl_BE.UTF-8"}
    assert in_terminal("search", "kust", typed=("/n]", "nee\n"), **asked).code == 2
    assert in_terminal("search", "kust", typed=("/n]", "\x04"), **asked).code == 130
    assert in_terminal("search", "kust", typed=("/n]", "ja\n"), **asked).code == 0


def test_19_no_index_and_nobody_wants_one(workplace: Path) -> None:
    """19: whoever says no gets the command, and exit code 2."""
    shown = in_terminal("search", "kust", typed=(ASKED, "n\n"))
    assert shown.code == 2
    assert "imwsearch index" in shown.text
    assert not (workplace / "index").exists()


@pytest.mark.parametrize("arguments", [["search", "kust"], ["show", "11"], ["open", "11"]])
def test_20_changed_documents_are_told(
    indexed: Path, make_seeds: MakeSeeds, arguments: list[str]
) -> None:
    """20: one line on stderr with the command, wherever the index is read."""
    make_seeds({"a.txt": question(11, title="Anders"), "new.txt": question(14)})
    done = in_pipes(*arguments)
    assert done.returncode == 0
    assert done.stderr == (
        "note: 2 documents changed since the index was built; run: imwsearch index\n"
    )


def test_21_another_versions_index_is_told(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """21: an index of another analysis is never answered from: exit code 10 and the command."""
    folder = indexed / "index" / current(indexed).strip()
    manifest = manifests.read(folder)
    manifest.versions["analysis"] = "another"
    (folder / manifests.MANIFEST).write_bytes(manifests.dump(manifest))
    assert run(["search", "kust"]) == 10
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "analysis" in captured.err
    assert "imwsearch index" in captured.err
