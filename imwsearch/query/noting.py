"""What a query may not have been meant to say: notes on how it was read, while it is answered."""

import re
from collections.abc import Iterator

from imwsearch.dutch.stopwords import STOPWORDS
from imwsearch.messages import _
from imwsearch.query.dates import POINT
from imwsearch.query.fields import DATE, NAME, find_field
from imwsearch.query.language import Query
from imwsearch.query.operators import OPERATORS
from imwsearch.query.quotes import DOUBLE
from imwsearch.query.reading import Reading, read_as, without
from imwsearch.query.tree import Filter, Not, Phrase, Word, leaves
from imwsearch.query.values import example

_NAMED = r"([^\W\d_]+):"
_NAMED_AT_END = rf"(?:^|\s){_NAMED}\s*$"
_NAMED_APART = rf"\s{_NAMED}\s+([^\W_][\w'’.-]*)"
_PARTICLE = rf"(?:^|\s){_NAMED}([^\W\d_]+)\s+([^\W_][\w'’-]*)"
_SIGNED = r"(?:^|[\s(])([+-])([^\W_][\w'’-]*)\s+(OR|OF)\s"
_PERIOD = rf"(?:^|\s){_NAMED}({POINT})\s+(?:[-–—]|tot|t/m|to|until)\s+({POINT})"
_TEXT = 3
"""So many plain words may be a line of a text, which may end with any word and a colon."""

_LINE = 5
"""So many may be one that has a colon inside."""

_STARRED = r"\w\*|\*\w"
_QUESTIONED = r"[\w-]+(?:\?+[\w-]+)+"


def notes(query: Query) -> Iterator[str]:
    """What is passed over in a query, or read otherwise than it may have been meant.

    In a pasted sentence nothing is missed: it was cut out of a text.
    """
    reading = read_as(query.text)
    if reading.is_pasted:
        return
    if _lacks_quote(query.text, reading):
        yield _("a quote lacks its other half and was passed over; a phrase stands between two")
    yield from _starred_phrases(query)
    if not (reading.escaped or reading.capitals):
        yield from _plain_words(query)
        yield from _signs_beside_or(query.text)
    yield from _period_apart(query.text)
    yield from _dashed_line(query, reading)
    if reading.words < _TEXT:
        yield from _field_without_value(query.text)
    if reading.words < _LINE:
        yield from _value_apart(query.text)
    yield from _value_cut_short(query)


def _lacks_quote(text: str, reading: Reading) -> bool:
    """Whether one of the double quotes lacks its other half; inches (27") have none."""
    if not any(quote in text for quote in DOUBLE):
        return False
    rest = without(text, reading.phrases)
    return len(re.findall(rf"(?<!\d)[{DOUBLE}]", rest)) % 2 == 1


def _starred_phrases(query: Query) -> Iterator[str]:
    phrases = (leaf for leaf in leaves(query.root) if isinstance(leaf, Phrase))
    if any(re.search(_STARRED, query.text[slice(*phrase.span)]) for phrase in phrases):
        yield _("* stands for no letters between quotes; write the word with * outside of them")


def _plain_words(query: Query) -> Iterator[str]:
    """Words that may have been meant as an operator or as a pattern, and are neither."""
    for word in (leaf for leaf in leaves(query.root) if isinstance(leaf, Word)):
        start, end = word.span
        if word.text in OPERATORS:
            message = _("{word} stands between or before other words; see {command}")
            yield message.format(word=word.text, command="imwsearch help query")
        elif re.fullmatch(_QUESTIONED, word.text):
            message = _("? stands for no letter; * stands for any number of them: {word}")
            yield message.format(word=re.sub(r"\?+", "*", word.text))
        elif len(word.text) == 1 and "*" in query.text[max(start - 1, 0) : end + 1]:
            message = _("* stands beside two letters or more; {word} is looked for without it")
            yield message.format(word=word.text)


def _signs_beside_or(text: str) -> Iterator[str]:
    """A sign before the first of several words with OR between them: it is that word's alone."""
    for sign, word, either in re.findall(_SIGNED, text):
        message = _("{sign} counts for {word} alone; for all beside {operator}: {example}")
        both = f"{sign}({word} {either} …)"
        yield message.format(sign=sign, word=word, operator=either, example=both)


def _period_apart(text: str) -> Iterator[str]:
    """A period with a hyphen or a word between its dates: "date:2017-01 - 2017-03"."""
    for name, first, last in re.findall(_PERIOD, text):
        if (field := find_field(name)) and field.kind == DATE:
            message = _("{last} is looked for as a word; a period is written {example}")
            yield message.format(last=last, example=f"{name}:{first}..{last}")


def _dashed_line(query: Query, reading: Reading) -> Iterator[str]:
    """An exclusion at the very start, before what reads like a sentence: a list's dash, perhaps."""
    match query.root.items[:1]:
        case (Not(Word(word)),) if query.text.lstrip()[0] == "-" and not reading.escaped:
            if not STOPWORDS.isdisjoint(query.text.split()):
                message = _("{word} is excluded; to look for it, leave out the hyphen before it")
                yield message.format(word=word)


def _field_without_value(text: str) -> Iterator[str]:
    match = re.search(_NAMED_AT_END, text)
    if match and (field := find_field(match[1])):
        message = _("nothing stands after {field}, which is looked for as a word; {example}")
        yield message.format(field=f"{match[1]}:", example=example(field))


def _value_apart(text: str) -> Iterator[str]:
    """A field after other words with a blank before its value: "premie minister: jambon"."""
    for name, value in re.findall(_NAMED_APART, text):
        if find_field(name):
            message = _("{field} and {value} are looked for as words; without the blank: {example}")
            yield message.format(field=f"{name}:", value=value, example=f"{name}:{value}")


def _value_cut_short(query: Query) -> Iterator[str]:
    """A name's first small word alone is the value: "minister:van justitie"."""
    for name, value, following in re.findall(_PARTICLE, query.text):
        field = find_field(name)
        if not field or field.kind != NAME or value.casefold() not in STOPWORDS:
            continue
        if Filter(field.name, (value,)) in query.root.items:
            message = _("only {value} is the value of {field}; several stand in quotes: {example}")
            quoted = f'{name}:"{value} {following}"'
            yield message.format(value=value, field=f"{name}:", example=quoted)
