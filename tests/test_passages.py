"""Passages: short, at words, marked where the query was met."""

from hypothesis import given
from hypothesis import strategies as st

from imwsearch.limits import WORD_LETTERS
from imwsearch.marking import Marker
from imwsearch.passages import LENGTH, best_passages, mark_all
from imwsearch.results import Passage
from imwsearch.schema import Section
from imwsearch.wanted import How

WORDS = ["kust", "fietspad", "zwembad", "de", "provincie", "2024", "t.o.v.", "één", "\n", "kust."]


MARKER = Marker(
    ["kust", "zwembad"],
    {"kust": (0, How.SAME), "zwembad": (1, How.SAME)},
)


def best(sections: list[Section], count: int = 3) -> tuple[Passage, ...]:
    """The best passages of what the query met."""
    return best_passages(sections, MARKER.find_all([one.text for one in sections]), count)


def section(text: str, field: str = "questions", label: str = "4") -> Section:
    return Section(field, label, text)


def test_a_passage_says_where_it_stands() -> None:
    """A passage has the field and the number of the section it was cut from."""
    (passage,) = best([section("Langs de kust."), section("Niets.", "answer")])
    assert (passage.field, passage.label, passage.text) == ("questions", "4", "Langs de kust.")
    assert [passage.text[start:end] for start, end in passage.matches] == ["kust"]


def test_the_passage_with_more_words_comes_first() -> None:
    """Best first: the one with the most different words of the query."""
    sections = [section("De kust. " * 5), section("Een zwembad aan de kust.", "answer", "1")]
    first, *_rest = best(sections)
    assert first.field == "answer"


def test_a_passage_is_on_one_line() -> None:
    """Line breaks of the document are blanks in a passage."""
    (passage,) = best([section("Aan\nde\nkust\nis\nhet")])
    assert passage.text == "Aan de kust is het"


def test_a_word_longer_than_a_snippet_is_cut() -> None:
    """No word of a document fills a screen, also where it is what was looked for."""
    endless = Marker(["a*"], {"a" * WORD_LETTERS: (0, How.PATTERN)})
    text = "Zie " + "a" * 100_000 + " bij de kust."
    (passage,) = best_passages([section(text)], endless.find_all([text]))
    assert len(passage.text) <= LENGTH + len("… ") + len(" …")


def test_a_document_met_only_in_its_title_shows_its_beginning() -> None:
    """There is always a passage: the beginning of the text where nothing of it was met."""
    sections = [section("Aan de kust", "title", ""), section("Over iets anders. " * 40)]
    title, beginning = best(sections)
    assert title.field == "title"
    assert beginning.matches == ()
    assert beginning.text.startswith("Over iets anders.")
    assert beginning.text.endswith(" …")
    assert best([]) == ()


def test_at_most_as_many_as_asked() -> None:
    """No more passages than asked for, each from another section or with another word."""
    sections = [section("kust " * 200, label=str(number)) for number in range(9)]
    passages = best(sections, 3)
    assert len({passage.label for passage in passages}) == 3


def test_a_title_is_marked_whole() -> None:
    """All of a title is shown, its words marked."""
    pieces = mark_all("Zwembad aan zee: kust", MARKER.find("Zwembad aan zee: kust"))
    assert [piece.text for piece in pieces if piece.matched] == ["Zwembad", "kust"]
    assert "".join(piece.text for piece in pieces) == "Zwembad aan zee: kust"


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=150), max_size=4))
def test_passages_are_stretches_of_the_text(texts: list[list[str]]) -> None:
    """A passage is a stretch of its section, no longer than a snippet, begins and ends at words."""
    sections = [section(" ".join(words), label=str(i)) for i, words in enumerate(texts)]
    for passage in best(sections):
        shown = passage.text.removeprefix("… ").removesuffix(" …")
        whole = texts[int(passage.label)]
        line = " ".join(whole).replace("\n", " ")
        assert shown in line
        assert set(shown.split()) <= set(line.split())
        assert len(shown) <= LENGTH + 20
        for start, end in passage.matches:
            assert passage.text[start:end] in ("kust", "zwembad")


def test_a_document_without_text_shows_its_title() -> None:
    """There is always a passage, also of a document that is no more than its header."""
    (passage,) = best([section("Zonder tekst", "title", "")])
    assert (passage.field, passage.text) == ("title", "Zonder tekst")
    (met,) = best([section("Aan de kust", "title", "")])
    assert met.matches
