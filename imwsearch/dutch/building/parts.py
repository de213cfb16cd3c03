"""How well a known word serves as a compound's part.

Three things speak for a word: that OpenTaal flags it as a part, how many known words begin or end
with it (its family: log2 of their number), and that it is not short. What is no word by itself
inside a compound (prefixes, particles, endings) is left out; the scores are the method of Koehn and
Knight (EACL 2003) with families instead of a corpus' counts.
"""

from collections import Counter
from collections.abc import Iterable
from math import log2
from typing import NamedTuple

from imwsearch.dutch.building.lists import words


class Score(NamedTuple):
    """A word's scores as a part, in tenths; None where it cannot be one.

    Args:
        modifier: before another part, as it stands.
        linked: before another part with a linking s.
        head: as the last part.
    """

    modifier: int | None = None
    linked: int | None = None
    head: int | None = None


class WordClasses(NamedTuple):
    """Sets of folded words by what OpenTaal's flags say of them."""

    modifiers: frozenset[str]
    linked: frozenset[str]
    heads: frozenset[str]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    verbs: frozenset[str]
    others: frozenset[str]


_FAMILY, _FLAG, _SHORT, _PLURAL, _UNFLAGGED_LINK = 2, 10, 4, 3, 6

_PARTICLES = words("""
    aan achter af al bij binnen boven buiten daar dan dat deze die dit door er heen heer her hier
    hoe in langs mede mee met mis na naar neer niet nog om on onder ont op open opeen over rond
    samen te tegen toe tot tussen uit uiteen van vast ver vol voor voort voorbij vooruit waar weer
    wel zo zonder terug steeds vooral zelfs eens ieder elk ander anders voorts vice wan
    """)
_PREFIXES = words("""
    trans infra inter intra ultra pre pro sub neder opper aarts oer per con com dis des para meta
    uni tri centi kilo milli deca hecto micro macro poly mono tele homo hetero pseudo semi quasi
    wijd plat
    """)
_ENDINGS = words("""
    heid heden schap schappen lijk lijke baar bare ling lingen ster sters ring ringen ding dingen
    naar naars loos loze tand heer her ting tings iteit eren aren ende enden ends elen aard aardig
    achtig achtige tjes tje erij zaam zame rijk rijke vol waarts gave tage atie ische isch teren
    aire aar ist isten isme haft ing ingen iek ieken nis eel ele erend eert eerde zien ziend netje
    netjes deren teen eling tering king ging pen ping wording ken ten den ande mate matige
    schappelijk schappelijke logisch logische grafisch grafische ester esters tijk tijken natie
    naties halve eraf eruit sten these sage rijzing gewijs eerbaar eerbaarheid eerder eerders eter
    baren
    """)
_PLACE_HEADS = words(
    "beek beke kerke gem hove zele donk rode voorde schoot dael laar hem ingen bergen heim"
)
_SHORT_MODIFIERS = words("""
    app arm bad bak bed bel bon bos bus cel dag dak dam dun eet eis fan gas gok hal hof hok ict ijs
    job kar kas kat kei kip kit koe kop lek les lip map mes net oog oor oud pad pas pen pil pop
    pot ras rem rij rit rol rug ski som tak tas tol top uur vak vee vis wal web weg wei
    wet wol zak zee zon
    """)
_SHORT_HEADS = words("""
    bad bak bal bed bon bos bus cel dag dak dal dam eis hal hof job kas lat les map net pad
    pak pas pet pop pot ras rit rol sok som tak tas tol top uur vak wal weg wet zak zee zin
    """)


def families(known: Iterable[str], classes: WordClasses) -> tuple[Counter[str], Counter[str]]:
    """How many words begin with each word that may be a part, and how many end with it."""
    parts = classes.modifiers | classes.linked | classes.heads
    parts |= {word for word in classes.nouns | classes.verbs if len(word) > 3}
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for word in known:
        for cut in range(3, len(word) - 2):
            if word[cut:] in parts:
                modifier = word[:cut]
                if modifier[-1] == "s" and modifier[:-1] in parts:
                    modifier = modifier[:-1]
                if modifier in parts and len(modifier) > 2:
                    first[modifier] += 1
                    last[word[cut:]] += 1
    return first, last


def score(word: str, lemma: str, classes: WordClasses, first: int, last: int) -> Score:
    """The word's scores.

    Args:
        word: a folded word.
        lemma: its lemma.
        classes: what is known of all words.
        first: its family as first part.
        last: its family as last part, or its lemma's if that is larger.
    """
    if len(word) < 3 or word in _ENDINGS or word in _PARTICLES:
        return Score()
    return Score(*_as_modifier(word, lemma, classes, first), _as_head(word, classes, last))


def _as_modifier(
    word: str, lemma: str, classes: WordClasses, first: int
) -> tuple[int | None, int | None]:
    flagged = word in classes.modifiers or word in classes.linked
    known = flagged or word in classes.nouns or word in classes.verbs or word in classes.others
    if word in _PREFIXES or not known or (len(word) == 3 and word not in _SHORT_MODIFIERS):
        return None, None
    value = _FAMILY * _bucket(first) + _FLAG * flagged - _SHORT * (len(word) == 3)
    plain = value - _PLURAL * (word.endswith("en") and lemma != word)
    linked = value - _UNFLAGGED_LINK * (word not in classes.linked)
    stands_bare = word in classes.modifiers or not flagged or len(word) == 3
    takes_s = len(word) > 3 and (flagged or word in classes.nouns)
    return plain if stands_bare else None, linked if takes_s else None


def _as_head(word: str, classes: WordClasses, last: int) -> int | None:
    flagged = word in classes.heads
    known = flagged or word in classes.nouns or word in classes.adjectives or word in classes.others
    if not known or word in _PLACE_HEADS or (len(word) == 3 and word not in _SHORT_HEADS):
        return None
    return _FAMILY * _bucket(last) + _FLAG * flagged - _SHORT * (len(word) == 3)


def _bucket(family: int) -> int:
    return min(7, int(log2(family + 1)))
