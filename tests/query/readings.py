"""How the tests write down what a query is read as."""

from imwsearch.query import parse
from imwsearch.query.tree import Fuzzy, Item, Link, Pattern, Phrase, Word


def read(text: str) -> str:
    """The query as the program itself would write it."""
    return str(parse(text))


def items(text: str) -> tuple[Item, ...]:
    """What stands side by side in the query."""
    return parse(text).root.items


def words(text: str) -> list[str]:
    """The query's words, where it has nothing but optional ones."""
    found = items(text)
    assert all(isinstance(item, Word) for item in found), found
    return [item.text for item in found if isinstance(item, Word)]


def asks_nothing_but_words(text: str) -> bool:
    """Whether no item requires, excludes or narrows."""
    return all(isinstance(item, Word | Phrase | Pattern | Fuzzy | Link) for item in items(text))
