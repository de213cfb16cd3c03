"""A word → the term under which all its forms meet.

A known word goes by its lemma, an unknown compound by its head's, and what is unknown altogether is
cut only where the ending leaves no doubt: a name stays as it is.
"""

from functools import lru_cache

from imwsearch.dutch.compounds import COMPOUND_FROM, Found, base_of, guess_split, look_up
from imwsearch.dutch.endings import regular_base
from imwsearch.dutch.folding import fold
from imwsearch.dutch.lexicon import Known, lexicon
from imwsearch.limits import COMPOUND_LETTERS, WORDS_REMEMBERED


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
    """The index term of a folded word; its parts, as ``split`` gives them, if it is a compound."""
    if not (word.isascii() and word.isalpha()):
        return _stem_of_signs(word), ()
    if len(word) > COMPOUND_LETTERS:
        return word, ()
    own, parts = _read(word, lexicon())
    return own, parts if len(word) >= COMPOUND_FROM else ()


def stem_by(word: str, known: Known) -> str:
    """The term of a folded word of ASCII letters, by the words that are known."""
    return _read(word, known)[0]


def _read(word: str, known: Known) -> tuple[str, tuple[str, ...]]:
    found = look_up(word, known)
    if found.entry or found.parts:
        return _stem(word, found, known), found.parts
    if inflected := base_of(word, known):
        base, found = inflected
        return _stem(base, found, known), found.parts
    single = word[:-2] if word.endswith("ingen") else word
    parts = guess_split(single, known)
    return _stem(single, Found(None, parts), known), parts


def _stem(word: str, found: Found, known: Known) -> str:
    entry, parts = found
    if entry:
        return entry.rule.apply(word)
    if parts and (head := known.find(parts[-1])):
        return word.removesuffix(parts[-1]) + head.rule.apply(parts[-1])
    return regular_base(word)


def _stem_of_signs(word: str) -> str:
    """Of a word with digits, an apostrophe or letters of other scripts: euro's, vzw'tje, 2de."""
    base, sign, _ = word.partition("'")
    if sign and base.isalpha():
        return stem(base)
    digits = word.rstrip("adelnst")
    return (
        digits + "e" if digits.isdecimal() and word[len(digits) :] in ("e", "de", "ste") else word
    )
