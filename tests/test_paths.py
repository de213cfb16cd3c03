"""Names of files as texts, and back."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imwsearch import paths
from tests.test_sources import ODD_NAMES


@pytest.mark.parametrize("raw", ODD_NAMES)
def test_an_odd_name_is_found_again(raw: bytes) -> None:
    """The text for a name is one that UTF-8 can hold, and leads back to the name."""
    text = paths.printable(os.fsdecode(raw))
    assert text.encode().decode() == text
    assert os.fsencode(paths.on_disk(text)) == raw


@given(st.binary(max_size=20) | st.text("\\\\xfé0", max_size=12).map(os.fsencode))
def test_any_name_is_found_again(raw: bytes) -> None:
    """So does the text of any other name."""
    assert os.fsencode(paths.on_disk(paths.printable(os.fsdecode(raw)))) == raw
