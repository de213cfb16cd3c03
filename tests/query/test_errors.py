"""A query that is refused: where, why, and what to do."""

import pytest

from imwsearch import limits
from imwsearch.errors import QueryError
from imwsearch.query import parse


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ("foo:bar", "foo", "no field foo", "help query"),
        ("maatwerk titl:werk", "titl", "no field titl", "title:"),
        ("(maatwerk -minster:demir)", "minster", "no field minster", "minister:"),
        ("datum:31/02/2024", "31/02/2024", "no date", "25/10/2024"),
        ("datum:31 februari 2024", "31 februari 2024", "no date", "2024-10"),
        ("datum:<1000", "<1000", "no date", "2024-10"),
        ("datum:>9998", ">9998", "no date", "2024-10"),
        ("datum:gisteren", "gisteren", "no date", "2024-10"),
        ("datum:2024..2023", "2024..2023", "ends before", "earlier"),
        ('datum:"a..b"', "a..b", "no date", "2024"),
        ("status:antwoord", "antwoord", "no status", "beantwoord"),
        ("status:xyz", "xyz", "no status", "answered, referred"),
        ("zittingsjaar:2024", "2024", "no session year", "date:2024"),
        ("zittingsjaar:2024-2026", "2024-2026", "no session year", "year:(2024-2025 2025-2026)"),
        ("nr:zeventig", "zeventig", "no value of number", "number:70"),
        ("nr:99999999999", "99999999999", "no value of number", "number:70"),
        ("datum:99999999999999999999", "99999999999999999999", "no date", "2024-10"),
        ("minister:-demir", "-", "before the value of minister:", "-minister:demir"),
        ("trein nr:-1", "-", "before the value of nr:", "-nr:1"),
        ("titel:+maatwerk", "+", "before the value of titel:", "+titel:maatwerk"),
        ("titel:(a b", "(", "not closed", "title:"),
        ("titel:()", "(", "nothing stands", "title:"),
        ("titel:(...)", "(", "nothing stands", "title:"),
        ("titel:(& +)", "titel:", "nothing to look for", "title:"),
        ("minister:(a b", "(", "not closed", ")"),
        ("minister:()", "()", "nothing stands", "minister:"),
        ('minister:""', '""', "nothing stands between the quotes", "minister:"),
        ('titel:"  " x', '"  "', "nothing stands between the quotes", "title:"),
        ('titel:"a b', '"', "not closed", "quote"),
        ("minister:“a b", "“", "not closed", "quote"),
        ("titel:vraag:x", "vraag:", "inside a field", "parenthesis"),
        ("titel:(x minister:y)", "minister:y", "inside a field", "parenthesis"),
        ("titel:*", "titel:", "nothing to look for", "title:"),
        ("maatwerk~3", "~3", "at most 2", "maatwerk~2"),
        ("maatwerk~10", "~10", "at most 2", "maatwerk~2"),
        ("nr:>100", ">", "stands before", "nr:100"),
        ("minister:=bellot", "=", "stands before", "minister:bellot"),
        ("datum:=2017", "=", "stands before", "datum:2017"),
        ("minister:(jan EN jambon)", "EN", "any is met", "-minister:"),
        ("minister:(jan -jambon)", "-jambon", "any is met", "-minister:"),
        ('"a b"~101', "~101", "at most 100", "AND"),
        ("co\u00adördinatie titl:x", "titl", "no field", "title:"),
    ],
)
def test_an_error_points_at_the_place(text: str, place: str, message: str, hint: str) -> None:
    """The place in the query as typed, what is wrong, what was expected."""
    with pytest.raises(QueryError) as caught:
        parse(text)
    error = caught.value
    assert error.query[error.start : error.end] == place
    assert message in str(error)
    assert hint in error.hint
    assert error.exit_code == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a" * (limits.QUERY_CHARACTERS + 1), "characters"),
        ("a " * (limits.QUERY_TERMS + 1), "words"),
        ('"' + "a " * limits.QUERY_TERMS + 'b c"', "words"),
        ("ab* " * (limits.QUERY_PATTERNS + 1), "words with"),
        ("abc~ " * (limits.QUERY_PATTERNS + 1), "words with"),
        ("(" * (limits.QUERY_DEPTH + 1) + "a" + ")" * (limits.QUERY_DEPTH + 1), "deep"),
    ],
)
def test_a_query_has_limits(text: str, message: str) -> None:
    """Length, words, patterns, depth: refused with the limit, not with a crash."""
    with pytest.raises(QueryError, match=message):
        parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5000 + "a" + ")" * 4000,
        "NOT " * 2400 + "x",
        "NIET NIET " * 900 + "x",
        "a OR " * 1900 + "b",
        "titel:" * 1600 + "x",
        "+-" * 5000,
        '"a ' * 3000,
        "'a " * 3000,
        '"a" ' * 1900,
        "“" * 10_000,
        "\\" * 10_000,
        "a" * 10_000,
        "*" * 10_000,
        "a*" * 5000,
        "a~" * 5000,
        "a." * 5000,
        "a(" * 5000,
        "a)(" * 3000,
        ")" * 10_000,
        "e\u0301" * 5000,
        "\u0301" * 10_000,
        "\u00ad" * 10_000,
        "date:" + "1" * 9000,
        "date:" + "1/" * 4000,
        "date:" + " " * 5000 + "2024",
        "date:>" * 1600,
        "date:(" + "2024 " * 1500 + ")",
        "minister:(" + '"a" ' * 1500 + ")",
        "minister:a " * 900,
        "titel:a " * 1200,
        "a & " * 2400,
        "https://x/pfile?id=" * 500,
        "\ud800" * 1000,
        "\x00" * 10_000,
        "x" * 100_000,
    ],
    ids=lambda text: f"{text[:12]!r}x{len(text)}",
)
def test_hostile_queries_are_answered_or_refused(text: str) -> None:
    """A tree or a QueryError, never another error; and what is printed is read the same."""
    try:
        query = parse(text)
    except QueryError:
        return
    assert parse(str(query)) == query
