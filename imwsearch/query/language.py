"""A query: the text as given, and the tree it was read as."""

from imwsearch.query.parser import parse_group
from imwsearch.query.printing import format_group
from imwsearch.query.tree import Clauses, Group, clauses, leaves


class Query:
    """What is looked for. Two are equal where their trees are.

    Args:
        text: the query as given; places in the tree are places in it.
        root: the tree.
    """

    __slots__ = ("root", "text")

    def __init__(self, text: str, root: Group) -> None:
        self.text = text
        self.root = root

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Query) and self.root == other.root

    def __hash__(self) -> int:
        return hash(self.root)

    def __repr__(self) -> str:
        return f"Query({self.text!r}, {self.root!r})"

    def __str__(self) -> str:
        return format_group(self.root)

    @property
    def clauses(self) -> Clauses:
        """What the query asks of a document."""
        return clauses(self.root)

    @property
    def is_empty(self) -> bool:
        """Whether it asks nothing."""
        return not self.root.items

    @property
    def has_words(self) -> bool:
        """Whether there is anything to rank by; a query of filters alone shows newest first."""
        return next(iter(leaves(self.root)), None) is not None


def parse(text: str) -> Query:
    """Read a query. docs/query.md holds the language.

    Any text can be a query: what cannot be an operator is a word.

    Args:
        text: the query, at most `imwsearch.limits.QUERY_CHARACTERS` characters.

    Raises:
        QueryError: an unknown field directly before a value, a value that its field cannot have, a
            field's group that is empty or not closed, a field within a field, or more of anything
            than `imwsearch.limits` allows. It says where.
    """
    return Query(text, parse_group(text))


def describe(query: Query) -> str:
    """The query as it was understood, on one line, in the reader's language."""
    from imwsearch.query.describing import describe_group  # only --explain pays for it

    return describe_group(query.root)
