"""What stands between two blanks is numbered by its letters, however it is looked for."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from imwsearch.codec import hashing, pieces
from imwsearch.codec.entries import Entry
from imwsearch.codec.pieces import Splitter

TEXTS = st.lists(
    st.text("aaab\0é’𝄞 \n\x1c\x85\xa0\u2003\u3000", max_size=40)
    | st.lists(st.text("ab\0é", min_size=6, max_size=18), max_size=9).map(" ".join)
    | st.lists(st.text("aé", max_size=2).map("verantwoordelijk".__add__), max_size=5).map(" ".join)
    | st.lists(st.text("ab", max_size=4).map(("ab" * 14).__add__), max_size=5).map(" ".join),
    max_size=3,
)


@example([(["verantwoordelijkheid " * 3], []), (["verantwoordelijken"], [])], 2)
@example([([" ".join("ab" * n + "a" for n in range(99))], []), (["aba"], [])], 1)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=6), st.sampled_from([1, 16, 2**14]))
def test_pieces_are_those_of_python(
    documents: list[tuple[list[str], list[str]]], room: int
) -> None:
    """Texts of any letters and blanks are split as ``str.split`` does, in one batch or in many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashing, "_ROOM", room)
        patch.setattr(pieces, "TOGETHER", 50)
        splitter = Splitter(10**9)
        for titles, answers in documents:
            texts = [*(("title", text) for text in titles), *(("answer", text) for text in answers)]
            splitter.add(Entry("a", texts, b""))
        portion = splitter.rest()
    assert portion
    split = [[[*text.split(), "\n"] for text in field] for own in documents for field in own]
    different = portion.different()
    assert [different[n] for n in portion.stream] == [p for f in split for t in f for p in t]
    assert len(set(different)) == len(different)
    assert [size for size in portion.sizes if size] == [
        sum(map(len, field)) for field in split if field
    ]
