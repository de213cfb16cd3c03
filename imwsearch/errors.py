"""What can go wrong, as a tree.

::

    ImwsearchError                 exit 1: the work was not done
    ├── UsageError                 exit 2: the command cannot be meant
    │   ├── QueryError             the query cannot be read; says where
    │   ├── NoIndexError           nothing was built yet
    │   └── UnknownDocumentError   no document, or several, by this name
    ├── DocumentError              exit 3: one document is left out, the others are not
    ├── UnsettledError             the documents change faster than they are read
    ├── OutputError                exit 2: what is printed is taken no more
    ├── StorageError               the system refuses to write or read the index
    ├── ServiceError               exit 1: the Parliament's service cannot be reached
    │   └── FetchError             exit 3: one answer of it cannot be had, the others can
    ├── IncompatibleIndexError     exit 10: built by another version, schema or analysis
    ├── LockedError                exit 11: another build is at work
    └── DamagedIndexError          exit 12: the index cannot be read whole

Every error says in ``str(error)`` what is wrong, and in ``hint`` what to do about it where that
does not go without saying.
"""

from imwsearch.messages import N_, _


class ImwsearchError(Exception):
    """An error whose message is meant for the user.

    Args:
        message: what is wrong, one line.
        hint: what to do about it, one line; may be empty.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(ImwsearchError):
    """The command or its arguments cannot be meant."""

    exit_code = 2


class QueryError(UsageError):
    """The query cannot be read.

    Args:
        message: what is wrong, one line.
        query: the query as given.
        start: first character of the place that is wrong.
        end: the character after it.
        hint: what was expected, or the nearest thing that exists.
    """

    def __init__(self, message: str, query: str, start: int, end: int, hint: str = "") -> None:
        super().__init__(message, hint)
        self.query = query
        self.start = start
        self.end = end


class NoIndexError(UsageError):
    """There is no index in the folder."""


class UnknownDocumentError(UsageError):
    """No document goes by the name that was given, or more than one."""


class DocumentError(ImwsearchError):
    """One document cannot be indexed; the message is the reason, without the path."""

    exit_code = 3

    @property
    def reason(self) -> str:
        """The message as it was given; ``str`` of an error no longer knows its English."""
        reason: str = self.args[0]
        return reason


class UnsettledError(ImwsearchError):
    """A document changed whenever it was read."""


class OutputError(ImwsearchError):
    """An output takes no more of what is printed."""

    exit_code = 2


class StorageError(ImwsearchError):
    """The system does not let the index be written or read: space, permission, a failing disk."""


class ServiceError(ImwsearchError):
    """The Parliament's service cannot be reached, or gives no answers."""


class FetchError(ServiceError):
    """One answer of the service cannot be had, or is not what it should be."""

    exit_code = 3


class IncompatibleIndexError(ImwsearchError):
    """The index was built by another version, schema, analysis or library."""

    exit_code = 10


class LockedError(ImwsearchError):
    """Another process builds in the same folder."""

    exit_code = 11


class DamagedIndexError(ImwsearchError):
    """A part of the index is missing or not as it was written."""

    exit_code = 12


USUAL_REASONS = (
    N_("No such file or directory"),
    N_("Permission denied"),
    N_("Operation not permitted"),
    N_("No space left on device"),
    N_("Disk quota exceeded"),
    N_("File too large"),
    N_("Input/output error"),
    N_("Read-only file system"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("File name too long"),
    N_("Too many levels of symbolic links"),
    N_("Too many open files"),
    N_("Bad file descriptor"),
)
"""What the system says, in English, when it refuses something."""


def reason_of(error: OSError) -> str:
    """Why the system refuses something: in the reader's language where that is a usual reason."""
    return _(error.strerror) if error.strerror else str(error)
