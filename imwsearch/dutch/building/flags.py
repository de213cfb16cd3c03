"""What OpenTaal's Hunspell flags say of a word."""

from collections.abc import Iterable, Mapping, Sequence, Set

from imwsearch.dutch.building.hunspell import Form
from imwsearch.dutch.building.lists import words

NOUN = words("Za Zb Zc Zd Ze Zf Zg Zh Zi Zj Zu Zx")
DIMINUTIVES = words("Ya Yb Yc Yd Ye Yf Yg")
NOUN_FORMS = NOUN | DIMINUTIVES
ADJECTIVE = words("Aa Al Am An Ar")
ADJECTIVE_FORMS = words("Aa Ab Ac Ad Ae Ai Al Am An Ao Ap Aq Ar As At Au Av Aw Ax Ay Zk")
PART = words("Cc Ca Cb Ce Cd Ch")
"""Of what is a part of compounds."""

INFINITIVE, PARTICIPLE = "Vi", "Ve"
VERB_FORMS = words("V3 Vp Vq")
INFLECTED = NOUN_FORMS | ADJECTIVE_FORMS | VERB_FORMS | {INFINITIVE, PARTICIPLE}
"""Of what is inflected."""

PLURALS_AND_ENDED = words("Zb Ze Zf Zx Ab Ao Aq V3 Vq")
"""Of plurals but for those in -s, comparatives, forms of verbs: none has a plural of its own."""


def own_flags(forms: Iterable[Form]) -> frozenset[str]:
    """The flags of a word itself, where it is an entry of the dictionary."""
    return frozenset(flag for form in forms if not form.flag for flag in form.entry.flags)


def has_form(forms: Iterable[Form], flags: Set[str]) -> bool:
    """Whether a word is a form of an entry by one of the flags."""
    return any(form.flag in flags for form in forms)


def entries_with(forms: Mapping[str, Sequence[Form]], flags: Set[str]) -> set[str]:
    """The words that are entries with one of the flags."""
    return {word for word, own in forms.items() if own_flags(own) & flags}
