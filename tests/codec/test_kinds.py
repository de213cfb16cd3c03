"""Every kind of query against brute force over the texts."""

import fnmatch
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imwsearch.codec import columns, consecutive, docsets, pairs, places, ranking
from imwsearch.codec.entries import Entry
from imwsearch.codec.patterns import edit_distance, matching, similar
from imwsearch.codec.searcher import Searcher
from tests.codec.conftest import (
    analyze,
    build,
    some_entries,
    some_word,
    take_segments_as_one,
    tokenize,
)
from tests.codec.oracle import Oracle, ids

HALVES = st.text("ab é", min_size=1, max_size=3)
Places = dict[str, list[tuple[int, list[tuple[str, int]]]]]


@pytest.fixture(
    scope="module",
    params=[
        (60, 25, False, False),
        (400, 1000, False, False),
        (400, 150, True, False),
        (60, 25, False, True),
        (400, 1000, False, True),
        (400, 150, True, True),
    ],
)
def collection(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[list[Entry], Searcher]]:
    count, size, pair_all, as_one = request.param
    entries = some_entries(count, count)
    with pytest.MonkeyPatch.context() as patch:
        if pair_all:
            patch.setattr(pairs, "FEWEST", 1)
            patch.setattr(pairs, "SHARE", count)
        if as_one:
            take_segments_as_one(patch)
        yield entries, build(tmp_path_factory.mktemp("index"), entries, size)


def places_of(entry: Entry) -> list[tuple[int, list[tuple[str, int]]]]:
    found = []
    for field, text in entry.texts:
        words, places = tokenize(text)
        found.append((ranking.FIELDS.index(field), list(zip(words, places, strict=True))))
    return found


def has_phrase(entry: Entry, phrase: list[tuple[str, int]], field: int | None) -> bool:
    return any(
        all((word, start + place) in known for word, place in phrase)
        for own, text in places_of(entry)
        if field in (None, own)
        for known in [set(text)]
        for start in range(len(text))
    )


def test_phrases_are_exact(collection: tuple[list[Entry], Searcher]) -> None:
    """A phrase finds the documents with just these words in this order, stop words included."""
    entries, searcher = collection
    rng = random.Random(2)
    for _ in range(80):
        own, text = rng.choice(places_of(rng.choice(entries)))
        if len(text) < 2:
            continue
        start = rng.randrange(len(text) - 1)
        phrase = [
            (w, p - text[start][1]) for w, p in text[start : start + rng.choice((1, 2, 2, 3, 5))]
        ]
        field = rng.choice((None, None, own))
        expected = {e.id for e in entries if has_phrase(e, phrase, field)}
        assert ids(searcher, docsets.phrase(searcher, phrase, field)) == expected, phrase
    assert ids(searcher, docsets.phrase(searcher, [("xyz", 0)])) == set()
    assert ids(searcher, docsets.phrase(searcher, [])) == set()


SHORT_TEXTS = st.lists(
    st.sampled_from(["boda", "bodas", "lu", "bodalu", "boda-lu", "lu-boda", "van"]), max_size=9
).map(" ".join)


@settings(deadline=None)
@given(
    texts=st.lists(st.tuples(SHORT_TEXTS, SHORT_TEXTS), min_size=1, max_size=6),
    words=st.lists(
        st.tuples(
            st.sampled_from(["boda", "bodas", "lu", "bodalu", "van", "ru"]), st.integers(0, 3)
        ),
        min_size=1,
        max_size=4,
    ),
    field=st.sampled_from([None, 0, 3]),
    deleted=st.sets(st.integers(0, 5)),
)
def test_pairs_say_what_places_say(
    texts: list[tuple[str, str]], words: list[tuple[str, int]], field: int | None, deleted: set[int]
) -> None:
    """Where all words are paired a phrase finds the same, whatever stands between or beside."""
    first = min(place for _, place in words)
    phrase = [(word, place - first) for word, place in words]
    entries = [
        Entry(f"{n}", [("title", one), ("answer", other)], b"")
        for n, (one, other) in enumerate(texts)
    ]
    expected = {
        e.id for n, e in enumerate(entries) if n not in deleted and has_phrase(e, phrase, field)
    }
    for fewest in (1, 64):
        with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
            patch.setattr(pairs, "FEWEST", fewest)
            searcher = build(Path(folder), entries)
            for segment in searcher.segments:
                segment.deleted = frozenset(deleted & set(range(segment.documents)))
            assert bool(len(searcher.segments[0].sections["pair_words"])) <= (fewest == 1)
            assert ids(searcher, docsets.phrase(searcher, phrase, field)) == expected


