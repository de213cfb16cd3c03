"""The corpus → collections: documents, queries, and which documents answer which query."""

import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

DESCRIPTOR_DOCUMENTS = range(5, 151)
"""A descriptor of fewer documents measures luck, one of more says too little."""

SUBSTANTIAL_ANSWER = 250
"""Characters; shorter answers are referrals, which no words can find by their title."""


class Entry(TypedDict):
    """A question of the corpus, as its JSON lines hold it; other keys are not used."""

    id: int
    title: str
    themes: list[str]
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Text:
    """A document as the engines get it; what is not indexed is empty.

    Args:
        id: the document's number.
        title: its title.
        question: the text of the question.
        answer: the text of the answer.
    """

    id: str
    title: str
    question: str
    answer: str

    @property
    def whole(self) -> str:
        """All of it as one text, for engines that are given one field."""
        return "\n".join(filter(None, (self.title, self.question, self.answer)))


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents, queries, and the truth.

    Args:
        name: "T1".
        task: what the queries are and what counts as found, in one line.
        texts: the documents.
        queries: the queries' texts by their id.
        relevant: the ids of the documents that answer a query, by the query's id.
        decisive: the measure that is tested for significance.
    """

    name: str
    task: str
    texts: tuple[Text, ...]
    queries: Mapping[str, str]
    relevant: Mapping[str, frozenset[str]]
    decisive: str


def read_corpus(path: Path) -> list[Entry]:
    """The entries of a corpus in JSON lines, gzipped."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def build(entries: Sequence[Entry]) -> tuple[Collection, ...]:
    """T1, T2 and T3 of the entries."""
    return descriptors(entries), own_document(entries), own_answer(entries)


def descriptors(entries: Iterable[Entry]) -> Collection:
    """T1: a subject descriptor finds the documents that have it; descriptors are not indexed."""
    having: dict[str, set[str]] = {}
    texts = []
    for entry in entries:
        texts.append(Text(str(entry["id"]), entry["title"], entry["question"], entry["answer"]))
        for theme in entry["themes"]:
            having.setdefault(theme, set()).add(str(entry["id"]))
    chosen = sorted(theme for theme, ids in having.items() if len(ids) in DESCRIPTOR_DOCUMENTS)
    return Collection(
        "T1",
        "a subject descriptor finds the documents that librarians gave it",
        tuple(texts),
        {str(number): theme for number, theme in enumerate(chosen, 1)},
        {str(number): frozenset(having[theme]) for number, theme in enumerate(chosen, 1)},
        "nDCG@10",
    )


def own_document(entries: Iterable[Entry]) -> Collection:
    """T2: a title finds its own question and answer; titles are not indexed."""
    return _known_item(
        "T2",
        "a title finds its own question and answer",
        [
            (entry["title"], Text(str(entry["id"]), "", entry["question"], entry["answer"]))
            for entry in entries
        ],
    )


def own_answer(entries: Iterable[Entry]) -> Collection:
    """T3: a title finds its own answer, among the substantial answers; nothing else is indexed."""
    return _known_item(
        "T3",
        "a title finds its own answer, in other words than the title's",
        [
            (entry["title"], Text(str(entry["id"]), "", "", entry["answer"]))
            for entry in entries
            if len(entry["answer"]) >= SUBSTANTIAL_ANSWER
        ],
    )


def _known_item(name: str, task: str, pairs: Sequence[tuple[str, Text]]) -> Collection:
    return Collection(
        name,
        task,
        tuple(text for _, text in pairs),
        {text.id: title for title, text in pairs},
        {text.id: frozenset([text.id]) for _, text in pairs},
        "MRR",
    )
