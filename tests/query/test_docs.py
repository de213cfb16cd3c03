"""The page about the language says what the program does."""

import re
from pathlib import Path

import pytest

from imwsearch import limits
from imwsearch.errors import QueryError
from imwsearch.opening import Collection
from imwsearch.query import describe, parse
from imwsearch.query.fields import FIELDS, STATUSES, Field
from imwsearch.query.tree import Filter, Scoped
from imwsearch.search import search

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
    assert f"{limits.QUERY_PROSE} plain words of which {limits.QUERY_STOPS} are stop words" in text


@pytest.mark.parametrize("field", FIELDS, ids=[field.name for field in FIELDS])
def test_each_fields_example_is_of_that_field(field: Field) -> None:
    """What the table and the help give as an example is read so, by each of the field's names."""
    for name in (field.name, *field.aliases):
        (item,) = parse(f"{name}:{field.example}").root.items
        assert isinstance(item, Filter | Scoped)
        assert item.field == field.name


def test_each_example_can_be_searched(collection: Collection) -> None:
    """Not only read: each query of the page is answered, or refused as the page says."""
    for query, reading in EXAMPLES:
        if reading.startswith("refused"):
            with pytest.raises(QueryError):
                search(collection, query)
        else:
            assert search(collection, query).total >= 0
