"""What may help whoever found nothing: a name that there is, the filters left out, the words."""

import shlex
from collections.abc import Iterator

from imwsearch.choices import LISTED, column_of
from imwsearch.cli import console
from imwsearch.matching import Matcher
from imwsearch.messages import _, ngettext
from imwsearch.opening import Collection
from imwsearch.query import Query, describe, parse
from imwsearch.query.names import folded, nearest
from imwsearch.query.tree import Filter, Group, Item, Required, Scoped, Word, leaves, restricts
from imwsearch.search import find_all
from imwsearch.suggesting import suggest

_BEGINNING = 4
"""Letters of a word that other words are listed by."""


def asked(query: Query) -> str:
    """A query to be repeated: as typed, or in words where options narrowed it."""
    return query.text if query == parse(query.text) else describe(query)


def say_hints(collection: Collection, query: Query) -> None:
    """Tell on standard error what could be asked instead of a query that found nothing."""
    for hint in _hints(collection, query):
        console.say(hint)


def _hints(collection: Collection, query: Query) -> Iterator[str]:
    matcher = Matcher(collection.searcher)
    restricting = query.clauses.filters
    vain = [item for item in restricting if not any(matcher.documents(item) or ())]
    if vain:
        for item in vain:
            yield from _other_values(collection, item, not query.has_words)
    elif restricting and query.has_words:
        yield from _without_filters(collection, query)
    elif better := suggest(collection.searcher, query.text, leaves(query.root)):
        yield _("did you mean {name}?").format(name=better)
    else:
        yield from _other_words(query)


def _other_values(collection: Collection, item: Item, is_told: bool) -> Iterator[str]:
    """Which value no document has, unless that is told; what is like it, or how to see others."""
    if not is_told:
        where = describe(Query("", Group((item,))))
        yield _("there is no document {where}").format(where=where)
    if not isinstance(item, Filter | Scoped) or item.field not in LISTED:
        return
    names = collection.searcher.tally(column_of(item.field))
    known = {folded(part): part for name in names for part in (*name.split(), name)}
    typed = item.values if isinstance(item, Filter) else _words(item)
    if close := nearest(" ".join(map(str, typed)), known):
        yield _("did you mean {name}?").format(name=known[close])
    else:
        yield _("what there is: {command}").format(command=f"imwsearch terms {item.field}")


def _without_filters(collection: Collection, query: Query) -> Iterator[str]:
    """How much the words alone would find."""
    items = tuple(item for item in query.root.items if not restricts(item))
    if count := sum(map(len, find_all(collection, Query("", Group(items))))):
        message = ngettext(
            "without the filters there is {count} document",
            "without the filters there are {count} documents",
            count,
        )
        yield message.format(count=count)


def _other_words(query: Query) -> Iterator[str]:
    """How to see the words that begin like the first one."""
    for word in _words(Group(query.root.items))[:1]:
        start = shlex.quote(word[:_BEGINNING])
        yield _("what there is: {command}").format(command=f"imwsearch terms words {start}")


def _words(item: Item) -> tuple[str, ...]:
    inner = item.item if isinstance(item, Required) else item
    found: list[str] = []
    for leaf in leaves(inner):
        found += [leaf.text] if isinstance(leaf, Word) else getattr(leaf, "words", ())
    return tuple(found)
