"""A word → the term under which all its forms meet.

A known word goes by its lemma, an unknown compound by its head's, and what is unknown altogether is
cut only where the ending leaves no doubt: a name stays as it is.
"""

from functools import lru_cache

from imwsearch.dutch.compounds import verb_of
from imwsearch.dutch.endings import regular_base
from imwsearch.dutch.folding import fold
from imwsearch.dutch.lexicon import Known, lexicon
from imwsearch.dutch.splits import COMPOUND_FROM, Reading, read_word
from imwsearch.limits import COMPOUND_LETTERS, RESTS_REMEMBERED, WORDS_REMEMBERED

_PREFIXES = {"her": 6, "on": 6, "e": 6}
"""What stands before words that are known without it, and the letters that these have at least."""

_PREFIXED = tuple(_PREFIXES)


@lru_cache(maxsize=WORDS_REMEMBERED)
def stem(word: str) -> str:
    """The index term of a whole word.

    Inflection only (plural, -e, -s, diminutive, comparison, conjugation, participle, the noun in
    -ing): what differs in meaning stays apart. Numbers and words of other scripts are their own
    terms.

    Args:
        word: any word; it is folded.
    """
    return stem_and_parts(fold(word))[0]


def stem_and_parts(word: str) -> tuple[str, tuple[str, ...]]:
    """The index term of a folded word; its parts, if it is a compound, uninflected."""
    if not (word.isascii() and word.isalpha()):
        base, sign, _ = word.partition("'")
        is_inflected = sign and base.isascii() and base.isalpha()
        return stem_and_parts(base) if is_inflected else (_stem_of_signs(word), ())
    if len(word) > COMPOUND_LETTERS:
        return word, ()
    known = lexicon()
    reading = read_word(word, known)
    return _stem(reading, known), reading.parts if len(word) >= COMPOUND_FROM else ()


def stem_by(word: str, known: Known) -> str:
    """The term of a folded word of ASCII letters, by the words that are known."""
    return _stem(read_word(word, known), known)


def _stem(reading: Reading, known: Known) -> str:
    base, entry, parts = reading
    if entry:
        return entry.rule.apply(base)
    if parts and (lemma := _lemma(parts[-1], known)):
        return base.removesuffix(parts[-1]) + lemma
    verb = verb_of(base, known) if base.endswith("ing") else ""
    if verb and (lemma := _lemma(verb, known)):
        return lemma
    return _after_prefix(base, known) or regular_base(base)


def _after_prefix(word: str, known: Known) -> str:
    """The term of a known word's form with a prefix: herverkaveld, onvergunde, e-sigaretten."""
    for prefix, least in _PREFIXES.items() if word.startswith(_PREFIXED) else ():
        rest = word.removeprefix(prefix)
        entry = known.find(rest) if len(word) > len(rest) >= least else None
        if entry and (lemma := entry.rule.apply(rest)) != rest:
            return prefix + lemma
    return ""


@lru_cache(maxsize=RESTS_REMEMBERED)
def _lemma(head: str, known: Known) -> str:
    """Of a compound's last part; empty if it is not known. Many compounds end alike."""
    entry = known.find(head)
    return entry.rule.apply(head) if entry else ""


def _stem_of_signs(word: str) -> str:
    """Of a word with digits, or letters of other scripts: 2de."""
    digits = word.rstrip("adelnst")
    return (
        digits + "e" if digits.isdecimal() and word[len(digits) :] in ("e", "de", "ste") else word
    )
