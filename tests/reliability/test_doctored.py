"""An index that somebody made up: every checksum is right, and what it says is wrong."""

import hashlib
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from imwsearch import check, generations, indexing, manifests
from imwsearch.cli.main import run
from imwsearch.codec import pairs
from imwsearch.codec.format import map_sections, write_sections
from tests.conftest import DOCUMENTS, question, write_files
from tests.reliability.faults import sized

Sections = list[tuple[str, str, bytes]]
"""Names, typecodes, contents."""

COMMANDS = (
    *("search kust zwembaden", "search kus* zwembadn~", "search titel:kust -ronde --sort oldest"),
    *('search "de kust"', "show 11", "similar 11", "stats", "stats --by theme", "status", "check"),
    *("terms asker", "terms words k", 'search "ronde kust"', 'search "ronde kust 3"'),
)


@pytest.fixture(scope="module")
def segment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The only segment of an index; all its words are frequent enough to be paired."""
    folder = tmp_path_factory.mktemp("doctored")
    more = {f"{n}.txt": question(100 + n, title=f"Ronde kust {n}") for n in range(30)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairs, "FEWEST", 1)
        indexing.build(folder / "index", write_files(folder / "seeds", DOCUMENTS | more))
        (path,) = generations.current(folder / "index").glob("*.imw")
        yield path


def read(path: Path) -> Sections:
    """The sections of a segment."""
    return [(name, at.format, at.tobytes()) for name, at in map_sections(str(path)).items()]


def doctor(path: Path, sections: Sections) -> None:
    """Write a segment with other sections, and a manifest that knows it so."""
    path.unlink()
    write_sections(str(path), sections)
    manifest = manifests.read(path.parent)
    content = path.read_bytes()
    manifest.files[path.name] = (len(content), hashlib.sha256(content).hexdigest())
    (path.parent / manifests.MANIFEST).write_bytes(manifests.dump(manifest))


def doctored(sections: Sections, tries: int) -> Iterator[tuple[str, Sections]]:
    """(what was done, the sections with one of them changed)."""
    chance = random.Random(6)
    for _try in range(tries):
        at = chance.randrange(len(sections))
        name, code, data = sections[at]
        size = {"B": 1, "H": 2, "I": 4, "Q": 8, "i": 4}[code]
        flipped = bytearray(data)
        for _flip in range(3 * bool(data)):
            flipped[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        kind, changed = chance.choice(
            [
                ("flipped", bytes(flipped)),
                ("cut", data[: len(data) // size // 2 * size]),
                ("empty", b""),
                ("zeros", bytes(len(data))),
                ("ones", b"\xff" * len(data)),
                ("random", chance.randbytes(len(data))),
                ("lengthened", data + bytes([1] * size * 50)),
            ]
        )
        if changed != data:
            yield f"{name} {kind}", [*sections[:at], (name, code, changed), *sections[at + 1 :]]


def test_a_doctored_index_ends_in_a_line(
    segment: Path, capsys: pytest.CaptureFixture[str], figure: Callable[[str], None]
) -> None:
    """Whatever it says, each command answers or ends in a line; ``check --deep`` finds it out."""
    index = ["--index", str(segment.parent.parent)]
    sections = read(segment)
    found = lines = 0
    for kind, changed in doctored(sections, sized(25, 600)):
        doctor(segment, changed)
        for command in COMMANDS:
            code = run([*command.split(), *index])
            said = capsys.readouterr().err
            assert code in {0, 1, 2, 10, 12}, (kind, command)
            assert "Traceback" not in said, (kind, command)
            lines += "this should not happen" in said
        assert run(["check", "--deep", *index]) == 12, kind
        found += 1
    doctor(segment, sections)
    assert run(["check", "--deep", *index]) == 0
    figure(f"{found} of {found} found by check --deep; {lines} commands failed, each with a line")


@pytest.mark.parametrize("section", ["pair_docs", "pair_next", "bits", "word_slots"])
def test_what_is_not_merged_is_checked_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, section: str
) -> None:
    """``check --deep`` finds out what merging makes anew, where documents are deleted as well."""
    monkeypatch.setattr(pairs, "FEWEST", 1)
    more = {f"{n}.txt": question(100 + n, title="Ronde kust") for n in range(300)}
    seeds = write_files(tmp_path / "seeds", more)
    indexing.build(tmp_path / "index", seeds)
    (seeds / "7.txt").unlink()
    indexing.build(tmp_path / "index", seeds)
    folder = generations.current(tmp_path / "index")
    assert list(folder.glob("*.del"))
    assert not check.check(tmp_path / "index", deep=True).problems
    (path,) = folder.glob("*.imw")
    sections = read(path)
    (data,) = (data for name, _, data in sections if name == section)
    changed = bytes([data[0] ^ 1]) + data[1:]
    doctor(path, [(n, code, changed if n == section else own) for n, code, own in sections])
    (problem,) = check.check(tmp_path / "index", deep=True).problems
    assert section in problem.reason


def test_a_word_is_looked_for_once_around(segment: Path) -> None:
    """A hash table without a free slot does not make a search go round for ever."""
    whole = read(segment)
    full = [
        (name, code, b"\1\0\0\0" * (len(data) // 4) if name.endswith("_slots") else data)
        for name, code, data in whole
    ]
    doctor(segment, full)
    assert run(["search", "kust", "zwembaden", "--index", str(segment.parent.parent)]) in {0, 1}
    doctor(segment, whole)
