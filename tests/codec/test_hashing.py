"""Keys have numbers, the same ones whenever they are asked for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imwsearch.codec import hashing

KEYS = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 2**64 - 1) | st.integers(1, 3)))


@given(st.lists(KEYS, max_size=4), st.sampled_from([1, 4, 2**14]), st.sampled_from([1, 3, 2**16]))
def test_different_keys_have_different_numbers(
    asked: list[list[tuple[int, int]]], room: int, together: int
) -> None:
    """Numbers are 1, 2 … however many keys there are, come together, and were met before."""
    numbers: dict[tuple[int, int], int] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashing, "_ROOM", room)
        patch.setattr(hashing, "_TOGETHER", together)
        table = hashing.Table(2)
        for keys in asked:
            found = table.number(list(np.array(keys, np.uint64).reshape(-1, 2).T))
            for key, number in zip(keys, found.tolist(), strict=True):
                assert numbers.setdefault(key, number) == number
    assert sorted(numbers.values()) == list(range(1, len(table) + 1))
    kept = list(zip(*(column.tolist() for column in table.known()), strict=True))
    assert {key: n for n, key in enumerate(kept, start=1)} == numbers


def test_keys_that_repeat_take_no_room() -> None:
    """A million times the same three keys take no more memory than a few."""
    table = hashing.Table(1)
    table.number([np.arange(1_000_000, dtype=np.uint64) % np.uint64(3) + np.uint64(1)])
    assert len(table) == 3
    assert len(table._keys[0]) <= 2 * hashing._TOGETHER
