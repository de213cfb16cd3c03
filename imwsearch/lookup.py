"""One document by its name."""

import os
from collections.abc import Callable, Iterator, Sequence

from imwsearch.codec import docsets
from imwsearch.codec.searcher import Found, Searcher
from imwsearch.document import Document
from imwsearch.errors import UnknownDocumentError
from imwsearch.messages import _
from imwsearch.opening import Collection

Place = tuple[int, int]
"""A document: the number of its segment, its number there."""


def find_document(collection: Collection, name: str) -> Document:
    """The document that goes by a name.

    Args:
        collection: where to look.
        name: its id; else its page's number or path; else the beginning of one of these, if
            only one document's begins so.

    Raises:
        UnknownDocumentError: there is none, or more than one.
    """
    searcher = collection.searcher
    if found := searcher.find(name):
        return collection.document(found)
    if not name:
        raise _unknown('""')
    names = (name, os.path.relpath(name, collection.seeds) if collection.seeds else name)
    by_name = _having(searcher, lambda value: value in names)
    if not by_name:
        by_name = _having(searcher, lambda value: value.startswith(names))
        by_name += [one for one in _beginning(searcher, name) if one not in by_name]
    return collection.document(_only(searcher, by_name, name))


def _having(searcher: Searcher, test: Callable[[str], bool]) -> list[Place]:
    """The documents whose page's number or path passes a test."""
    found = {
        (segment, doc)
        for column in ("page", "path")
        for segment, docs in enumerate(docsets.having(searcher, column, test))
        for doc in docs
    }
    return sorted(found)


def _beginning(searcher: Searcher, name: str) -> Iterator[Place]:
    """The documents whose id begins so."""
    for number, segment in enumerate(searcher.segments):
        for doc in segment.living_docs():
            if segment.id_of(doc).startswith(name):
                yield number, doc


def _only(searcher: Searcher, found: Sequence[Place], name: str) -> Found:
    """The only document that was found by a name."""
    if not found:
        raise _unknown(name)
    if len(found) > 1:
        ids = sorted(searcher.segments[segment].id_of(doc) for segment, doc in found)
        message = _("{name} may be any of {count} documents")
        raise UnknownDocumentError(
            message.format(name=name, count=len(found)),
            _("give more of it, or an id: {ids}").format(ids=", ".join(ids[:5])),
        )
    return Found(0.0, *found[0])


def _unknown(name: str) -> UnknownDocumentError:
    return UnknownDocumentError(
        _("no document has the id, page number or path {name}").format(name=name),
        _("copy the address below a hit, or the id that search --json prints"),
    )
