"""What a query says of a name, a title or a theme → whether a value is meant."""

import re
from collections.abc import Callable
from functools import cache

from imwsearch import dutch

_WILD = re.compile(r"[*?]")


def meaning(asked: str) -> Callable[[str], bool]:
    r"""Whether a value is meant: it holds what is asked, or its words in any order.

    Case and accents do not matter. In a word with a wildcard ``*`` stands for any letters and ``?``
    for one, and it is a whole word of the value.
    """
    wanted = dutch.fold_words(asked)
    words = wanted.split()
    patterns = [_pattern(word) for word in words if _WILD.search(word)]
    whole = frozenset(word for word in words if not _WILD.search(word))

    @cache
    def is_meant(value: str) -> bool:
        folded = dutch.fold_words(value)
        if patterns:
            return whole.issubset(folded.split()) and all(each.search(folded) for each in patterns)
        return wanted in folded or (len(words) > 1 and whole.issubset(folded.split()))

    return is_meant


def _pattern(word: str) -> re.Pattern[str]:
    letters = {"*": r"\w*", "?": r"\w"}
    inner = "".join(letters.get(sign) or re.escape(sign) for sign in word)
    return re.compile(rf"(?<!\w){inner}(?!\w)")
