"""The Parliament's open services: every address and every field name stands here.

What is known of them was read in public code and documentation; none of it was seen live
(docs/harvest.md). So fields may be missing, further ones may come, one value may stand where a
list is expected, and an answer may be JSON or XML.
"""

import datetime
import hashlib
import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from imwsearch.errors import FetchError, UsageError
from imwsearch.messages import _
from imwsearch.reading.dates import parse_date
from imwsearch.reading.header import FILE_NUMBER

BASE = "https://ws.vlpar.be"
FILES = "https://docs.vlaamsparlement.be"
PAGES = "https://www.vlaamsparlement.be/parlementaire-documenten/schriftelijke-vragen"
ACCEPT = "application/json, application/xml;q=0.5"
MOST_HITS = 10_000
"""The service gives no more hits of one search."""
PAGE_HITS = 100

_KIND = "Schriftelijke vraag"
_REQUIRED = (
    f"paginatype:Parlementair document.aggregaat:Vraag of interpellatie.aggregaattype:{_KIND}"
)
_HIT = re.compile(r"(?:https?://be\.vlp\.feed/)?(\d{1,18})/pfls/(\d{1,18})", re.ASCII)
_NUMBER = re.compile(r"\d{1,18}", re.ASCII)
_ANSWERED = re.compile(r"(?<!on)(?<!niet )beantwoord", re.IGNORECASE)
_TELLING = ("documenttype", "status", "statusdatumSchvBeantwoord", "publicatiedatum", "thema")


@dataclass(frozen=True, slots=True)
class Service:
    """Where the services are.

    Args:
        base: the address of search and records, without a slash at the end.
        files: that of the files.
        hosts: the hosts (with a port where it is not the usual one) that may be asked.
    """

    base: str
    files: str
    hosts: frozenset[str]

    def search(self, terms: str, page: int) -> str:
        """The address of a page of hits, the first being 1; ``terms`` in the service's language."""
        query = quote(terms, safe="+:=.-")
        required = quote(_REQUIRED, safe=":.")
        return (
            f"{self.base}/api/search/query/{query}&requiredfields={required}"
            f"?collection=vp_collection&sort=date&order=asc&max={PAGE_HITS}&page={page}"
        )

    def record(self, question: str) -> str:
        """The address of a question's record."""
        return f"{self.base}/e/opendata/schv/{question}"

    def file(self, number: str) -> str:
        """The address of a file."""
        return f"{self.files}/pfile?id={number}"


def service_at(base: str = BASE) -> Service:
    """The services at an address; files come from the same place where it is not the usual one.

    Raises:
        UsageError: it is no http or https address.
    """
    base = base.rstrip("/")
    if not re.fullmatch(r"https?://[^/?#@\s]+", base):
        raise UsageError(
            _("{address} is no address of a service").format(address=base),
            _("for instance: --base-url {base}").format(base=BASE),
        )
    files = FILES if base == BASE else base
    usual = {"ws.vlpar.be", "docs.vlaamsparlement.be", "www.vlaamsparlement.be"}
    return Service(base, files, frozenset({urlsplit(base).netloc} | usual))


def page_url(question: str) -> str:
    """The address of a question's page, for people."""
    return f"{PAGES}/{question}"


def pdf_url(number: str) -> str:
    """The address of a file, for people."""
    return f"{FILES}/pfile?id={number}"


def terms(
    year: str = "",
    legislature: str = "",
    published: tuple[datetime.date, datetime.date] | None = None,
) -> str:
    """A search for the questions of a session year, a legislature, days of publication."""
    found = [f"+inmeta:zittingsjaar={year}"] * bool(year)
    found += [f"+inmeta:legislatuur={legislature}"] * bool(legislature)
    if published:
        found.append("+inmeta:publicatiedatum:daterange:{}..{}".format(*published))
    return "".join(found)


@dataclass(frozen=True, slots=True)
class Hit:
    """A file that the search found.

    Args:
        question: the question's key (schv id), digits.
        file: the file's number (pfile id), digits.
        kind: "vraag en antwoord", "antwoord", "bijlage" …; may be empty.
        themes: as the site shows them.
        askers: "Naam, Voornaam".
        ministers: the same.
        answered: the day of the answer, if the hit names one.
        digest: differs where the hit says something else of its file than before.
    """

    question: str
    file: str
    kind: str
    themes: tuple[str, ...]
    askers: tuple[str, ...]
    ministers: tuple[str, ...]
    answered: datetime.date | None
    digest: str


