"""Known words → the lemma under which all their forms meet.

A noun's or an adjective's forms give its dictionary form, a verb's forms its stem (aanvragen,
aanvraagt, aangevraagd → aanvraag), which is often the noun beside it. Nouns in -ing go with their
verb (weigering → weiger), unless the verb's stem is a noun of another meaning (regeling ≠ regel).
"""

from collections.abc import Iterable, Iterator

from imwsearch.dutch.building.hunspell import Form
from imwsearch.dutch.building.lists import by_length, lines, pairs, words
from imwsearch.dutch.endings import bases

NOUN = words("Za Zb Zc Zd Ze Zf Zg Zh Zi Zj Zu Zx")
ADJECTIVE = words("Aa Al Am An Ar")
NOUN_FORMS = NOUN | words("Ya Yb Yc Yd Ye Yf Yg")
_ADJECTIVE_FORMS = words("Aa Ab Ac Ad Ae Ai Al Am An Ao Ap Aq Ar As At Au Av Aw Ax Ay Zk")
_PART = words("Cc Ca Cb Ce Cd Ch")
VERB_FORMS = words("V3 Vp Vq")

_IRREGULAR = pairs("""
    leden=lid steden=stad wegen=weg kinderen=kind kinders=kind schepen=schip eieren=ei koeien=koe
    musea=museum centra=centrum goederen=goed volkeren=volk bladeren=blad liederen=lied
    lammeren=lam kalveren=kalf runderen=rund gemoederen=gemoed raderen=rad hoenderen=hoen
    beenderen=been gelederen=gelid reële=reëel smeden=smid vaten=vat gaten=gat daken=dak dagen=dag
    paden=pad sloten=slot hoven=hof gebreken=gebrek verdragen=verdrag vlooien=vlo raden=raad
    ouderen=oud jongeren=jong jongere=jong crises=crisis bases=basis theses=thesis
    data=data media=media
    """)
_OPAQUE = words("""
    regering rekening mening koning vesting zitting richting stelling stichting zending leiding
    woning opening houding bevolking belasting verdieping inrichting omgeving vereniging verhouding
    uitrusting inleiding betrekking afdeling haring paling kring ring ding tekening zoning kleding
    aanleiding beleving verkering voeding vinding waardering voering menging spanning gading
    instelling voorstelling
    """)
"""Nouns in -ing that say another thing than their verb."""

