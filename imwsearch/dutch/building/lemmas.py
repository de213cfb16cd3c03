"""Known words → the lemma under which all their forms meet.

A noun's or an adjective's forms give its dictionary form, a verb's forms its stem (aanvragen,
aanvraagt, aangevraagd → aanvraag), which is often the noun beside it. Nouns in -ing go with their
verb (weigering → weiger), unless the verb's stem is a noun, mostly of another meaning (regeling ≠
regel).
"""

from collections.abc import Iterable, Iterator, Sequence

from imwsearch.dutch.building.exceptions import (
    CALLED,
    COMPARED,
    DESCRIBING,
    DOING,
    FUNCTION_WORDS,
    IRREGULAR,
    NAMING,
    NOT_PAST,
    SINGULAR,
    VERBAL,
)
from imwsearch.dutch.building.hunspell import Form
from imwsearch.dutch.building.lists import by_length, lines, words
from imwsearch.dutch.endings import bases, is_loan_participle, regular_base
from imwsearch.dutch.folding import fold

NOUN = words("Za Zb Zc Zd Ze Zf Zg Zh Zi Zj Zu Zx")
ADJECTIVE = words("Aa Al Am An Ar")
_ADJECTIVE_FORMS = words("Aa Ab Ac Ad Ae Ai Al Am An Ao Ap Aq Ar As At Au Av Aw Ax Ay Zk")
_DIMINUTIVES = words("Ya Yb Yc Yd Ye Yf Yg")
NOUN_FORMS = NOUN | _DIMINUTIVES
_IN_A = ("ga", "sla", "sta")
_AGAIN = "her"
_PART = words("Cc Ca Cb Ce Cd Ch")
_PLURALS = words("Zb Ze Zf Zx")
_ENDED = words("Ab Ao Aq V3 Vq")
VERB_FORMS = words("V3 Vp Vq")
INFLECTED = NOUN_FORMS | _ADJECTIVE_FORMS | VERB_FORMS | words("Ve Vi")
"""The flags of what is inflected."""

_INSEPARABLE = ("be", "ver", "ont", "her")
_MAYBE_INSEPARABLE = (
    *("doorver", "herbe", "herover", "herver"),
    *(*_INSEPARABLE, "achter", "door", "onder", "over", "vol", "voor", "weer"),
)
_UNSTRESSED = (
    *_INSEPARABLE,
    *by_length("""
    aan af bij deel door er ge in mee mis na om on onder op over plaats samen tegen terug toe uit
    vast vol voor voort weer
    """),
    "",
)
_PREFIXES = by_length("""
    aaneen aan achteruit achterop achter af bijeen bij binnen boven buiten dicht door fijn gade
    gelijk goed groot heen heraan herin herop heruit hoog in klaar kennis los mede mee mis na neer
    om onder op open over samen stil stop tegen tekort teloor terecht tentoon terug te tewerk toe
    tot uiteen uit vast vol voorop voort voor vooruit vrij waar weer weg zwart
    """)
_SEPARATED = tuple(f"{prefix}ge" for prefix in _PREFIXES)
"""How participles of separable verbs begin."""

_IN_EREN = tuple(word for word in IRREGULAR if word.endswith("eren") and word != "eieren")
_ENDING_COMPOUNDS = (*_IN_EREN, "schepen", "steden")
"""Plurals that compounds end with; broed-eieren are read as one by their parts."""

_BEFORE_S = ("e", "el", "em", "en", "er", "ier", "ing")
"""Ends of nouns whose plural is in -s: kamers, and not keus, schors."""

_DIAERESIS = {"ï": "i", "ë": "e", "ü": "u", "ö": "o"}

_DISTINCT = 5
"""Letters from which on a noun and the same with -e, whose plurals are alike, are one: genoot,
genote; not pan, panne."""

_LONG_STEM = 4
"""Letters of a verb's stem that is taken where no flag says so: tewerkstelt, sensibiliseert."""

_PARTICLE = 3
"""Letters of a word before a separable verb that is none of the usual ones: bekend-gemaakt."""

_LATIN = 5
"""Letters of a noun in -um or -us whose plural is in -a or -i: forum, not dum."""

_LONG_COMPARATIVE = 8
"""Letters of a comparative in -iever: actiever, not liever."""

_LONG_FEMALE = 6
"""Letters of a noun for a woman: studente, not loge."""

_FEMALE = ("ente", "ante", "iste", "linge", "loge", "aate")


