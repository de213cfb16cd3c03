"""What a query means."""

import pytest

from imwsearch.query import Query, parse
from imwsearch.query.tree import (
    And,
    Clauses,
    Filter,
    Fuzzy,
    Group,
    Link,
    Not,
    Or,
    Pattern,
    Phrase,
    Required,
    Scoped,
    Word,
)
from tests.query.readings import items, read, words


def test_words_are_optional_and_side_by_side() -> None:
    """Plain words ask for any of them."""
    query = parse("individueel maatwerk")
    assert query.root == Group((Word("individueel"), Word("maatwerk")))
    assert query.clauses == Clauses((), (), (Word("individueel"), Word("maatwerk")), ())


def test_signs_require_and_exclude() -> None:
    """Whoosh's own parser requires what "-" excludes."""
    assert items("maatwerk -kinderopvang") == (Word("maatwerk"), Not(Word("kinderopvang")))
    assert items("maatwerk +loonpremie") == (Word("maatwerk"), Required(Word("loonpremie")))


@pytest.mark.parametrize("operator", ["AND", "EN", "&", "&&"])
def test_and_asks_for_both(operator: str) -> None:
    """AND in English, Dutch and as a sign."""
    assert items(f"loonpremie {operator} aanvraag") == (
        And((Word("loonpremie"), Word("aanvraag"))),
    )


@pytest.mark.parametrize("operator", ["OR", "OF", "|", "||"])
def test_or_asks_for_either(operator: str) -> None:
    """OR in English, Dutch and as a sign."""
    assert items(f"loonpremie {operator} aanvraag") == (Or((Word("loonpremie"), Word("aanvraag"))),)


@pytest.mark.parametrize("operator", ["NOT ", "NIET ", "-", "NIET NIET NIET "])
def test_not_excludes(operator: str) -> None:
    """NOT in English, Dutch and as a sign; an even number of them is none."""
    assert items(f"maatwerk {operator}opvang") == (Word("maatwerk"), Not(Word("opvang")))


def test_double_negation_is_none() -> None:
    """``NOT NOT x`` is x (Whoosh raises IndexError)."""
    assert items("NOT NOT opvang") == (Word("opvang"),)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("a1 EN b1 OF c1", "a1 & b1 | c1"),
        ("a1 OF b1 EN c1", "a1 | b1 & c1"),
        ("(a1 OF b1) EN c1", "(a1 | b1) & c1"),
        ("x1 a1 EN b1", "x1 +(a1 & b1)"),
        ("x1 a1 OF b1", "x1 a1 | b1"),
        ("a1 EN NIET b1", "a1 & -b1"),
        ("a1 EN (b1 EN c1)", "a1 & b1 & c1"),
        ("a1 (b1 c1) ((d1))", "a1 b1 c1 d1"),
        ("a1 -(b1 c1)", "a1 -(b1 c1)"),
        ("a1 (+b1 c1)", "a1 (+b1 c1)"),
        ("NIET 2024", "-(2024)"),
        ("x1 NIET(a1 OF b1)", "x1 -(a1 | b1)"),
        ("bedrijf(en) (a1 maatregel(en))", "bedrijf(en) a1 maatregel(en)"),
        ("", ""),
        ("()", ""),
        ("( & ) -() ...", ""),
    ],
)
def test_operators_bind_in_this_order(text: str, reading: str) -> None:
    """AND before OR before a blank, and parentheses before all."""
    assert read(text) == reading


@pytest.mark.parametrize("text", ["EN", "a EN", "EN a", "a EN OF b", "a NIET", "a OF )", "-"])
def test_an_operator_with_nothing_to_work_on_is_a_word(text: str) -> None:
    """What cannot be an operator is a word, or no more than a mark."""
    assert words(text) == [word for word in text.split() if word.isalpha()]


@pytest.mark.parametrize(
    "quoted",
    ['"sociale economie"', "“sociale economie”", "„sociale economie“", "«sociale economie»",
     "'sociale economie'", "‘sociale economie’", '"sociale economie”', '("sociale economie")'],
)  # fmt: skip
def test_quotes_of_any_kind_make_a_phrase(quoted: str) -> None:
    """Phones and word processors write curly quotes."""
    assert items(quoted) == (Phrase(("sociale", "economie")),)


def test_near_is_a_phrase_with_words_between() -> None:
    """``~5`` touches the closing quote."""
    assert items('"a1 b1"~5') == (Phrase(("a1", "b1"), slop=5),)
    assert items('"a1 b1" ~5') == (Phrase(("a1", "b1")), Word("5"))


@pytest.mark.parametrize(
    ("typed", "text"),
    [("werk*", "werk*"), ("*werk", "*werk"), ("*werk*", "*werk*"), ("m*werk", "m*werk"),
     ("**werk***", "*werk*")],
)  # fmt: skip
def test_wildcards(typed: str, text: str) -> None:
    """A star at either end, both, or inside; several are one."""
    (pattern,) = items(typed)
    assert isinstance(pattern, Pattern)
    assert pattern.text == text


def test_a_wildcard_needs_letters_of_its_own() -> None:
    """A star alone, or with one letter, would be every word: it is read as text."""
    assert words("* a* (*) **") == ["a"]


