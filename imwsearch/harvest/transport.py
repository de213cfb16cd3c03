"""The seam to the network: what asks and answers, whatever carries it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, whole.

    Args:
        status: 200, 304, 503 …
        headers: by names in small letters.
        body: as it was before any transfer or content coding.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes


class UnreachableError(Exception):
    """No answer came: no connection, or none in time."""


class BrokenReplyError(Exception):
    """An answer came that is cut, longer than allowed or no HTTP."""


class Transport(Protocol):
    """Carries one request at a time."""

    def get(self, address: str, headers: Mapping[str, str], limit: int) -> Reply:
        """Ask for an address, following no redirect.

        Args:
            address: an absolute http or https address.
            headers: sent with the request.
            limit: bytes that the body may have.

        Raises:
            UnreachableError: no answer.
            BrokenReplyError: an answer that is not whole, or too large.
        """
        ...