class Lemmas:
    """The lemma of every word form of the dictionary.

    Args:
        forms: all the forms, by word.
        vocabulary: the words that exist, the forms' among them.
    """

    def __init__(self, forms: dict[str, list[Form]], vocabulary: Iterable[str]) -> None:
        self._forms = forms
        self._vocabulary = frozenset(vocabulary)
        self._nouns = self._entries_with(NOUN)
        self._infinitives = self._entries_with(frozenset(["Vi"]))
        self._stems = self._entries_with(VERB_FORMS)
        self._infinitive_of: dict[str, str] = {}
        self._stem_of = self._stems_of_infinitives()
        strong_verbs = lines("strong_verbs.txt")
        self._strong = dict(self._strong_forms(strong_verbs))
        self._pasts = {form for _, _, *past, _ in strong_verbs for form in past}
        self._stems.update(self._stem_of.values())

    def lemma(self, word: str) -> str:
        """The lemma of a word of the vocabulary; the word itself where nothing is known."""
        found, before = self._base(word), word
        while found != before and found not in self._stems:
            forms = self._forms.get(found, [])
            found, before = self._own(found, forms) or self._verb(found, forms) or found, found
        return found

    def _base(self, word: str) -> str:
        """What a word is an inflected form of; the word itself where nothing is known."""
        if fold(word) in FUNCTION_WORDS or word.endswith(SINGULAR):
            return word
        if word in IRREGULAR:
            return IRREGULAR[word]
        if len(word) >= _LONG_COMPARATIVE and word.endswith(("iever", "ievere")):
            return word.removesuffix("e").removesuffix("iever") + "ief"
        if word.endswith("er") and word + "en" in IRREGULAR:
            return IRREGULAR[word + "en"]
        if one := self._irregular_compound(word):
            return one
        forms = self._forms.get(word, [])
        for find in (
            self._inseparable_past,
            self._nominal,
            self._own,
            self._noun,
            self._adjective,
            self._verb,
            self._derived,
            self._repeated,
        ):
            if found := find(word, forms):
                return found
        return word

    def _irregular_compound(self, word: str) -> str:
        """The singular of a compound whose last part has an odd plural: kleinkinderen."""
        singulars = (
            word.removesuffix(plural) + IRREGULAR[plural]
            for plural in _ENDING_COMPOUNDS
            if word.endswith(plural)
        )
        return next(filter(self._vocabulary.__contains__, singulars), "")

    def _inseparable_past(self, word: str, forms: list[Form]) -> str:
        """The verb of a strong past, also where flags call it something else: ontving, verwees."""
        is_noun = any(not f.flag and f.entry.flags & NOUN for f in forms)
        if word in NOT_PAST or (is_noun and not word.endswith("ing")):
            return ""
        for prefix in _MAYBE_INSEPARABLE:
            rest = word.removeprefix(prefix)
            if rest != word and rest in self._pasts:
                infinitive = prefix + self._strong[rest][0]
                if infinitive in self._infinitives:
                    return self._stem_of[infinitive]
        return ""

    def _entries_with(self, flags: frozenset[str]) -> set[str]:
        return {
            word
            for word, forms in self._forms.items()
            if any(not form.flag and form.entry.flags & flags for form in forms)
        }

    def _nominal(self, word: str, forms: list[Form]) -> str:
        """A noun in -ing, by its verb."""
        base = word.removesuffix("en") if word.endswith("ingen") else word
        if not base.endswith("ing") or base not in self._vocabulary or base in NAMING:
            return ""
        stem = self._stem_of.get(base[:-3] + "en", "")
        return "" if stem in self._nouns and base not in DOING else stem

    def _own(self, word: str, forms: list[Form]) -> str:
        """A noun or an adjective is its own lemma; a noun like "zieke" is its adjective's."""
        if word in COMPARED:
            return self._adjective(word, forms)
        if word in DESCRIBING:
            return word
        if word in VERBAL:
            return self._verb(word, forms)
        if word.endswith("e") and (adjective := self._attribute(word, forms)):
            return adjective
        if self._is_participle(word, forms) and (verb := self._verb(word, forms)):
            return verb
        return self._own_noun(word, forms)

    def _own_noun(self, word: str, forms: list[Form]) -> str:
        if word.endswith("je") and any(form.flag in _DIMINUTIVES for form in forms):
            return self._noun(word, forms)
        flags = frozenset(flag for f in forms if not f.flag for flag in f.entry.flags)
        if not flags & (NOUN | ADJECTIVE) and not self._is_singular(word, forms):
            return ""
        if word.endswith("en"):
            return self._noun(word, forms) or word
        shared = self._forms.get(word + "n", []) if word.endswith("e") else []
        other = self._noun(word + "n", shared)
        return word if len(other) < _DISTINCT and "Za" in flags else other or word

    def _is_singular(self, word: str, forms: list[Form]) -> bool:
        """Whether a word that is a part of compounds, or has a diminutive, is no plural."""
        flags = frozenset(flag for f in forms if not f.flag for flag in f.entry.flags)
        if word in self._pasts and word.endswith("s"):
            return False
        if flags & _DIMINUTIVES:
            return True
        is_plural = any(form.flag in NOUN_FORMS for form in forms)
        if word.endswith("s") and (is_plural or word[:-1].endswith(_BEFORE_S)):
            return False
        return bool(flags & _PART) and not word.endswith(("en", "ën", "i", "a"))

    def _is_participle(self, word: str, forms: list[Form]) -> bool:
        """Whether an adjective is a participle first."""
        flags = frozenset(flag for f in forms if not f.flag for flag in f.entry.flags)
        if word.startswith(_SEPARATED) and not word.endswith("e"):
            return not any(form.flag in NOUN_FORMS for form in forms)
        if word.startswith("ge") and word.endswith("eerd") and "Ve" in flags:
            return True
        if word.endswith("end") and any(form.flag == "Vi" for form in forms):
            return not flags & NOUN
        if flags & (NOUN | {"Cc", "Ch", "Cd"}):
            return False
        if "Ve" in flags or self._is_strong_participle(word):
            return True
        if word.startswith("ge") and word[-1] in "dt" and self._with_ge("", word):
            return True
        return word.startswith(_MAYBE_INSEPARABLE) and self._without_ge(word) not in ("", word)

    def _is_strong_participle(self, word: str) -> bool:
        """Whether it is a strong verb's, and no plural of a noun: geschonden, not verslagen."""
        is_plural = any(form.flag in NOUN_FORMS for form in self._forms.get(word, []))
        if is_plural:
            return False
        if word.startswith("ge") or self._strong.get(word, [""])[0].startswith(_INSEPARABLE):
            return word in self._strong
        return any(self._is_participle_with(prefix, word) for prefix in _MAYBE_INSEPARABLE)

    def _is_participle_with(self, prefix: str, word: str) -> bool:
        rest = word.removeprefix(prefix)
        infinitive, _stem, is_participle = self._strong.get(rest, ("", "", False))
        return rest != word and is_participle and prefix + infinitive in self._infinitives

    def _noun(self, word: str, forms: list[Form]) -> str:
        if word.endswith("heden"):
            return word[:-5] + "heid"
        found = [f.entry.word for f in forms if f.flag in NOUN_FORMS]
        male = [
            n[:-1]
            for n in found
            if len(n) >= _LONG_FEMALE and n.endswith(_FEMALE) and self._may_be_noun(n[:-1])
        ]
        return min(
            male or found, key=lambda lemma: (lemma[-1] == "e", -len(lemma), lemma), default=""
        )

    def _may_be_noun(self, word: str) -> bool:
        forms = self._forms.get(word, [])
        is_noun = any(not form.flag and form.entry.flags & NOUN_FORMS for form in forms)
        return is_noun or (not forms and word in self._vocabulary)

    def _adjective(self, word: str, forms: list[Form]) -> str:
        return next((f.entry.word for f in forms if f.flag in _ADJECTIVE_FORMS), "")

    def _attribute(self, word: str, forms: list[Form]) -> str:
        """Of an adjective in -e, or a noun that is one: zieke, grotere, gehandicapte."""
        if adjective := self._adjective(word, forms):
            return adjective
        if word.endswith("ere"):
            return self._adjective(word[:-1], self._forms.get(word[:-1], []))
        if word in CALLED or not word.endswith(("de", "te")):
            return ""
        is_participle = any(form.flag == "Ve" for form in forms) or (
            word.endswith("ende") and any(form.flag == "Vi" for form in forms)
        )
        is_nominal = word.endswith(("eerde", "igde")) and word[:-1] in self._vocabulary
        return word[:-1] if is_participle or is_nominal else ""

    def _verb(self, word: str, forms: list[Form]) -> str:
        is_separated = word.startswith(_SEPARATED) and word not in self._stems
        if is_separated and (found := self._participle(word)):
            return found
        infinitive, stem, is_participle = self._strong.get(word, ("", "", False))
        if infinitive and not is_participle and word not in self._infinitives:
            return stem
        for form in forms:
            if form.flag == "Vi" or (not form.flag and "Vi" in form.entry.flags):
                return self._stem_of.get(form.entry.word, "")
            if form.flag in VERB_FORMS or (not form.flag and form.entry.flags & VERB_FORMS):
                return self._long(form.entry.word)
        shorter = word.removesuffix("e")
        if found := self._participle(word) or self._participle(shorter):
            return found
        may_be = word.endswith("t") or any("Ve" in (f.flag, *f.entry.flags) for f in forms)
        stem = self._without_ge(shorter) if may_be else ""
        return stem if len(stem) >= _LONG_STEM else ""

    def _long(self, stem: str) -> str:
        """A verb's stem; its infinitive where the stem has two letters or is another word."""
        if stem.endswith(_IN_A) and stem + "an" in self._infinitives:
            return stem + "an"
        is_own = len(stem) > 2 and stem not in FUNCTION_WORDS
        return stem if is_own else self._infinitive_of.get(stem, stem)

    def _participle(self, word: str) -> str:
        """The verb of a participle or a strong past: opgesplitst, aangeworven, betrokken, wierf."""
        if word.startswith("ge") and (stem := self._without_ge(word)):
            return stem
        for prefix in ("", *_PREFIXES):
            if word.startswith(prefix + "ge") and (stem := self._with_ge(prefix, word)):
                return stem
        for start in range(_PARTICLE, len(word) - _LONG_STEM):
            particle = word[:start]
            is_word = word.startswith("ge", start) and particle in self._vocabulary
            if is_word and (stem := self._with_ge(particle, word)):
                return stem
        for prefix in _UNSTRESSED:
            if word.startswith(prefix) and (stem := self._strong_stem(prefix, word[len(prefix) :])):
                return stem
        return self._without_ge(word) if word.startswith(_INSEPARABLE) else ""

    def _without_ge(self, word: str) -> str:
        """Of a participle that takes no ge-: gebeurd, verbeterd, ondersteund."""
        stems = (word, word[:-1]) if word[-1:] in ("d", "t") else ()
        return next((stem for stem in stems if stem in self._stems), "")

    def _with_ge(self, prefix: str, word: str) -> str:
        """Of a participle with ge- after the prefix."""
        rest = word[len(prefix) + 2 :]
        rest = _DIAERESIS.get(rest[:1], rest[:1]) + rest[1:]
        for stem in (rest[:-1], rest) if rest[-1:] in ("d", "t") else ():
            if self._has_verb(prefix, stem):
                return self._long(prefix + self._long(stem))
        return self._strong_stem(prefix, f"ge{rest}")

    def _has_verb(self, prefix: str, stem: str) -> bool:
        infinitive = self._infinitive_of.get(stem)
        return prefix + stem in self._stems or (
            infinitive is not None and prefix + infinitive in self._vocabulary
        )

    def _strong_stem(self, prefix: str, rest: str) -> str:
        infinitive, stem, is_participle = self._strong.get(rest, ("", "", False))
        is_bare = not prefix and not infinitive.startswith(_INSEPARABLE)
        if not infinitive or (is_bare and is_participle):
            return ""
        known = not prefix or prefix + infinitive in self._vocabulary
        return prefix + stem if known else ""

    def _derived(self, word: str, forms: list[Form]) -> str:
        """By its ending alone, where what remains is a word."""
        for base in bases(word):
            least = _LATIN if word[-1] in "ai" else 3
            if base in self._vocabulary and len(base) >= least:
                if word == base + "s" and self._is_only_inflected(base):
                    return ""
                return self.lemma(base)
        return regular_base(word) if is_loan_participle(word) else ""

    def _repeated(self, word: str, forms: list[Form]) -> str:
        """A form of a verb with her- that no dictionary inflects: herbestemd, heraanleggen."""
        rest = word.removeprefix(_AGAIN)
        lemma = self.lemma(rest) if rest != word and rest in self._vocabulary else rest
        return _AGAIN + lemma if lemma != rest and lemma in self._stems else ""

    def _is_only_inflected(self, word: str) -> bool:
        """Whether a word is a plural, a form of a verb, a comparative, and nothing else."""
        forms = self._forms.get(word, [])
        flags = frozenset(flag for f in forms if not f.flag for flag in f.entry.flags)
        if flags & (NOUN | ADJECTIVE | _PART):
            return False
        return "Vi" in flags or any(form.flag in _PLURALS | _ENDED for form in forms)

    def _stems_of_infinitives(self) -> dict[str, str]:
        stems = {}
        for infinitive in sorted(self._infinitives):
            found = [base for base in bases(infinitive) if base in self._stems]
            stem = found[0] if found else next(iter(bases(infinitive)), infinitive)
            self._infinitive_of[stem] = infinitive
            stems[infinitive] = self._long(stem)
        return stems

    def _strong_forms(
        self, verbs: Iterable[Sequence[str]]
    ) -> Iterator[tuple[str, tuple[str, str, bool]]]:
        for infinitive, stem, *past, participle in verbs:
            self._infinitive_of[stem] = infinitive
            stem = self._stem_of[infinitive] = self._long(stem)
            yield participle, (infinitive, stem, True)
            for form in (*past, infinitive):
                yield form, (infinitive, stem, False)
            yield "ge" + participle, (infinitive, stem, False)
            yield stem + "t", (infinitive, stem, False)
