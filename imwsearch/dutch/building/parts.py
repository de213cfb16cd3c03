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
    """Sets of folded words by what OpenTaal's flags say of them.

    Args:
        ending_in_s: the nouns of which an s at the end is no ending.
    """

    modifiers: frozenset[str]
    linked: frozenset[str]
    heads: frozenset[str]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    verbs: frozenset[str]
    others: frozenset[str]
    ending_in_s: frozenset[str]


_FAMILY, _FLAG, _SHORT, _SHORT_HEAD, _PLURAL, _UNFLAGGED_LINK = 2, 10, 4, 2, 3, 6

_BARE, _BARE_SHARE = 8, 4
"""A word that is flagged as taking a linking s also stands without one where so many words begin
so, and one of so many."""

_PARTICLES = words("""
    aan achter af al bij binnen boven buiten daar dan dat deze die dit door er heen heer her
    hier hoe in langs mede mee met mis na naar neer niet nog om on onder ont op open opeen over
    rond samen te tegen toe tot tussen uit uiteen van vast ver vol voor voort voorbij vooruit
    waar weer vooronder weeral wel zo zonder terug steeds vooral zelfs eens ieder elk ander
    anders voorts vice wan onderaan bovenaan vooraan achteraan voorop achterop bovenop herop
    heraan heruit herin heraf herom
    """)
_PREFIXES = words("""
    trans infra inter intra ultra pre pro sub neder opper aarts oer per con com dis des para
    meta uni tri centi kilo milli deca hecto macro poly mono homo hetero pseudo semi quasi wijd
    plat tweed
    """)
_ENDINGS = words("""
    heid heden schap schappen lijk lijke baar bare ling lingen ster sters ring ringen ding
    dingen naar naars loos loze loosheid loosheden tand heer her ting tings iteit eren aren ende
    enden ends elen aard aardig achtig achtige tjes tje erij zaam zame rijk rijke vol waarts
    gave tage atie ische isch teren aire aar ist isten isme haft ing ingen iek ieken nis eel ele
    erend eert eerde zien ziend netje netjes deren teen eling tering king ging hing hingen ving
    vingen pen ping wording ken ten den ande mate matig matige matigheid matigheden mans
    schappelijk schappelijke logisch logische grafisch grafische ester esters tijk tijken natie
    naties halve eraf eruit sten these sage rijzing gewijs eerbaar eerbaarheid eerder eerders
    eter baren nering eelt sier visten
    """)
_FIRST = words("aard lijk rijk ster tand sier")
"""Endings that are modifiers too."""

_PLACE_HEADS = words(
    "beek beke kerke gem hove zele donk rode voorde schoot dael laar hem ingen bergen heim"
)
_SHORT_MODIFIERS = words("""
    aas app arm bad bak bal bed bel bid bio bom bon bos bot bus cel dag dak dam dek dok dun duo
    eco eed eer eet eis erf fan fok gas gen gif gok gsm gym hal hei hof hok hop ict ijk ijs job
    kap kar kas kat kei kip kit koe kop kot led leg lek les lid lig lip lok map mes nek nep net
    nul oog oor oud pad pas pen pil pin pop pot put ras ree rek rem rij rit rol rug sim ski sms
    som sta tak tap tas tel tij til tol top uur vak val vee vet vis vul wad wal was web wed weg
    wei wet win wit wol zak zee zij zit zon
    """)
_SHORT_HEADS = words("""
    app arm bad bak bal bed bol bom bon bos box bus cel dag dak dal dam dek dok eis erf gas gat
    gif hal hek hof hok hub jet job kap kar kas kat kip kit kok kop kot lab lat lek les lid lus
    man map mat mix mug net pad pak pan pas pet pil pop pot put ras rat rek rij rit rol sap set
    sok som tak tap tas tol top uur vak val vat vee vis wal weg wet wol zak zee zin
    """)
_PLURAL_LETTERS = 6
"""Letters that their plurals have at most: hoven, wallen."""

_SHORT_LINKED = ("wet",)

