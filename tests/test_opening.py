"""Opening what was built, and finding one document in it."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imwsearch import generations, indexing, manifests
from imwsearch.errors import DamagedIndexError, UnknownDocumentError
from imwsearch.lookup import find_document
from imwsearch.opening import Collection, open_collection, seen_from_here
from tests.conftest import MakeSeeds, question


@pytest.mark.parametrize("name", ["12", "1012", "b.txt"])
def test_a_document_goes_by_many_names(collection: Collection, name: str) -> None:
    """Id, page number and path each name a document."""
    assert find_document(collection, name).title == "Bibliotheken - Openingsuren"


def test_a_path_may_be_given_as_it_is_printed(collection: Collection) -> None:
    """The path of a hit, from here or absolute, names its document."""
    path = find_document(collection, "12").path
    assert Path(path).is_file()
    assert find_document(collection, path).id == "12"
    assert find_document(collection, str(Path(path).absolute())).id == "12"


def test_a_unique_beginning_is_enough(collection: Collection) -> None:
    """The beginning of a path or number names a document if no other begins so."""
    assert find_document(collection, "map/").id == "13"
    with pytest.raises(UnknownDocumentError, match="may be any of 3") as caught:
        find_document(collection, "1")
    assert "11, 12, 13" in caught.value.hint


def test_an_unknown_name_is_said(collection: Collection) -> None:
    """A name that no document has is an error that tells where names are found."""
    with pytest.raises(UnknownDocumentError, match="xyz") as caught:
        find_document(collection, "xyz")
    assert "--json" in caught.value.hint


def test_an_id_goes_before_the_page_of_another(make_seeds: MakeSeeds, index: Path) -> None:
    """A number that is one document's id and another's page means the id."""
    files = {"a.txt": question(5, page=6, title="Vijf"), "b.txt": question(6, title="Zes")}
    indexing.build(index, make_seeds(files))
    assert find_document(open_collection(index), "6").title == "Zes"


def test_a_reader_survives_the_next_builds(make_seeds: MakeSeeds, index: Path) -> None:
    """What was opened answers on while the index is built again, twice."""
    seeds = make_seeds()
    indexing.build(index, seeds)
    opened = open_collection(index)
    for round_ in range(2):
        make_seeds({"a.txt": question(11, title=f"Ronde {round_}")})
        indexing.build(index, seeds)
    assert find_document(opened, "11").title == "Zwembaden - Wachtlijsten"


def test_a_generation_that_goes_away_is_looked_for_again(
    make_seeds: MakeSeeds, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that was overtaken by two builds opens the newest one."""
    seeds = make_seeds()
    indexing.build(index, seeds)
    old = generations.current(index)
    indexing.build(index, seeds, rebuild=True)
    new = generations.current(index)
    shutil.rmtree(old, ignore_errors=True)
    answers = [str(old), str(new), str(new)]
    monkeypatch.setattr(manifests, "current", lambda index: answers.pop(0))
    assert open_collection(index).folder == str(new)


def test_a_missing_file_is_damage(make_seeds: MakeSeeds, index: Path) -> None:
    """A generation without one of its files is refused, never half searched."""
    indexing.build(index, make_seeds())
    folder = generations.current(index)
    next(path for path in folder.iterdir() if path.suffix == ".imw").unlink()
    with pytest.raises(DamagedIndexError):
        open_collection(index)


STEPS = st.lists(st.sampled_from(["..", ".", "", "index", "here", "a b", "é"]), max_size=5)


@given(index=STEPS, seeds=STEPS, up=st.integers(0, 9), is_absolute=st.booleans())
def test_documents_are_named_as_seen_from_here(
    tmp_path_factory: pytest.TempPathFactory,
    index: list[str],
    seeds: list[str],
    up: int,
    is_absolute: bool,
) -> None:
    """Wherever the index and the documents are, paths begin where the reader stands."""
    here = tmp_path_factory.getbasetemp() / "a b" / "here"
    here.mkdir(parents=True, exist_ok=True)
    folder = "/" * is_absolute + "/".join(["..", *index]) * (up > 0) + "/".join(index) * (up == 0)
    path = "/".join([*[".."] * up, *seeds])
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(here)
        expected = os.path.relpath(os.path.join(folder, path)) if path else ""  # noqa: PTH118
        assert seen_from_here(folder, path) == expected