_INSEPARABLE = ("be", "ver", "ont", "her")
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
    gelijk goed groot heen hoog in klaar kennis los mede mee mis na neer om onder op open over samen
    stil stop tegen tekort teloor terecht tentoon terug te tewerk toe tot uiteen uit vast vol voorop
    voort voor vooruit vrij waar weer weg zwart
    """)
_DIAERESIS = {"ï": "i", "ë": "e", "ü": "u", "ö": "o"}
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
        self._stem_of = self._stems_of_infinitives()
        self._infinitive_of = {stem: infinitive for infinitive, stem in self._stem_of.items()}
        self._strong = dict(self._strong_forms())

    def lemma(self, word: str) -> str:
        """The lemma of a word of the vocabulary; the word itself where nothing is known."""
        if word in _IRREGULAR:
            return _IRREGULAR[word]
        if word.endswith("er") and word + "en" in _IRREGULAR:
            return _IRREGULAR[word + "en"]
        forms = self._forms.get(word, [])
        for find in (
            self._nominal,
            self._own,
            self._noun,
            self._adjective,
            self._verb,
            self._derived,
        ):
            if found := find(word, forms):
                return self._adjective(found, self._forms.get(found, [])) or found
        return word

    def _entries_with(self, flags: frozenset[str]) -> set[str]:
        return {
            word
            for word, forms in self._forms.items()
            if any(not form.flag and form.entry.flags & flags for form in forms)
        }

    def _nominal(self, word: str, forms: list[Form]) -> str:
        """A noun in -ing, by its verb."""
        base = word.removesuffix("en") if word.endswith("ingen") else word
        if not base.endswith("ing") or base not in self._nouns or base in _OPAQUE:
            return ""
        stem = self._stem_of.get(base[:-3] + "en", "")
        return "" if stem in self._nouns else stem

    def _own(self, word: str, forms: list[Form]) -> str:
        """A noun or an adjective is its own lemma; a noun like "zieke" is its adjective's."""
        if word.endswith("e") and (adjective := self._adjective(word, forms)):
            return adjective
        flags = frozenset(flag for f in forms if not f.flag for flag in f.entry.flags)
        by_itself = flags & _PART and not word.endswith(("en", "ën", "s", "i", "a"))
        if (
            "Ve" in flags
            and not flags & (NOUN | {"Cc", "Ch", "Cd"})
            and (verb := self._verb(word, forms))
        ):
            return verb
        if not by_itself and not flags & (NOUN | ADJECTIVE):
            return ""
        plural = self._forms.get(word + "n", []) if word.endswith("e") else []
        return self._noun(word + "n", plural) or word

    def _noun(self, word: str, forms: list[Form]) -> str:
        if word.endswith("heden"):
            return word[:-5] + "heid"
        found = [f.entry.word for f in forms if f.flag in NOUN_FORMS]
        male = [n[:-1] for n in found if n.endswith(_FEMALE) and n[:-1] in self._vocabulary]
        return min(
            male or found, key=lambda lemma: (lemma[-1] == "e", -len(lemma), lemma), default=""
        )

    def _adjective(self, word: str, forms: list[Form]) -> str:
        return next((f.entry.word for f in forms if f.flag in _ADJECTIVE_FORMS), "")

    def _verb(self, word: str, forms: list[Form]) -> str:
        for form in forms:
            if form.flag in VERB_FORMS or (not form.flag and form.entry.flags & VERB_FORMS):
                return (
                    form.entry.word
                    if len(form.entry.word) > 2
                    else self._infinitive(form.entry.word)
                )
            if form.flag == "Vi" or (not form.flag and "Vi" in form.entry.flags):
                return self._stem_of.get(form.entry.word, "")
        return self._participle(word) or (self._participle(word[:-1]) if word.endswith("e") else "")

    def _participle(self, word: str) -> str:
        """The verb of a participle or a strong past: opgesplitst, aangeworven, betrokken, wierf."""
        for prefix in ("", *_PREFIXES):
            if word.startswith(prefix + "ge") and (stem := self._with_ge(prefix, word)):
                return stem
        for prefix in _UNSTRESSED:
            if word.startswith(prefix) and (stem := self._strong_stem(prefix, word[len(prefix) :])):
                return stem
        if word.startswith(_INSEPARABLE) and word[-1:] in ("d", "t"):
            return next((stem for stem in (word, word[:-1]) if stem in self._stems), "")
        return ""

    def _with_ge(self, prefix: str, word: str) -> str:
        """Of a participle with ge- after the prefix."""
        rest = word[len(prefix) + 2 :]
        rest = _DIAERESIS.get(rest[:1], rest[:1]) + rest[1:]
        for stem in (rest[:-1], rest) if rest[-1:] in ("d", "t") else ():
            if self._has_verb(prefix, stem):
                return prefix + stem
        return self._strong_stem(prefix, f"ge{rest}")

    def _has_verb(self, prefix: str, stem: str) -> bool:
        infinitive = self._infinitive_of.get(stem)
        return prefix + stem in self._stems or (
            infinitive is not None and prefix + infinitive in self._vocabulary
        )

    def _strong_stem(self, prefix: str, rest: str) -> str:
        infinitive, stem, is_participle = self._strong.get(rest, ("", "", False))
        if not infinitive or (not prefix and is_participle):
            return ""
        known = not prefix or prefix + infinitive in self._vocabulary
        return prefix + stem if known else ""

    def _derived(self, word: str, forms: list[Form]) -> str:
        """By its ending alone, where what remains is a word."""
        for base in bases(word):
            if base in self._vocabulary and len(base) > 2:
                return self.lemma(base)
        return ""

    def _infinitive(self, stem: str) -> str:
        return self._infinitive_of.get(stem, stem)

    def _stems_of_infinitives(self) -> dict[str, str]:
        stems = {}
        for infinitive in sorted(self._infinitives):
            found = [base for base in bases(infinitive) if base in self._stems]
            stem = found[0] if found else next(iter(bases(infinitive)), infinitive)
            stems[infinitive] = stem if len(stem) > 2 else infinitive
        return stems

    def _strong_forms(self) -> Iterator[tuple[str, tuple[str, str, bool]]]:
        for infinitive, stem, *past, participle in lines("strong_verbs.txt"):
            self._stem_of[infinitive] = stem if len(stem) > 2 else infinitive
            stem = self._stem_of[infinitive]
            for form in (*past, infinitive):
                yield form, (infinitive, stem, False)
            yield participle, (infinitive, stem, True)
            yield "ge" + participle, (infinitive, stem, False)
            yield stem + "t", (infinitive, stem, False)
