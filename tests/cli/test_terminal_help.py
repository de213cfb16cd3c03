"""Behaviours 22 to 28 of docs/terminal.md: help, completion, settings, the pager."""

import io
import os
import re
import shutil
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from imwsearch.cli import commands, completion, pager
from imwsearch.cli.main import run
from imwsearch.query import guide
from tests.cli.terminals import environment, in_pipes, in_terminal, script
from tests.conftest import ROOT, MakeSeeds, question

Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize("name", [[], *([name] for name in commands.COMMANDS)])
def test_22_help_everywhere_examples_first(name: list[str], capsys: Captured) -> None:
    """22: -h and --help of every command give the same, its examples before its options."""
    assert run([*name, "-h"]) == 0
    short = capsys.readouterr().out
    assert run([*name, "--help"]) == 0
    assert capsys.readouterr().out == short
    example = re.search(r"^  (eval.*)?imwsearch [a-z]+", short, re.MULTILINE)
    assert example
    assert example.start() < short.index("Usage:") < short.index("Options")


def test_22_the_bare_command_prints_a_short_help(capsys: Captured) -> None:
    """22: without a command: what to type, on stderr, and exit code 2: nothing was done."""
    assert run([]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "imwsearch search loonpremie" in captured.err
    assert len(captured.err.splitlines()) < 10


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["serach", "kust"], "search"),
        (["search", "kust", "--jsno"], "--json"),
        (["help", "qeury"], "query"),
        (["search", "titl:kust"], "title:"),
    ],
)
def test_23_did_you_mean(indexed: Path, arguments: list[str], meant: str, capsys: Captured) -> None:
    """23: the nearest command, option, topic and field are named; exit code 2."""
    assert run(arguments) == 2
    assert re.search(rf"[Dd]id you mean (one of: )?'?{meant}", capsys.readouterr().err)


ENGLISH = re.compile(
    r"\b(the|of the|and exit|Usage|Options|Commands|No such|Show|Missing|for help)\b"
)


@pytest.mark.parametrize(
    "arguments",
    [
        ["-h"],
        *([name, "-h"] for name in commands.COMMANDS),
        ["search"],
        ["search", "x", "--jsno"],
        ["search", "x", "-n", "0"],
        ["search", "x", "-n"],
        ["index", "nowhere"],
        ["completion", "csh"],
        ["serach"],
        ["help", "query"],
        ["help", "man"],
    ],
)
def test_22_in_dutch_all_of_it_is_dutch(arguments: list[str]) -> None:
    """22: by locale, help and errors are Dutch, what click itself says included."""
    done = in_pipes(*arguments, LANG="nl_BE.UTF-8")
    assert not ENGLISH.search(done.stdout + done.stderr)
    assert done.stdout + done.stderr != ""


def test_23_an_unknown_command_may_be_a_search(capsys: Captured) -> None:
    """23: where no command is near, the hint shows the search that was probably meant."""
    assert run(["loonpremie", "kust"]) == 2
    assert "imwsearch search loonpremie kust" in capsys.readouterr().err


def test_24_help_query_documents_the_language(capsys: Captured) -> None:
    """24: every topic, field and example stands in it, with the way the example is read."""
    assert run(["help", "query"]) == 0
    text = capsys.readouterr().out
    for topic in guide.TOPICS:
        assert topic.title.upper() in text
        for example in topic.examples:
            assert f"  {example}\n" in text
    for names, _what in guide.fields():
        assert names in text


def test_24_its_examples_are_those_of_the_page() -> None:
    """24: each example stands in docs/query.md, where a test holds the way it is read."""
    lines = (ROOT / "docs" / "query.md").read_text("utf-8").splitlines()
    assert [e for topic in guide.TOPICS for e in topic.examples if e not in lines] == []


def test_24_help_of_a_command(capsys: Captured) -> None:
    """24: ``help search`` is ``search --help``; ``help`` is ``--help``; others are refused."""
    for command in (["search"], []):
        assert run([*command, "--help"]) == 0
        expected = capsys.readouterr().out
        assert run(["help", *command]) == 0
        assert capsys.readouterr().out == expected
    assert run(["help", "zzz"]) == 2


def test_24_the_manual_page(capsys: Captured, tmp_path: Path) -> None:
    """24: the manual page holds every command, option and exit code, and groff has no complaint."""
    assert run(["help", "man"]) == 0
    text = capsys.readouterr().out
    assert text.startswith('.TH "IMWSEARCH" 1')
    for name in commands.COMMANDS:
        assert f'.SS "imwsearch {name} ' in text
    for needed in ("\\-\\-no\\-pager", "NO_COLOR", "imwsearch.toml", '.B "12"'):
        assert needed in text
    if groff := shutil.which("groff"):
        done = subprocess.run(
            [groff, "-man", "-Tutf8", "-ww", "-Wbreak", "-k"],
            input=text,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.stderr, done.returncode) == ("", 0)
        assert "maatwerk; without kinderopvang" in done.stdout


