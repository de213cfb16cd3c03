"""Where phrases stand in a text: pairs of quotes of any kind, and no apostrophes."""

import re

from imwsearch.query.tree import Span

DOUBLE = '"“”„‟«»'
SINGLE = "'‘’‚‛‹›"

_BEFORE = r"(?:^|(?<=[\s(\[+:&|/–—-])|(?<=\.\.))"
_OPENING = rf"{_BEFORE}(?:(?P<double>[{DOUBLE}])|(?P<single>[{SINGLE}])(?![stnkmd]\b|\d))(?=\S)"
_CLOSING = {
    name: rf"(?<=\S)[{kind}](?![^\W_])" for name, kind in (("double", DOUBLE), ("single", SINGLE))
}


def find_phrases(text: str, escaped: bool) -> dict[int, Span]:
    """The text inside each pair of quotes, by the place of the opening quote.

    An opening quote follows a blank or a mark and touches what comes after it; a closing one
    touches what comes before it and no letter after it. So 's ochtends, foto's, '90 and inches
    (27") open nothing. A quote without its other half is no quote. Linear in the text's length.

    Args:
        text: the query.
        escaped: whether a backslash hides what follows it up to the next blank.
    """
    if not any(quote in text for quote in DOUBLE + SINGLE):
        return {}
    phrases: dict[int, Span] = {}
    hopeless: set[str] = set()
    opening = re.compile(rf"{_BEFORE}\\\S+|{_OPENING}" if escaped else _OPENING)
    at = 0
    while match := opening.search(text, at):
        at = match.end()
        kind = match.lastgroup
        if kind is None or kind in hopeless:
            continue
        if closing := re.compile(_CLOSING[kind]).search(text, at):
            if re.search(r"[^\W_]", text[at : closing.start()]):
                phrases[match.start()] = (at, closing.start())
                at = closing.end()
        else:
            hopeless.add(kind)
    return phrases
