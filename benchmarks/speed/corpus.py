"""The documents and queries that every engine gets."""

import gzip
import importlib.util
import json
import pickle
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

SHARED = Path(__file__).resolve().parents[3] / "shared"
WORD = re.compile(r"[^\W\d_]{3,}")
FILES = "files"
"""The folder, beside those of the indexes, that holds the documents as files."""

KINDS = ("one", "or", "and", "phrase", "prefix")


class Text(NamedTuple):
    """A document.

    Args:
        id: its id.
        title: its title.
        theme: its themes, as one text.
        questions: the question's text.
        answer: the answer's text.
        minister: whom it was put to.
        date: the day, as a number.
    """

    id: str
    title: str
    theme: str
    questions: str
    answer: str
    minister: str
    date: int

    @property
    def body(self) -> str:
        """All text but the title."""
        return f"{self.theme}\n{self.questions}\n{self.answer}"


class Query(NamedTuple):
    """A query of one kind; the words as they stand in the documents, in lower case."""

    kind: str
    words: tuple[str, ...]


def documents(count: int, cache: Path | None = None) -> list[Text]:
    """The first ``count`` documents: real ones, then ones made of their sentences.

    Args:
        count: how many.
        cache: a folder in which they are kept for the next time.
    """
    kept = cache and cache / f"documents-{count}.pickle"
    if kept and kept.exists():
        known: list[Text] = pickle.loads(kept.read_bytes())
        return known
    texts = list(_documents(count))
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(texts))
    return texts


def _documents(count: int) -> Iterator[Text]:
    if not SHARED.is_dir():
        return made_up(count)
    with gzip.open(SHARED / "corpora" / "kamer-2017.jsonl.gz", "rt", encoding="utf-8") as lines:
        real = [json.loads(line) for line in lines]
    spec = importlib.util.spec_from_file_location("make_seeds", SHARED / "tools" / "make_seeds.py")
    assert spec
    assert spec.loader
    make_seeds = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make_seeds)
    return (
        _text(n, real[n] if n < len(real) else make_seeds.recombined(real, n)) for n in range(count)
    )


def write_files(folder: Path, texts: Sequence[Text]) -> None:
    """Write each document as a file, a thousand in a folder."""
    for text in texts:
        write_file(folder, text)


def write_file(folder: Path, text: Text) -> None:
    """Write a document as a file of the seeds' format."""
    path = folder / f"{int(text.id) // 1000:03d}" / f"{text.id}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"title: {text.title}\nthema: {text.theme}\n"
        f"pdf link: https://docs.example.invalid/pfile?id={text.id}\n"
        f"thema link: https://www.example.invalid/schriftelijke-vragen/{text.id}\n"
        f"SCHRIFTELIJKE VRAAG\nnr. {text.id}\nvan A B\ndatum: {text.date % 28 + 1} januari 2017\n"
        f"aan C D\nMINISTER\n{text.questions}\nC D\nMINISTER\nANTWOORD\n"
        f"op vraag nr. {text.id} van 2 januari 2017\nvan A B\n{text.answer}\n",
        encoding="utf-8",
    )


def _text(n: int, doc: dict[str, object]) -> Text:
    themes = doc["themes"]
    assert isinstance(themes, list)
    return Text(
        str(n),
        str(doc["title"]),
        "; ".join(themes),
        str(doc["question"]),
        str(doc["answer"]),
        str(doc["portfolio"]),
        int(str(doc["date"]).replace("-", "")),
    )


def made_up(count: int) -> Iterator[Text]:
    """Documents of made-up words, where the real ones are not at hand."""
    rng = random.Random(count)
    syllables = [
        "aan",
        "be",
        "ceel",
        "de",
        "er",
        "ge",
        "huis",
        "in",
        "ka",
        "loon",
        "ma",
        "ning",
        "op",
        "pre",
        "ring",
        "se",
        "ste",
        "ten",
        "uit",
        "ver",
        "wer",
    ]
    words = ["".join(rng.choices(syllables, k=rng.randrange(1, 5))) for _ in range(60_000)]
    weights = [1 / (n + 3) for n in range(len(words))]

    def prose(length: int) -> str:
        return " ".join(rng.choices(words, weights, k=length))

    for n in range(count):
        size = int(rng.lognormvariate(5, 0.6))
        yield Text(
            str(n), prose(8), prose(2), prose(size), prose(size), f"minister {n % 20}", n % 3000
        )


def queries(texts: list[Text], count: int) -> list[Query]:
    """``count`` queries of each kind, of words as they occur in the documents."""
    rng = random.Random(7)
    return [Query(kind, _choose(rng, texts, kind)) for kind in KINDS for _ in range(count)]


def _choose(rng: random.Random, texts: list[Text], kind: str) -> tuple[str, ...]:
    text = rng.choice([t for t in rng.choices(texts, k=5) if len(_content(t)) > 3] or texts)
    match kind:
        case "or":
            return _some(rng, text, 1) + _some(rng, rng.choice(texts), rng.choice((1, 2)))
        case "and":
            return _some(rng, text, 2)
        case "phrase":
            return _phrase(rng, text)
        case "prefix":
            return (_some(rng, text, 1)[0][:5],)
        case _:
            return _some(rng, text, 1)


def _content(text: Text) -> list[str]:
    from imwsearch.dutch import analyze_word

    words = WORD.findall(f"{text.title} . {text.questions}".lower())
    return [word for word in words if analyze_word(word)]


def _some(rng: random.Random, text: Text, most: int) -> tuple[str, ...]:
    known = sorted(set(_content(text)))
    return tuple(rng.sample(known, min(most, len(known))))


def _phrase(rng: random.Random, text: Text) -> tuple[str, ...]:
    from imwsearch.dutch import analyze_word

    pairs = re.findall(r"(?=\b([^\W\d_]{3,}) ([^\W\d_]{3,})\b)", text.questions.lower())
    known = [pair for pair in pairs if analyze_word(pair[0]) and analyze_word(pair[1])]
    return rng.choice(known) if known else _some(rng, text, 1)
