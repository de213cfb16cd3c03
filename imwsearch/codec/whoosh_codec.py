"""The segments as a Whoosh index: Whoosh's own searcher reads them through its codec interface.

``whoosh_toc`` makes a folder of segments one that ``whoosh.index.open_dir`` opens. Text fields show
the stems that stand in them, other fields of the schema the values of the column with their name.
Whoosh only reads; documents are added and removed by the project's own writer.
"""

import datetime
import os
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple, NoReturn

from imwsearch.codec.columns import keywords, number
from imwsearch.codec.places import field_test, occurrences
from imwsearch.codec.ranking import FIELDS, STOP
from imwsearch.codec.segment import Segment
from imwsearch.codec.whoosh_import import base, fields, matching, reading

INDEX = "MAIN"
_STOP = STOP.encode()


class Posting(NamedTuple):
    """A term's occurrences in one field of a document.

    Args:
        doc: the document.
        positions: the places, from the beginning of the field; () in fields without places.
    """

    doc: int
    positions: tuple[int, ...]


def segments(
    schema: Any, listed: Iterable[tuple[str, int, frozenset[int]]]
) -> "list[CodecSegment]":
    """The segments as the table of contents lists them (``whoosh_toc``).

    Args:
        schema: a ``whoosh.fields.Schema``.
        listed: for each its file's name, how many documents are in it, those that are no more.
    """
    columns = {n: f for n, f in schema.items() if n not in FIELDS and f.indexed}
    return [CodecSegment(*one, columns) for one in listed]


def _refuse(*_args: Any, **_kwargs: Any) -> NoReturn:
    raise NotImplementedError("Whoosh only reads this index; imwsearch writes it.")


class Codec(base.Codec):  # type: ignore[misc]
    """Gives Whoosh its readers of our segments."""

    per_document_writer = field_writer = postings_writer = new_segment = _refuse
    postings_reader = _refuse  # used by stock codecs' own readers only

    def terms_reader(self, storage: Any, segment: "CodecSegment") -> "TermsReader":
        """The terms of a segment."""
        return TermsReader(segment.open(storage), segment.columns)

    def per_document_reader(self, storage: Any, segment: "CodecSegment") -> "DocumentReader":
        """The documents of a segment."""
        return DocumentReader(segment.open(storage))


class CodecSegment(base.Segment):  # type: ignore[misc]
    """A segment as the table of contents names it.

    Args:
        name: its file's name.
        documents: how many documents are in it.
        deleted: those that are no more.
        columns: the schema's fields that are not text: they say how values become terms.
    """

    def __init__(
        self, name: str, documents: int, deleted: frozenset[int], columns: dict[str, Any]
    ) -> None:
        self.columns = columns
        self.indexname = INDEX
        self.segid = name.removeprefix(f"{INDEX}_").removesuffix(".imw")
        self.compound = False
        self._documents = documents
        self._deleted = deleted

    def open(self, storage: Any) -> Segment:
        """Map the segment's file."""
        return Segment(os.path.join(storage.folder, self.make_filename(".imw")))

    def codec(self) -> Codec:
        return Codec()

    def doc_count_all(self) -> int:
        return self._documents

    def deleted_count(self) -> int:
        return len(self._deleted)

    def deleted_docs(self) -> Iterator[int]:
        return iter(self._deleted)

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self._deleted

    set_doc_count = delete_document = _refuse


class Matcher(matching.ListMatcher):  # type: ignore[misc]
    """Walks the postings of a term; encodes positions only where they are asked for."""

    def id(self) -> int:
        """The document; at the end the last one: AndNotMatcher asks then, stock lists say so."""
        return int(self._ids[min(self._i, len(self._ids) - 1)])

    def value(self) -> bytes:
        positions = self._values[self._i]
        return bytes(self._format.encode(positions)) if positions else b""

    def value_as(self, astype: str) -> Any:
        if astype == "positions":
            return list(self._values[self._i])
        return super().value_as(astype)

    def copy(self) -> "Matcher":
        same: Matcher = super().copy()
        same._term, same._terminfo = self._term, self._terminfo
        return same


