"""What is told to whoever mistyped an option or its value."""

from pathlib import Path

import pytest

from imwsearch.cli.main import run
from tests.cli.terminals import in_pipes


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("search x --jsno", "there is no option --jsno\n  did you mean --json? (as a word"),
        ("search x -k", "there is no option -k\n  see imwsearch search --help (as a word"),
        ("status --foo", "there is no option --foo\n  see imwsearch status --help"),
        (
            "--index x search y",
            "no option --index\n  it stands after the command: imwsearch search",
        ),
        ("search x -n", "-n needs a value after it\n  see imwsearch search --help"),
        ("search x --facets --json", "--facets needs a value after it\n  see imwsearch search"),
        ("stats --by --help", "--by needs a value after it\n  see imwsearch stats --help"),
        ("search x --json=1", "--json takes no value\n  see imwsearch search --help"),
        ("search x -n 0", "--limit: 0 is no whole number from 1 on\n  see imwsearch search"),
        ("search x -n 2.5", "--limit: 2.5 is no whole number from 1 on\n"),
        ("harvest --pause soon", "--pause: soon is no number of seconds, such as 0.5\n"),
        ("search x --sort oldst", "--sort: oldst is none of its values\n  did you mean oldest?"),
        ("search x -n ABC", "--limit: ABC is no whole number from 1 on\n"),
        ("terms kust", "FIELD: kust is none of its values\n  one of asker, minister, "),
        ("completion csh", "SHELL: csh is none of its values\n  "),
        ("show", "ID is missing\n  write: imwsearch show [OPTIONS] ID [QUERY]..."),
        ("similar a b", "unexpected extra argument (b)\n  write: imwsearch similar [OPTIONS] ID"),
        ("index nowhere", "path 'nowhere' does not exist\n  see imwsearch index --help"),
        ("--color never", "missing command\n  write: imwsearch [OPTIONS] COMMAND [ARGUMENTS]..."),
    ],
)
def test_a_mistake_is_one_line_and_what_to_do(
    workplace: Path, capsys: pytest.CaptureFixture[str], arguments: str, told: str
) -> None:
    """A mistyped command ends as all errors do: exit code 2, what is wrong, then what to do."""
    assert run(arguments.split()) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("imwsearch: ")
    assert told in printed.err
    assert len(printed.err.splitlines()) == 2


def test_names_of_a_list_may_be_in_capitals(indexed: Path) -> None:
    """An order, a colour and a shell are known however they are typed."""
    assert run(["search", "kust", "--sort", "Newest", "--color", "NEVER"]) == 0
    assert run(["completion", "BASH"]) == 0


def test_what_an_option_takes_is_told_in_dutch() -> None:
    """The manual in Dutch names no option's value in English, in no command."""
    manual = in_pipes("help", "man", LANG="nl_BE.UTF-8").stdout
    for english in ("TEXT", "INTEGER", "FLOAT", "RANGE", "YEARS", "DAY", "PATH", "FILE", "WHEN"):
        assert english not in manual


def test_help_says_what_a_number_is_in_no_code(workplace: Path) -> None:
    """Options that take a number are listed with their default alone, without "x>=1"."""
    for command in ("search", "similar", "terms", "harvest"):
        assert "x>=" not in in_pipes(command, "--help").stdout


@pytest.mark.parametrize("given", ["0", "-1", "1.5", "veel", "", "1" * 2000])
def test_a_number_that_is_none_is_said(
    workplace: Path, capsys: pytest.CaptureFixture[str], given: str
) -> None:
    """What is no number of hits is refused, also one that no computer counts to."""
    assert run(["search", "x", f"--limit={given}"]) == 2
    shown = given or '""'
    assert f"--limit: {shown} is no whole number from 1 on" in capsys.readouterr().err


def test_a_filter_without_a_value_is_said(
    workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script's empty variable is named as what it is."""
    assert run(["search", "x", "--minister", ""]) == 2
    assert capsys.readouterr().err.startswith('imwsearch: "" is no value of minister')


@pytest.mark.parametrize("command", ["show", "open", "similar"])
def test_an_empty_id_is_no_document(
    indexed: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """A script's empty variable names no document, not the working folder."""
    assert run([command, ""]) == 2
    assert 'no document has the id, page number or path ""' in capsys.readouterr().err
