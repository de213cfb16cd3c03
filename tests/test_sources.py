"""Finding the source files."""

import os
from pathlib import Path

import pytest

from imwsearch import indexing, limits, sources
from imwsearch.errors import DocumentError, UsageError
from imwsearch.sources import Places
from tests.conftest import MakeSeeds

ODD_NAMES = [
    b"\xff.txt",
    rb"\xff.txt",
    rb"\\xff.txt",
    b"\\\xff.txt",
    rb"a\b.txt",
    b"a\xe9",
    rb"a\xe9",
]
"""Bytes that are no UTF-8, and names that look as these are shown."""


def names(folder: Path | None, *others: Path) -> list[str]:
    return [file.name for file in sources.find(Places(folder, others)).files]


def test_files_are_found_in_a_stable_order(make_seeds: MakeSeeds) -> None:
    """All files below the folder are found, ordered by their path below it."""
    assert names(make_seeds()) == ["a.txt", "b.txt", "map/c.txt"]


def test_files_elsewhere_have_absolute_names_and_count_once(
    make_seeds: MakeSeeds, tmp_path: Path
) -> None:
    """A file outside the seeds keeps its whole path; one named twice is one file."""
    seeds = make_seeds()
    extra = tmp_path / "extra.txt"
    extra.write_text("x")
    assert names(seeds, extra, seeds / "a.txt", extra) == sorted(
        ["a.txt", "b.txt", "map/c.txt", str(extra)]
    )
    assert names(None, extra) == [str(extra)]


def test_only_regular_visible_files_count(make_seeds: MakeSeeds, tmp_path: Path) -> None:
    """Links, pipes, loops of links and hidden files are passed over."""
    seeds = make_seeds({"a.txt": "x", ".hidden": "x", ".git/config": "x"})
    (seeds / "loop").symlink_to(seeds)
    (tmp_path / "outside.txt").write_text("secret")
    (seeds / "link.txt").symlink_to(tmp_path / "outside.txt")
    os.mkfifo(seeds / "pipe")
    assert names(seeds) == ["a.txt"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """A folder that is not there is an error with its path and what to give instead."""
    with pytest.raises(UsageError, match="nowhere") as caught:
        names(tmp_path / "nowhere")
    assert "--seeds" in caught.value.hint


def test_a_folder_inside_that_vanishes_is_passed_over(
    make_seeds: MakeSeeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that is removed while the tree is read costs nothing but its own files."""
    seeds = make_seeds()
    scan = os.scandir

    def vanishing(folder: str) -> object:
        if folder.endswith("map"):
            raise FileNotFoundError(2, "gone", folder)
        return scan(folder)

    monkeypatch.setattr(os, "scandir", vanishing)
    assert names(seeds) == ["a.txt", "b.txt"]


def test_a_folder_inside_that_is_closed_is_an_error(
    make_seeds: MakeSeeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Documents in a folder that cannot be listed never vanish from the index in silence."""
    seeds = make_seeds()
    scan = os.scandir

    def closed(folder: str) -> object:
        if folder.endswith("map"):
            raise PermissionError(13, "Permission denied", folder)
        return scan(folder)

    monkeypatch.setattr(os, "scandir", closed)
    with pytest.raises(UsageError, match="map cannot be read: Permission denied"):
        names(seeds)


def test_a_folder_inside_that_the_system_cannot_reach_is_an_error(tmp_path: Path) -> None:
    """Names so long in all that files there have none: said as such, with what to do."""
    here = Path.cwd()
    try:
        (tmp_path / "seeds").mkdir()
        os.chdir(tmp_path / "seeds")
        for _depth in range(25):
            Path("d" * 200).mkdir()
            os.chdir("d" * 200)
    finally:
        os.chdir(here)
    with pytest.raises(UsageError, match="File name too long") as caught:
        names(tmp_path / "seeds")
    assert "move it away" in caught.value.hint


def test_a_file_that_the_system_does_not_show_is_an_error(
    make_seeds: MakeSeeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that may be listed but not looked into is named as one that cannot be read."""
    seeds = make_seeds()

    def closed(path: str) -> os.stat_result:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "lstat", closed)
    with pytest.raises(UsageError, match="seeds cannot be read: Permission denied"):
        names(seeds)


def test_a_file_that_was_named_and_is_gone_is_said(make_seeds: MakeSeeds, tmp_path: Path) -> None:
    """A file beside the seeds that an earlier build was given: what to do without it."""
    with pytest.raises(UsageError, match="gone") as caught:
        names(make_seeds(), tmp_path / "gone.txt")
    assert "--rebuild" in caught.value.hint


def test_folders_that_vanish_while_they_are_looked_at(
    make_seeds: MakeSeeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder inside that is removed, or becomes a file, is no error."""
    seeds = make_seeds()
    scan = os.scandir

    def vanishing(folder: str) -> object:
        if folder.endswith("map"):
            raise NotADirectoryError(20, "Not a directory", folder)
        return scan(folder)

    monkeypatch.setattr(os, "scandir", vanishing)
    assert sources.find(Places(seeds)).folders == ["", "map"]
    assert names(seeds) == ["a.txt", "b.txt"]


def test_no_two_files_have_one_name(tmp_path: Path) -> None:
    """Bytes that are no UTF-8, and names that look as these are shown: every file is found."""
    for name in ODD_NAMES:
        Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name))).write_bytes(b"x")  # noqa: PTH118
    found = names(tmp_path)
    assert len(set(found)) == len(ODD_NAMES)
    assert r"a\b.txt" in found
    assert r"\xff.txt" in found


