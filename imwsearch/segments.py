"""The Whoosh index of one generation: written, and read as postings. The only user of whoosh."""

import hashlib
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Self

with warnings.catch_warnings():
    # whoosh 2.7.4 has invalid escapes in string literals; installers that do not compile
    # (uv, for one) leave it to the first import to say so.
    warnings.simplefilter("ignore", SyntaxWarning)
    import whoosh
    import whoosh.codec.whoosh3  # imported by whoosh at the first use
    from whoosh import analysis, fields, index
    from whoosh.reading import IndexReader, TermNotFound

from imwsearch import dutch, storing
from imwsearch.document import Document
from imwsearch.schema import TEXT_FIELDS, field_texts

WHOOSH_VERSION = ".".join(map(str, whoosh.__version__))


class DutchAnalyzer(analysis.Analyzer):  # type: ignore[misc]
    """The project's own analyzer in the form that Whoosh calls."""

    def __call__(self, value: str, **wanted: Any) -> Iterator[analysis.Token]:
        """The index terms of a text as Whoosh tokens: stems, then the parts of compounds."""
        token = analysis.Token(**{"positions": True, "chars": True, **wanted})
        for word in dutch.tokenize(value):
            analysed = dutch.analyze_word(word.word)
            if analysed is None:
                continue
            token.pos, token.startchar, token.endchar = word.position, word.start, word.end
            for text, boost in _terms(analysed):
                token.text = token.original = text
                token.boost = boost
                token.stopped = False
                yield token


def _terms(analysed: dutch.Analysis) -> Iterator[tuple[str, float]]:
    yield analysed.stem, 1.0
    for part in analysed.parts:
        yield part, dutch.PART_WEIGHT


def schema() -> fields.Schema:
    """The Whoosh schema: five text fields, and one field for each fact."""
    text = {name: fields.TEXT(analyzer=DutchAnalyzer(), stored=False) for name in TEXT_FIELDS}
    names = {
        name: fields.KEYWORD(stored=True, lowercase=True)
        for name in ("asker", "minister", "portfolio")
    }
    facts = {
        name: fields.ID(stored=True)
        for name in ("path", "session_year", "status", "pdf_url", "page_url")
    }
    return fields.Schema(
        id=fields.ID(stored=True, unique=True, sortable=True),
        number=fields.NUMERIC(stored=True),
        date=fields.DATETIME(stored=True),
        answer_date=fields.DATETIME(stored=True),
        document=fields.STORED,
        **text,
        **names,
        **facts,
    )


def create(folder: Path) -> None:
    """Make an empty Whoosh index in an empty folder."""
    index.create_in(str(folder), schema())


class Writer:
    """Changes to the index in one folder that nobody reads yet; see ``writing``."""

    def __init__(self, opened: index.FileIndex, memory_megabytes: int) -> None:
        self._base = opened.reader()
        self._writer = opened.writer(limitmb=memory_megabytes)

    def add(self, document: Document) -> None:
        """Add a document; the index holds no other with its id after this build."""
        self._writer.add_document(**_values(document))

    def remove(self, id_: str) -> None:
        """Remove the document with this id that was there before this build."""
        for number in _numbers(self._base, id_):
            self._writer.delete_document(number)

    def replace(self, document: Document) -> None:
        """Put a document in the place of the one that had its id, if there was one."""
        self.remove(document.id)
        self.add(document)

    def close(self, commit: bool) -> None:
        """Write the changes, or forget them."""
        self._base.close()
        if commit:
            self._writer.commit()
        else:
            self._writer.cancel()


@contextmanager
def writing(folder: Path, memory_megabytes: int = 256) -> Iterator[Writer]:
    """A writer whose changes are written at the end, or forgotten when an error passes."""
    writer = Writer(index.open_dir(str(folder)), memory_megabytes)
    try:
        yield writer
    except BaseException:
        writer.close(commit=False)
        raise
    writer.close(commit=True)


def _values(document: Document) -> dict[str, object]:
    answer = document.answer
    values: dict[str, object] = {
        "id": document.id,
        "number": document.number,
        "date": _at_midnight(document.date),
        "answer_date": _at_midnight(answer.date if answer else None),
        "document": storing.dump(document),
        "asker": document.asker,
        "minister": document.minister,
        "portfolio": document.portfolio,
        "path": document.path,
        "session_year": document.session_year,
        "status": document.status.value,
        "pdf_url": document.pdf_url,
        "page_url": document.page_url,
        **field_texts(document),
    }
    return {name: value for name, value in values.items() if value not in (None, "")}


def _at_midnight(day: date | None) -> datetime | None:
    return datetime(day.year, day.month, day.day) if day else None


@dataclass(frozen=True)
class Segments:
    """The segments of one generation, opened for reading; documents go by number.

    Numbers hold within one generation only.
    """

    reader: IndexReader

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The segments in a folder; raises whatever whoosh does where they are damaged."""
        return cls(index.open_dir(str(folder)).reader())

    @cached_property
    def documents(self) -> int:
        """How many documents there are."""
        return int(self.reader.doc_count())

    def postings(self, term: str) -> dict[int, dict[str, float]]:
        """For each document that has the term, its frequency by field; parts count half."""
        found: dict[int, dict[str, float]] = {}
        for reader, base in self.reader.leaf_readers():
            for field in TEXT_FIELDS:
                for number, weight in _postings(reader, field, term):
                    found.setdefault(base + number, {})[field] = weight
        return found

    def lengths(self, number: int) -> Mapping[str, float]:
        """How many terms each text field of a document has."""
        return {field: self.reader.doc_field_length(number, field) for field in TEXT_FIELDS}

    def document(self, number: int) -> Document:
        """The document as it was read."""
        return storing.load(self.reader.stored_fields(number)["document"])

    def id(self, number: int) -> str:
        """The id of a document."""
        return str(self._ids[number])

    @cached_property
    def _ids(self) -> Any:
        return self.reader.column_reader("id")

    def names(self) -> Iterator[tuple[int, tuple[str, str, str]]]:
        """For every document its number, and its id, path and page's number."""
        for number, stored in self.reader.iter_docs():
            page = stored.get("page_url", "").rstrip("/").rpartition("/")[2]
            yield number, (stored["id"], stored["path"], page)


def _numbers(reader: IndexReader, id_: str) -> list[int]:
    try:
        return list(reader.postings("id", id_).all_ids())
    except TermNotFound:
        return []


def _postings(reader: IndexReader, field: str, term: str) -> Iterator[tuple[int, float]]:
    try:
        matcher = reader.postings(field, term)
    except TermNotFound:
        return
    while matcher.is_active():
        yield matcher.id(), matcher.weight()
        matcher.next()


def schema_digest() -> str:
    """A short name of the schema that changes whenever the schema does."""
    described = [(name, type(field).__name__, field.stored) for name, field in schema().items()]
    return hashlib.sha256(repr(described).encode()).hexdigest()[:12]
