"""Damage is found, said and mended; another version's index is recognised."""

import json
import random
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from imwsearch import check, generations, indexing, manifests, search, versions
from imwsearch.cli.main import run
from imwsearch.codec.searcher import open_segments
from imwsearch.errors import DamagedIndexError, IncompatibleIndexError
from imwsearch.lookup import find_document
from imwsearch.opening import open_collection
from tests.conftest import DOCUMENTS, MakeSeeds, question
from tests.reliability.faults import answers, environment, problems, sized

STORED = Path(__file__).parent.parent / "data"


@pytest.fixture
def built(make_seeds: MakeSeeds, tmp_path: Path) -> Path:
    """An index with two segments and deletions."""
    index = tmp_path / "index"
    seeds = make_seeds(DOCUMENTS | {f"{n}.txt": question(100 + n) for n in range(9)})
    indexing.build(index, seeds)
    (seeds / "b.txt").unlink()
    make_seeds({"new.txt": question(14, title="Ronde")})
    indexing.build(index, seeds)
    names = {path.suffix for path in generations.current(index).iterdir()}
    assert names >= {".imw", ".del", ".ledger", ""}
    return index


def damages(folder: Path, tries: int) -> Iterator[tuple[str, Path, bytes | None]]:
    """(kind, file, its damaged content; None for no file)."""
    chance = random.Random(6)
    files = sorted(folder.iterdir())
    for path in files:
        data = path.read_bytes()
        for _try in range(tries):
            at, bit = chance.randrange(len(data)), 1 << chance.randrange(8)
            yield f"flip {at}", path, data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :]
        for size in {0, 1, len(data) // 2, len(data) - 1}:
            yield f"cut to {size}", path, data[:size]
        block = min(512, len(data))
        for at in range(0, len(data), max(len(data) // tries, block)):
            zeroed = data[:at] + bytes(min(block, len(data) - at)) + data[at + block :]
            if zeroed != data:
                yield f"zeroed from {at}", path, zeroed
        yield "lengthened", path, data + b"\0"
        yield "missing", path, None
        others = [other for other in files if other.suffix == path.suffix and other != path]
        yield "swapped", path, (others or files[:1])[0].read_bytes() if files[0] != path else b"{}"


def test_every_damage_is_found(built: Path, figure: Callable[[str], None]) -> None:
    """``check`` finds every flipped, cut, zeroed, swapped or missing file.

    Opening never answers from a missing or cut one.
    """
    folder = generations.current(built)
    found = 0
    for kind, path, data in damages(folder, sized(12, 300)):
        whole = path.read_bytes()
        path.unlink()
        if data is not None:
            path.write_bytes(data)
        try:
            caught = bool(check.check(built).problems)
        except (DamagedIndexError, IncompatibleIndexError):
            caught = True
        assert caught, (kind, path.name)
        if path.name != generations.SOURCES and (data is None or len(data) != len(whole)):
            with pytest.raises((DamagedIndexError, IncompatibleIndexError)):
                open_collection(built)
        found += 1
        path.write_bytes(whole)
    assert problems(built) == []
    figure(f"{found} of {found} found")


@pytest.mark.parametrize("kind", ["flip", "cut", "missing"])
def test_a_build_on_damage_is_refused_and_a_rebuild_mends(
    built: Path, make_seeds: MakeSeeds, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is damaged is named, never changed into what looks sound: exit 12; --rebuild works."""
    before = answers(built)
    segment = max(generations.current(built).glob("*.imw"), key=lambda path: path.stat().st_size)
    data = bytearray(segment.read_bytes())
    data[len(data) // 2] ^= 4
    segment.unlink()
    if kind != "missing":
        segment.write_bytes(data if kind == "flip" else data[:-9])
    seeds = make_seeds({"a.txt": question(11, title="Meer")})
    command = ["index", "--index", str(built), "--seeds", str(seeds)]
    assert run(command) == 12
    said = capsys.readouterr().err
    assert str(segment) in said
    assert "--rebuild" in said
    assert run(["check", "--index", str(built)]) == 12
    assert "--rebuild" in capsys.readouterr().err
    assert run([*command, "--rebuild"]) == 0
    assert problems(built) == []
    assert {one[0] for one in answers(built)} >= {one[0] for one in before}


def flip(path: Path) -> None:
    """Change a bit near the beginning of a file."""
    data = bytearray(path.read_bytes())
    data[100] ^= 4
    path.unlink()
    path.write_bytes(data)


def test_nothing_new_is_no_all_clear(built: Path, make_seeds: MakeSeeds) -> None:
    """An index that no search can open is told by a build too, also where nothing is to be done."""
    seeds = make_seeds({})
    segment = next(generations.current(built).glob("*.imw"))
    data = bytearray(segment.read_bytes())
    data[0] ^= 4
    segment.unlink()
    segment.write_bytes(data)
    assert run(["index", "--index", str(built), "--seeds", str(seeds)]) == 12


def test_a_removal_from_damage_is_refused(built: Path, make_seeds: MakeSeeds) -> None:
    """A segment is verified before a document is removed from it, though it is not merged."""
    seeds = make_seeds({})
    for path in generations.current(built).glob("*.imw"):
        flip(path)
    (seeds / "3.txt").unlink()
    with pytest.raises(DamagedIndexError, match="content is not what was written"):
        indexing.build(built, seeds)


def test_an_addition_hides_no_damage(make_seeds: MakeSeeds, index: Path) -> None:
    """A build that only adds reads no old segment whole; its digest stays what was written."""
    indexing.build(index, make_seeds())
    (segment,) = generations.current(index).glob("*.imw")
    flip(segment)
    indexing.build(index, make_seeds({"more.txt": question(77, title="Meer")}))
    folder = generations.current(index)
    found = generations.problems(folder, manifests.read(folder))
    assert [segment.name in str(error) for error in found] == [True]
    assert [problem for problem in problems(index) if segment.name in problem]


def test_a_search_that_fails_on_damage_says_so(built: Path) -> None:
    """Where a flipped bit makes a search fail, it is said to be damage: no traceback, exit 12."""
    opened = generations.current(built)
    path = max(opened.glob("*.imw"), key=lambda found: found.stat().st_size)
    whole = path.read_bytes()
    chance, outcomes = random.Random(1), set()
    for _try in range(sized(60, 1000)):
        data = bytearray(whole)
        for _flip in range(20):
            data[chance.randrange(2000, len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        try:
            search.search(open_collection(built), "kust zwembaden")
            outcomes.add("answered")
        except (DamagedIndexError, IncompatibleIndexError):
            outcomes.add("said")
    assert "said" in outcomes


COMMANDS = (
    "search kust zwembaden",
    "show 11",
    "similar 11",
    "stats",
    "status",
    "terms asker",
    "terms words",
)


def test_no_command_fails_raw_on_damage(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On flipped bits each command answers, finds nothing, or says damage: never a traceback."""
    path = max(generations.current(built).glob("*.imw"), key=lambda found: found.stat().st_size)
    whole = path.read_bytes()
    chance = random.Random(2)
    codes = set()
    for _try in range(sized(40, 200)):
        data = bytearray(whole)
        for _flip in range(20):
            data[chance.randrange(2000, len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        codes |= {run([*command.split(), "--index", str(built)]) for command in COMMANDS}
    assert codes <= {0, 1, 2, 10, 12}
    assert 12 in codes
    assert "Traceback" not in capsys.readouterr().err


def test_deep_finds_what_no_checksum_tells(built: Path, make_seeds: MakeSeeds) -> None:
    """Postings that do not belong to the documents are found, though all checksums agree."""
    folder = generations.current(built)
    manifest = manifests.read(folder)
    deletions = next(folder.glob("*.del"))
    deletions.unlink()
    del manifest.files[deletions.name]
    (folder / manifests.MANIFEST).write_bytes(manifests.dump(manifest))
    assert any("sources" in problem.reason for problem in check.check(built).problems)


def test_a_manifest_that_counts_other_documents_is_found(built: Path) -> None:
    """A manifest whose own checksum is right, and whose count is not."""
    folder = generations.current(built)
    manifest = manifests.read(folder).changed(documents=99)
    (folder / manifests.MANIFEST).write_bytes(manifests.dump(manifest))
    assert ["99 in its manifest" in one.reason for one in check.check(built).problems] == [True]


def test_a_list_of_sources_that_changed_is_not_built_on(built: Path, make_seeds: MakeSeeds) -> None:
    """A list that can be read and is not what was written: the build is refused, status too."""
    path = generations.current(built) / generations.SOURCES
    data = path.read_bytes().replace(b"\x0012\0", b"\x0021\0").replace(b"\x0013\0", b"\x0031\0")
    path.unlink()
    path.write_bytes(data)
    with pytest.raises(DamagedIndexError, match="not what was written"):
        indexing.build(built, make_seeds({"more.txt": question(77)}))
    assert run(["status", "--index", str(built)]) == 12


def test_a_check_that_builds_overtake_looks_again(
    built: Path, make_seeds: MakeSeeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was cleared away by builds while it was checked is no damage."""
    require_file, seeds, builds = generations.require_file, make_seeds({}), list[int]()

    def overtaken(*arguments: Any) -> None:
        while len(builds) < 2:
            builds.append(len(builds))
            make_seeds({"a.txt": question(11, title=f"Ingehaald {len(builds)}")})
            indexing.build(built, seeds, rebuild=True)
        require_file(*arguments)

    monkeypatch.setattr(generations, "require_file", overtaken)
    before = generations.current(built)
    checked = check.check(built)
    assert not before.exists()
    assert (checked.problems, checked.generation) == ((), generations.current(built).name)


def test_a_file_that_nobody_wrote_is_found(built: Path) -> None:
    """Each file of the generation is accounted for; leftovers beside it are only noted."""
    (built / "gen-000099").mkdir()
    assert check.check(built).leftovers == ("gen-000099",)
    assert check.check(built).problems == ()
    (generations.current(built) / "stray").write_text("x")
    assert "stray" in str(check.check(built).problems)


@pytest.mark.parametrize("deep", [[], ["--deep"]])
def test_check_tells(built: Path, capsys: pytest.CaptureFixture[str], deep: list[str]) -> None:
    """A whole index: exit 0, how much there is; JSON for programs."""
    assert run(["check", "--index", str(built), *deep]) == 0
    out = capsys.readouterr().out
    assert "12 documents" in out
    assert ("analysed again" in out) == bool(deep)
    assert run(["check", "--index", str(built), "--json", *deep]) == 0
    value = json.loads(capsys.readouterr().out)
    assert (value["documents"], value["problems"], value["schema"]) == (12, [], 1)


@pytest.mark.parametrize("name", versions.current().keys())
def test_another_version_is_said(
    built: Path, name: str, make_seeds: MakeSeeds, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each difference: exit 10, both values and the command; the program's own is only noted."""
    folder = generations.current(built)
    manifest = manifests.read(folder)
    manifest.versions[name] = "older\x1b[31m"
    (folder / manifests.MANIFEST).write_bytes(manifests.dump(manifest))
    wanted = 0 if name == versions.PROGRAM else 10
    for command in (["search", "kust"], ["show", "11"], ["check"]):
        code = run([*command, "--index", str(built)])
        captured = capsys.readouterr()
        assert code == wanted, captured
        if wanted:
            assert "older" in captured.err
            assert versions.current()[name][:16] in captured.err
            assert "imwsearch index" in captured.err
        assert "\x1b" not in captured.err
    report = indexing.build(built, make_seeds({}))
    assert name in report.rebuilt
    assert problems(built) == []


STORED_INDEXES = {path.stem: path for path in sorted(STORED.glob("index-*.zip"))}
READ = f"index-{versions.current()['format']}-{versions.current()['segments']}"


def extracted(path: Path, folder: Path) -> Path:
    """The folder of a stored index, unpacked."""
    with zipfile.ZipFile(path) as stored:
        stored.extractall(folder)
    return folder / "index"


@pytest.mark.parametrize("name", [READ])
def test_each_format_stays_readable(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An index of each format that is read is whole and answers, whatever built it."""
    index = extracted(STORED_INDEXES[name], tmp_path)
    checked = check.check(index)
    assert checked.problems == ()
    assert checked.documents == 3
    then = manifests.read(generations.current(index)).versions
    monkeypatch.setattr(versions, "current", lambda: then)
    opened = open_collection(index)
    assert find_document(opened, "13").title == "Fietspaden langs de kust"
    assert [hit.id for hit in search.search(opened, "fietspad").hits] == ["13"]


@pytest.mark.parametrize("name", sorted(STORED_INDEXES.keys() - {READ}))
def test_a_format_that_is_not_read_is_said(
    name: str, make_seeds: MakeSeeds, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An older index: exit 10, both formats and the command; never garbled. A build renews it."""
    index = extracted(STORED_INDEXES[name], tmp_path)
    folder = generations.current(index)
    then = manifests.parse((folder / manifests.MANIFEST).read_bytes()).versions
    now = versions.current()
    kind = "format" if then["format"] != now["format"] else "segments"
    assert then[kind] < now[kind]
    for command in (["search", "fietspad"], ["show", "13"], ["check"], ["check", "--deep"]):
        assert run([*command, "--index", str(index)]) == 10
        said = capsys.readouterr().err
        assert re.search(rf"\b{then[kind]}\b.*\b{now[kind]}\b", said), said
        assert "imwsearch index" in said
    if then["segments"] != now["segments"]:
        with pytest.raises(IncompatibleIndexError, match=rf"format {then['segments']}\b"):
            open_segments(str(folder))
    seeds = make_seeds({"a.txt": question(11)})
    assert run(["index", "--index", str(index), "--seeds", str(seeds)]) == 0
    assert re.search(f"read all documents again: .*{kind} is", capsys.readouterr().err)
    assert problems(index) == []


def test_there_is_an_index_of_this_format() -> None:
    """Raising a format's version means storing an index of it: tests/data/README.md says how."""
    now = versions.current()
    assert (STORED / f"index-{now['format']}-{now['segments']}.zip").exists()


def test_no_pickle_is_read(built: Path, tmp_path: Path) -> None:
    """Whoosh's own files run code when Whoosh opens them; searches of ours never do."""
    spoiled = tmp_path / "ran"
    doctored = f"cos\nsystem\n(S'touch {spoiled}'\ntR.".encode()
    folder = generations.current(built)
    tocs = list(folder.glob("*.toc"))
    for path in tocs:
        path.write_bytes(doctored + path.read_bytes()[len(doctored) :])
    seeds = folder.parent.parent / "seeds"
    (seeds / "more.txt").write_text(question(77))
    for command in (
        *(["search", "kust"], ["show", "11"], ["similar", "11"], ["stats"], ["terms", "words"]),
        *(["status"], ["check", "--deep"], ["index"], ["search", "kust"], ["index", "--rebuild"]),
    ):
        watched = (
            "import sys; sys.addaudithook(lambda event, _a: event == 'pickle.find_class'"
            " and __import__('os')._exit(99)); from imwsearch.cli.main import run;"
            " sys.exit(run(sys.argv[1:]))"
        )
        done = subprocess.run(
            [sys.executable, "-c", watched, *command, "--index", built, "--seeds", seeds],
            capture_output=True,
            check=False,
            env=environment(),
        )
        assert done.returncode in (0, 12), (command, done.stderr)
        assert not spoiled.exists()
