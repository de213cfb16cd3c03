"""Words of a query that begin with "-"."""

from pathlib import Path

import pytest

from imwsearch.cli.main import run

Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["kust"], 2),
        (["kust", "-fietspad"], 1),
        (["-fietspad", "kust"], 1),
        (["kust", "-fietspad", "-n", "5"], 1),
        (["kust", "-n5", "-fietspad"], 1),
        (["kust", "-hoeveel"], 0),
        (["kust", "-n", "1"], 2),
        (["kust", '-"kilometer fietspad"'], 1),
        (["kust", "-(fietspad kilometer)"], 1),
        (["--", "-fietspad", "kust"], 1),
        (["kust -fietspad"], 1),
    ],
)
def test_a_word_may_begin_with_a_dash(
    indexed: Path, capsys: Captured, arguments: list[str], found: int
) -> None:
    """``-word`` excludes the word wherever it stands, also if its first letter is an option's."""
    assert run(["search", "--json", *arguments]) == (0 if found else 1)
    assert f'"total": {found},' in capsys.readouterr().out


@pytest.mark.parametrize("word", ["-k", "--kust"])
def test_what_may_be_an_option_is_refused(indexed: Path, capsys: Captured, word: str) -> None:
    """One letter, or two dashes, may be a mistyped option: refused, with the way to search it."""
    assert run(["search", "kust", word]) == 2
    assert "after --" in capsys.readouterr().err
    assert run(["search", "--", "kust", word]) == 0


def test_a_query_beside_an_id_may_begin_so_too(indexed: Path, capsys: Captured) -> None:
    """``show ID`` takes the same words as a search."""
    assert run(["show", "13", "kust", "-fietspad", "--no-pager"]) == 0
    assert "«kust»" in capsys.readouterr().out
