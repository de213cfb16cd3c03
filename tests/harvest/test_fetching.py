"""The service is asked politely, and with patience."""

from collections.abc import Mapping

import pytest

from imwsearch import limits
from imwsearch.errors import FetchError, ServiceError
from imwsearch.harvest.fetching import Fetcher
from imwsearch.harvest.transport import BrokenReplyError, Reply, UnreachableError

HOSTS = frozenset({"a.example", "b.example"})


class Script:
    """A transport that gives what was written down, the last for ever."""

    def __init__(self, *answers: Reply | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, Mapping[str, str]]] = []

    def get(self, address: str, headers: Mapping[str, str], limit: int) -> Reply:
        self.asked.append((address, headers))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


def ok(body: bytes = b"yes", **headers: str) -> Reply:
    return Reply(200, headers, body)


def fetcher(script: Script, waits: list[float], pause: float = 1.0) -> Fetcher:
    return Fetcher(script, HOSTS, pause, waits.append)


@pytest.mark.parametrize(
    "trouble",
    [Reply(503, {}, b""), Reply(429, {}, b""), BrokenReplyError("cut"), UnreachableError("no")],
)
def test_trouble_that_passes_is_waited_for(trouble: Reply | Exception) -> None:
    """After a refusal, a broken answer or none, the same is asked again after longer waits."""
    waits: list[float] = []
    script = Script(trouble, trouble, ok())
    assert fetcher(script, waits).get("https://a.example/x", bytes, 9).value == b"yes"
    backoff = [wait for wait in waits if wait > 1]
    assert len(script.asked) == 3
    assert 2 <= backoff[0] <= 6
    assert 4 <= backoff[1] <= 12


def test_retry_after_is_obeyed() -> None:
    """The wait is as long as the service asks for, within reason."""
    waits: list[float] = []
    first, second = (Reply(503, {"retry-after": text}, b"") for text in ("50", "99999999"))
    fetcher(Script(first, second, ok()), waits).get("https://a.example/", bytes, 9)
    assert 50.0 in waits
    assert limits.HARVEST_WAIT in waits


@pytest.mark.parametrize("value", ["", "soon", "-3", "Wed, 21 Oct 2015 07:28:00 GMT", "²"])
def test_odd_retry_after_is_passed_over(value: str) -> None:
    """A Retry-After that says nothing, or a moment that is past, changes nothing."""
    waits: list[float] = []
    script = Script(Reply(503, {"retry-after": value}, b""), ok())
    fetcher(script, waits).get("https://a.example/", bytes, 9)
    assert max(waits) <= 6


def test_body_that_is_not_what_it_should_be_is_asked_again() -> None:
    """A whole answer with the wrong content counts as broken; in the end it is named."""

    def read(body: bytes) -> bytes:
        raise FetchError("no PDF")

    script = Script(ok())
    with pytest.raises(FetchError, match="no PDF"):
        fetcher(script, []).get("https://a.example/x", read, 9)
    assert len(script.asked) == limits.HARVEST_TRIES


def test_refusal_is_not_asked_again() -> None:
    """What is not there (404) or forbidden is asked once."""
    script = Script(Reply(404, {}, b""))
    with pytest.raises(FetchError, match="HTTP 404"):
        fetcher(script, []).get("https://a.example/x", bytes, 9)
    assert len(script.asked) == 1


def test_no_connection_is_told_apart() -> None:
    """Where nothing ever answers, the service cannot be reached: exit 1, not 3."""
    with pytest.raises(ServiceError) as caught:
        fetcher(Script(UnreachableError("refused")), []).get("https://a.example/x", bytes, 9)
    assert caught.value.exit_code == 1
    assert caught.value.hint


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "http://a.example/", "file:///etc/passwd", "//c.example/"]
)
def test_redirect_elsewhere_is_not_followed(target: str) -> None:
    """A redirect to another host, or away from https, is refused and nothing is asked there."""
    script = Script(Reply(302, {"location": target}, b""))
    with pytest.raises(FetchError, match="may not be asked"):
        fetcher(script, []).get("https://a.example/x", bytes, 9)
    assert [address for address, _headers in script.asked] == ["https://a.example/x"]


def test_redirect_within_is_followed() -> None:
    """A redirect to a host of the Parliament is followed; one in a circle is not for ever."""
    moved = Reply(301, {"location": "https://b.example/y"}, b"")
    script = Script(moved, ok())
    assert fetcher(script, []).get("https://a.example/x", bytes, 9).value == b"yes"
    assert script.asked[1][0] == "https://b.example/y"
    with pytest.raises(FetchError, match="redirects"):
        fetcher(Script(moved), []).get("https://a.example/x", bytes, 9)


def test_version_that_is_known_is_asked_for_on_condition() -> None:
    """An ETag or a date goes back with the request; 304 brings nothing."""
    script = Script(ok(etag='"1"'), Reply(304, {}, b""), Reply(304, {}, b""))
    asking = fetcher(script, [])
    assert asking.get("https://a.example/x", bytes, 9).validator == '"1"'
    assert asking.get_changed("https://a.example/x", bytes, 9, '"1"') is None
    assert asking.get_changed("https://a.example/x", bytes, 9, "Wed, 21 Oct") is None
    sent = [headers for _address, headers in script.asked]
    assert "If-None-Match" not in sent[0]
    assert sent[1]["If-None-Match"] == '"1"'
    assert sent[2]["If-Modified-Since"] == "Wed, 21 Oct"


def test_tool_names_itself_and_keeps_its_pace() -> None:
    """Every request names tool and version, and waits for the pause after the one before."""
    waits: list[float] = []
    script = Script(ok())
    asking = fetcher(script, waits, pause=5.0)
    for _request in range(3):
        asking.get("https://a.example/x", bytes, 9)
    assert all(h["User-Agent"].startswith("imwsearch/") for _address, h in script.asked)
    assert len(waits) == 2
    assert all(4 < wait <= 10 for wait in waits)
