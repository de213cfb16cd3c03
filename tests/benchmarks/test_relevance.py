"""The collections, the runs, and the table of benchmarks/relevance."""

import json
from pathlib import Path

import pytest

from benchmarks.relevance.collections import Entry, Text, build, descriptors
from benchmarks.relevance.engines.imwsearch_cli import write_seeds
from benchmarks.relevance.runs import RunError, parse_run, words, write_queries
from benchmarks.relevance.table import BEGIN, END, Cell, Row, as_json, insert, markdown
from imwsearch import reading, schema


def entry(id_: int, *themes: str, answer: str = "Een antwoord.") -> Entry:
    return {
        "id": id_,
        "title": f"Zwembad {id_}",
        "themes": list(themes),
        "question": f"1. Hoeveel banen? 2. Waar ligt zwembad {id_}?",
        "answer": answer,
    }


ENTRIES = [
    *(entry(number, "SPORT", "WATER") for number in range(1, 5)),
    entry(5, "SPORT", answer="Lang. " * 100),
]


def test_descriptors_of_five_documents_are_queries() -> None:
    """A descriptor with fewer than five documents is not asked."""
    collection = descriptors(ENTRIES)
    assert list(collection.queries.values()) == ["SPORT"]
    assert list(collection.relevant.values()) == [frozenset("12345")]


def test_descriptors_of_more_than_150_documents_are_not_queries() -> None:
    """A descriptor that many documents have is not asked."""
    entries = [entry(number, "SPORT", "A" if number < 150 else "B") for number in range(151)]
    assert list(descriptors(entries).queries.values()) == ["A"]


def test_descriptors_are_not_indexed() -> None:
    """No document holds its own descriptors, or the search would be for nothing."""
    assert all("SPORT" not in text.whole for text in descriptors(ENTRIES).texts)


def test_titles_are_not_indexed_where_they_are_queries() -> None:
    """A title finds its document by other words than its own printed title."""
    _, documents, answers = build(ENTRIES)
    assert documents.queries["3"] == "Zwembad 3"
    assert documents.relevant["3"] == {"3"}
    assert not any(text.title for text in (*documents.texts, *answers.texts))


def test_only_substantial_answers_are_looked_for() -> None:
    """A referral of one line is neither indexed nor asked for in T3."""
    answers = build(ENTRIES)[2]
    assert [(text.id, text.question) for text in answers.texts] == [("5", "")]
    assert list(answers.queries) == ["5"]


@pytest.mark.parametrize("title", ["Zwembad - Wachtlijst", ""])
@pytest.mark.parametrize("question", ["Sinds juli wacht men.", ""])
def test_seeds_read_back_as_they_were(tmp_path: Path, title: str, question: str) -> None:
    """Our engine gets the same words in the same fields as the collection has."""
    text = Text("17", title, question, "1. Acht banen. 2. Aan de kust.")
    write_seeds([text], tmp_path)
    (document,) = reading.read((tmp_path / "17.txt").read_bytes(), "17.txt")
    fields = {"title": "", "questions": "", "answer": ""}
    for section in schema.sections(document):
        fields[section.field] = fields.get(section.field, "") + " " + section.text
    assert document.id == "17"
    assert words(fields["title"]) == words(title)
    assert words(fields["questions"]) == words(question)
    assert words(fields["answer"]) == words(text.answer)


def test_runs_are_read_by_rank() -> None:
    """The rank column decides, not the order of the lines."""
    lines = ["7 Q0 b 2 0.5 us", "7 Q0 a 1 0.9 us", "", "9 Q0 c 1 0.1 us"]
    assert parse_run(lines) == {"7": ["a", "b"], "9": ["c"]}


@pytest.mark.parametrize("line", ["7 Q0 a 1 0.9", "7 Q0 a first 0.9 us", "warning: stale"])
def test_other_lines_are_no_run(line: str) -> None:
    """A message on standard output is an error that shows the line, not a lost document."""
    with pytest.raises(RunError, match=line):
        parse_run([line])


def test_queries_are_one_line_each(tmp_path: Path) -> None:
    """A title with a line break or a tab stays one query."""
    collection = descriptors([entry(n, "SPORT\tEN\nSPEL") for n in range(5)])
    write_queries(collection, tmp_path / "queries.tsv")
    assert (tmp_path / "queries.tsv").read_text() == "1\tSPORT EN SPEL\n"


def test_no_sign_of_a_query_is_an_operator() -> None:
    """Other engines get words only."""
    assert words('"Een" -twee (drie): vier* - 5') == ["Een", "twee", "drie", "vier", "5"]


ROWS = [
    Row("ours", "1", cells={"T1": Cell({"nDCG@10": 0.5, "MRR": 0.7}, 2, None)}),
    Row("close", "2", cells={"T1": Cell({"nDCG@10": 0.49, "MRR": 0.6}, 3, 0.2)}),
    Row("far", "3", cells={"T1": Cell({"nDCG@10": 0.3, "MRR": 0.5}, 55, 0.0001)}),
    Row("absent", "", "there is no absent"),
]


def test_the_table_marks_what_may_be_chance() -> None:
    """A difference that chance explains is marked; who did not run is named with the reason."""
    table = markdown([descriptors(ENTRIES)], ROWS).splitlines()
    assert "| ours (1) | 0.5000 | 0.7000 | 2 |" in table
    assert "| close (2) | 0.4900~ | 0.6000 | 3 |" in table
    assert "| far (3) | 0.3000 | 0.5000 | 55 |" in table
    assert table[-1] == "- absent: not run, there is no absent"


def test_json_says_the_same() -> None:
    """Programs read sizes, versions, figures and chances."""
    found = json.loads(as_json([descriptors(ENTRIES)], ROWS))
    assert found["collections"]["T1"]["documents"] == 5
    assert found["engines"][1]["cells"]["T1"]["chance"] == 0.2
    assert found["engines"][3]["skipped"] == "there is no absent"


def test_a_page_gets_a_new_table_and_keeps_its_words() -> None:
    """Only what stands between the marks is replaced."""
    page = f"Before.\n{BEGIN}\nold\n{END}\nAfter.\n"
    assert insert(page, "new\n") == f"Before.\n{BEGIN}\nnew\n{END}\nAfter.\n"


def test_a_page_without_marks_is_left_alone() -> None:
    """A wrong page is an error, not a lost page."""
    with pytest.raises(ValueError, match="no lines"):
        insert("Before.\nAfter.\n", "new\n")
