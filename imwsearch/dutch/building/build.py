"""Word list and Hunspell files → the lexicon file."""

import struct
from collections import Counter, defaultdict
from collections.abc import Iterator
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from imwsearch.dutch.building import hunspell
from imwsearch.dutch.building.automaton import build_states, lay_out
from imwsearch.dutch.building.exceptions import ENDING_PLACES
from imwsearch.dutch.building.flags import (
    ADJECTIVE,
    INFLECTED,
    NOUN,
    NOUN_FORMS,
    VERB_FORMS,
    own_flags,
)
from imwsearch.dutch.building.hunspell import Form
from imwsearch.dutch.building.lemmas import Lemmas
from imwsearch.dutch.building.lists import lines
from imwsearch.dutch.building.parts import Score, WordClasses, families, score
from imwsearch.dutch.compounds import base_of, best_split
from imwsearch.dutch.endings import bases
from imwsearch.dutch.folding import fold
from imwsearch.dutch.guesses import guess_split, split_adjective
from imwsearch.dutch.lexicon import HEADER_BYTES, MAGIC, VERSION, Entry, pack, parse_rule
from imwsearch.dutch.stems import stem_by

_RULES = 2048
_LEXICALISED_FAMILY = 64
"""A flagged compound that begins this many words is a word of its own (landbouw, ziekenhuis)."""

_RARE_FAMILY = 40
"""A town's name that is also a noun of a smaller family than this is a town first (Mol)."""

_TELLING, _TELLING_LETTERS = 22, 6
"""The score, and the letters, of a name's last part that says what it names."""

Forms = dict[str, list[Form]]


_OF_PLACES = frozenset(["Aa", "Ll", "Lr"])
"""The flags of adjectives of places and names of languages."""


class Vocabulary(NamedTuple):
    """Everything that the sources say.

    Args:
        forms: the word forms, by word, in their own case.
        words: the lower-case words without signs.
        names: folded words that are only ever capitalised.
    """

    forms: Forms
    words: frozenset[str]
    names: frozenset[str]


class Word(NamedTuple):
    """What is to be stored of a folded word."""

    lemma: str
    whole: bool
    score: Score


def build(word_list: Path, dictionary: Path, affixes: Path) -> dict[str, Word]:
    """The lexicon of these files, ready to be written."""
    vocabulary = read(word_list, dictionary, affixes)
    lemmas = _fold_lemmas(vocabulary)
    words = _score(lemmas, vocabulary)
    return _prune(_decide_wholes(words, vocabulary), vocabulary)


def read(word_list: Path, dictionary: Path, affixes: Path) -> Vocabulary:
    """The sources' words and forms."""
    suffixes = hunspell.read_rules(affixes, "SFX")
    prefixes = {f: r for f, r in hunspell.read_rules(affixes, "PFX").items() if f[0] == "P"}
    forms: Forms = defaultdict(list)
    own = map(hunspell.parse_entry, _listed("own_words.txt"))
    for entry in chain(hunspell.read_entries(dictionary), own):
        for form in hunspell.inflect(entry, suffixes, prefixes):
            forms[form.word].append(form)
    listed = word_list.read_text("utf-8").replace("ĳ", "ij").replace("Ĳ", "IJ").split("\n")
    every = {word for word in (*listed, *forms) if word.replace("'", "").isalpha()}
    words = frozenset(word for word in every if word.islower())
    lower = {fold(word) for word in words}
    names = {fold(word) for word in every if word[0].isupper() and word[1:].islower()}
    return Vocabulary(dict(forms), words, frozenset(names - lower))


def _fold_lemmas(vocabulary: Vocabulary) -> dict[str, str]:
    """The folded lemma of every folded word."""
    known = Lemmas(vocabulary.forms, vocabulary.words)
    lemmas: dict[str, str] = {}
    towns = set(_listed("places.txt"))
    capitalised = {
        word
        for word, forms in vocabulary.forms.items()
        if word[0].isupper() and word not in towns and _is_inflected_name(forms)
    }
    for word in (*sorted(vocabulary.words), *sorted(capitalised)):
        folded, lemma = fold(word), fold(known.lemma(word))
        is_open = lemmas.get(folded, folded) == folded  # officieren is before officiëren
        if folded.isalpha() and is_open:
            lemmas[folded] = lemma
    for several, one in _inhabitants(vocabulary):
        if several in vocabulary.names:
            lemmas |= {several: one, one: one}
    for inflected, one in _adjectives_of_places(vocabulary):
        lemmas |= {inflected: one, one: one}
    return lemmas


def _is_inflected_name(forms: list[Form]) -> bool:
    """Whether it is an adjective of a name, or those of a people; not also a name of its own."""
    told = [form for form in forms if form.entry.flags]
    is_adjective = any(form.entry.flags & ADJECTIVE for form in told)
    is_several = all(form.flag and form.entry.flags & NOUN for form in told)
    return is_adjective or (bool(told) and is_several)


