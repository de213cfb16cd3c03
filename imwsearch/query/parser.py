"""Tokens into a tree, by recursive descent; as deep as its groups are.

::

    group   = chain*
    chain   = unit ((AND | OR) unit)*        AND binds closer than OR
    unit    = (+ | - | NOT)* operand
    operand = word | phrase | filter | [field:] "(" group ")" | field: word
"""

from collections.abc import Sequence
from itertools import chain

from imwsearch import limits
from imwsearch.messages import _
from imwsearch.query.fields import Field
from imwsearch.query.lexer import CLOSE, FIELD, ITEM, MINUS, OPEN, PLUS, Token, scan
from imwsearch.query.operators import AND, NOT, OR
from imwsearch.query.source import Source
from imwsearch.query.tree import (
    And,
    Filter,
    Group,
    Item,
    Or,
    Required,
    Scoped,
    demand,
    is_plain,
    negation,
    spliced,
)
from imwsearch.query.values import example, merged

_PREFIXES = (PLUS, MINUS, NOT)
_OPERANDS = (ITEM, OPEN, FIELD, *_PREFIXES)


def parse_group(text: str) -> Group:
    """The tree of a query.

    Raises:
        QueryError: see `imwsearch.query.parse`.
    """
    source = Source(text)
    tokens = scan(source)
    item = _Parser(source, _paired(source, tokens)).group(scoped=False)
    return as_group(item) if item else Group(())


def as_group(item: Item) -> Group:
    """The item as the root of a tree."""
    return item if isinstance(item, Group) else Group((item,))


class _Parser:
    """One walk over the tokens; ``at`` is where it stands."""

    def __init__(self, source: Source, tokens: list[Token]) -> None:
        self.source = source
        self.tokens = tokens
        self.at = 0

    def kind(self, ahead: int = 0) -> str:
        place = self.at + ahead
        return self.tokens[place].kind if place < len(self.tokens) else ""

    def take(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def group(self, scoped: bool) -> Item | None:
        items = []
        while self.kind() not in ("", CLOSE):
            if item := self.chain(scoped):
                items.append(item)
        return gathered(items) if items else None

    def chain(self, scoped: bool) -> Item | None:
        if self.kind() in (AND, OR):
            return self.take().item  # nothing stands before it: a word, or no more than a mark
        sides = [[self.unit(scoped)]]
        while self.kind() in (AND, OR) and self.kind(1) in _OPERANDS:
            kind = self.take().kind
            unit = self.unit(scoped)
            if kind == AND:
                sides[-1].append(unit)
            else:
                sides.append([unit])
        found = [[unit for unit in side if unit] for side in sides]
        every = [combined(And, side) for side in found if side]
        return combined(Or, every) if every else None

    def unit(self, scoped: bool) -> Item | None:
        prefixes = []
        while self.kind() in _PREFIXES:
            token = self.take()
            if self.kind() not in _OPERANDS:
                return token.item  # nothing stands after it
            prefixes.append(token.kind)
        item = self.operand(scoped)
        for prefix in reversed(prefixes):
            item = item and (demand(item) if prefix == PLUS else negation(item))
        return item

    def operand(self, scoped: bool) -> Item | None:
        token = self.take()
        if token.field and scoped:
            message = _("a field stands inside a field")
            hint = _("close the first field's parenthesis before it")
            raise self.source.error(message, token.start, token.end, hint)
        if token.kind == FIELD and token.field:
            return self.scoped(token, token.field)
        if token.kind == OPEN:
            item = self.group(scoped)
            self.take()
            return item.item if isinstance(item, Required) else item
        return token.item

    def scoped(self, token: Token, field: Field) -> Item:
        follows = self.kind() in (ITEM, OPEN, FIELD) and self.tokens[self.at].start <= token.end + 1
        item = self.operand(scoped=True) if follows else None
        if not item:
            message = _("nothing to look for stands after {field}").format(field=f"{field.name}:")
            raise self.source.error(message, token.start, token.end, example(field))
        return Scoped(field.name, item)


def combined(kind: type[And] | type[Or], items: Sequence[Item]) -> Item:
    """One or more items as one: all of them, or any."""
    return items[0] if len(items) == 1 else spliced(kind, items)


def gathered(items: Sequence[Item]) -> Item:
    """The items side by side: what names the same field twice means either."""
    groups: list[list[Item]] = []
    named: dict[tuple[type[Item], str], list[Item]] = {}
    for item in items:
        if not isinstance(item, Scoped | Filter):
            groups += [[one] for one in (_side_by_side(item) if is_plain(item) else (item,))]
        elif (key := (type(item), item.field)) in named:
            named[key].append(item)
        else:
            named[key] = [item]
            groups.append(named[key])
    kept = [own[0] if len(own) == 1 else _either(own) for own in groups]
    if len(kept) == 1:
        return kept[0]
    return Group(tuple(Required(item) if isinstance(item, And) else item for item in kept))


def _either(items: Sequence[Item]) -> Item:
    """Any of some items that name one field."""
    filters = [item for item in items if isinstance(item, Filter)]
    if filters:
        return Filter(filters[0].field, merged(tuple(chain(*(item.values for item in filters)))))
    scoped = [item for item in items if isinstance(item, Scoped)]
    inside = [one for item in scoped for one in _side_by_side(item.item)]
    if all(map(is_plain, inside)):
        return Scoped(scoped[0].field, Group(tuple(inside)))
    return Scoped(scoped[0].field, spliced(Or, [item.item for item in scoped]))


def _side_by_side(item: Item) -> tuple[Item, ...]:
    return item.items if isinstance(item, Group) else (item,)


def _paired(source: Source, tokens: list[Token]) -> list[Token]:
    """The tokens without parentheses that lack the other half, or have nothing inside."""
    kept: list[Token] = []
    paired = _pairs(source, tokens)
    for place, token in enumerate(tokens):
        if token.kind not in (OPEN, CLOSE):
            kept.append(token)
        elif token.kind == CLOSE and place in paired and kept[-1].kind == OPEN:
            _drop(source, kept, kept.pop(), _("nothing stands in the parentheses"))
        elif place in paired:
            kept.append(token)
        elif token.kind == OPEN:
            _drop(source, kept, token, _("this parenthesis is not closed"))
    return kept


def _drop(source: Source, kept: list[Token], parenthesis: Token, message: str) -> None:
    """Take off what stands before a parenthesis that is none; a field cannot do without."""
    if kept and kept[-1].field and kept[-1].kind == FIELD and kept[-1].end == parenthesis.start:
        hint = example(kept[-1].field)
        raise source.error(message, parenthesis.start, parenthesis.end, hint)
    while kept and kept[-1].kind in (PLUS, MINUS) and kept[-1].end == parenthesis.start:
        kept.pop()


def _pairs(source: Source, tokens: list[Token]) -> set[int]:
    """The places of the parentheses that belong to one another."""
    opened: list[int] = []
    paired: set[int] = set()
    for place, token in enumerate(tokens):
        if token.kind == OPEN:
            opened.append(place)
        elif token.kind == CLOSE and opened:
            paired |= {opened.pop(), place}
    _check_depth(source, tokens, paired)
    return paired


def _check_depth(source: Source, tokens: list[Token], paired: set[int]) -> None:
    depth = 0
    for place in sorted(paired):
        depth += 1 if tokens[place].kind == OPEN else -1
        if depth > limits.QUERY_DEPTH:
            message = _("groups stand at most {limit} deep").format(limit=limits.QUERY_DEPTH)
            hint = _("leave out parentheses that change nothing")
            raise source.error(message, tokens[place].start, tokens[place].end, hint)
