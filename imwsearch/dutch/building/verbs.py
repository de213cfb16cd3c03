"""Forms of verbs → the stem under which all of them meet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from imwsearch.dutch.building.exceptions import FUNCTION_WORDS, NOT_PAST
from imwsearch.dutch.building.flags import (
    INFINITIVE,
    NOUN,
    NOUN_FORMS,
    PARTICIPLE,
    VERB_FORMS,
    entries_with,
    has_form,
    own_flags,
)
from imwsearch.dutch.building.hunspell import Form
from imwsearch.dutch.building.lists import by_length, lines
from imwsearch.dutch.endings import bases

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

_IN_A = ("ga", "sla", "sta")
"""Stems of verbs in -aan, which go by their infinitive."""

_DIAERESIS = {"ï": "i", "ë": "e", "ü": "u", "ö": "o"}

_LONG_STEM = 4
"""Letters of a verb's stem that is taken where no flag says so: tewerkstelt, sensibiliseert."""

_PARTICLE = 3
"""Letters of a word before a separable verb that is none of the usual ones: bekend-gemaakt."""


class Verbs:
    """The stem of every form of a verb.

    Args:
        forms: all forms of the dictionary, by word.
        vocabulary: the words that exist, the forms' among them.

    Attributes:
        stems: the verbs' stems.
        stem_of: the stem of each infinitive.
        pasts: the pasts of strong verbs without a prefix.
    """

    def __init__(self, forms: Mapping[str, Sequence[Form]], vocabulary: frozenset[str]) -> None:
        self._vocabulary = vocabulary
        self._infinitives = entries_with(forms, {INFINITIVE})
        self._infinitive_of: dict[str, str] = {}
        self.stems = entries_with(forms, VERB_FORMS)
        self.stem_of = self._stems_of_infinitives()
        strong_verbs = lines("strong_verbs.txt")
        self._strong = dict(self._strong_forms(strong_verbs))
        self.pasts = {form for _, _, *past, _ in strong_verbs for form in past}
        self.stems.update(self.stem_of.values())

    def stem(self, word: str, forms: Sequence[Form]) -> str:
        """The stem of a word that is a form of a verb; empty for others."""
        is_separated = word.startswith(_SEPARATED) and word not in self.stems
        if is_separated and (found := self._participle(word)):
            return found
        infinitive, stem, is_participle = self._strong.get(word, ("", "", False))
        if infinitive and not is_participle and word not in self._infinitives:
            return stem
        for form in forms:
            if form.flag == INFINITIVE or (not form.flag and INFINITIVE in form.entry.flags):
                return self.stem_of.get(form.entry.word, "")
            if form.flag in VERB_FORMS or (not form.flag and form.entry.flags & VERB_FORMS):
                return self._long(form.entry.word)
        shorter = word.removesuffix("e")
        if found := self._participle(word) or self._participle(shorter):
            return found
        may_be = word.endswith("t") or any(PARTICIPLE in (f.flag, *f.entry.flags) for f in forms)
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
        return next((stem for stem in stems if stem in self.stems), "")

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
        return prefix + stem in self.stems or (
            infinitive is not None and prefix + infinitive in self._vocabulary
        )

    def _strong_stem(self, prefix: str, rest: str) -> str:
        infinitive, stem, is_participle = self._strong.get(rest, ("", "", False))
        is_bare = not prefix and not infinitive.startswith(_INSEPARABLE)
        if not infinitive or (is_bare and is_participle):
            return ""
        known = not prefix or prefix + infinitive in self._vocabulary
        return prefix + stem if known else ""

    def inseparable_past(self, word: str, forms: Sequence[Form]) -> str:
        """The verb of a strong past, also where flags call it something else: ontving, verwees."""
        is_noun = own_flags(forms) & NOUN
        if word in NOT_PAST or (is_noun and not word.endswith("ing")):
            return ""
        verbs = (verb for verb, rest in self._with_prefix(word) if rest in self.pasts)
        return next((self.stem_of[verb] for verb in verbs), "")

    def _with_prefix(self, word: str) -> Iterator[tuple[str, str]]:
        """The strong verbs with a prefix that a word may be a form of, and what follows that."""
        for prefix in _MAYBE_INSEPARABLE:
            rest = word.removeprefix(prefix)
            if rest != word and rest in self._strong:
                infinitive = prefix + self._strong[rest][0]
                if infinitive in self._infinitives:
                    yield infinitive, rest

    def is_participle(self, word: str, forms: Sequence[Form]) -> bool:
        """Whether an adjective is a participle first."""
        flags = own_flags(forms)
        if word.startswith(_SEPARATED) and not word.endswith("e"):
            return not has_form(forms, NOUN_FORMS)
        if word.startswith("ge") and word.endswith("eerd") and PARTICIPLE in flags:
            return True
        if word.endswith("end") and has_form(forms, {INFINITIVE}):
            return not flags & NOUN
        if flags & (NOUN | {"Cc", "Ch", "Cd"}):
            return False
        if PARTICIPLE in flags or self._is_strong_participle(word, forms):
            return True
        if word.startswith("ge") and word[-1] in "dt" and self._with_ge("", word):
            return True
        return word.startswith(_MAYBE_INSEPARABLE) and self._without_ge(word) not in ("", word)

    def _is_strong_participle(self, word: str, forms: Sequence[Form]) -> bool:
        """Whether it is a strong verb's, and no plural of a noun: geschonden, not verslagen."""
        if has_form(forms, NOUN_FORMS):
            return False
        if word.startswith("ge") or self._strong.get(word, [""])[0].startswith(_INSEPARABLE):
            return word in self._strong
        return any(self._strong[rest][2] for _verb, rest in self._with_prefix(word))

    def _stems_of_infinitives(self) -> dict[str, str]:
        stems = {}
        for infinitive in sorted(self._infinitives):
            found = [base for base in bases(infinitive) if base in self.stems]
            stem = found[0] if found else next(iter(bases(infinitive)), infinitive)
            self._infinitive_of[stem] = infinitive
            stems[infinitive] = self._long(stem)
        return stems

    def _strong_forms(
        self, verbs: Iterable[Sequence[str]]
    ) -> Iterator[tuple[str, tuple[str, str, bool]]]:
        for infinitive, stem, *past, participle in verbs:
            self._infinitive_of[stem] = infinitive
            stem = self.stem_of[infinitive] = self._long(stem)
            yield participle, (infinitive, stem, True)
            for form in (*past, infinitive):
                yield form, (infinitive, stem, False)
            yield "ge" + participle, (infinitive, stem, False)
            yield stem + "t", (infinitive, stem, False)
