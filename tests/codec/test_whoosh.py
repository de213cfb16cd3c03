"""The segments as a Whoosh index, against a stock Whoosh index of the same documents."""

import datetime
import random
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from imwsearch.codec import ranking
from imwsearch.codec.deletions import deletions_path, write_deletions
from imwsearch.codec.entries import Entry
from imwsearch.codec.searcher import open_segments
from imwsearch.codec.whoosh_import import fields, index
from imwsearch.codec.whoosh_toc import write_toc
from tests.codec.conftest import analyze, build, some_entries, some_word, tokenize

with warnings.catch_warnings():
    warnings.simplefilter("ignore", SyntaxWarning)
    from whoosh import analysis, query
    from whoosh.query import spans


class Analyzer(analysis.Analyzer):  # type: ignore[misc]
    """The small language as Whoosh tokens."""

    def __call__(self, value: str, **wanted: Any) -> Iterator[analysis.Token]:
        token = analysis.Token(**{"positions": True, "chars": False, **wanted})
        for word, place in zip(*tokenize(value), strict=True):
            if analysed := analyze(word):
                for stem, boost in ((analysed[0], 1.0), *((p, 0.5) for p in analysed[1])):
                    token.text, token.pos, token.boost, token.stopped = stem, place, boost, False
                    yield token


def schema() -> Any:
    return fields.Schema(
        id=fields.ID(stored=True),
        minister=fields.ID(stored=True),
        themes=fields.KEYWORD(commas=True),
        date=fields.DATETIME,
        number=fields.NUMERIC,
        **{name: fields.TEXT(analyzer=Analyzer()) for name in ranking.FIELDS},
    )


def one_text_a_field(entry: Entry) -> Entry:
    texts: dict[str, str] = {}
    for field, text in entry.texts:
        texts[field] = f"{texts.get(field, '')} {text}"
    themes = tuple(theme.replace(",", "") for theme in entry.keywords["theme"])
    numbers = {
        "number": entry.numbers["number"],
        "date": None if (day := entry.numbers["date"]) is None else 738_000 + 9 * day,
    }
    return entry._replace(
        texts=list(texts.items()),
        numbers=numbers,
        keywords={"minister": entry.keywords["minister"], "themes": themes},
    )


def stock(folder: Path, entries: list[Entry], gone: set[str]) -> Any:
    writer = index.create_in(str(folder), schema()).writer()
    for entry in entries:
        date = entry.numbers["date"]
        values = {
            "id": entry.id,
            "minister": entry.keywords["minister"][0],
            "themes": ",".join(entry.keywords["themes"]) or None,
            "date": None if date is None else datetime.datetime.fromordinal(date),
            "number": entry.numbers["number"],
            **dict(entry.texts),
        }
        writer.add_document(**{name: value for name, value in values.items() if value is not None})
    writer.commit()
    if gone:
        writer = index.open_dir(str(folder)).writer()
        for name in gone:
            writer.delete_by_term("id", name)
        writer.commit(merge=False)
    return index.open_dir(str(folder)).searcher()


def ours(folder: Path, entries: list[Entry], size: int, gone: set[str]) -> Any:
    searcher = build(folder, entries, size)
    for segment in searcher.segments:
        docs = [doc for doc in range(segment.documents) if segment.id_of(doc) in gone]
        write_deletions(deletions_path(segment.path), docs, segment.documents)
    write_toc(str(folder), open_segments(str(folder)).segments, 1, f"{__name__}.schema")
    return index.open_dir(str(folder)).searcher()


@pytest.fixture(scope="module", params=[(150, 10**9, 0), (60, 25, 0), (120, 50, 25)])
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Any, Any]]:
    count, size, removed = request.param
    entries = [one_text_a_field(entry) for entry in some_entries(count, count)]
    gone = {entry.id for entry in random.Random(1).sample(entries, removed)}
    with ours(tmp_path_factory.mktemp("ours"), entries, size, gone) as mine:
        yield mine, stock(tmp_path_factory.mktemp("stock"), entries, gone)