_ENDING_IN_S = ("poets",)
"""Verbs' stems that begin compounds; their s is no link."""

_UNFLAGGED = words("oppervlakte koude luxe snel klein fijn micro tele")
"""Parts of which OpenTaal's flags say nothing."""


class Families(NamedTuple):
    """How many known words have each word as a part.

    Args:
        bare: before another part, as it stands.
        linked: before another part with a linking s.
        last: as the last part.
    """

    bare: Counter[str]
    linked: Counter[str]
    last: Counter[str]


def families(known: Iterable[str], classes: WordClasses) -> Families:
    """The families of the words that may be parts."""
    parts = classes.modifiers | classes.linked | classes.heads
    parts |= {word for word in classes.nouns | classes.verbs if len(word) > 3}
    found = Families(Counter(), Counter(), Counter())
    for word in known:
        for cut in range(3, len(word) - 2):
            if word[cut:] in parts:
                modifier, first = word[:cut], found.bare
                if modifier[-1] == "s" and modifier[:-1] in parts:
                    modifier, first = modifier[:-1], found.linked
                if modifier in parts and len(modifier) > 2:
                    first[modifier] += 1
                    found.last[word[cut:]] += 1
    return found


def score(word: str, lemma: str, classes: WordClasses, bare: int, linked: int, last: int) -> Score:
    """The word's scores.

    Args:
        word: a folded word.
        lemma: its lemma.
        classes: what is known of all words.
        bare: its family as first part as it stands.
        linked: the same with a linking s.
        last: its family as last part, or its lemma's if that is larger.
    """
    if len(word) < 3 or word in _PARTICLES or (word in _ENDINGS and word not in _FIRST):
        return Score()
    modifier = _as_modifier(word, lemma, classes, bare, linked)
    return Score(*modifier, None if word in _ENDINGS else _as_head(word, lemma, classes, last))


def _as_modifier(
    word: str, lemma: str, classes: WordClasses, bare: int, linked: int
) -> tuple[int | None, int | None]:
    flagged = word in classes.modifiers or word in classes.linked
    is_short = len(word) == 3
    known = flagged or word in classes.nouns or word in classes.verbs or word in classes.others
    known = known or word in _UNFLAGGED
    if word in _PREFIXES or (word not in _SHORT_MODIFIERS if is_short else not known):
        return None, None
    value = _FAMILY * _bucket(bare + linked) + _FLAG * flagged - _SHORT * is_short
    value = max(value, 0) if is_short else value  # without a flag it has no family
    plain = value - _PLURAL * (word.endswith("en") and lemma != word)
    with_s = value - _UNFLAGGED_LINK * (word not in classes.linked)
    is_often_bare = bare >= max(_BARE, linked / _BARE_SHARE)
    stands_bare = word in classes.modifiers or not flagged or is_short or is_often_bare
    is_noun = word in classes.nouns or word in classes.linked
    takes_s = is_noun or (flagged and word not in classes.adjectives)
    may_take_s = word in _SHORT_LINKED if is_short else takes_s
    with_own_s = word + "s"
    is_other = with_own_s in _ENDING_IN_S or (
        with_own_s in classes.ending_in_s and word not in classes.linked  # spits, plaats
    )
    return plain if stands_bare else None, with_s if may_take_s and not is_other else None


def _as_head(word: str, lemma: str, classes: WordClasses, last: int) -> int | None:
    flagged = word in classes.heads
    known = flagged or word in classes.nouns or word in classes.adjectives or word in classes.others
    known = (
        known
        or word in _UNFLAGGED
        or (lemma in _SHORT_HEADS and word.endswith("en") and len(word) <= _PLURAL_LETTERS)
    )
    is_short = len(word) == 3
    if word in _PLACE_HEADS or (word not in _SHORT_HEADS if is_short else not known):
        return None
    return _FAMILY * _bucket(last) + _FLAG * flagged - _SHORT_HEAD * is_short


def _bucket(family: int) -> int:
    return min(7, int(log2(family + 1)))
