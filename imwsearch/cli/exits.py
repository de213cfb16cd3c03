"""The codes that the program ends with; those of errors are in ``errors``."""

from imwsearch.messages import _

NOTHING_FOUND = 1
SOME_SKIPPED = 3
INTERRUPTED = 130
CLOSED_PIPE = 141


def meanings() -> list[tuple[str, str]]:
    """Every code, and what it means."""
    return [
        ("0", _("done; a search found something")),
        ("1", _("nothing found, or the work could not be done; the message says which")),
        (
            "2",
            _(
                "wrong use: the command, an option, the query, no index yet, no such document; "
                "or an output that takes no more"
            ),
        ),
        ("3", _("done, but some documents were skipped; each is named with its reason")),
        ("10", _("the index was built by another version, schema or analysis")),
        ("11", _("another build is at work")),
        ("12", _("the index is damaged")),
        ("130, 141, 143", _("interrupted; the pipe was closed; terminated")),
    ]
