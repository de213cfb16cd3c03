"""Segments on disk: deleting, merging, noticing damage."""

import random
import zlib
from collections.abc import Iterator
from hashlib import sha256
from itertools import permutations
from pathlib import Path
from types import ModuleType

import pytest
from isal import isal_zlib

from imwsearch.codec import columns, docsets, inverting, pairs, pieces, postings, readings
from imwsearch.codec import writer as writing
from imwsearch.codec.deletions import deletions_path, read_deletions, write_deletions
from imwsearch.codec.entries import Entry
from imwsearch.codec.format import VERSION, map_sections, verify_sections, write_sections
from imwsearch.codec.levels import Size, choose
from imwsearch.codec.lists import LISTS
from imwsearch.codec.loading import Loader
from imwsearch.codec.merging import merge
from imwsearch.codec.packing import PACKING
from imwsearch.codec.pieces import Splitter
from imwsearch.codec.posting_lists import LAST
from imwsearch.codec.searcher import Searcher, open_segments
from imwsearch.codec.segment import Segment
from imwsearch.codec.writer import SegmentWriter
from imwsearch.errors import DamagedIndexError, ImwsearchError, IncompatibleIndexError
from tests.codec.conftest import LANGUAGE, build, some_entries
from tests.codec.oracle import Oracle, ids
from tests.codec.test_ranked import some_query


def delete(searcher: Searcher, folder: Path, gone: set[str]) -> Searcher:
    for segment in searcher.segments:
        docs = {doc for doc in range(segment.documents) if segment.id_of(doc) in gone}
        if docs:
            write_deletions(deletions_path(segment.path), docs, segment.documents)
    names = [Path(segment.path).name for segment in searcher.segments]
    return open_segments(str(folder), names)


