"""What may help whoever found nothing: a name that there is, the filters left out, the words."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from string import punctuation

from imwsearch import deadlines, limits
from imwsearch.choices import LISTED, column_of
from imwsearch.cli import console
from imwsearch.cli.pasting import command_line
from imwsearch.codec import docsets
from imwsearch.matching import Docs, Matcher
from imwsearch.messages import _, ngettext
from imwsearch.opening import Collection
from imwsearch.query import Query, describe, parse
from imwsearch.query.names import folded, nearest
from imwsearch.query.noting import notes
from imwsearch.query.tree import (
    And,
    Filter,
    Group,
    Item,
    Not,
    Phrase,
    Required,
    Scoped,
    Word,
    leaves,
    restricts,
)
from imwsearch.search import find_all
from imwsearch.suggesting import suggest
from imwsearch.terms import list_terms
from imwsearch.wanted import wanted_words

_BEGINNING = 4
"""Letters of a word that other words are listed by."""


def asked(query: Query) -> str:
    """A query to be repeated: as typed, or in words where options narrowed it."""
    return query.text if query == parse(query.text) else describe(query)


def say_notes(query: Query) -> None:
    """Tell on standard error what in a query may not have been read as it was meant."""
    for said in notes(query):
        console.say(_("note: {problem}").format(problem=said))


def say_parts(collection: Collection, query: Query) -> None:
    """Tell on standard error of which words only parts are found: of *vuurwerk* what has *vuur*."""
    searcher = collection.searcher
    typed = [leaf.text for leaf in leaves(query.root) if isinstance(leaf, Word)]
    for text in typed[: limits.EXPANDED_WORDS]:
        for word in wanted_words(text):
            if not searcher.frequency(word.stem) and any(map(searcher.frequency, word.parts)):
                problem = _("no document has {word}; found is what has a part of it")
                console.say(_("note: {problem}").format(problem=problem.format(word=word.text)))


def say_hints(collection: Collection, query: Query) -> None:
    """Tell on standard error what could be asked instead of a query that found nothing.

    What takes longer to find than people wait for it is not told.
    """
    with suppress(TimeoutError), deadlines.within(limits.HINT_SECONDS, TimeoutError):
        for hint in _hints(collection, query):
            console.say(hint)


def _hints(collection: Collection, query: Query) -> Iterator[str]:
    if not any(docsets.living(collection.searcher)):
        command = command_line("index")
        yield _("the index has no documents; put them in a folder and run: {command}").format(
            command=command
        )
        return
    matcher = Matcher(collection.searcher)
    restricting, words = query.clauses.filters, tuple(leaves(query.root))
    vain = [item for item in restricting if not any(matcher.documents(item) or ())]
    if vain:
        for item in vain:
            yield from _other_values(collection, item, not words)
    elif not restricting and (better := suggest(collection.searcher, query.text, words)):
        yield _("did you mean {name}?").format(name=better)
    elif fewer := _with_less(collection, query) if words else "":
        yield fewer
    else:
        yield from _other_words(collection, matcher, query)


def _other_values(collection: Collection, item: Item, is_told: bool) -> Iterator[str]:
    """Which value no document has, unless that is told; what is like it, or how to see others."""
    if not is_told:
        where = describe(Query("", Group((item,))))
        yield _("there is no document {where}").format(where=where)
    if not isinstance(item, Filter | Scoped) or item.field not in LISTED:
        return
    names = docsets.tally(collection.searcher, column_of(item.field))
    known = {folded(part): part for name in names for part in (*_parts(name), name)}
    typed = item.values if isinstance(item, Filter) else _words(item)
    if close := nearest(" ".join(map(str, typed)), known):
        yield _("did you mean {name}?").format(name=known[close])
    else:
        yield _("what there is: {command}").format(command=command_line("terms", item.field))


def _parts(name: str) -> Iterator[str]:
    """The words of a name, without the signs beside them."""
    return (part for word in name.split() if (part := word.strip(punctuation)))


def _with_less(collection: Collection, query: Query) -> str:
    """How much would be found if one thing less were asked; nothing where that helps nowhere."""
    for what, items in _less(query.root.items):
        count = sum(map(len, find_all(collection, Query("", Group(tuple(items))))))
        if count:
            message = ngettext(
                "without {what} there is {count} document",
                "without {what} there are {count} documents",
                count,
            )
            return message.format(what=what, count=count)
    return ""


def _less(items: Sequence[Item]) -> Iterator[tuple[str, Sequence[Item]]]:
    """What may be left out of a query, and the rest."""
    for what, fewer in (
        (_("the filters"), [item for item in items if not restricts(item)]),
        (_("what is excluded"), [item for item in items if not isinstance(item, Not)]),
        (_("the quotes"), [word for item in items for word in _unquoted(item)]),
        (_("AND and +"), [one for item in items for one in _optional(item)]),
    ):
        if fewer and tuple(fewer) != tuple(items):
            yield what, fewer


def _unquoted(item: Item) -> tuple[Item, ...]:
    return tuple(map(Word, item.words)) if isinstance(item, Phrase) else (item,)


def _optional(item: Item) -> tuple[Item, ...]:
    match item:
        case Required(inner):
            return (inner,)
        case And(items):
            return items
    return (item,)


def _other_words(collection: Collection, matcher: Matcher, query: Query) -> Iterator[str]:
    """How to see the words that begin like the first one that no document has."""
    words = _words(Group(query.root.items))
    unknown = next((word for word in words if _lacks(matcher.documents(Word(word)))), "")
    if unknown and list_terms(collection, "words", unknown[:_BEGINNING]):
        command = command_line("terms", "words", unknown[:_BEGINNING])
        yield _("what there is: {command}").format(command=command)


def _lacks(docs: Docs | None) -> bool:
    """Whether a word is in no document; not so of a stop word, which is not looked for."""
    return docs is not None and not any(docs)


def _words(item: Item) -> tuple[str, ...]:
    inner = item.item if isinstance(item, Required) else item
    found: list[str] = []
    for leaf in leaves(inner):
        found += [leaf.text] if isinstance(leaf, Word) else getattr(leaf, "words", ())
    return tuple(found)
