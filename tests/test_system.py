"""What a search asks of the system is what ``os`` would answer."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imwsearch import system

PATHS = st.text("ab./é\udce9 ", max_size=8)


@given(PATHS, PATHS)
def test_paths_are_joined_as_everywhere(folder: str, name: str) -> None:
    """Two names make the path that they make elsewhere, empty, absolute or with slashes."""
    assert system.join(folder, name) == os.path.join(folder, name)  # noqa: PTH118


@given(PATHS)
def test_names_are_bytes_as_everywhere(name: str) -> None:
    """A name of any bytes is written, and read again, as the system has it."""
    assert system.encoded(name) == os.fsencode(name)
    assert system.decoded(os.fsencode(name)) == name


def test_files_and_folders_are_told_apart(tmp_path: Path) -> None:
    """A file, a folder, links to them, and what is not there."""
    (tmp_path / "file").write_text("a")
    (tmp_path / "to-file").symlink_to("file")
    (tmp_path / "to-folder").symlink_to(".")
    (tmp_path / "to-nothing").symlink_to("nothing")
    for name in (".", "file", "to-file", "to-folder", "to-nothing", "file/.", "a\0b"):
        path = os.path.join(tmp_path, name)  # noqa: PTH118
        assert system.is_file(path) == os.path.isfile(path)  # noqa: PTH113
        assert system.is_folder(path) == os.path.isdir(path)  # noqa: PTH112


def test_variables_are_those_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable is the same whether ``os`` was imported or not, also one that is no text."""
    monkeypatch.setenv("IMWSEARCH_TEST", "é\udce9")
    assert system.variables()["IMWSEARCH_TEST"] == "é\udce9"
    program = (
        f"import sys; sys.path = {sys.path!r}; from imwsearch.system import variables;"
        "found = dict(variables()); assert 'os' not in sys.modules; import os;"
        "assert found == dict(os.environ) and 'IMWSEARCH_TEST' in found"
    )
    subprocess.run([sys.executable, "-I", "-S", "-c", program], check=True)
