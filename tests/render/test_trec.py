"""TREC runs."""

from hypothesis import given
from hypothesis import strategies as st

from imwsearch.render import trec


@given(st.lists(st.tuples(st.text(), st.floats(0, 100)), max_size=5))
def test_every_line_has_six_words(ranking: list[tuple[str, float]]) -> None:
    """Whatever the ids hold, a line is qid, Q0, id, rank, score and tag."""
    lines = trec.run("q1", ranking, "tag").split("\n") if ranking else []
    assert [line.split()[3] for line in lines] == [str(n + 1) for n in range(len(ranking))]
    assert all(len(line.split()) == 6 for line in lines)


def test_ids_that_are_words_stay_as_they_are() -> None:
    """The form that evaluation tools read."""
    assert trec.run("7", [("2082929", 12.5)], "imw") == "7 Q0 2082929 1 12.500000 imw"
    assert trec.word("a b%") == "a%20b%25"