@dataclass(frozen=True, slots=True)
class HitPage:
    """A page of hits.

    Args:
        count: the hits of the whole search, as the service counts them.
        length: the hits on this page, with those that are no written questions.
        hits: those that can be used.
        odd: ids that are none of the service's.
    """

    count: int
    length: int
    hits: tuple[Hit, ...]
    odd: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What the service says of a question; unknown strings are empty.

    Args:
        question: its key (schv id), digits.
        number: its number, unique for one minister in one session year.
        title: its title.
        themes: its themes.
        asker: "Tom Ongena".
        minister: "Zuhal Demir"; several with commas.
        date: the day it was put.
        answered: the day it was answered, if it was.
        files: the numbers of its files, in order, without attachments.
    """

    question: str
    number: str
    title: str
    themes: tuple[str, ...]
    asker: str
    minister: str
    date: datetime.date | None
    answered: datetime.date | None
    files: tuple[str, ...]


def parse_hits(body: bytes) -> HitPage:
    """The hits of an answer of the search.

    Raises:
        FetchError: it is no such answer, or not whole.
    """
    root = _root(body)
    if "result" not in root and "count" not in root:
        raise FetchError(_("an answer without hits or count"))
    found = [hit for hit in _listed(root.get("result")) if isinstance(hit, Mapping)]
    count = _text(root.get("count"))
    read = [(hit, _metadata(hit)) for hit in found]
    ours = [(hit, tags) for hit, tags in read if _KIND in tags.get("aggregaattype", (_KIND,))]
    hits = [(_text(hit.get("id")), tags) for hit, tags in ours]
    return HitPage(
        int(count) if _NUMBER.fullmatch(count) else len(found),
        len(found),
        tuple(_hit(match, tags) for id_, tags in hits if (match := _HIT.fullmatch(id_))),
        tuple(id_ for id_, _tags in hits if not _HIT.fullmatch(id_)),
    )


def _hit(match: re.Match[str], tags: Mapping[str, tuple[str, ...]]) -> Hit:
    telling = repr([(name, tags.get(name)) for name in _TELLING]).encode()
    return Hit(
        match[1],
        match[2],
        "".join(tags.get("documenttype", ())[:1]),
        tags.get("thema", ()),
        tags.get("vraagsteller", ()),
        tags.get("minister", ()),
        parse_date("".join(tags.get("statusdatumSchvBeantwoord", ())[:1])),
        hashlib.blake2b(telling, digest_size=6).hexdigest(),
    )


def _metadata(hit: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """A hit's metatags: {name, value} each, a name as often as it has values."""
    outer = hit.get("metatags")
    tags = outer.get("metatag") if isinstance(outer, Mapping) else outer
    found: dict[str, tuple[str, ...]] = {}
    for tag in _listed(tags):
        if isinstance(tag, Mapping):
            name, values = _text(tag.get("name")), tuple(map(_text, _listed(tag.get("value"))))
            found[name] = found.get(name, ()) + values
    return found


def parse_record(body: bytes, question: str) -> Record:
    """A question's record.

    Args:
        body: the answer.
        question: the question that was asked for.

    Raises:
        FetchError: it is no record, not whole, or another question's.
    """
    root = _root(body)
    if (id_ := _text(root.get("id"))) != question:
        raise FetchError(_("the record is that of question {id}").format(id=repr(id_[:40])))
    themes = root.get("thema", root.get("themas"))
    if isinstance(themes, Mapping) and "thema" in themes:
        themes = themes["thema"]
    steps = tuple(_steps(root.get("procedureverloop")))
    files = (FILE_NUMBER.search(_address(file)) for file in _listed(root.get("bestand-ordered")))
    return Record(
        question,
        _text(root.get("vraagnummer")),
        _text(root.get("titel")) or _text(root.get("onderwerp")),
        tuple(filter(None, map(_name, _listed(themes)))),
        ", ".join(filter(None, map(_name, _listed(root.get("vraagsteller"))))),
        ", ".join(filter(None, map(_name, _listed(root.get("minister"))))),
        min((day for _status, day in steps), default=None),
        max((day for status, day in steps if _ANSWERED.search(status)), default=None),
        tuple(dict.fromkeys(match[1] for match in files if match)),
    )


def _steps(steps: object) -> Iterator[tuple[str, datetime.date]]:
    """The steps of the procedure, each its status and day."""
    for step in _listed(steps):
        if isinstance(step, Mapping) and (day := parse_date(_text(step.get("datum")))):
            yield _text(step.get("status")), day


def _address(file: object) -> str:
    if isinstance(file, Mapping):
        return _text(file.get("URL", file.get("url")))
    return _text(file)


def _name(value: object) -> str:
    """What a person or a theme is called."""
    if not isinstance(value, Mapping):
        return _text(value)
    person = f"{_text(value.get('voornaam'))} {_text(value.get('naam'))}".strip()
    return person or _text(value.get("titel")) or _text(value.get("value"))


def _listed(value: object) -> list[Any]:
    """A list where one is due: XML and some JSON writers give one value bare, and none as null."""
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def _text(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int) else ""


def _root(body: bytes) -> Mapping[str, Any]:
    """The fields of an answer in JSON or XML.

    Raises:
        FetchError: it is neither, or not whole.
    """
    try:
        if body.lstrip()[:1] == b"<":
            root: object = _from_xml(body)
        else:
            root = json.loads(body)
    except (ValueError, RecursionError, ElementTree.ParseError) as error:
        raise FetchError(_("neither JSON nor XML, or not whole")) from error
    if not isinstance(root, Mapping):
        raise FetchError(_("an answer without fields"))
    return root


def _from_xml(body: bytes) -> object:
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise ValueError("a document type is nothing that the service sends")
    return _value(ElementTree.fromstring(body), 0)  # noqa: S314 -- no entities, size is limited


def _value(element: ElementTree.Element, depth: int) -> object:
    """What JSON would hold for an element."""
    if depth > 20:
        raise ValueError("nested more deeply than anything the service sends")
    text = (element.text or "").strip()
    fields: dict[str, Any] = {}
    for name, value in _fields(element, depth):
        if name in fields:
            fields[name] = [*_listed(fields[name]), value]
        else:
            fields[name] = value
    if fields and text:
        fields.setdefault("value", text)
    return fields or text


def _fields(element: ElementTree.Element, depth: int) -> Iterator[tuple[str, object]]:
    yield from element.attrib.items()
    for child in element:
        yield child.tag.rpartition("}")[2], _value(child, depth + 1)
