"""Known words → the lemma under which all their forms meet.

A noun's or an adjective's forms give its dictionary form, a verb's forms its stem (aanvragen,
aanvraagt, aangevraagd → aanvraag), which is often the noun beside it. Nouns in -ing go with their
verb (weigering → weiger), unless the verb's stem is a noun, mostly of another meaning (regeling ≠
regel).
"""

from collections.abc import Iterable, Mapping, Sequence

from imwsearch.dutch.building.exceptions import (
    CALLED,
    COMPARED,
    DESCRIBING,
    DOING,
    FUNCTION_WORDS,
    IRREGULAR,
    NAMING,
    SINGULAR,
    VERBAL,
)
from imwsearch.dutch.building.flags import (
    ADJECTIVE,
    ADJECTIVE_FORMS,
    DIMINUTIVES,
    INFINITIVE,
    NOUN,
    NOUN_FORMS,
    PART,
    PARTICIPLE,
    PLURALS_AND_ENDED,
    entries_with,
    has_form,
    own_flags,
)
from imwsearch.dutch.building.hunspell import Form
from imwsearch.dutch.building.verbs import Verbs
from imwsearch.dutch.endings import bases, is_loan_participle, regular_base
from imwsearch.dutch.folding import fold

_IN_EREN = tuple(word for word in IRREGULAR if word.endswith("eren") and word != "eieren")
_ENDING_COMPOUNDS = (*_IN_EREN, "schepen", "steden")
"""Plurals that compounds end with; broed-eieren are read as one by their parts."""

_BEFORE_S = ("e", "el", "em", "en", "er", "ier", "ing")
"""Ends of nouns whose plural is in -s: kamers, and not keus, schors."""

_DISTINCT = 5
"""Letters from which on a noun and the same with -e, whose plurals are alike, are one: genoot,
genote; not pan, panne."""

_LATIN = 5
"""Letters of a noun in -um or -us whose plural is in -a or -i: forum, not dum."""

_LONG_COMPARATIVE = 8
"""Letters of a comparative in -iever: actiever, not liever."""

_LONG_FEMALE = 6
"""Letters of a noun for a woman: studente, not loge."""

_AGAIN = "her"
_FEMALE = ("ente", "ante", "iste", "linge", "loge", "aate")


class Lemmas:
    """The lemma of every word form of the dictionary.

    Args:
        forms: all the forms, by word.
        vocabulary: the words that exist, the forms' among them.
    """

    def __init__(self, forms: Mapping[str, Sequence[Form]], vocabulary: Iterable[str]) -> None:
        self._forms = forms
        self._vocabulary = frozenset(vocabulary)
        self._nouns = entries_with(forms, NOUN)
        self._verbs = Verbs(forms, self._vocabulary)

    def lemma(self, word: str) -> str:
        """The lemma of a word of the vocabulary; the word itself where nothing is known."""
        found, before = self._base(word), word
        while found != before and found not in self._verbs.stems:
            forms = self._forms.get(found, ())
            before = found
            found = self._own(found, forms) or self._verbs.stem(found, forms) or found
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
        forms = self._forms.get(word, ())
        for find in (
            self._verbs.inseparable_past,
            self._nominal,
            self._own,
            self._noun,
            self._adjective,
            self._verbs.stem,
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

    def _nominal(self, word: str, forms: Sequence[Form]) -> str:
        """A noun in -ing, by its verb."""
        base = word.removesuffix("en") if word.endswith("ingen") else word
        if not base.endswith("ing") or base not in self._vocabulary or base in NAMING:
            return ""
        stem = self._verbs.stem_of.get(base[:-3] + "en", "")
        return "" if stem in self._nouns and base not in DOING else stem

    def _own(self, word: str, forms: Sequence[Form]) -> str:
        """A noun or an adjective is its own lemma; a noun like "zieke" is its adjective's."""
        if word in COMPARED:
            return self._adjective(word, forms)
        if word in DESCRIBING:
            return word
        if word in VERBAL:
            return self._verbs.stem(word, forms)
        if word.endswith("e") and (adjective := self._attribute(word, forms)):
            return adjective
        if self._verbs.is_participle(word, forms) and (verb := self._verbs.stem(word, forms)):
            return verb
        return self._own_noun(word, forms)

    def _own_noun(self, word: str, forms: Sequence[Form]) -> str:
        if word.endswith("je") and has_form(forms, DIMINUTIVES):
            return self._noun(word, forms)
        flags = own_flags(forms)
        if not flags & (NOUN | ADJECTIVE) and not self._is_singular(word, forms):
            return ""
        if word.endswith("en"):
            return self._noun(word, forms) or word
        shared = self._forms.get(word + "n", ()) if word.endswith("e") else ()
        other = self._noun(word + "n", shared)
        return word if len(other) < _DISTINCT and "Za" in flags else other or word

    def _is_singular(self, word: str, forms: Sequence[Form]) -> bool:
        """Whether a word that is a part of compounds, or has a diminutive, is no plural."""
        flags = own_flags(forms)
        if word in self._verbs.pasts and word.endswith("s"):
            return False
        if flags & DIMINUTIVES:
            return True
        is_plural = has_form(forms, NOUN_FORMS)
        if word.endswith("s") and (is_plural or word[:-1].endswith(_BEFORE_S)):
            return False
        return bool(flags & PART) and not word.endswith(("en", "ën", "i", "a"))

    def _noun(self, word: str, forms: Sequence[Form]) -> str:
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
        forms = self._forms.get(word, ())
        return bool(own_flags(forms) & NOUN_FORMS) or (not forms and word in self._vocabulary)

    def _adjective(self, word: str, forms: Sequence[Form]) -> str:
        return next((f.entry.word for f in forms if f.flag in ADJECTIVE_FORMS), "")

    def _attribute(self, word: str, forms: Sequence[Form]) -> str:
        """Of an adjective in -e, or a noun that is one: zieke, grotere, gehandicapte."""
        if adjective := self._adjective(word, forms):
            return adjective
        if word.endswith("ere"):
            return self._adjective(word[:-1], self._forms.get(word[:-1], ()))
        if word in CALLED or not word.endswith(("de", "te")):
            return ""
        is_participle = has_form(forms, {PARTICIPLE}) or (
            word.endswith("ende") and has_form(forms, {INFINITIVE})
        )
        is_nominal = word.endswith(("eerde", "igde")) and word[:-1] in self._vocabulary
        return word[:-1] if is_participle or is_nominal else ""

    def _derived(self, word: str, forms: Sequence[Form]) -> str:
        """By its ending alone, where what remains is a word."""
        for base in bases(word):
            least = _LATIN if word[-1] in "ai" else 3
            if base in self._vocabulary and len(base) >= least:
                if word == base + "s" and self._is_only_inflected(base):
                    return ""
                return self.lemma(base)
        return regular_base(word) if is_loan_participle(word) else ""

    def _repeated(self, word: str, forms: Sequence[Form]) -> str:
        """A form of a verb with her- that no dictionary inflects: herbestemd, heraanleggen."""
        rest = word.removeprefix(_AGAIN)
        lemma = self.lemma(rest) if rest != word and rest in self._vocabulary else rest
        return _AGAIN + lemma if lemma != rest and lemma in self._verbs.stems else ""

    def _is_only_inflected(self, word: str) -> bool:
        """Whether a word is a plural, a form of a verb, a comparative, and nothing else."""
        forms = self._forms.get(word, ())
        flags = own_flags(forms)
        if flags & (NOUN | ADJECTIVE | PART):
            return False
        return INFINITIVE in flags or has_form(forms, PLURALS_AND_ENDED)