class TermsReader(base.TermsReader):  # type: ignore[misc]
    """The terms of all fields."""

    def __init__(self, segment: Segment, columns: dict[str, Any]) -> None:
        self._segment = segment
        self._fields: dict[str, _Stems | _Values] = {
            name: _Stems(segment, number) for number, name in enumerate(FIELDS)
        }
        for name, field in columns.items():
            self._fields[name] = _Values(segment, name, field)

    def _postings(self, term: tuple[str, bytes]) -> list[Posting]:
        name, text = term
        return self._fields[name].postings(text) if name in self._fields else []

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return bool(self._postings(term))

    def cursor(self, fieldname: str, fieldobj: Any) -> "Cursor":
        return Cursor(self._fields[fieldname], fieldobj)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        return chain.from_iterable(self.terms_of(name) for name in sorted(self._fields))

    def terms_of(self, fieldname: str) -> Iterator[tuple[str, bytes]]:
        """The terms of a field, in order."""
        return ((fieldname, term) for term in self._fields[fieldname].terms(b""))

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        later = (name for name in sorted(self._fields) if name > fieldname)
        return chain(
            ((fieldname, term) for term in self._fields[fieldname].terms(prefix)),
            chain.from_iterable(map(self.terms_of, later)),
        )

    def items(self) -> Iterator[tuple[tuple[str, bytes], Any]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], Any]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> Any:
        postings = self._postings((fieldname, text))
        if not postings:
            raise KeyError((fieldname, text))
        weights = [max(1, len(posting.positions)) for posting in postings]
        length = self._length(fieldname)
        lengths = [length(posting.doc) for posting in postings]
        return reading.TermInfo(
            sum(weights),
            len(postings),
            min(lengths),
            max(lengths),
            max(weights),
            postings[0].doc,
            postings[-1].doc,
        )

    def _length(self, fieldname: str) -> Callable[[int], int]:
        if fieldname not in FIELDS:
            return lambda doc: 1
        return self._segment.sections[f"length.{FIELDS.index(fieldname)}"].__getitem__

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> Matcher:
        postings = self._postings((fieldname, text))
        if not postings:
            raise reading.TermNotFound(f"No term {fieldname}:{text!r}")
        return Matcher(
            [posting.doc for posting in postings],
            [float(max(1, len(posting.positions))) for posting in postings],
            [posting.positions for posting in postings],
            format_,
            scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )

    def indexed_field_names(self) -> list[str]:
        return sorted(self._fields)


class _Stems:
    """The stems that stand in one text field."""

    def __init__(self, segment: Segment, field: int) -> None:
        self._segment = segment
        self._field = field
        self._known: dict[bytes, list[Posting]] = {}

    def terms(self, start: bytes) -> Iterator[bytes]:
        stems = self._segment.stems
        first = bisect_left(stems, start)
        for n in range(first, len(stems)):
            if not stems[n].startswith(_STOP) and self.postings(stems[n]):
                yield stems[n]

    def postings(self, term: bytes) -> list[Posting]:
        known = self._known.get(term)
        if known is None:
            known = self._known[term] = self._read(term)
        return known

    def _read(self, term: bytes) -> list[Posting]:
        segment = self._segment
        stem = -1 if term.startswith(_STOP) else segment.stems.find(term.decode())
        if stem < 0:
            return []
        starts = segment.sections[f"field_at.{self._field}"]
        within = field_test(segment, self._field)
        found: dict[int, list[int]] = {}
        for doc, place in self._occurrences(stem):
            if within(doc, place):
                found.setdefault(doc, []).append(place - starts[doc])
        return [Posting(doc, tuple(positions)) for doc, positions in found.items()]

    def _occurrences(self, stem: int) -> Iterator[tuple[int, int]]:
        segment = self._segment
        if not segment.has_wide:
            return ((code >> 16, code & 0xFFFF) for code in occurrences(segment, stem))
        docs = segment.postings(stem).docs
        return ((doc, place) for doc in docs for place in segment.places(stem, doc))


