"""Python's search for objects that only hold each other."""

import gc
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress

import pytest

from imwsearch.cycles import collecting_rarely, never_collecting


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    """Leave the search as other tests have it."""
    yield
    gc.enable()


@pytest.mark.parametrize("how", [collecting_rarely, never_collecting])
@pytest.mark.parametrize("enabled", [True, False])
def test_all_is_as_before(how: Callable[[], AbstractContextManager[None]], enabled: bool) -> None:
    """Whether it is on, when it runs and what it leaves alone, whatever was raised inside."""
    (gc.enable if enabled else gc.disable)()
    before = gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()
    with suppress(KeyError), how():
        assert gc.isenabled() == (how is collecting_rarely)
        raise KeyError
    assert (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()) == before


def test_reading_is_searched_within_a_build_that_is_not() -> None:
    """One may stand in the other."""
    with never_collecting():
        with collecting_rarely():
            assert gc.isenabled()
        assert not gc.isenabled()
