"""A query in words, as it was understood: for ``--explain``."""

from imwsearch.messages import _, ngettext
from imwsearch.query.printing import format_value
from imwsearch.query.tree import (
    And,
    Filter,
    Fuzzy,
    Group,
    Item,
    Link,
    Not,
    Or,
    Pattern,
    Phrase,
    Required,
    Scoped,
    Word,
    clauses,
)


def describe_group(group: Group) -> str:
    """What the group asks of a document, on one line, in the reader's language."""
    asked = clauses(group)
    said = []
    if asked.required:
        said.append(_("must have {items}").format(items=_listed(asked.required)))
    if asked.required and asked.optional:
        said.append(
            _("the more of these the better: {items}").format(items=_listed(asked.optional))
        )
    elif asked.optional:
        said.append(_any_of(asked.optional))
    if asked.filters:
        said.append(_("where {items}").format(items=_listed(asked.filters)))
    if asked.excluded:
        said.append(_("without {items}").format(items=_listed(asked.excluded)))
    return "; ".join(said) or _("everything")


def _listed(items: tuple[Item, ...]) -> str:
    return ", ".join(map(_said, items))


def _any_of(items: tuple[Item, ...]) -> str:
    return _listed(items) if len(items) == 1 else _("any of {items}").format(items=_listed(items))


def _said(item: Item) -> str:
    match item:
        case Word(text):
            return text
        case Link(_text, number):
            return _("the document {id}").format(id=number)
        case Phrase(words, slop) if slop:
            message = ngettext(
                '"{words}" with at most {count} word between',
                '"{words}" with at most {count} words between',
                slop,
            )
            return message.format(words=" ".join(words), count=slop)
        case Phrase(words):
            return _('exactly "{words}"').format(words=" ".join(words))
        case Pattern(text):
            return _("words like {pattern}").format(pattern=text)
        case Fuzzy(text, distance):
            return _("words that differ from {word} by at most {count}").format(
                word=text, count=distance
            )
        case _:
            return _said_of_many(item)


def _said_of_many(item: Item) -> str:
    match item:
        case Filter(field, values):
            either = _(" or ").join(map(format_value, values))
            return _("{field} is {values}").format(field=field, values=either)
        case Scoped(field, inner):
            return _("{field} has {item}").format(field=field, item=_said(inner))
        case And(items):
            return "({})".format(_(" and ").join(map(_said, items)))
        case Or(items):
            return "({})".format(_(" or ").join(map(_said, items)))
        case Not(inner):
            return _("not {item}").format(item=_said(inner))
        case Required(inner):
            return _("must have {items}").format(items=_said(inner))
        case Group():
            return f"({describe_group(item)})"
    raise TypeError(item)