def stems_at(text: list[tuple[str, int]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for word, place in text:
        if analysis := analyze(word):
            for stem in (analysis[0], *analysis[1]):
                found.setdefault(stem, set()).add(place)
    return found


def test_stems_are_found_in_the_field_asked_for(collection: tuple[list[Entry], Searcher]) -> None:
    """A word finds the documents with its stem, as a word or a part, anywhere or in one field."""
    entries, searcher = collection
    rng = random.Random(3)
    for _ in range(40):
        stem, field = some_word(rng).removesuffix("s"), rng.choice((None, 0, 1, 2, 3))
        expected = {
            e.id
            for e in entries
            for own, text in places_of(e)
            if field in (None, own) and stem in stems_at(text)
        }
        assert ids(searcher, docsets.holding(searcher, stem, field)) == expected


def test_near_words_stand_in_one_field(collection: tuple[list[Entry], Searcher]) -> None:
    """Near finds the documents where a stretch of one field holds all stems."""
    entries, searcher = collection
    rng = random.Random(4)
    for _ in range(40):
        stems = list({some_word(rng)[:4].removesuffix("s") for _ in range(2)})
        distance = rng.randrange(6)
        expected = set()
        for e in entries:
            for _own, text in places_of(e):
                at = stems_at(text)
                if all(stem in at for stem in stems) and any(
                    all(
                        at[stem] & set(range(start, start + distance + len(stems)))
                        for stem in stems
                    )
                    for start in range(text[-1][1] + 1)
                ):
                    expected.add(e.id)
        assert ids(searcher, docsets.near(searcher, stems, distance)) == expected, (stems, distance)


def test_near_is_the_same_in_arrays(collection: tuple[list[Entry], Searcher]) -> None:
    """Arrays say what looking at each place says, of words said twice and of fields too."""
    _, searcher = collection
    rng, found = random.Random(6), 0
    for _ in range(60):
        for segment in searcher.segments:
            stems = rng.choices(range(len(segment.stems)), k=rng.choice((1, 2, 2, 3)))
            stems += rng.choices(stems, k=rng.randrange(2))
            distance, field = rng.randrange(8), rng.choice((None, None, 0, 2, 3))
            expected = places.near_docs(segment, stems, distance, field)
            assert set(consecutive.near_docs(segment, stems, distance, field)) == expected, stems
            found += len(expected)
    assert found


def real_words(entry: Entry) -> set[str]:
    return {word for _, text in places_of(entry) for word, _ in text}


@pytest.mark.parametrize("kind", ["prefix", "suffix", "infix", "wild"])
def test_patterns_are_matched_by_real_words(
    collection: tuple[list[Entry], Searcher], kind: str
) -> None:
    """A pattern finds the documents with a real word that fits, not those with only its stem."""
    entries, searcher = collection
    rng = random.Random(5)
    for _ in range(40):
        word = some_word(rng)
        cut = rng.randrange(1, len(word) + 1)
        pattern = {
            "prefix": word[:cut] + "*",
            "suffix": "*" + word[-cut:],
            "infix": "*" + word[:cut] + "*",
            "wild": "".join(rng.choice((c, c, c, "?", "*")) for c in word),
        }[kind]
        words = searcher.words(lambda strings, p=pattern: matching(strings, p, 10**6))  # type: ignore[misc]
        gathered = searcher.gather("*" + pattern, words)
        expected = {
            e.id for e in entries if any(fnmatch.fnmatchcase(w, pattern) for w in real_words(e))
        }
        assert ids(searcher, docsets.holding(searcher, gathered.stem)) == expected, pattern
        assert searcher.count([gathered]) == len(expected)
        assert len(searcher.best([gathered], 5)) == min(5, len(expected))
        in_title = {
            e.id
            for e in entries
            for own, text in places_of(e)
            if own == 0 and any(fnmatch.fnmatchcase(w, pattern) for w, _ in text)
        }
        assert ids(searcher, docsets.holding_words(searcher, words, 0)) == in_title


def test_a_pattern_ranks_by_the_first_stem_of_its_words(
    collection: tuple[list[Entry], Searcher],
) -> None:
    """A document's score for a prefix is that of the first stem of the words that have it there."""
    entries, searcher = collection
    oracle = Oracle(entries)
    for prefix in ("b", "bo", "bod", "da", "fe", "zu"):
        words = searcher.words(lambda strings, p=prefix: matching(strings, p + "*", 10**6))  # type: ignore[misc]
        found = searcher.best([searcher.gather("*" + prefix, words)], 1000)
        expected = {}
        for e in entries:
            stems = [a[0] for w in real_words(e) if w.startswith(prefix) and (a := analyze(w))]
            if stems:
                stem = min(stems)
                expected[e.id] = oracle.list_score(stem, e.id) / oracle.idf(stem)
        idf = ranking.idf(len(entries), len(expected))
        scores = {searcher.id_of(hit): hit.score for hit in found}
        assert scores == pytest.approx({id_: idf * score for id_, score in expected.items()})
        assert list(scores.values()) == sorted(scores.values(), reverse=True)


def test_similar_words_are_all_found(collection: tuple[list[Entry], Searcher]) -> None:
    """Fuzzy finds every word within the distance, and counts two swapped letters as one edit."""
    entries, searcher = collection
    rng = random.Random(6)
    words = sorted(set().union(*map(real_words, entries)))
    for _ in range(40):
        word, distance = some_word(rng), rng.choice((1, 1, 2))
        word = word.replace(rng.choice(word), rng.choice("abx"), 1)
        found = [
            {s.words[n].decode() for _, n in similar(s.words, word, distance, 10**6)}
            for s in searcher.segments
        ]
        swaps = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
        expected = {w for w in words if edit_distance(w, word, distance) <= distance or w in swaps}
        assert set().union(*found) == expected


@given(
    values=st.lists(
        st.lists(st.builds("{}={}".format, HALVES, HALVES), max_size=3, unique=True).map(tuple),
        min_size=1,
        max_size=6,
    ),
    half=HALVES,
)
def test_halves_are_found_whole(values: list[tuple[str, ...]], half: str) -> None:
    """What stands before or after a sign in a document's values is found, and no piece of it.

    Other words may seem to be there too, but none of so few letters has the checksum of another.
    """
    entries = [
        Entry(str(n), [("title", "boda")], b"", {"abbreviation": own})
        for n, own in enumerate(values)
    ]
    with TemporaryDirectory() as folder:
        found = build(Path(folder), entries).may_have_side("abbreviation", half)
    assert found == any(half in value.split("=") for own in values for value in own)


def test_filters_facets_and_order(collection: tuple[list[Entry], Searcher]) -> None:
    """Columns filter, count and sort as the entries themselves do."""
    entries, searcher = collection
    by_id = {e.id: e for e in entries}
    docs = docsets.having(searcher, "theme", "Zorg, welzijn".__eq__)
    expected = {e.id for e in entries if "Zorg, welzijn" in e.keywords["theme"]}
    assert ids(searcher, docs) == expected
    assert docsets.tally(searcher, "theme") == Counter(
        t for e in entries for t in e.keywords["theme"]
    )
    assert docsets.tally(searcher, "minister", docs) == Counter(
        m for i in expected for m in by_id[i].keywords["minister"]
    )
    for low, high in ((None, 10), (5, 20), (30, None), (None, None)):
        in_range = {
            e.id
            for e in entries
            if (date := e.numbers["date"]) is not None
            and (low is None or date >= low)
            and (high is None or date <= high)
        }
        assert ids(searcher, docsets.between(searcher, "date", low, high)) == in_range
    dates = {e.id: e.numbers["date"] for e in entries}
    ordered = sorted(dates, key=lambda i: (2**31 if (d := dates[i]) is None else -d, i))
    newest = docsets.newest(searcher, docsets.living(searcher), 20)
    assert [searcher.id_of(found) for found in newest] == ordered[:20]
    oldest = docsets.newest(searcher, docsets.living(searcher), 20, oldest=True)
    assert [searcher.id_of(found) for found in oldest] == ordered[::-1][:20]
    assert [
        columns.number(searcher.segments[found.segment], "number", found.doc) for found in newest
    ] == [by_id[i].numbers["number"] for i in ordered[:20]]
    assert [
        columns.keywords(searcher.segments[found.segment], "theme", found.doc) for found in newest
    ] == [by_id[i].keywords["theme"] for i in ordered[:20]]
