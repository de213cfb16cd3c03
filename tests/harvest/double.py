"""A double of the Parliament's services: a real HTTP server on loopback, with faults.

What it answers is written after documents.md, in JSON or XML; nothing in it was recorded.
"""

import datetime
import hashlib
import http.server
import json
import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

from imwsearch.days import printed

FIRST_DAY = datetime.date(2024, 9, 23)
DAYS = 300
THEMES = ("Werk", "Sport", "Welzijn, gezin en armoede", "Mobiliteit")
ASKERS = (("Tom", "Ongena"), ("An", "Janssens"), ("Els", "Maes"))
MINISTERS = (("Zuhal", "Demir"), ("Bo", "Peeters"))
SUBJECTS = ("wachtlijsten", "loonpremies", "fietspaden", "bibliotheken", "zwembaden")

FAULTS = (
    "503", "retry", "cut", "short", "garbage", "redirect", "other", "reset", "slow", "gzip",
)  # fmt: skip
"""What goes wrong with the first request for an address, and with no later one."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question of the double."""

    number: int
    answered: bool

    @property
    def id(self) -> str:
        return str(1_800_000 + self.number)

    @property
    def file(self) -> str:
        return str(2_000_000 + 3 * self.number + self.answered)

    @property
    def day(self) -> datetime.date:
        return FIRST_DAY + datetime.timedelta(days=self.number % DAYS)

    @property
    def answer_day(self) -> datetime.date:
        """The day of the answer, which its text does not name."""
        return self.day + datetime.timedelta(days=5 + self.number % 20)

    @property
    def title(self) -> str:
        return f"Stand van de {SUBJECTS[self.number % 5]} - Nummer {self.number} & <meer>"

    @property
    def themes(self) -> list[str]:
        first = THEMES[self.number % 4]
        return [first, "Toerisme"] if self.number % 10 == 0 else [first]

    @property
    def asker(self) -> tuple[str, str]:
        return ASKERS[self.number % 3]

    @property
    def minister(self) -> tuple[str, str]:
        return MINISTERS[self.number % 2]

    def lines(self) -> list[str]:
        """The text of its file."""
        asker, minister = (" ".join(name).upper() for name in (self.asker, self.minister))
        day = printed(self.day.isoformat())
        lines = [
            *("SCHRIFTELIJKE VRAAG", f"nr. {self.number + 1}", f"van {asker}", f"datum: {day}"),
            *(f"aan {minister}", "VLAAMS MINISTER VAN WERK", self.title),
            *("Er is veel vraag naar zwembaden.", f"1. Hoeveel waren er in {self.number}?"),
        ]
        if self.answered:
            lines += [
                *(minister, "VLAAMS MINISTER VAN WERK", "ANTWOORD"),
                *(f"op vraag nr. {self.number + 1} van {day}", f"van {asker}"),
                f"1. Er waren er {self.number * 7} in heel Vlaanderen, en dat zijn er genoeg.",
            ]
        return lines


def pdf(lines: list[str]) -> bytes:
    """A PDF of one page, as small as may be."""
    shown = (line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines)
    text = "BT /F 9 Tf 12 TL 40 800 Td " + " T* ".join(f"({line}) Tj" for line in shown) + " ET"
    content = text.encode("cp1252")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        body
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    )


def to_xml(name: str, value: Any) -> str:
    """A value as the service's XML has it."""
    if isinstance(value, list):
        return "".join(to_xml(name, each) for each in value)
    if isinstance(value, dict):
        inner = "".join(to_xml(key, each) for key, each in value.items())
        return f"<{name}>{inner}</{name}>"
    return f"<{name}>{escape(str(value))}</{name}>"


