"""Many documents in one file: a JSON object a line, or rows with named columns."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice

from imwsearch import limits
from imwsearch.document import Document
from imwsearch.errors import DocumentError
from imwsearch.messages import _
from imwsearch.reading.dates import parse_date
from imwsearch.reading.header import Header, id_by_name
from imwsearch.reading.heads import Head
from imwsearch.reading.question import BAD_DATE, NO_RECORD, assemble, compose
from imwsearch.text import repair

UNKNOWN = "a column without meaning here"

_COLUMNS = {
    "id": "id",
    "title": "title", "titel": "title", "onderwerp": "title",
    "theme": "themes", "themes": "themes", "thema": "themes", "themas": "themes",
    "pdf link": "pdf_url", "pdf url": "pdf_url",
    "thema link": "page_url", "page url": "page_url", "url": "page_url",
    "number": "number", "nummer": "number", "nr": "number", "vraagnummer": "number",
    "asker": "asker", "vraagsteller": "asker",
    "minister": "minister",
    "portfolio": "portfolio", "bevoegdheid": "portfolio",
    "date": "date", "datum": "date",
    "text": "text", "tekst": "text",
    "question": "question", "questions": "question", "vraag": "question", "vragen": "question",
    "answer": "answer", "antwoord": "answer",
    "answer date": "answer_date", "datum antwoord": "answer_date",
}  # fmt: skip
_TEXTS = frozenset(("title", "text", "question", "answer"))
_NAMED = 5
"""So many of the records that are left out are named."""

_DELIMITERS = ",;\t"
_SEPARATORS = re.compile(r"[\s_-]+")
_DIGITS = re.compile(r"[0-9]{1,9}")

Record = Mapping[str, str]


def read_table(text: str, name: str) -> Iterator[Document] | None:
    """The documents of a file of records, if it is one.

    JSON: one object a line, one object, or a list of objects; in a file whose name ends with
    .jsonl any line may be none, the first too. A table: its first line names the columns, with ","
    or ";" or a tab between them.

    Args:
        text: the file, decoded and nothing more.
        name: its path below the seeds' folder; the path of each document.

    Returns:
        A document for each record that could be read, made when it is asked for; None where the
        file holds no records.

    Raises:
        DocumentError: it holds records, and none could be read, or there are too many.
    """
    is_lines = name.lower().endswith(".jsonl")
    if is_lines or text.lstrip()[:1] in "{[":
        records = _json_records(text)
        first = next(records, None)
        if is_lines and first is None and any(isinstance(one, dict) for one in _json_lines(text)):
            return _documents(_json_lines(text), name)
        if isinstance(first, dict):
            return _documents(chain([first], records), name)
        if name.lower().endswith((".json", ".jsonl")):
            raise DocumentError(_("it is no JSON, or holds no records"))
    if delimiter := _delimiter(text):
        try:
            return _documents(_rows(text, delimiter), name)
        except csv.Error as error:
            raise DocumentError(_("damaged table: {reason}").format(reason=error)) from error
    return None


def _rows(text: str, delimiter: str) -> Iterator[object]:
    csv.field_size_limit(limits.DOCUMENT_BYTES)
    rows = csv.reader(io.StringIO(text.lstrip(), newline=""), delimiter=delimiter)
    names = next(rows)
    return (dict(zip(names, row, strict=False)) for row in rows if row)


def _json_lines(text: str) -> Iterator[object]:
    return (_loaded(line) for line in text.split("\n") if line.strip())


def _json_records(text: str) -> Iterator[object]:
    lines = _json_lines(text)
    first = next(lines, None)
    if isinstance(first, dict):
        yield first
        yield from lines
    else:
        del first, lines  # of a list that is one line, all would be there twice
        whole = _loaded(text)
        yield from whole if isinstance(whole, list) else [whole]


def _loaded(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _delimiter(text: str) -> str:
    line = text.lstrip().partition("\n")[0]
    for delimiter in _DELIMITERS if len(line) < limits.TITLE_CHARACTERS else "":
        names = {_column(name.strip(' "')) for name in line.split(delimiter)} - {""}
        if len(names) > 1 and names & _TEXTS:
            return delimiter
    return ""


def _column(name: str) -> str:
    return _COLUMNS.get(_SEPARATORS.sub(" ", name.strip().casefold()), "")


def _documents(records: Iterable[object], name: str) -> Iterator[Document]:
    unknown: dict[str, None] = {}
    every = [_fields(record, unknown) for record in islice(records, limits.RECORDS + 1)]
    if len(every) > limits.RECORDS:
        raise DocumentError(_("more than {most} records").format(most=limits.RECORDS))
    found = [(number, one) for number, one in enumerate(every, 1) if _TEXTS & one.keys()]
    if not found:
        raise DocumentError(_("no record with a title or a text"))
    problems = [f"{UNKNOWN}: {column[:80]}" for column in unknown]
    lost = [str(number) for number, one in enumerate(every, 1) if not _TEXTS & one.keys()]
    if lost:
        more = ["…"] * (len(lost) > _NAMED)
        problems.append(f"{NO_RECORD}: {', '.join(lost[:_NAMED] + more)}")
    documents = (_document(fields, name, number) for number, fields in found)
    first = next(documents)
    return chain([first.changed(problems=(*first.problems, *problems))], documents)


def _fields(record: object, unknown: dict[str, None]) -> dict[str, str]:
    """The values of a record by our names; columns of one meaning are joined."""
    fields: dict[str, str] = {}
    for name, value in record.items() if isinstance(record, dict) else ():
        column, text = _column(str(name)), repair(_string(value))
        if not column:
            unknown[repair(str(name))] = None
        elif text.strip():
            joined = ";" if column == "themes" else "\n"
            fields[column] = fields[column] + joined + text if column in fields else text
    return fields


def _string(value: object, depth: int = 3) -> str:
    """A value as text: lists are joined, people have a first and a last name."""
    if isinstance(value, list | dict) and not depth:
        return ""  # deeper than anything that is meant
    if isinstance(value, list):
        return ";".join(_string(one, depth - 1) for one in value)
    if isinstance(value, dict):
        names = (value[key] for key in ("voornaam", "naam") if key in value)
        return " ".join(_string(name, depth - 1) for name in names)
    return "" if value is None else str(value)


def _document(fields: Record, name: str, number: int) -> Document:
    header = Header(
        _line(fields, "title"),
        tuple(filter(None, map(str.strip, fields.get("themes", "").split(";")))),
        _line(fields, "pdf_url"),
        _line(fields, "page_url"),
    )
    printed = _line(fields, "number")
    head = Head(
        number=printed if _DIGITS.fullmatch(printed) else "",
        date=_line(fields, "date"),
        asker=_line(fields, "asker"),
        minister=_line(fields, "minister"),
        portfolio=_line(fields, "portfolio"),
        title=header.title,
    )
    document = _composed(fields, header, head, name)
    own = _line(fields, "id") or header.number
    days = (_line(fields, column) for column in ("date", "answer_date"))
    wrong = [f"{BAD_DATE}: {day[:80]}" for day in days if day and not parse_date(day)]
    return document.changed(
        id=own or f"{id_by_name(name)}-{number}", problems=(*document.problems, *wrong)
    )


def _composed(fields: Record, header: Header, head: Head, name: str) -> Document:
    if "text" in fields and "question" not in fields and "answer" not in fields:
        return assemble(header, fields["text"], name, head)
    asked = "\n".join(fields[column] for column in ("text", "question") if column in fields)
    said = fields.get("answer", "")
    reply = Head(
        head.number, _line(fields, "answer_date"), head.asker, head.minister, head.portfolio
    )
    return compose(header, head, "\n" + asked, reply if said else None, "\n" + said, name)


def _line(fields: Record, column: str) -> str:
    return " ".join(fields.get(column, "").split())