def test_24_the_manual_lists_the_exit_codes_of_the_readme() -> None:
    """24: the table of the README and the manual's are the same."""
    from imwsearch.cli.exits import meanings

    rows = re.findall(r"^\| ([\d, ]+) \| (.*) \|$", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert [code for code, _said in rows] == [code for code, _said in meanings()]


def complete(line: str, shell: str = "bash") -> list[str]:
    """What a shell is offered for a command line that ends at the cursor."""
    words = line.split(" ")
    asked = {
        "_IMWSEARCH_COMPLETE": f"{shell}_complete",
        "COMP_LINE": line,
        "COMP_WORDS": " ".join(words[:-1]) if shell == "fish" else line,
        "COMP_CWORD": words[-1] if shell == "fish" else str(len(words) - 1),
    }
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    with pytest.MonkeyPatch.context() as patched, redirect_stdout(out):
        for name, value in asked.items():
            patched.setenv(name, value)
        assert run([]) == 0
    return list(filter(None, out.buffer.getvalue().decode().splitlines()))


@pytest.mark.parametrize("shell", completion.SHELLS)
def test_25_completion_scripts(shell: str, capsys: Captured) -> None:
    """25: each shell has its script, and bash can read its own."""
    assert run(["completion", shell]) == 0
    text = capsys.readouterr().out
    assert f"_IMWSEARCH_COMPLETE={shell}_complete" in text
    if shell == "bash":
        subprocess.run(["bash", "-n"], input=text, text=True, check=True)


def test_25_commands_and_options_complete(indexed: Path) -> None:
    """25: commands, options and topics are offered."""
    assert complete("imwsearch sta") == ["plain,stats", "plain,status"]
    assert "plain,--json" in complete("imwsearch search --j")
    assert complete("imwsearch help qu") == ["plain,query"]
    assert complete("imwsearch completion z") == ["plain,zsh"]
    assert "search" in complete("imwsearch s", "zsh")
    assert any(line.startswith("plain,search\t") for line in complete("imwsearch s", "fish"))


def test_25_ids_complete_from_the_index(indexed: Path) -> None:
    """25: the beginning of an id is enough; without an index nothing is offered, in silence."""
    assert complete("imwsearch show 1") == ["plain,11", "plain,12", "plain,13"]
    assert complete("imwsearch show --index nowhere 1") == []


def test_25_fields_and_their_values_complete_in_a_query(indexed: Path) -> None:
    """25: the name of a field, then a value of minister, asker or theme that documents have."""
    assert complete("imwsearch show 12 mini", "zsh") == ["plain", "minister:", "_"]
    assert complete("imwsearch show 12 aan:bo", "zsh") == ["plain", 'aan:"Bo Peeters"', "_"]
    assert complete("imwsearch show 12 thema:s", "zsh") == ["plain", "thema:Sport", "_"]
    assert complete("imwsearch show 12 titel:s", "zsh") == []


def test_25_bash_is_given_what_it_can_insert(indexed: Path, tmp_path: Path) -> None:
    """25: in bash itself blanks of a value are quoted, and a field's value follows its colon."""
    words = " ".join([sys.executable, "-m", "imwsearch"])
    program = script(tmp_path / "imwsearch", f'exec {words} "$@"')
    bash = (
        'eval "$("$1" completion bash)"; COMP_LINE="imwsearch $2"; COMP_POINT=${#COMP_LINE};'
        '_imwsearch_completion "$1"; printf "%s\\n" "${COMPREPLY[@]}"'
    )

    def offered(line: str) -> list[str]:
        done = subprocess.run(
            ["bash", "-c", bash, "bash", str(program), line],
            capture_output=True,
            text=True,
            check=True,
            env=environment({}),
        )
        return done.stdout.split("\n")[:-1]

    assert offered("sho") == ["show"]
    assert offered("show 1") == ["11", "12", "13"]
    assert offered("show 12 minister:bo") == ['\\"Bo\\ Peeters\\"']


def test_25_values_fit_by_beginning_then_by_word() -> None:
    """25: without regard to capitals and accents, the most frequent first; surnames too."""
    counts = {"Zuhal Demir": 2, "An Demeyer": 1, "Déborah Zwart": 3, "Bo Peeters": 1}
    assert completion.fitting("zuh", counts) == ["Zuhal Demir"]
    assert completion.fitting("deb", counts) == ["Déborah Zwart"]
    assert completion.fitting("dem", counts) == ["Zuhal Demir", "An Demeyer"]
    assert completion.fitting("de", counts) == ["Déborah Zwart", "Zuhal Demir", "An Demeyer"]
    assert completion.fitting("", counts)[:2] == ["Déborah Zwart", "Zuhal Demir"]
    assert completion.fitting("xyz", counts) == []


def test_25_statuses_complete_in_dutch_too(indexed: Path) -> None:
    """25: a status by each of its names, as the query language takes them."""
    for typed, status in (("be", "beantwoord"), ("answ", "answered")):
        done = in_pipes(
            _IMWSEARCH_COMPLETE="bash_complete", COMP_LINE=f"imwsearch search --status {typed}"
        )
        assert done.stdout == f"plain,{status}\n"


def modules_after(*arguments: str, **variables: str) -> set[str]:
    """The modules that the program has imported when it ends."""
    program = (
        "import sys\nfrom imwsearch.cli.main import run\ntry:\n    run(sys.argv[1:])\n"
        "finally:\n    print('MODULES', *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env=environment(variables),
    )
    return set(done.stdout.rpartition("MODULES")[2].split())


HEAVY = {"whoosh", "bs4", "rich", "ftfy", "numpy"}
READING = {"imwsearch.codec", "imwsearch.reading", "imwsearch.search", "imwsearch.dutch"}


@pytest.mark.parametrize(
    ("arguments", "variables", "without"),
    [
        (["--help"], {}, HEAVY | READING),
        (["--version"], {}, HEAVY | READING),
        (["search", "--help"], {}, HEAVY | READING),
        (["completion", "bash"], {}, HEAVY | READING),
        ([], {"_IMWSEARCH_COMPLETE": "bash_complete", "COMP_LINE": "imwsearch s"}, HEAVY | READING),
        (
            [],
            {"_IMWSEARCH_COMPLETE": "bash_complete", "COMP_LINE": "imwsearch show 1"},
            HEAVY | {"imwsearch.search", "imwsearch.reading", "imwsearch.indexing"},
        ),
        (["search", "kust"], {}, HEAVY | {"imwsearch.reading", "imwsearch.indexing"}),
    ],
)
def test_26_only_what_is_needed_is_imported(
    indexed: Path, arguments: list[str], variables: dict[str, str], without: set[str]
) -> None:
    """26: help, version and completion import no library but click, nor what reads documents."""
    assert modules_after(*arguments, **variables) & without == set()


BARE = """\
import click
@click.group()
@click.version_option("1")
def program(): "A program."
@program.command()
def search(): "Search."
program()
"""


def seconds(arguments: list[str]) -> float:
    """The least processor time of some runs of a program."""

    def once() -> float:
        before = os.times()
        subprocess.run(arguments, capture_output=True, check=True, env=environment({}))
        after = os.times()
        return (after[2] + after[3]) - (before[2] + before[3])

    return min(once() for _run in range(5))


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_26_help_costs_little_more_than_click(indexed: Path, option: str) -> None:
    """26: --help and --version take less than twice what a program of click alone takes."""
    bare = seconds([sys.executable, "-c", BARE, option])
    assert seconds([sys.executable, "-m", "imwsearch", option]) < 2 * bare + 0.02


SETTINGS = """\
color = "always"
[search]
limit = 1
"""


@pytest.fixture
def user_file(indexed: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own file of settings."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(indexed / "home"))
    path = indexed / "home" / "imwsearch" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text(SETTINGS)
    return path


def hits(capsys: Captured, *arguments: str) -> int:
    """How many hits a search that finds three shows."""
    assert run(["search", "minister", *arguments]) == 0
    return len(re.findall(r"^\d\. ", capsys.readouterr().out, re.MULTILINE))


def test_27_what_comes_before_what(
    user_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """27: an option, then its variable, then ./imwsearch.toml, then the user's own file."""
    assert hits(capsys) == 1
    Path("imwsearch.toml").write_text("search.limit = 2", "utf-8-sig")  # as Notepad writes it
    assert hits(capsys) == 2
    monkeypatch.setenv("IMWSEARCH_LIMIT", "3")
    assert hits(capsys) == 3
    assert hits(capsys, "-n", "1") == 1
    monkeypatch.delenv("IMWSEARCH_LIMIT")
    assert hits(capsys, "--config", str(user_file)) == 1


@pytest.mark.parametrize(
    ("value", "found"),
    [("Bo Peeters", 3), ("Zuhal Bo", 0), ("Zuhal Demir; bo peeters", 3), ("demir\npeeters\n", 3)],
)
def test_27_a_variable_holds_one_value_or_several(
    indexed: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured, value: str, found: int
) -> None:
    """27: IMWSEARCH_MINISTER="Zuhal Demir" is one name; between several stands ";"."""
    monkeypatch.setenv("IMWSEARCH_MINISTER", value)
    assert run(["search", "--count"]) == (0 if found else 1)
    assert capsys.readouterr().out == f"{found}\n"


def test_27_settings_of_every_command(user_file: Path, capsys: Captured) -> None:
    """27: what stands at the top of a file holds for all commands; folders are seen from it."""
    Path("index").rename(user_file.parent / "elsewhere")
    assert run(["search", "kust"]) == 2
    user_file.write_text('index = "elsewhere"\nseeds = "../../seeds"\n')
    assert run(["search", "kust"]) == 0
    assert run(["show", "12", "--color", "never"]) == 0
    assert "changed" not in capsys.readouterr().err.replace("imwsearch index", "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('colour = "never"', r"no setting colour\n  did you mean color\?"),
        ("search.limti = 3", r"no setting search.limti\n  did you mean search.limit\?"),
        ("zzz = 1", r"no setting zzz\n  there are: index, seeds"),
        ("search = 1", r"no setting search"),
        ('search.limit = "many"', r"limit: many is no whole number"),
        ("search.limit = true", r"limit: True is none of its values"),
        ("search.json = 3", r"json: 3 is none of its values"),
        ('color = "blue"', r"color: blue is none of its values"),
        ("color = ", r"it is no TOML: "),
    ],
)
def test_27_a_wrong_setting_is_named(
    user_file: Path, text: str, said: str, capsys: Captured
) -> None:
    """27: an unknown key, or a wrong value, is an error that names the file, it and the nearest."""
    user_file.write_text(text)
    assert run(["search", "kust"]) == 2
    message = capsys.readouterr().err
    assert str(user_file) in message
    assert re.search(said, message), message
    assert run(["search", "--help"]) == 0


@pytest.fixture
def long_document(indexed: Path, make_seeds: MakeSeeds) -> Path:
    """An index with a document that is longer than a screen."""
    about = {40: "haver", 50: "haver"}
    text = "\n".join(f"{n}. Vraag over {about.get(n, 'tarwe')}?" for n in range(1, 60))
    make_seeds({"long.txt": question(15, text=text, answer="1. Ja."), "b.txt": question(12)})
    assert run(["index"]) == 0
    return indexed


@pytest.fixture
def less(tmp_path: Path) -> Path:
    """A pager that keeps what it is given, and how it was called."""
    (tmp_path / "bin").mkdir()
    text = f'echo "$@" > {tmp_path}/arguments; cat > {tmp_path}/paged; echo PAGED'
    return script(tmp_path / "bin" / "less", text)


def test_28_a_long_document_is_paged_at_its_first_match(
    long_document: Path, less: Path, tmp_path: Path
) -> None:
    """28: what is longer than the screen opens in $PAGER, at the line of the first match."""
    shown = in_terminal("show", "15", "haver", PAGER=str(less))
    assert shown.text == "PAGED\n"
    lines = (tmp_path / "paged").read_text().split("\n")
    options = (tmp_path / "arguments").read_text().split()
    assert options[0] == "-R"
    assert "40. Vraag over" in lines[int(options[1].removeprefix("+")) - 1]
    assert "\x1b[1;33m" in lines[int(options[1].removeprefix("+")) - 1]


def test_28_less_is_the_pager(long_document: Path, less: Path) -> None:
    """28: without $PAGER it is less."""
    path = f"{less.parent}{os.pathsep}{os.environ['PATH']}"
    assert in_terminal("show", "15", PATH=path).text == "PAGED\n"


@pytest.mark.parametrize(
    ("arguments", "settings"),
    [
        (["show", "12"], {}),
        (["show", "15", "--no-pager"], {}),
        (["show", "15"], {"TERM": "dumb"}),
        (["show", "15"], {"PAGER": ""}),
        (["show", "15"], {"PAGER": "no-such-program"}),
        (["search", "haver"], {}),
    ],
)
def test_28_when_there_is_no_pager(
    long_document: Path, less: Path, arguments: list[str], settings: dict[str, Any]
) -> None:
    """28: not for what fits, not with --no-pager, TERM=dumb or an empty $PAGER."""
    shown = in_terminal(*arguments, lines=60, **{"PAGER": str(less)} | settings)
    assert "PAGED" not in shown.text
    assert "minister" in shown.text.lower() or "haver" in shown.text


def test_28_no_pager_in_a_pipe(long_document: Path, less: Path) -> None:
    """28: a pipe gets the text itself, whatever $PAGER says."""
    assert "40. Vraag over haver?" in in_pipes("show", "15", PAGER=str(less)).stdout


def test_28_how_pagers_are_called() -> None:
    """28: less keeps colours and opens at the line; other programs get what $PAGER says."""
    assert pager.pager_command(None, 7) == ["less", "-R", "+7"]
    assert pager.pager_command("/usr/bin/less -S", 7) == ["/usr/bin/less", "-S", "-R", "+7"]
    assert pager.pager_command("bat --plain", 7) == ["bat", "--plain"]
    assert pager.pager_command("", 7) == []
    assert pager.pager_command("less 'x", 7) == []
