"""The page about the language says what the program does."""

import re
from pathlib import Path

import pytest

from imwsearch import limits
from imwsearch.errors import QueryError
from imwsearch.query import describe, parse
from imwsearch.query.fields import FIELDS, STATUSES

PAGE = (Path(__file__).parents[2] / "docs" / "query.md").read_text("utf-8")
EXAMPLES = [
    (query, reading.strip())
    for block in re.findall(r"```query\n(.*?)```", PAGE, re.DOTALL)
    for query, reading in zip(block.splitlines()[::2], block.splitlines()[1::2], strict=True)
]
SPEAKING = ("describing", "values", "lexer", "parser", "words")


def reading_of(query: str) -> str:
    try:
        return describe(parse(query))
    except QueryError as error:
        return f"refused: {error}; {error.hint}"


@pytest.mark.parametrize(("query", "reading"), EXAMPLES, ids=[query for query, _ in EXAMPLES])
def test_each_example_is_read_as_the_page_says(
    query: str, reading: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An example of the page is followed by what --explain prints of it."""
    for module in SPEAKING:
        monkeypatch.setattr(f"imwsearch.query.{module}._", str)
    assert reading_of(query) == reading


def test_the_page_lists_every_field_and_status() -> None:
    """The table of fields is the program's own."""
    for field in FIELDS:
        names = ", ".join(f"`{name}:`" for name in field.aliases)
        row = (
            f"| `{field.name}:` | {names} | {field.description} | `{field.name}:{field.example}` |"
        )
        assert row in PAGE
    for status, others in STATUSES.items():
        assert f"{status} ({', '.join(others)})" in PAGE


def test_the_page_states_the_limits() -> None:
    """The figures of the page are those of the code."""
    text = " ".join(PAGE.split())
    assert f"{limits.QUERY_CHARACTERS} characters, {limits.QUERY_TERMS} words" in text
    assert f"{limits.QUERY_PATTERNS} words with `*` or `~`" in text
    assert f"{limits.QUERY_DEPTH} deep" in text
    assert f"{limits.QUERY_PROSE} plain words in a row" in text