def _inhabitants(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Those of a place, several and one: Nederlanders, Nederlander."""
    for word, forms in vocabulary.forms.items():
        folded = fold(word)
        homes = [folded.removesuffix(ending) for ending in ("er", "aar", "enaar")]
        has_home = any(4 < len(h) < len(folded) and h in vocabulary.names for h in homes)
        several = vocabulary.forms.get(word + "s", [])
        if has_home and "PN" in own_flags(forms) and all(form.flag for form in several):
            yield folded + "s", folded


def _adjectives_of_places(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Those in -s, inflected and not: Nederlandse, Nederlands; Oost-Vlaamse, Portugese."""
    for word, forms in vocabulary.forms.items():
        folded = fold(word.replace("-", ""))
        is_one = word[0].isupper() and folded.isalpha() and folded.endswith("s")
        if is_one and own_flags(forms) & _OF_PLACES:
            is_long = folded.endswith(("aas", "ees"))
            yield (folded[:-2] + "se" if is_long else folded + "e"), folded


def _classes(vocabulary: Vocabulary, lemmas: dict[str, str]) -> WordClasses:
    sets: dict[str, set[str]] = {name: set() for name in WordClasses._fields}
    flags_of = {
        "modifiers": frozenset(["Ca", "Cb", "CA", "CB", "Ce"]),
        "linked": frozenset(["Cd", "Ch"]),
        "heads": frozenset(["Cc"]),
        "nouns": NOUN,
        "adjectives": ADJECTIVE,
        "verbs": VERB_FORMS,
    }
    for word, forms in vocabulary.forms.items():
        if not word.islower():
            continue
        folded = fold(word)
        for form in forms:
            if form.flag:
                _add_inflected(folded, form, sets)
                continue
            for name, flags in flags_of.items():
                if form.entry.flags & flags:
                    sets[name].add(folded)
            is_inflected = any(f[0] in "ZVAYPX" for f in form.entry.flags)
            if not is_inflected and (lemmas.get(folded) == folded or folded.endswith("ing")):
                sets["others"].add(folded)
    sets["heads"] |= {w for w in lemmas if w.endswith("ingen") and w[:-2] in sets["heads"]}
    sets["heads"] |= {w for w, lem in lemmas.items() if lem in sets["heads"] and w in sets["nouns"]}
    sets["ending_in_s"] = {w for w in sets["nouns"] if w.endswith("s") and lemmas.get(w) == w}
    return WordClasses(**{name: frozenset(words) for name, words in sets.items()})


def _add_inflected(folded: str, form: Form, sets: dict[str, set[str]]) -> None:
    if form.flag in NOUN_FORMS:
        sets["nouns"].add(folded)
        if form.entry.flags & {"Cc", "Ca", "Cb", "CA", "CB", "Ce"} and form.flag not in (
            "Za",
            "Zc",
        ):
            sets["modifiers"].add(folded)
    elif form.flag[0] == "A" or form.flag == "Zk":
        sets["adjectives"].add(folded)


def _score(lemmas: dict[str, str], vocabulary: Vocabulary) -> dict[str, Word]:
    classes = _classes(vocabulary, lemmas)
    bare, linked, last = families(lemmas, classes)
    by_lemma: Counter[str] = Counter()
    for word, lemma in lemmas.items():
        by_lemma[lemma] += last[word]
    lexicalised = set(_listed("lexicalised.txt"))
    words = {}
    for word, lemma in lemmas.items():
        family = max(last[word], by_lemma[lemma])
        verbal = lemma not in classes.nouns and word not in classes.nouns and lemma in classes.verbs
        whole = verbal or word in lexicalised or lemma in lexicalised
        first = bare[word] + linked[word]
        whole = whole or (word in classes.modifiers and first >= _LEXICALISED_FAMILY)
        scores = score(word, lemma, classes, bare[word], linked[word], family)
        words[word] = Word(lemma, whole, scores)
    return _protect_towns(words, bare + linked + last)


def _protect_towns(words: dict[str, Word], family: Counter[str]) -> dict[str, Word]:
    """Nothing becomes a town by inflection: mollen stays apart from Mol; but bomen is boom."""
    towns = {fold(name) for name in _listed("places.txt")}
    towns = {town for town in towns if family[town] < _RARE_FAMILY}
    return {
        word: entry._replace(lemma=word) if entry.lemma in towns and entry.lemma != word else entry
        for word, entry in words.items()
    }


def _decide_wholes(words: dict[str, Word], vocabulary: Vocabulary) -> dict[str, Word]:
    """A form of a word that is whole is whole itself; names are."""
    known = _Draft(words)
    decided = {}
    for word, entry in words.items():
        lemma = words.get(entry.lemma)
        stays = entry.lemma != word and lemma is not None and not best_split(entry.lemma, known)
        is_name = word in vocabulary.names
        whole = entry.whole or stays or is_name or (lemma is not None and lemma.whole)
        decided[word] = entry._replace(whole=whole)
    return decided


def _prune(words: dict[str, Word], vocabulary: Vocabulary) -> dict[str, Word]:
    """Leave out the compounds that are read the same without an entry; add names that need one.

    A compound of which no dictionary says how it is inflected goes by its head, as unknown ones do.
    """
    known = _Draft(words)
    kept = dict(words)
    inflected = {
        fold(word)
        for word, forms in vocabulary.forms.items()
        if any(form.flag or form.entry.flags & INFLECTED for form in forms)
    }
    for word, entry in words.items():
        lemma = _lemma_by_head(word, known)
        if word not in inflected and entry.lemma not in inflected:
            kept[word] = entry._replace(lemma=_lemma_by_head(entry.lemma, known) or entry.lemma)
        if lemma == kept[word].lemma and not _is_flagged(entry):
            del kept[word]
    for town in _listed("places.txt"):
        kept.setdefault(fold(town), Word(fold(town), True, Score()))
    known = _Draft(dict(kept))
    for name in sorted(vocabulary.names):
        lemma = stem_by(name, known)
        is_changed = best_split(name, known) or lemma != name
        if (
            name.isascii()
            and name not in words
            and is_changed
            and not _is_thing(name, vocabulary.names, known)
        ):
            is_guess = not base_of(name, known) and guess_split(name, known)
            meets = lemma in vocabulary.names and (
                name in (lemma + "s", lemma + "se") or not is_guess
            )
            kept[name] = Word(lemma if meets else name, True, Score())
    return kept


def _is_thing(name: str, names: frozenset[str], known: "_Draft") -> bool:
    """Whether a name, or that of one of several, says what it is.

    As Kamercommissie and Kamercommissies do; Duinkerken and Molenstraat do not.
    """
    singulars = (base for base in bases(name) if base in names)
    return any(_says_what(one, known) for one in (name, *singulars))


def _says_what(name: str, known: "_Draft") -> bool:
    parts = best_split(name, known)
    head = known.find(parts[-1]) if parts else None
    tells = head is not None and (head.head or 0) >= _TELLING
    return tells and len(parts[-1]) >= _TELLING_LETTERS and parts[-1] not in ENDING_PLACES


def _lemma_by_head(word: str, known: "_Draft") -> str:
    """The lemma that a compound has by its last part; empty if it is none."""
    entry = known.find(word)
    parts = () if entry and entry.whole else best_split(word, known)
    parts = parts or split_adjective(word, known)
    head = known.find(parts[-1]) if parts else None
    return word.removesuffix(parts[-1]) + head.rule.apply(parts[-1]) if head else ""


def _is_flagged(entry: Word) -> bool:
    return max((value for value in entry.score if value is not None), default=0) >= 10


class _Draft:
    """The words as a lexicon that is not written yet."""

    def __init__(self, words: dict[str, Word]) -> None:
        self._words = words
        self._entries: dict[str, Entry] = {}

    def find(self, word: str) -> Entry | None:
        if word not in self._entries and (entry := self._words.get(word)):
            rule = parse_rule(_rule(word, entry.lemma))
            self._entries[word] = Entry(rule, entry.whole, *entry.score)
        return self._entries.get(word)

    def words_from(self, text: str) -> list[tuple[int, Entry]]:
        ends = range(1, len(text) + 1)
        return [(end, entry) for end in ends if (entry := self.find(text[:end]))]


def encode(words: dict[str, Word]) -> bytes:
    """The file's bytes."""
    rules = {word: _rule(word, entry.lemma) for word, entry in words.items()}
    counts = Counter(rules.values())
    frequent = sorted(counts, key=lambda rule: (-counts[rule], rule))[:_RULES]
    numbers = {rule: number for number, rule in enumerate(frequent)}
    ordered = sorted(word for word in words if word.isascii() and word.isalpha())
    states, root = build_states(
        (
            word,
            pack(
                numbers.get(rules[word], numbers.get("-1,0,", 0)),
                words[word].whole,
                words[word].score,
            ),
        )
        for word in ordered
    )
    cells, base = lay_out(states, root)
    rule_bytes = "\n".join(frequent).encode()
    rule_bytes += b"\n" * (-len(rule_bytes) % 4)
    payload = rule_bytes + struct.pack(f"<{len(cells)}I", *cells)
    header = struct.pack("<8s4I32s", MAGIC, VERSION, len(rule_bytes), len(cells), base, b"")
    digest = sha256(header + payload).digest()
    header = struct.pack("<8s4I32s", MAGIC, VERSION, len(rule_bytes), len(cells), base, digest)
    return header.ljust(HEADER_BYTES, b"\0") + payload


def write(words: dict[str, Word], output: Path) -> None:
    """Write the lexicon file."""
    output.write_bytes(encode(words))


def _rule(word: str, lemma: str) -> str:
    """The lemma rule, as the file has it: "ge,strip,add"."""
    plain = _ending(word, lemma)
    if plain[0] > 6:
        for ge in range(10):
            strip, add = _ending(word[:ge] + word[ge + 2 :], lemma)
            if word[ge : ge + 2] == "ge" and strip <= 4:
                return f"{ge},{strip},{add}"
    return f"-1,{plain[0]},{plain[1]}"


def _ending(word: str, lemma: str) -> tuple[int, str]:
    shared = 0
    while shared < min(len(word), len(lemma)) and word[shared] == lemma[shared]:
        shared += 1
    return len(word) - shared, lemma[shared:]


def _listed(name: str) -> list[str]:
    return [word for line in lines(name) for word in line]