def test_a_file_is_loaded_whole_or_refused(
    make_seeds: MakeSeeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is too large or gone is refused with the reason."""
    (file,) = sources.find(Places(make_seeds({"a.txt": "abc"}))).files
    assert sources.load(file) == b"abc"
    monkeypatch.setattr(limits, "DOCUMENT_BYTES", 2)
    with pytest.raises(DocumentError, match="larger"):
        sources.load(file)
    Path(file.path).unlink()
    with pytest.raises(DocumentError, match="cannot be read: No such file"):
        sources.load(file)


@pytest.mark.parametrize("other", ["link", "pipe", "folder"])
def test_what_takes_a_files_place_is_not_read(
    make_seeds: MakeSeeds, tmp_path: Path, other: str
) -> None:
    """A link or pipe that stands where a file was found is neither followed nor waited for."""
    (file,) = sources.find(Places(make_seeds({"a.txt": "abc"}))).files
    (tmp_path / "secret.txt").write_text("secret")
    path = Path(file.path)
    path.unlink()
    if other == "link":
        path.symlink_to(tmp_path / "secret.txt")
    elif other == "pipe":
        os.mkfifo(path)
    else:
        path.mkdir()
    with pytest.raises(DocumentError, match="cannot be read"):
        sources.load(file)


def test_documents_beside_an_index_are_documents(make_seeds: MakeSeeds, index: Path) -> None:
    """An index in the documents' own folder, or another one's below it, is none of them."""
    seeds = make_seeds()
    for _build in range(3):
        report = indexing.build(seeds, seeds)
        assert (report.documents, report.skipped) == (3, ())
    assert report.unchanged == 3
    indexing.build(seeds / "below", seeds)
    report = indexing.build(index, seeds)
    assert (report.documents, report.skipped) == (3, ())


def test_an_index_among_the_documents_is_none_of_them(make_seeds: MakeSeeds) -> None:
    """Who keeps the index in the folder of the documents does not index it."""
    seeds = make_seeds()
    for _build in range(2):
        report = indexing.build(seeds / "index", seeds)
        assert (report.documents, report.skipped) == (3, ())
    assert report.unchanged == 3
