"""Filters given as options."""

import pytest

from imwsearch.errors import QueryError
from imwsearch.query import parse
from imwsearch.query.filters import Filters, with_filters


def narrowed(text: str, filters: Filters) -> str:
    query = with_filters(parse(text), filters)
    assert parse(str(query)) == query
    return str(query)


@pytest.mark.parametrize(
    ("text", "filters", "reading"),
    [
        ("maatwerk", Filters(), "maatwerk"),
        ("", Filters(asker=("ongena",)), "asker:ongena"),
        ("a1", Filters(minister=("demir", "Zuhal Demir")), 'a1 minister:(demir "Zuhal Demir")'),
        ("a1 EN b1", Filters(status=("beantwoord",)), "+(a1 & b1) status:answered"),
        ("maatwerk", Filters(year=("2024-25",)), "maatwerk year:2024-2025"),
        ("", Filters(since="2024-01", until="juni 2024"), "date:2024-01-01..2024-06-30"),
        ("", Filters(since="25/10/2024"), "date:2024-10-25.."),
        ("", Filters(until="2023"), "date:..2023-12-31"),
        ("", Filters(theme=("Sociale economie", "Werk")), 'theme:("Sociale economie" "Werk")'),
        ("", Filters(theme=("kinder*",)), "theme:kinder*"),
    ],
)
def test_filters_narrow_the_query(text: str, filters: Filters, reading: str) -> None:
    """Each option is a filter; the same option twice means either."""
    assert narrowed(text, filters) == reading


def test_a_filter_is_asked_beside_the_querys_own() -> None:
    """The query says one minister, the option another: both must be so."""
    assert narrowed("aan:demir", Filters(minister=("weyts",))) == "minister:demir +minister:weyts"
    assert narrowed("date:2024", Filters(since="2024-06")) == "date:2024 +date:2024-06-01.."
    query = with_filters(parse("minister:demir"), Filters(minister=("weyts",)))
    assert len(query.clauses.filters) == 2


@pytest.mark.parametrize(
    ("text", "fields", "reading"),
    [
        ("a1 b1", ("titel",), "title:(a1 b1)"),
        ("+a1 b1 -c1", ("title",), "title:(+a1 b1) -title:c1"),
        ("a1 b1", ("titel", "vraag"), "title:(a1 b1) | question:(a1 b1)"),
        ("minister:demir", ("titel",), "minister:demir"),
        ("minister:demir a1", ("titel",), "title:a1 minister:demir"),
        ("a1 vraag:b1", ("titel",), "title:a1 question:b1"),
        ("a1 titel:b1", ("titel",), "+title:a1 title:b1"),
        ("a1 OF vraag:b1", ("titel",), "title:a1 | question:b1"),
        ("a1 (b1 +nr:7)", ("titel",), "title:a1 (title:b1 +number:7)"),
        ("", ("titel",), ""),
    ],
)
def test_words_stand_in_the_chosen_fields(text: str, fields: tuple[str, ...], reading: str) -> None:
    """--field holds the words, and leaves what names a field itself."""
    assert narrowed(text, Filters(fields=fields)) == reading


@pytest.mark.parametrize(
    ("filters", "value", "message"),
    [
        (Filters(status=("antwoord",)), "antwoord", "no status"),
        (Filters(since="gisteren"), "gisteren", "no date"),
        (Filters(since="2024", until="2023"), "2023", "ends before"),
        (Filters(year=("2024",)), "2024", "no session year"),
        (Filters(minister=("?",)), "?", "no value"),
        (Filters(theme=("...",)), "...", "no value"),
        (Filters(fields=("titl",)), "titl", "no text field"),
        (Filters(fields=("minister",)), "minister", "no text field"),
    ],
)
def test_a_value_that_cannot_be_is_refused(filters: Filters, value: str, message: str) -> None:
    """The error names the option's value, whole."""
    with pytest.raises(QueryError, match=message) as caught:
        with_filters(parse("maatwerk"), filters)
    assert (caught.value.query, caught.value.start, caught.value.end) == (value, 0, len(value))


@pytest.mark.parametrize(
    ("year", "hint"),
    [
        ("2024-2026", "--year 2024-2025 --year 2025-2026; for a calendar year --since 2024 "),
        ("2017", "--year 2016-2017 --year 2017-2018; for a calendar year --since 2017 "),
        ("1900-2026", "--year 2024-2025; "),
        ("iets", "--year 2024-2025; "),
    ],
)
def test_no_session_year_tells_which_there_are(year: str, hint: str) -> None:
    """The hint is the option as it can be typed, of the years that were meant if that is clear."""
    with pytest.raises(QueryError) as caught:
        with_filters(parse("maatwerk"), Filters(year=(year,)))
    assert f"write for instance {hint}" in caught.value.hint
