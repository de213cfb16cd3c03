"""Text into tokens. What cannot be an operator is a word; linear in the text's length."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from imwsearch import limits
from imwsearch.dutch.stopwords import STOPWORDS
from imwsearch.errors import QueryError
from imwsearch.messages import _
from imwsearch.query.fields import DATE, ID, TEXT, Field, fields_by_name, find_field
from imwsearch.query.names import nearest
from imwsearch.query.operators import AND, OPERATORS, OR
from imwsearch.query.quotes import DOUBLE, SINGLE
from imwsearch.query.reading import read_as
from imwsearch.query.source import Source
from imwsearch.query.tree import Filter, Fuzzy, Leaf, Pattern, Phrase
from imwsearch.query.values import example, read_filter
from imwsearch.query.words import core, read_word

OPEN, CLOSE, PLUS, MINUS, FIELD, ITEM = "(", ")", "+", "-", "field", "item"

_SYMBOLS = {"&": AND, "&&": AND, "|": OR, "||": OR}
_OPERATOR = re.compile(r"(?:AND|EN|OR|OF|NOT|NIET|&&?|\|\|?)(?=[\s()]|$)")
_NAME = re.compile(r"([^\W\d_][\w-]*):(?=(\S{1,80}))(?!/)")
_LABEL = re.compile(r"\s*([^\W\d_]+):\s+(?=\S)")
_RUN = re.compile(rf"[^\s{DOUBLE}]+")
_LISTED = r"\(?[^\W_]{1,2}[.)]"
_EMPTY = rf"[{DOUBLE}]\s*[{DOUBLE}]"
_SUSPENDED = r"(?:\b(?:en|of|and|or|noch|dan)|\w[,;])\s+$"
_COMPARING = ("<", "<=", ">", ">=", "≤", "≥")
"""The signs that dates are compared with."""

_TEXT = 3
_SAME = 0.8
"""How much the name of no field is like one that was meant, in a text."""
_NO_FIELDS = ("http", "https", "ftp", "mailto", "tel", "doi", "urn", "isbn", "issn")


class Token(NamedTuple):
    """A piece of the query.

    Args:
        kind: and, or, not, (, ), +, -, field, item.
        start: its place in the source's text.
        end: the place after it.
        item: the word, phrase or filter of an item; the word that an operator in letters is
            where it has nothing to work on.
        field: the field of a field.
    """

    kind: str
    start: int
    end: int
    item: Leaf | Filter | None = None
    field: Field | None = None


def scan(source: Source) -> list[Token]:
    """The tokens of the query.

    Raises:
        QueryError: an unknown field, a value that its field cannot have, too many words.
    """
    tokens: list[Token] = []
    terms = patterns = 0
    for token in _Scanner(source).tokens():
        tokens.append(token)
        terms += len(token.item.words) if isinstance(token.item, Phrase) else bool(token.item)
        patterns += isinstance(token.item, Pattern | Fuzzy)
        if terms > limits.QUERY_TERMS:
            message = _("a query has at most {limit} words").format(limit=limits.QUERY_TERMS)
            raise source.error(message, token.start, token.end, _("take the words that matter"))
        if patterns > limits.QUERY_PATTERNS:
            message = _("a query has at most {limit} words with * or ~")
            message = message.format(limit=limits.QUERY_PATTERNS)
            raise source.error(message, token.start, token.end, _("take the words that matter"))
    return tokens


class _Scanner:
    """One walk over the text; ``at`` is where it stands."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.reading = read_as(source.text)
        self.stops = sorted(self.reading.parentheses.union(self.reading.phrases))
        self.at = 0

    def tokens(self) -> Iterator[Token]:
        yield from self._label()
        while self.at < len(self.text):
            if self.text[self.at].isspace():
                self.at += 1
            elif self.at in self.reading.phrases:
                yield self._phrase()
            elif token := self._operator() or self._field():
                self.at = token.end
                yield token
            else:
                yield from self._run()

    def _label(self) -> Iterator[Token]:
        """A line of the documents' own header, "datum: 25 oktober 2024": a field at the start."""
        match = _LABEL.match(self.text)
        field = match and find_field(match[1])
        if not match or not field or self.reading.is_prose(match.start(1)):
            return
        if not self._may_be_value(field, match.end()):
            return
        try:
            token = self._valued(field, match.start(1), match.end())
        except QueryError:
            return  # a line of text that begins like a field
        self.at = token.end
        yield token

    def _operator(self) -> Token | None:
        if self.reading.is_pasted:
            return None
        letter = self.text[self.at]
        if letter in "()":
            return self._token(letter, 1)
        if letter in "+-":
            return self._token(letter, 1) if self._is_prefix(letter) else None
        match = _OPERATOR.match(self.text, self.at)
        if not match or not self._follows("()"):
            return None
        if kind := _SYMBOLS.get(match[0]):
            return None if self._is_in_name(match.end()) else self._token(kind, len(match[0]))
        return None if self.reading.capitals else self._token(OPERATORS[match[0]], len(match[0]))

    def _token(self, kind: str, length: int) -> Token:
        word = read_word(self.source, self.at, self.at + length, plain=True)
        return Token(kind, self.at, self.at + length, word and word.leaf)

    def _is_prefix(self, sign: str) -> bool:
        """Whether + or - stands before what it can work on, and after a blank.

        Not before a digit (-5 graden, +32 2 552), nor where it is a suspended compound's hyphen
        (zorgtoeslagen en -premies), one at which a line was broken, or one in a whole line.
        """
        after = self.at + 1
        if not self._follows("(") or not self._may_follow_sign(after):
            return False
        if sign == "-" and not self.reading.escaped and self._is_dash(after):
            return False
        before = self.text[max(0, self.at - 8) : self.at]
        return sign == "+" or self.reading.escaped or not re.search(_SUSPENDED, before)

    def _is_dash(self, after: int) -> bool:
        """Whether a hyphen that touches a word is one of a line that was broken, or a dash."""
        word = re.compile(r"[^\W_]+").match(self.text, after)
        is_common = word is not None and word[0].casefold() in STOPWORDS
        return self._is_broken_off() or (is_common and self.reading.words >= _TEXT)

    def _is_broken_off(self) -> bool:
        """Whether a hyphen belongs to a line that ends with a mark ("-premies toe te kennen?")."""
        is_first = not self.text[: self.at].strip()
        return self.reading.ended or (is_first and self.text.rstrip()[-1] == "?")

    def _may_follow_sign(self, at: int) -> bool:
        letter = self.text[at : at + 1]
        if letter == "*":
            return self.text[at + 1 : at + 2].isalpha()
        return (
            letter.isalpha()
            or letter == "("
            or at in self.reading.phrases
            or (letter == "\\" and self.reading.escaped)
        )

    def _follows(self, marks: str) -> bool:
        """Whether the place follows a blank, one of the marks or nothing."""
        before = self.text[self.at - 1 : self.at] if self.at else " "
        return before.isspace() or before in marks

    def _is_in_name(self, after: int) -> bool:
        """Whether an & stands between two capitalised words: "Investment & Trade"."""
        before = re.findall(r"[^\W_]+", self.text[max(0, self.at - 60) : self.at])[-1:]
        following = re.findall(r"[^\W_]+", self.text[after : after + 60])[:1]
        return not self.reading.escaped and all(
            any(map(_is_capitalised, word)) for word in (before, following)
        )

    def _field(self) -> Token | None:
        match = _NAME.match(self.text, self.at)
        if not match or self.reading.is_prose(self.at):
            return None
        field = find_field(match[1])
        if field and self.reading.words < _TEXT:
            self._require_no_sign(field, match[1], match.end())
        if self._is_text(match.end()) or not self._may_be_value(field, match.end()):
            return None
        if field:
            return self._valued(field, self.at, match.end())
        if self._is_glued(match):
            return None
        raise self._unknown_field(match[1])

    def _require_no_sign(self, field: Field, name: str, at: int) -> None:
        """Refuse a sign between a field and its value: to exclude, perhaps, or to compare."""
        value = re.compile(r"([+-]|[<>=]+|[≤≥])([^\W_]\S*)").match(self.text, at)
        is_compared = value is not None and field.kind == DATE and value[1] in _COMPARING
        if value and field.kind != ID and not is_compared:
            message = _("{sign} stands before the value of {field}")
            if value[1] in "+-":
                hint = _("write it before the field: {example}")
                hint = hint.format(example=f"{value[1]}{name}:{value[2]}")
            else:
                hint = _("write for instance {example}").format(example=f"{name}:{value[2]}")
            raise self.source.error(
                message.format(sign=value[1], field=f"{name}:"), at, value.end(1), hint
            )

    def _is_glued(self, match: re.Match[str]) -> bool:
        """Whether the name of no field stands in a text: betreft:De, ECLI:BE:2024, mailto:x@y.

        In some words, or a line, that is one hardly like the name of a field, in more words any.
        """
        value = match[2]
        is_text = self.reading.words >= _TEXT or self.reading.ended
        is_text = is_text or ":" in value or len(value) == 1  # "Schilderwerk:o bedrag"
        return (
            self.reading.words >= limits.QUERY_PROSE
            or match[1].isupper()
            or match[1].lower() in _NO_FIELDS
            or "://" in value
            or (is_text and not nearest(match[1], fields_by_name(), _SAME))
        )

    def _is_text(self, at: int) -> bool:
        """Whether what stands there is no value: "per jaar:2012: 573", "nota van:de stad".

        In some words that is a quote without its other half, or a stop word, too.
        """
        is_told = self.reading.words >= _TEXT
        if self.text[at] in DOUBLE and at not in self.reading.phrases:
            return is_told
        run = _RUN.match(self.text, at)
        is_stop = run is not None and run[0].casefold() in STOPWORDS
        return run is not None and (run[0].endswith(":") or (is_told and is_stop))

    def _is_listed(self, field: Field | None, at: int) -> bool:
        """Whether a list's first mark stands there: "als volgt:a) ...", "over:1. ..."."""
        listed = re.compile(_LISTED).match(self.text, at)
        if not listed or not field:
            return listed is not None
        return listed[0][-1] == ")" and "(" not in self.text[: listed.end()]

    def _may_be_value(self, field: Field | None, at: int) -> bool:
        letter = self.text[at]
        if self._is_listed(field, at):
            return False
        if field and field.kind == DATE and letter in "<>≥≤.":
            return True
        if letter.isdigit() and (field is None or field.kind != ID):
            is_asked = field is not None and self.reading.words < _TEXT
            return is_asked or not re.compile(r"\d{9}").match(self.text, at)  # a table's row
        if letter == "\\":
            return self.reading.escaped
        return letter.isalnum() or letter in "(*" or letter in DOUBLE + SINGLE

    def _valued(self, field: Field, start: int, at: int) -> Token:
        if empty := re.compile(_EMPTY).match(self.text, at):
            message = _("nothing stands between the quotes")
            raise self.source.error(message, at, empty.end(), example(field))
        if self.text[at] in DOUBLE + SINGLE and at not in self.reading.phrases:
            hint = _("write the same quote after the last word")
            raise self.source.error(_("this quote is not closed"), at, at + 1, hint)
        if field.kind == TEXT:
            return Token(FIELD, start, at, field=field)
        item, end = read_filter(self.source, field, at, self.reading)
        return Token(ITEM, start, end, item, field)

    def _unknown_field(self, name: str) -> QueryError:
        close = nearest(name, fields_by_name())
        if close:
            hint = _("did you mean {name}?").format(name=f"{close}:")
        else:
            hint = _("put it between quotes if it is text; the fields are in: imwsearch help query")
        message = _("there is no field {name}").format(name=name)
        return self.source.error(message, self.at, self.at + len(name), hint)

    def _phrase(self) -> Token:
        start = self.at
        begin, end = self.reading.phrases[start]
        words = (core(run) for run in re.split(rf"[\s{DOUBLE}]+", self.text[begin:end]))
        near = re.compile(r"~(\d{1,9})(?!\w)").match(self.text, end + 1)
        self.at = near.end() if near else end + 1
        slop = int(near[1]) if near else 0
        if near and slop > limits.QUERY_SLOP:
            message = _("near means at most {limit} words").format(limit=limits.QUERY_SLOP)
            raise self.source.error(message, near.start(), near.end(), _("write AND instead"))
        span = self.source.span(start, self.at)
        return Token(ITEM, start, self.at, Phrase(tuple(filter(None, words)), slop, span))

    def _run(self) -> Iterator[Token]:
        """The word that stands up to the next blank, quote or parenthesis, if there is one."""
        start = self.at
        following = bisect_right(self.stops, start)
        stop = self.stops[following] if following < len(self.stops) else len(self.text)
        match = _RUN.match(self.text, start, stop)
        self.at = match.end() if match and start not in self.reading.parentheses else start + 1
        escaped = self.reading.escaped and self.text[start] == "\\"
        plain = self.reading.is_pasted or escaped
        if word := read_word(self.source, start, self.at, plain=plain):
            yield Token(ITEM, *word.place, word.leaf)


def _is_capitalised(word: str) -> bool:
    return word[:1].isupper() and not word.isupper()
