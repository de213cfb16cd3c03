"""Asking politely: a pause before each request, patience with a service in trouble."""

import email.utils
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar
from urllib.parse import urljoin, urlsplit

import imwsearch
from imwsearch import limits
from imwsearch.errors import FetchError, ServiceError
from imwsearch.harvest.service import ACCEPT
from imwsearch.harvest.transport import BrokenReplyError, Reply, Transport, UnreachableError
from imwsearch.messages import _

PAUSE = 0.25
"""Seconds between two requests."""
AGENT = f"imwsearch/{imwsearch.__version__} (full-text search over written questions)"

LATER = _("try again later: a harvest goes on where it was")

_WORTH_A_TRY = frozenset({408, 425, 429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Fetched(Generic[Value]):
    """What was had.

    Args:
        value: the body, read.
        validator: its ETag, else its Last-Modified; may be empty.
    """

    value: Value
    validator: str


@dataclass(slots=True)
class Fetcher:
    """Asks for addresses, one after the other.

    Args:
        transport: carries the requests.
        hosts: the hosts that may be asked; redirects elsewhere are not followed.
        pause: seconds between two requests; the waits after a failure are 4 times as long, 8
            times, 16 times …, each half to one and a half of that by chance.
        sleep: waits so many seconds.
        requests: how many were made.
    """

    transport: Transport
    hosts: frozenset[str]
    pause: float = PAUSE
    sleep: Callable[[float], None] = time.sleep
    requests: int = 0
    _next: float = field(default=0.0, repr=False)

    def get(self, address: str, read: Callable[[bytes], Value], limit: int) -> Fetched[Value]:
        """Ask until an answer can be read.

        Args:
            address: what to ask for.
            read: makes a value of a body; raises FetchError where it is not what it should be.
            limit: bytes that the body may have.

        Raises:
            FetchError: no whole answer in all tries, or a refusal.
            ServiceError: there is no connection to the service.
        """
        if fetched := self.get_changed(address, read, limit, ""):
            return fetched
        raise FetchError(f"{address}: HTTP 304")

    def get_changed(
        self, address: str, read: Callable[[bytes], Value], limit: int, validator: str
    ) -> Fetched[Value] | None:
        """Ask for another version than the one that is known by its validator.

        Args:
            address: what to ask for.
            read: makes a value of a body, as for ``get``.
            limit: bytes that the body may have.
            validator: that of the known version; empty to have the body in any case.

        Returns:
            The value, or None where the known version is still the right one.

        Raises:
            FetchError, ServiceError: as ``get``.
        """
        problem = ""
        reached = False
        for attempt in range(limits.HARVEST_TRIES):
            try:
                reply = self._follow(address, limit, validator)
                reached = True
                if reply.status == 304 and validator:
                    return None
                if reply.status == 200:
                    return Fetched(_read(reply, read), _validator(reply))
                problem = f"HTTP {reply.status}"
                if reply.status not in _WORTH_A_TRY:
                    break
                wait = self._wait(attempt, reply)
            except UnreachableError as error:
                problem, wait = str(error), self._wait(attempt)
            except BrokenReplyError as error:
                reached = True
                problem, wait = str(error), self._wait(attempt)
            if attempt + 1 < limits.HARVEST_TRIES:
                self.sleep(wait)
        message = f"{address}: {problem}"
        raise FetchError(message) if reached else ServiceError(message, LATER)

    def _follow(self, address: str, limit: int, validator: str) -> Reply:
        """Ask, and follow redirects to hosts that may be asked."""
        scheme = urlsplit(address).scheme
        for _redirect in range(limits.HARVEST_REDIRECTS + 1):
            self._require(address, scheme)
            self._keep_pace()
            reply = self.transport.get(address, _headers(validator), limit)
            if reply.status not in _REDIRECTS or "location" not in reply.headers:
                return reply
            address = urljoin(address, reply.headers["location"])
        raise FetchError(_("{address}: too many redirects").format(address=address))

    def _require(self, address: str, scheme: str) -> None:
        parts = urlsplit(address)
        if parts.netloc not in self.hosts or parts.scheme not in {scheme, "https"}:
            raise FetchError(_("{address} may not be asked").format(address=address))

    def _keep_pace(self) -> None:
        wait = self._next - time.monotonic()
        if wait > 0:
            self.sleep(wait)
        self._next = time.monotonic() + self.pause
        self.requests += 1

    def _wait(self, attempt: int, reply: Reply | None = None) -> float:
        """Seconds until the next try: what the service asks for, else longer each time."""
        asked = _retry_after(reply.headers.get("retry-after", "")) if reply else 0.0
        usual = self.pause * 4 * 2**attempt * (0.5 + random.random())  # noqa: S311 -- no secret
        return float(min(max(asked, usual), limits.HARVEST_WAIT))


def _read(reply: Reply, read: Callable[[bytes], Value]) -> Value:
    """What a body says; one that is not what it should be may be better at the next try."""
    try:
        return read(reply.body)
    except FetchError as error:
        raise BrokenReplyError(str(error)) from error


def _headers(validator: str) -> dict[str, str]:
    headers = {"User-Agent": AGENT, "Accept": ACCEPT, "Accept-Encoding": "gzip"}
    if validator:
        is_tag = validator.startswith(('"', "W/"))
        headers["If-None-Match" if is_tag else "If-Modified-Since"] = validator
    return headers


def _validator(reply: Reply) -> str:
    return reply.headers.get("etag", "") or reply.headers.get("last-modified", "")


def _retry_after(value: str) -> float:
    """Seconds that a Retry-After asks for: a number of them, or a moment."""
    if value.isascii() and value.isdigit():
        return float(value[:6])
    try:
        return max(email.utils.parsedate_to_datetime(value).timestamp() - time.time(), 0.0)
    except (ValueError, OverflowError):
        return 0.0