def leaf(rng: random.Random) -> Any:
    field = rng.choice(ranking.FIELDS)
    word = some_word(rng).removesuffix("s")
    other = some_word(rng).removesuffix("s")
    day = datetime.datetime.fromordinal(738_000 + 9 * rng.randrange(40))
    pattern = "".join(rng.choice((letter, letter, "?", "*")) for letter in word)
    return rng.choice(
        (
            lambda: query.Term(field, word),
            lambda: query.Term(field, word),
            lambda: query.Phrase(field, [word, other], slop=rng.choice((1, 1, 3))),
            lambda: query.Prefix(field, word[: rng.randrange(1, 4)]),
            lambda: query.Wildcard(field, pattern),
            lambda: query.FuzzyTerm(field, word, maxdist=rng.choice((1, 2))),
            lambda: query.TermRange(field, min(word, other), max(word, other)),
            lambda: query.Every(rng.choice((None, field, "minister", "date"))),
            lambda: query.Term("minister", rng.choice(("Ann", "Bea", "Dis"))),
            lambda: query.Term("themes", rng.choice(("Werk", "Zorg welzijn", "Zorg"))),
            lambda: query.DateRange("date", day, day + datetime.timedelta(rng.randrange(200))),
            lambda: query.NumericRange("number", rng.randrange(500), rng.randrange(500, 1000)),
        )
    )()


def near(rng: random.Random) -> Any:
    """Two words near each other; Whoosh cannot estimate its size inside an Or."""
    field = rng.choice(ranking.FIELDS)
    one, other = (query.Term(field, some_word(rng).removesuffix("s")) for _ in range(2))
    return spans.SpanNear(one, other, slop=rng.randrange(1, 5), ordered=rng.random() < 0.5)


def some_tree(rng: random.Random, depth: int) -> Any:
    """AND, OR and NOT; Whoosh's Require, AndMaybe and AndNot give wrong sets on any index."""
    if depth == 0 or rng.random() < 0.3:
        return leaf(rng)
    below = [some_tree(rng, depth - 1) for _ in range(rng.choice((2, 2, 3)))]
    return rng.choice(
        (
            lambda: query.Or(below),
            lambda: query.And(below),
            lambda: query.And([below[0], query.Not(below[1])]),
        )
    )()


def ids_of(searcher: Any, tree: Any) -> set[str]:
    found = searcher.search(tree, limit=None)
    return {hit["id"] for hit in found}


@pytest.mark.parametrize("seed", range(4))
def test_whoosh_finds_what_it_finds_in_its_own_index(both: tuple[Any, Any], seed: int) -> None:
    """Whoosh's searcher finds the same documents in our segments as in a stock index of them."""
    mine, theirs = both
    rng = random.Random(seed)
    for _ in range(100):
        tree = near(rng) if rng.random() < 0.1 else some_tree(rng, rng.randrange(3))
        assert ids_of(mine, tree) == ids_of(theirs, tree), tree


def test_whoosh_sorts_and_filters(both: tuple[Any, Any]) -> None:
    """Sorting and filtering by Whoosh give what they give on a stock index."""
    mine, theirs = both
    rng = random.Random(9)
    for field in ("date", "number", "minister"):
        for _ in range(10):
            tree, allowed = query.Every(), leaf(rng)
            sets = []
            for searcher in (mine, theirs):
                found = searcher.search(tree, limit=None, sortedby=field, filter=allowed)
                sets.append([searcher.stored_fields(hit.docnum)["id"] for hit in found])
            numbers = [mine.document_number(id=name) for name in sets[0]]
            assert None not in numbers
            assert sorted(sets[0]) == sorted(sets[1]), (field, allowed)
            values = {
                name: mine.stored_fields(n).get(field)
                for name, n in zip(sets[0], numbers, strict=True)
            }
            assert [values[name] for name in sets[0]] == [values[name] for name in sets[1]]


def test_whoosh_counts_as_it_counts_in_its_own_index(both: tuple[Any, Any]) -> None:
    """The terms of each field, and how many documents have them, are those of a stock index."""
    mine, theirs = (searcher.reader() for searcher in both)
    assert mine.doc_count() == theirs.doc_count()
    if not mine.has_deletions():
        for field in (*ranking.FIELDS, "minister", "themes", "date", "number", "id"):
            terms = list(theirs.lexicon(field))
            assert list(mine.lexicon(field)) == terms
            for term in terms[::7]:
                assert mine.doc_frequency(field, term) == theirs.doc_frequency(field, term)


def test_whoosh_cannot_write(tmp_path: Path) -> None:
    """Whoosh refuses to add to the index, and leaves it as it is."""
    with ours(tmp_path, [one_text_a_field(e) for e in some_entries(1, 3)], 10, set()):
        writer = index.open_dir(str(tmp_path)).writer()
        with pytest.raises(NotImplementedError, match="imwsearch writes"):
            writer.delete_by_term("id", "d0")
        writer.cancel()
    assert index.open_dir(str(tmp_path)).doc_count() == 3