def assert_answers_as(searcher: Searcher, entries: list[Entry], seed: int) -> None:
    oracle, rng = Oracle(entries), random.Random(seed)
    for _ in range(60):
        words, k = some_query(rng), rng.choice((1, 10, 100))
        found = searcher.best(words, k)
        oracle.assert_agrees([(searcher.id_of(hit), hit.score) for hit in found], words, k)
        assert searcher.count(words) == len(oracle.matching(words))
        within = set(rng.sample(sorted(oracle.entries), len(entries) // 2))
        docs = [{d for d in range(s.documents) if s.id_of(d) in within} for s in searcher.segments]
        found = searcher.best(words, k, docs)
        oracle.assert_agrees([(searcher.id_of(hit), hit.score) for hit in found], words, k, within)
        stems = {word.stem for word in words}
        common = docsets.holding_all(searcher, list(stems))
        within = oracle.with_all(stems)
        assert ids(searcher, common) == within
        assert sum(map(len, common)) == len(within)
        found = searcher.best(words, k, common)
        oracle.assert_agrees([(searcher.id_of(hit), hit.score) for hit in found], words, k, within)


@pytest.mark.usefixtures("in_each_way")
@pytest.mark.parametrize(("count", "size"), [(50, 9), (700, 350)])
def test_deleted_documents_do_not_count(tmp_path: Path, count: int, size: int) -> None:
    """After deletions all answers and scores are those of a collection without the documents."""
    entries = some_entries(7, count)
    searcher = build(tmp_path, entries, size)
    gone = {e.id for e in random.Random(8).sample(entries, count // 3)}
    searcher = delete(searcher, tmp_path, gone)
    left = [e for e in entries if e.id not in gone]
    assert ids(searcher, docsets.living(searcher)) == {e.id for e in left}
    assert all(searcher.find(name) is None for name in gone)
    assert_answers_as(searcher, left, 9)


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize(("share", "count"), [(0, 40), (3, 40), (1, 40), (0, 700), (3, 700)])
def test_merging_changes_no_answer(tmp_path: Path, share: int, count: int, wide: bool) -> None:
    """A merged segment holds the same arrays as one written at once, without the deleted."""
    entries = some_entries(10, count)
    if wide:
        long = " ".join(["boda", "fegis"] + ["van"] * 70_000 + ["boda", "boda", "fegis"] * 300)
        entries.insert(7, entries[7]._replace(id="wide", texts=[("answer", long)]))
    folders = [tmp_path / name for name in ("parts", "merged", "whole")]
    for folder in folders:
        folder.mkdir()
    searcher = build(folders[0], entries, count // 4)
    gone = {e.id for e in entries[::share]} if share > 1 else set()
    if share == 1:
        gone = {e.id for e in entries}
    searcher = delete(searcher, folders[0], gone)
    name = merge(str(folders[1]), searcher.segments)
    left = [e for e in entries if e.id not in gone]
    if not left:
        assert name is None
        return
    build(folders[2], left)
    merged, whole = (open_segments(str(folder)).segments[0] for folder in folders[1:])
    assert merged.sections.keys() == whole.sections.keys()
    for section, data in whole.sections.items():
        assert merged.sections[section] == data, section
    assert Loader(merged.sections) == Loader(whole.sections)


def test_long_lists_say_the_same_packed(tmp_path: Path) -> None:
    """Long lists give documents, impacts and places as short ones do, whatever their gaps."""
    counts = {n: 1 + n % 3 for n in range(700) if n < 50 or n > 640} | {5: 300, 6: 255, 7: 254}
    texts = [
        " ".join(["vati"] * (n % 4 > 0) + ["boda"] * counts.get(n, 0) + ["fegis"] * (n % 12 == 0))
        for n in range(700)
    ]
    entries = [Entry(f"{n}", [("answer", text)], b"") for n, text in enumerate(texts)]
    (segment,) = build(tmp_path, entries).segments
    for word, stem in (("boda", "boda"), ("vati", "vati"), ("fegis", "fegi")):
        number = segment.stems.find(stem)
        found = {n: text.split().count(word) for n, text in enumerate(texts) if word in text}
        postings = segment.postings(number)
        impacts = [postings.impact(doc) for doc in range(700)]
        assert [doc for doc, impact in enumerate(impacts) if impact] == list(found)
        some = list(found)[3::7]
        sizes = [last - first for first, last in segment.spans(number, some)]
        assert sizes == [found[doc] for doc in some]
        assert postings.docs == list(found)
        assert list(postings.impacts) == [impact for impact in impacts if impact]
        assert impacts == [postings.impact(doc) for doc in range(700)]
        assert list(postings.counts()) == list(found.values())
        places = {doc: list(segment.places(number, doc)) for doc in range(700)}
        assert {doc: len(own) for doc, own in places.items() if own} == found
        assert [place for own in places.values() for place in own] == list(postings.places())


@pytest.mark.parametrize("compounds", [3, 90])
def test_long_lists_say_which_words_they_hold(tmp_path: Path, compounds: int) -> None:
    """What a long list says of its words is what its places say, or nothing."""
    rng = random.Random(compounds)
    words = ["boda", "bodas", *(f"boda{n:02}" for n in range(compounds))]
    texts = [" ".join(rng.choices(words, k=rng.choice((1, 1, 2, 5)))) for _ in range(500)]
    entries = [Entry(f"{n}", [("answer", text)], b"") for n, text in enumerate(texts)]
    (segment,) = build(tmp_path, entries).segments
    stem = segment.stems.find("boda")
    known = [bytes(segment.variants(stem, doc)) for doc in segment.postings(stem).docs]
    answers = 0
    for _ in range(60):
        table = bytes(rng.choices((0, 1), (3, 1), k=256))
        held = segment.postings(stem).holding(table)
        answers += held is not None
        assert held in (None, bytes(any(own.translate(table)) for own in known))
    assert answers or compounds > LAST


@pytest.mark.parametrize("fewest", [1, 64])
def test_long_documents_keep_all_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fewest: int
) -> None:
    """Words beyond place 65,535 and words that come very often are found in phrases."""
    monkeypatch.setattr(pairs, "FEWEST", fewest)
    filler = ["van"] * 70_000
    texts = [("answer", " ".join(["boda", "fegis", *filler, "boda", "ko", *["lu"] * 700, "vati"]))]
    entries = [
        *some_entries(1, 5),
        Entry("wide", texts, b""),
        Entry("b", [("title", "lu vati")], b""),
    ]
    searcher = build(tmp_path, entries)
    for phrase, expected in (
        (["boda", "ko"], {"wide"}),
        (["lu", "vati"], {"wide", "b"}),
        (["van", "boda", "ko", "lu"], {"wide"}),
        (["fegis", "boda"], set()),
    ):
        found = ids(searcher, docsets.phrase(searcher, [(w, n) for n, w in enumerate(phrase)]))
        assert found & {"wide", "b"} == expected
    assert_answers_as(searcher, entries, 3)


def test_a_segment_without_columns_or_words(tmp_path: Path) -> None:
    """A document of no words at all is kept and found by its id."""
    searcher = build(tmp_path, [Entry("a", [], b"x"), Entry("b", [("title", "")], b"y")])
    found = searcher.find("b")
    assert found is not None
    assert searcher.stored(found) == b"y"
    assert docsets.tally(searcher, "minister") == {}
    assert columns.number(searcher.segments[found.segment], "date", found.doc) is None
    assert columns.keywords(searcher.segments[found.segment], "minister", found.doc) == ()
    assert ids(searcher, docsets.between(searcher, "date", None, None)) == set()


def test_every_flipped_byte_is_noticed(tmp_path: Path) -> None:
    """Whichever byte is changed, verifying says so; and a cut file is noticed when it is opened."""
    build(tmp_path, some_entries(2, 4))
    (path,) = tmp_path.glob("*.imw")
    verify_sections(str(path))
    good = path.read_bytes()
    rng = random.Random(0)
    places = set(range(200)) | set(rng.sample(range(len(good)), 700))
    for at in sorted(places):
        path.write_bytes(good[:at] + bytes([good[at] ^ (1 << rng.randrange(8))]) + good[at + 1 :])
        with pytest.raises(ImwsearchError):
            verify_sections(str(path))
    for size in {0, 1, 31, 32, 500, len(good) - 1, *rng.sample(range(len(good)), 40)}:
        path.write_bytes(good[:size])
        with pytest.raises(DamagedIndexError):
            Segment(str(path))
    path.write_bytes(good + b"\0")
    with pytest.raises(DamagedIndexError):
        Segment(str(path))
    path.unlink()
    with pytest.raises(DamagedIndexError, match="missing"):
        Segment(str(path))


def test_another_version_is_named(tmp_path: Path) -> None:
    """A segment of another format version is refused with both versions."""
    build(tmp_path, some_entries(2, 2))
    (path,) = tmp_path.glob("*.imw")
    data = bytearray(path.read_bytes())
    data[8] = VERSION + 1
    path.write_bytes(data)
    with pytest.raises(IncompatibleIndexError, match=str(VERSION + 1)):
        Segment(str(path))


def test_damaged_deletions_are_noticed(tmp_path: Path) -> None:
    """A file of deletions that was changed, cut or belongs elsewhere is refused."""
    path = tmp_path / "a.del"
    write_deletions(str(path), {1, 8}, 10)
    assert read_deletions(str(path), 10) == {1, 8}
    good = path.read_bytes()
    for at in range(len(good)):
        path.write_bytes(good[:at] + bytes([good[at] ^ 4]) + good[at + 1 :])
        with pytest.raises(DamagedIndexError):
            read_deletions(str(path), 10)
        path.write_bytes(good[:at])
        with pytest.raises(DamagedIndexError):
            read_deletions(str(path), 10)
    path.write_bytes(good)
    with pytest.raises(DamagedIndexError):
        read_deletions(str(path), 11)


def test_small_segments_are_merged_before_they_are_many() -> None:
    """However many documents are added one by one, few segments stay, none over-full."""
    sizes: list[Size] = []
    merged = 0
    for n in range(3000):
        sizes.append(Size(f"s{n}", 1, 1, 5_000))
        for group in choose(sizes):
            documents = sum(s.living for s in sizes if s.name in group)
            merged += documents
            sizes = [s for s in sizes if s.name not in group]
            sizes.append(Size(f"m{n}.{documents}", documents, documents, 5_000 * documents))
    assert len(sizes) <= 8
    assert merged < 3000 * 40
    assert choose([Size("a", 10, 4, 50_000), Size("b", 70_000, 60_000, 10**8)]) == [["a"]]
    big = [Size(str(n), 60_000, 60_000, 10**8) for n in range(9)]
    assert all(len(group) == 1 for group in choose(big))


def test_merging_takes_no_more_memory_than_it_may() -> None:
    """Small segments become one as soon as there are three; large ones stay as they are."""
    small = [Size(name, 5_000, 5_000, 10**7) for name in "abc"]
    assert choose(small[:2]) == []
    assert choose(small) == [["a", "b", "c"]]
    assert choose([size._replace(bytes=150 * 10**6) for size in small]) == []


def test_which_are_merged_depends_on_no_name() -> None:
    """Segments that fit together are merged whatever they are called; a large one stands by."""
    large = Size("", 60_000, 60_000, 10**7)
    sizes = [large, *(Size("", 17_000, 17_000, 10**7) for _ in range(3))]
    for order in permutations(range(4)):
        named = [size._replace(name=str(order[n])) for n, size in enumerate(sizes)]
        (group,) = choose(sorted(named))
        assert set(group) == {str(name) for name in order[1:]}


def test_what_is_half_deleted_is_written_anew() -> None:
    """Also where it fits with no other of its size."""
    full, half = Size("a", 60_000, 60_000, 10**7), Size("b", 60_000, 20_000, 10**7)
    assert choose([full, half]) == [["b"]]
    assert choose([full._replace(name="c"), half]) == [["b"]]


def test_an_interrupted_file_is_no_segment(tmp_path: Path) -> None:
    """A segment whose writing broke off is damage, whatever of it is there."""

    def sections() -> Iterator[tuple[str, str, bytes]]:
        yield "one", "B", b"some bytes"
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        write_sections(str(tmp_path / "a.imw"), sections())
    with pytest.raises(DamagedIndexError):
        map_sections(str(tmp_path / "a.imw"))


def test_a_full_memory_starts_another_segment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With little memory several segments are written, and they answer as one."""
    monkeypatch.setattr(pieces, "TOGETHER", 1_000)
    entries = some_entries(4, 60)
    writer = SegmentWriter(str(tmp_path), LANGUAGE, memory=100_000)
    for entry in entries:
        writer.add(entry)
    assert len(writer.close()) > 1
    assert_answers_as(open_segments(str(tmp_path)), entries, 5)


@pytest.mark.parametrize("cut", [1, 130, 299])
def test_several_processes_write_what_one_writes(
    tmp_path: Path, cut: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Split, read and inverted by several processes, documents make the same segment."""
    entries = some_entries(21, 300)
    monkeypatch.setattr("imwsearch.codec.packing.LEARNT", 20_000)
    monkeypatch.setattr(pairs, "FEWEST", 1)
    (alone,) = build(tmp_path, entries).segments
    monkeypatch.setattr(readings, "WORTHWHILE", 1)
    monkeypatch.setattr(inverting, "WORTHWHILE", 2)
    monkeypatch.setattr(inverting, "TOGETHER", 500)
    monkeypatch.setattr(postings, "WORTHWHILE", 1)
    monkeypatch.setattr(postings, "TOGETHER", 1_000)
    monkeypatch.setattr(pairs, "PLACES", 2_000)
    monkeypatch.setattr(pairs, "TOGETHER", 500)
    writer = SegmentWriter(str(tmp_path), LANGUAGE, processes=3)
    for share in (entries[:cut], entries[cut:]):
        splitter = Splitter(memory=10**9)
        for entry in share:
            assert splitter.add(entry) is None
        portion = splitter.rest()
        assert portion
        assert writer.take(portion) == (0 if share[0] is entries[0] else cut)
    (shared,) = open_segments(str(tmp_path), writer.close()).segments
    assert {name: data.tobytes() for name, data in shared.sections.items()} == {
        name: data.tobytes() for name, data in alone.sections.items()
    }


def test_portions_make_what_one_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents that come in many portions make the segment that they make together."""
    entries = some_entries(23, 300)
    (whole,) = build(tmp_path, entries).segments
    monkeypatch.setattr("imwsearch.codec.packing.LEARNT", 2_000)
    monkeypatch.setattr(pieces, "TOGETHER", 1_000)
    monkeypatch.setattr(pieces, "PORTION", 50_000)
    monkeypatch.setattr("imwsearch.codec.splitting._TOGETHER", 100)
    writer, splitter = SegmentWriter(str(tmp_path), LANGUAGE), Splitter(memory=10**9)
    portions = [*map(splitter.add, entries), splitter.rest()]
    assert len(list(map(writer.take, filter(None, portions)))) > 3
    (found,) = open_segments(str(tmp_path), writer.close()).segments
    same = whole.sections.keys() - PACKING
    assert same == found.sections.keys() - PACKING
    assert all(found.sections[name] == whole.sections[name] for name in same)
    assert dictionaries(Searcher([found])) == 1
    assert texts_of(Searcher([found])) == {entry.id: entry.stored for entry in entries}


@pytest.mark.parametrize("remembered", [0, 10**6])
def test_a_segment_is_the_same_after_another(
    remembered: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read for the segment before shows in no section of the next one."""
    monkeypatch.setattr(pieces, "DOCUMENTS", 40)
    monkeypatch.setattr(writing, "DOCUMENTS", 40)
    monkeypatch.setattr(readings, "CHUNKS_REMEMBERED", remembered)
    entries = some_entries(8, 80)
    _, second = build(tmp_path, entries).segments
    (tmp_path / "alone").mkdir()
    (alone,) = build(tmp_path / "alone", entries[40:]).segments
    assert {name: data.tobytes() for name, data in second.sections.items()} == {
        name: data.tobytes() for name, data in alone.sections.items()
    }


def test_no_segment_holds_more_documents_than_it_can_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many small documents come, each segment has as many as two bytes tell apart."""
    monkeypatch.setattr(pieces, "DOCUMENTS", 20)
    monkeypatch.setattr(writing, "DOCUMENTS", 20)
    searcher = build(tmp_path, some_entries(3, 50))
    assert [segment.documents for segment in searcher.segments] == [20, 20, 10]


def test_an_unknown_field_adds_nothing(tmp_path: Path) -> None:
    """An entry with a field that does not exist is refused, and the others are kept."""
    writer = SegmentWriter(str(tmp_path), LANGUAGE)
    with pytest.raises(ValueError, match=r"tuple\.index"):
        writer.add(Entry("a", [("footer", "boda")], b""))
    writer.add(Entry("b", [("title", "boda")], b""))
    writer.close()
    searcher = open_segments(str(tmp_path))
    assert ids(searcher, docsets.living(searcher)) == {"b"}


def test_the_same_documents_give_the_same_bytes(tmp_path: Path) -> None:
    """A segment of this version holds what the first writers of it wrote, byte for byte."""
    long = " ".join(["boda", "fegis"] + ["van"] * 70_000 + ["boda", "boda", "fegis"] * 300)
    entries = [*some_entries(21, 300), Entry("wide", [("answer", long)], b""), Entry("no", [], b"")]
    (segment,) = build(tmp_path, entries).segments
    digest = sha256()
    for name, data in segment.sections.items():
        if name not in PACKING | LISTS:  # another zlib may pack otherwise
            digest.update(name.encode() + data)
    assert digest.hexdigest()[:16] == "260cca310f9ccf55"


def texts_of(searcher: Searcher) -> dict[str, bytes]:
    """What is stored of each living document."""
    found = docsets.newest(searcher, docsets.living(searcher), 10**6)
    return {searcher.id_of(one): searcher.stored(one) for one in found}


def dictionaries(searcher: Searcher) -> int:
    return len(searcher.segments[0].sections["dictionary_at"]) - 1


def test_stored_documents_survive_packing_and_merging(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each document is given back as it was stored, whatever it was packed and merged with."""
    monkeypatch.setattr("imwsearch.codec.packing.LEARNT", 20_000)
    monkeypatch.setattr("imwsearch.codec.merging.KEPT", 5_000)
    entries = some_entries(5, 400)
    parts = {"a": entries[:190], "b": entries[190:380], "c": entries[380:390], "d": entries[390:]}
    for name in parts:
        (tmp_path / name).mkdir()
    a, b, c, d = (build(tmp_path / name, own) for name, own in parts.items())
    assert [dictionaries(searcher) for searcher in (a, b, c, d)] == [1, 1, 0, 0]
    assert texts_of(a) == {entry.id: entry.stored for entry in entries[:190]}
    few = delete(b, tmp_path / "b", {entry.id for entry in entries[196:]})
    for n, (merged, left) in enumerate(
        (
            ((a, b), 2),
            ((c, d, a), 1),  # the small ones are packed with what the large one has
            ((c, d), 0),
            ((few,), 0),  # too little is left for its dictionary to stay
            ((few, a, c), 1),
        )
    ):
        folder = tmp_path / f"merged{n}"
        folder.mkdir()
        merge(str(folder), [searcher.segments[0] for searcher in merged])
        found = open_segments(str(folder))
        assert dictionaries(found) == left
        assert texts_of(found) == {k: v for each in merged for k, v in texts_of(each).items()}


@pytest.mark.parametrize("processes", [1, 2])
def test_documents_are_packed_before_and_beside(
    processes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Documents that came packed stand where they came, before and after those that did not."""
    monkeypatch.setattr("imwsearch.codec.packing.LEARNT", 2_000)
    monkeypatch.setattr(pieces, "TOGETHER", 1_000)
    entries = some_entries(7, 400)
    writer = SegmentWriter(str(tmp_path), LANGUAGE, processes=processes)
    for share in (entries[:150], entries[150:]):
        splitter = Splitter(memory=400_000)
        portions = [*map(splitter.add, share), splitter.rest()]
        for portion in filter(None, portions):
            writer.take(portion)
    found = open_segments(str(tmp_path), writer.close())
    assert dictionaries(found) > 1
    assert texts_of(found) == {entry.id: entry.stored for entry in entries}


@pytest.mark.parametrize("unpacks", [zlib, isal_zlib])
def test_a_changed_document_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unpacks: ModuleType
) -> None:
    """A stored document that was changed is damage when it is read, and never shown."""
    monkeypatch.setattr("imwsearch.codec.segment.unpacker", lambda: unpacks)
    build(tmp_path, some_entries(5, 20))
    (path,) = tmp_path.glob("*.imw")
    stored = map_sections(str(path))["stored"].tobytes()
    whole = path.read_bytes()
    at, rng = whole.index(stored), random.Random(4)
    for _try in range(200):
        changed = bytearray(whole)
        changed[at + rng.randrange(len(stored))] ^= 1 << rng.randrange(8)
        path.write_bytes(changed)
        segment, noticed = Segment(str(path)), 0
        for doc in range(segment.documents):
            try:
                segment.stored(doc)
            except DamagedIndexError:
                noticed += 1
        assert noticed == 1
