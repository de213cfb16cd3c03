"""What the index keeps of a document."""

import string

from hypothesis import given
from hypothesis import strategies as st

from imwsearch import storing
from imwsearch.document import STATUSES, Answer, AnswerPart, Document, Question, QuestionPart

TEXT = st.text(
    st.sampled_from(string.printable.replace("\x1c", "") + "ëç€\U0001f600 \n"), max_size=20
)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
NUMBER = st.none() | st.integers(0, 10**9)
DAY = st.sampled_from(["", "2024-10-25"])
PARTS = st.builds(QuestionPart, TEXT, TEXT)
QUESTIONS = st.builds(Question, TEXT, TEXT, st.lists(PARTS, max_size=3).map(tuple), TEXT)
ANSWER_PARTS = st.builds(AnswerPart, TEXTS, TEXT)
ANSWERS = st.builds(
    Answer, NUMBER, DAY, TEXT, TEXT, TEXT, st.lists(ANSWER_PARTS, max_size=3).map(tuple)
)
DOCUMENTS = st.builds(
    Document,
    *(TEXT, TEXT, TEXT, TEXTS, TEXT, TEXT, NUMBER, TEXT, TEXT, DAY, TEXT, TEXT, TEXT),
    st.lists(QUESTIONS, max_size=3).map(tuple),
    st.none() | ANSWERS,
    *(TEXTS, st.sampled_from(STATUSES), TEXTS, TEXTS),
)


@given(DOCUMENTS)
def test_every_document_comes_back(document: Document) -> None:
    """What is read from the index is what was written, empty texts and all."""
    assert storing.load(storing.dump(document)) == document


@given(TEXT, st.sampled_from("\x1c\x1d\x1e\x1f"))
def test_separators_in_texts_do_no_harm(text: str, separator: str) -> None:
    """A control character in a text becomes a blank and nothing else moves."""
    document = Document("1", "1.txt", text + separator + "einde", themes=("a", separator))
    assert storing.load(storing.dump(document)) == document.changed(
        title=text + " einde", themes=("a", " ")
    )