def test_fuzzy_words() -> None:
    """One letter differs, or two."""
    assert items("maatwrek~ maatwrek~2") == (Fuzzy("maatwrek", 1), Fuzzy("maatwrek", 2))
    assert words("~5 ab~ maatwerk~0") == ["5", "ab", "maatwerk~0"]


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("titel:maatwerk", "title:maatwerk"),
        ("TITEL:maatwerk", "title:maatwerk"),
        ("titel:(a1 b1)", "title:(a1 b1)"),
        ('titel:"a1 b1"', 'title:"a1 b1"'),
        ("titel:werk*", "title:werk*"),
        ("thema:werk vraag:a1 antwoord:b1", "theme:werk question:a1 answer:b1"),
        ("van:ongena aan:demir", "asker:ongena minister:demir"),
        ("vraagsteller:D'Haese", "asker:D'Haese"),
        ('minister:"Zuhal Demir"', 'minister:"Zuhal Demir"'),
        ("minister:“Zuhal Demir”", 'minister:"Zuhal Demir"'),
        ("nr:70", "number:70"),
        ("(maatwerk nr:70)", "maatwerk number:70"),
        ("zittingsjaar:2024-25", "year:2024-2025"),
        ("status:Beantwoord", "status:answered"),
        ("status:privé", "status:private"),
        ("status:prive", "status:private"),
        ("id:2082929", "id:2082929"),
        ("bevoegdheid:onderwijs", "portfolio:onderwijs"),
        ("titel:1", "title:(1)"),
        ("-minister:demir", "-minister:demir"),
        ("id:https://docs.vlaamsparlement.be/pfile?id=2082929", "id:2082929"),
    ],
)
def test_fields_in_dutch_and_english(text: str, reading: str) -> None:
    """A field, by any of its names, and its value."""
    assert read(text) == reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("minister:a minister:b", "minister:(a b)"),
        ("minister:(a OF b)", "minister:(a b)"),
        ("minister:a x1 aan:b", "minister:(a b) x1"),
        ("titel:a1 titel:b1", "title:(a1 b1)"),
        ("titel:(a1 EN b1) titel:c1", "title:(a1 & b1 | c1)"),
        ("date:2023 date:2022", "date:(2023 2022)"),
        ("date:>=2024-01 date:<=2024-06", "date:2024-01-01..2024-06-30"),
        ("-minister:a -minister:b", "-minister:a -minister:b"),
        ("minister:a minister:a", "minister:a"),
    ],
)
def test_a_field_twice_means_either(text: str, reading: str) -> None:
    """Whoosh finds nothing for two values of a field; since and until are one period."""
    assert read(text) == reading


def test_clauses_tell_filters_from_words() -> None:
    """What speaks of fields alone narrows; AND requires; the rest ranks."""
    found = parse("w1 +r1 -x1 a1 EN b1 minister:m (status:open OF nr:7) titel:t1 -id:9").clauses
    assert found.optional == (Word("w1"),)
    assert found.required == (Word("r1"), And((Word("a1"), Word("b1"))))
    assert found.excluded == (Word("x1"), Filter("id", ("9",)))
    assert found.filters == (
        Filter("minister", ("m",)),
        Or((Filter("status", ("unanswered",)), Filter("number", (7,)))),
        Scoped("title", Word("t1")),
    )


def test_a_query_of_filters_alone_has_no_words() -> None:
    """Filters alone show the newest first, words the best."""
    assert not parse("minister:demir -opvang").has_words
    assert parse("minister:demir titel:maatwerk").has_words
    assert parse(" - ").is_empty


def test_a_pasted_address_is_the_document() -> None:
    """The address of a PDF or a page finds it."""
    assert items("https://docs.vlaamsparlement.be/files/pfile?id=2082929") == (
        Link("https://docs.vlaamsparlement.be/files/pfile?id=2082929", "2082929"),
    )
    page = "https://www.vlaamsparlement.be/nl/parlementaire-documenten/schriftelijke-vragen/1836380"
    assert items(f"zie {page}.") == (Word("zie"), Link(page, "1836380"))


@pytest.mark.parametrize(
    "text",
    ["coo\u0308rdinatie", "co\u00adördi\u200bnatie", "\ufeffcoördinatie", "\x07coördinatie\u00a0"],
)
def test_spelling_of_letters_does_not_matter(text: str) -> None:
    """NFD, soft hyphens, byte order marks and control characters change nothing."""
    assert words(text) == ["coördinatie"]


def test_words_know_their_place() -> None:
    """A place counts the characters that were typed, also before it was normalised."""
    query = parse("co\u00ado\u0308rdinatie (stand) titel:“van zaken”")
    places = [query.text[slice(*item.span)] for item in query.root.items if isinstance(item, Word)]
    assert places == ["co\u00ado\u0308rdinatie", "stand"]


def test_a_tree_is_frozen_and_equal_by_its_content() -> None:
    """Places do not count; a record cannot be changed."""
    one, other = parse("  maatwerk"), parse("maatwerk")
    assert (one, hash(one)) == (other, hash(other))
    assert one != parse("loonpremie")
    assert Or((Word("a"), Word("b"))) != And((Word("a"), Word("b")))
    with pytest.raises(AttributeError, match="frozen"):
        one.root.items = ()  # type: ignore[misc]
    with pytest.raises(AttributeError, match="frozen"):
        del one.root.items
    assert repr(other) == "Query('maatwerk', Group((Word('maatwerk'),)))"
    assert isinstance(one, Query)


def test_a_backslash_makes_a_word_plain() -> None:
    """For the one who searches for the norm EN 590, or for -x."""
    assert words(r"norm \EN 590") == ["norm", "EN", "590"]
    assert words(r"\-opvang titel\:x") == ["opvang", "titel\\:x"]
    assert Not(Word("x1")) in items(r"\a1 b1 c1 d1 e1 f1 g1 h1 i1 -x1")