@dataclass
class Double:
    """The services' content and their faults.

    Args:
        questions: how many there are.
        faults: one address in so many meets a fault at the first request; 0 for none.
        attachments: hits beside the question's own, for each question.
        broken: addresses that always meet a fault, by a part of them.
        odd_hits: ids that hits have beside those of the questions.
    """

    questions: int = 40
    faults: int = 0
    attachments: int = 1
    broken: dict[str, str] = field(default_factory=dict)
    odd_hits: list[str] = field(default_factory=list)
    unanswered: set[int] = field(default_factory=set)
    url: str = ""
    requests: Counter[str] = field(default_factory=Counter)
    log: list[tuple[str, int]] = field(default_factory=list)
    met: Counter[str] = field(default_factory=Counter)
    agents: set[str] = field(default_factory=set)
    _found: dict[Any, list[tuple[str, str, int, str]]] = field(default_factory=dict)

    def case(self, number: int) -> Case:
        return Case(number, number not in self.unanswered)

    def cases(self) -> list[Case]:
        return [self.case(number) for number in range(self.questions)]

    def fault(self, path: str) -> str:
        """What goes wrong with this request."""
        self.requests[path] += 1
        for part, fault in self.broken.items():
            if part in path:
                return fault
        digest = int.from_bytes(hashlib.blake2b(path.encode(), digest_size=4).digest())
        if not self.faults or self.requests[path] > 1 or digest % self.faults:
            return ""
        fault = FAULTS[digest // self.faults % len(FAULTS)]
        return "503" if fault == "other" and "/schv/" not in path else fault

    def answer(self, path: str) -> tuple[bytes, str, bool]:
        """Body, content type, and whether it has a validator; KeyError where there is nothing."""
        parts = urlsplit(path)
        if match := re.fullmatch(r"/e/opendata/schv/(\d+)", parts.path):
            case = self._find(int(match[1]) - 1_800_000)
            return *self._form(self._record(case), "schv", case.number % 7 == 3), True
        if parts.path in {"/pfile", "/files/pfile"}:
            number = int(parse_qs(parts.query)["id"][0]) - 2_000_000
            case = self._find(number // 3)
            if case.answered < number % 3:
                raise KeyError(path)
            lines = Case(case.number, bool(number % 3)).lines()
            return pdf(lines), "application/pdf", True
        if parts.path.startswith("/api/search/query/"):
            page = int(parse_qs(parts.query)["page"][0])
            return *self._form(
                self._hits(unquote(parts.path), page), "search", page % 4 == 2
            ), False
        raise KeyError(path)

    def _find(self, number: int) -> Case:
        if not 0 <= number < self.questions:
            raise KeyError(number)
        return self.case(number)

    def _form(self, value: dict[str, Any], name: str, as_xml: bool) -> tuple[bytes, str]:
        if as_xml:
            text = '<?xml version="1.0" encoding="UTF-8"?>' + to_xml(name, value)
            return text.encode(), "application/xml;charset=UTF-8"
        return json.dumps(value).encode(), "application/json"

    def _record(self, case: Case) -> dict[str, Any]:
        asker, minister = case.asker, case.minister
        steps = [{"status": "Vraag gesteld aan de minister", "datum": f"{case.day}T00:00:00+0200"}]
        if case.answered:
            steps.append({"status": "Tijdig beantwoord", "datum": str(case.answer_day)})
        as_xml = case.number % 7 == 3
        return {
            "id": int(case.id),
            "vraagnummer": case.number + 1,
            "titel": case.title,
            "zittingsjaar": "2024-2025",
            **({"themas": {"thema": case.themes}} if as_xml else {"thema": case.themes}),
            "vraagsteller": {"id": 1, "voornaam": asker[0], "naam": asker[1]},
            "minister": [{"id": 2, "voornaam": minister[0], "naam": minister[1]}],
            "procedureverloop": steps,
            "bestand-ordered": [{"URL": f"https://docs.vlaamsparlement.be/pfile?id={case.file}"}],
            "onbekend": {"veld": None} if not as_xml else "?",
        }

    def _hits(self, query: str, page: int) -> dict[str, Any]:
        days = re.search(r"daterange:(\S{10})\.\.(\S{10})&", query)
        key = (days[1], days[2]) if days else ("", "9")
        if (len(self.unanswered), key) not in self._found:
            self._found = {(len(self.unanswered), key): sorted(self._find_all(*key))}
        found = self._found[len(self.unanswered), key]
        found = found + found[:1]  # the same hit twice, at both ends
        result = [self._hit(*hit) for hit in found[(page - 1) * 100 : page * 100]]
        if page == 1:
            result += [self._hit(str(FIRST_DAY), odd, 0, "antwoord") for odd in self.odd_hits]
        return {"count": len(found), "firstindex": (page - 1) * 100, "result": result}

    def _find_all(self, first: str, last: str) -> Iterator[tuple[str, str, int, str]]:
        """Day, id, question and kind of all files published on these days."""
        for case in self.cases():
            day = str(case.day)
            if first <= day <= last:
                kind = "vraag en antwoord" if case.answered else "vraag"
                yield day, f"{case.id}/pfls/{case.file}", case.number, kind
                for n in range(self.attachments):
                    yield (
                        day,
                        f"{case.id}/pfls/{3_000_000 + 9 * case.number + n}",
                        case.number,
                        "bijlage",
                    )

    def _hit(self, day: str, id_: str, number: int, kind: str) -> dict[str, Any]:
        case = self.case(number)
        named = {
            "aggregaattype": ["Schriftelijke vraag"],
            "documenttype": [kind],
            "thema": case.themes,
            "vraagsteller": [", ".join(reversed(case.asker))],
            "minister": [", ".join(reversed(case.minister))],
            "publicatiedatum": [day],
        }
        tags = [{"name": name, "value": v} for name, values in named.items() for v in values]
        return {"id": f"http://be.vlp.feed/{id_}", "date": day, "metatags": {"metatag": tags}}


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    double: Double

    def do_GET(self) -> None:
        self.double.agents.add(self.headers.get("User-Agent", ""))
        fault = self.double.fault(self.path)
        self.double.met[fault] += bool(fault)
        try:
            body, kind, lasting = self.double.answer(self.path)
        except (KeyError, ValueError):
            self._send(404, b"nothing", {})
            return
        tag = f'"{hashlib.blake2b(body, digest_size=6).hexdigest()}"'
        headers = {"Content-Type": kind, **({"ETag": tag} if lasting else {})}
        if fault:
            self._fail(fault, body, headers)
        elif lasting and self.headers.get("If-None-Match") == tag:
            self._send(304, b"", headers)
        else:
            self._send(200, body, headers)

    def _fail(self, fault: str, body: bytes, headers: dict[str, str]) -> None:
        whole = len(body)
        error_page = b"<html><body>Er ging iets mis</body></html>"
        elsewhere = {"Location": "http://elsewhere.example.invalid/"}
        here = {"Location": re.sub("^/pfile", "/files/pfile", self.path)}
        sent: dict[str, tuple[int, bytes, dict[str, str]]] = {
            "503": (503, b"<html>overloaded</html>", {}),
            "retry": (429, b"", {"Retry-After": "0"}),
            "cut": (200, body[: whole // 2], headers),  # the connection ends before the body
            "short": (200, body, headers),  # the length is wrong: the body goes on after it
            "garbage": (200, error_page, headers),  # a PDF that is none
            "redirect": (302, b"", here),
            "other": (200, body.replace(b"18", b"99", 1), headers),  # another question's id
            "slow": (200, body, headers),
            "gzip": (200, body, headers | {"Content-Encoding": "gzip"}),  # it is not
            "away": (302, b"", elsewhere),
            "gone": (404, b"", {}),
            "word": (200, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), headers),
        }
        if fault in sent:
            lengths = {"cut": whole, "short": whole // 2}
            self._send(*sent[fault], lengths.get(fault), 0.05 * (fault == "slow"))
        self.close_connection = self.close_connection or fault in {"cut", "reset"}

    def _send(
        self,
        status: int,
        body: bytes,
        headers: dict[str, str],
        length: int | None = None,
        pause: float = 0,
    ) -> None:
        self.double.log.append((self.path, status))
        try:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body) if length is None else length))
            self.end_headers()
            half = len(body) // 2
            self.wfile.write(body[:half])
            if pause:
                self.wfile.flush()
                time.sleep(pause)
            self.wfile.write(body[half:])
            self.wfile.flush()
        except OSError:
            self.close_connection = True  # the client was killed

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        pass  # clients are killed in tests


@contextmanager
def serving(double: Double) -> Iterator[Double]:
    """The double on a port of its own."""
    handler = type("Handler", (_Handler,), {"double": double})
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        double.url = f"http://127.0.0.1:{server.server_port}"
        try:
            yield double
        finally:
            server.shutdown()
            thread.join()


if __name__ == "__main__":  # to try a harvest with: docs/harvest.md
    with serving(Double(questions=500, faults=20)) as running:
        print(f"imwsearch harvest --year 2024-2025 --pause 0 --base-url {running.url}")  # noqa: T201
        threading.Event().wait()