class _Values:
    """The terms of a column, as a field of the schema makes them of its values."""

    def __init__(self, segment: Segment, name: str, field: Any) -> None:
        self._segment = segment
        self._name = name
        self._field = field

    def terms(self, start: bytes) -> Iterator[bytes]:
        return iter(self._terms[bisect_left(self._terms, start) :])

    def postings(self, term: bytes) -> list[Posting]:
        return [Posting(doc, ()) for doc in self._docs.get(term, ())]

    @cached_property
    def _terms(self) -> list[bytes]:
        return sorted(self._docs)

    @cached_property
    def _docs(self) -> dict[bytes, list[int]]:
        docs: dict[bytes, list[int]] = {}
        for doc in range(self._segment.documents):
            for value in _values(self._segment, self._name, self._field, doc):
                for term, *_ in self._field.index(value):
                    if docs.setdefault(term, [-1])[-1] != doc:
                        docs[term].append(doc)
        return {term: own[1:] for term, own in docs.items()}


def _values(segment: Segment, name: str, field: Any, doc: int) -> tuple[Any, ...]:
    """The values of a document in a column, as the field takes them."""
    if name == "id":
        return (segment.id_of(doc),)
    known = number(segment, name, doc)
    if known is None:
        return keywords(segment, name, doc)
    if isinstance(field, fields.DATETIME):
        return (datetime.datetime.fromordinal(known),)
    return (known,)


class Cursor(base.FieldCursor):  # type: ignore[misc]
    """Steps through the terms of a field."""

    def __init__(self, field: _Stems | _Values, fieldobj: Any) -> None:
        self._field = field
        self._fieldobj = fieldobj
        self._text: str | None = None
        self._term: bytes | None = None
        self.find(b"")

    def first(self) -> str | None:
        return self.find(b"")

    def find(self, term: str | bytes) -> str | None:
        start: bytes = self._fieldobj.to_bytes(term) if isinstance(term, str) else term
        self._following = self._field.terms(start)
        return self.next()

    def next(self) -> str | None:
        self._term = next(self._following, None)
        self._text = None if self._term is None else self._fieldobj.from_bytes(self._term)
        return self._text

    def text(self) -> str | None:
        return self._text

    def is_valid(self) -> bool:
        return self._term is not None


class DocumentReader(base.PerDocumentReader):  # type: ignore[misc]
    """The documents of a segment."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def doc_count(self) -> int:
        return self._segment.living

    def doc_count_all(self) -> int:
        return self._segment.documents

    def has_deletions(self) -> bool:
        return bool(self._segment.deleted)

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self._segment.deleted

    def deleted_docs(self) -> Iterator[int]:
        return iter(sorted(self._segment.deleted))

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """The columns' values, the id, and the stored bytes under "document"."""
        segment = self._segment
        found: dict[str, Any] = {
            "id": segment.id_of(docnum),
            "document": segment.stored(docnum).decode(errors="replace"),
        }
        for section in segment.sections:
            kind, _, name = section.partition(".")
            if kind == "n" and (known := number(segment, name, docnum)) is not None:
                found[name] = known
            elif kind == "k" and (values := keywords(segment, name, docnum)):
                found[name] = ", ".join(values)
        return found

    def _lengths(self, fieldname: str) -> Sequence[int]:
        if fieldname not in FIELDS:
            return (1,) * self._segment.documents
        return self._segment.sections[f"length.{FIELDS.index(fieldname)}"].tolist()

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        if fieldname not in FIELDS:
            return default
        return int(self._segment.sections[f"length.{FIELDS.index(fieldname)}"][docnum])

    def field_length(self, fieldname: str) -> int:
        return sum(self._lengths(fieldname))

    def min_field_length(self, fieldname: str) -> int:
        return min(self._lengths(fieldname))

    def max_field_length(self, fieldname: str) -> int:
        return max(self._lengths(fieldname))
