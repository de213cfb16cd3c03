"""The transport over HTTP, with urllib3."""

from collections.abc import Mapping

from imwsearch.errors import UsageError
from imwsearch.harvest.files import INSTALL
from imwsearch.harvest.transport import BrokenReplyError, Reply, Transport, UnreachableError
from imwsearch.messages import _

CONNECT_SECONDS = 20.0
READ_SECONDS = 60.0


def http_transport() -> Transport:
    """A transport that keeps one connection to each host.

    Raises:
        UsageError: urllib3 is not installed.
    """
    try:
        import urllib3  # noqa: F401 -- only whether it is there
    except ImportError:
        raise UsageError(_("harvesting needs more packages"), INSTALL) from None
    return _HttpTransport()


class _HttpTransport:
    def __init__(self) -> None:
        import urllib3

        self._pool = urllib3.PoolManager(
            num_pools=4,
            maxsize=1,
            block=True,
            retries=False,
            timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS),
        )

    def get(self, address: str, headers: Mapping[str, str], limit: int) -> Reply:
        """See ``Transport.get``."""
        from urllib3 import exceptions

        try:
            response = self._pool.request(
                "GET", address, headers=headers, redirect=False, preload_content=False
            )
        except exceptions.ProtocolError as error:
            raise BrokenReplyError(str(error)) from error
        except exceptions.HTTPError as error:
            raise UnreachableError(str(error)) from error
        whole = False
        try:
            body = b""
            for piece in response.stream(65_536, decode_content=True):
                body += piece
                if len(body) > limit:
                    raise BrokenReplyError(_("more than {limit} bytes").format(limit=limit))
            whole = True
        except exceptions.HTTPError as error:
            raise BrokenReplyError(str(error)) from error
        finally:
            if not whole:
                response.close()  # what is left of a broken answer must not begin the next one
            response.release_conn()
        names = {name.lower(): value for name, value in response.headers.items()}
        return Reply(response.status, names, body)
