"""OpenTaal's Hunspell files → word forms with the entry and the flag that they come from.

Format: Hunspell's manual page (hunspell(5)), as far as nl.aff uses it: two-letter flags, suffixes
of one level, prefixes of verbs.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Entry(NamedTuple):
    """One line of the dictionary.

    Args:
        word: as written, ĳ as ij.
        flags: its two-letter flags.
    """

    word: str
    flags: frozenset[str]


class Form(NamedTuple):
    """A word that an entry and one of its flags give.

    Args:
        word: the inflected word.
        flag: the flag whose rule made it; empty for the entry itself.
        entry: what it was made from.
    """

    word: str
    flag: str
    entry: Entry


class Rule(NamedTuple):
    """One suffix or prefix rule."""

    strip: str
    add: str
    condition: re.Pattern[str]


def read_entries(dictionary: Path) -> Iterator[Entry]:
    """The entries that may be written as one word; forbidden and warned-of ones are left out."""
    for line in (
        dictionary.read_text("utf-8").replace("ĳ", "ij").replace("Ĳ", "IJ").splitlines()[1:]
    ):
        entry = parse_entry(line.split("\t")[0].strip())
        if not entry.flags & {"Fw", "Wn"}:
            yield entry


def parse_entry(line: str) -> Entry:
    """An entry as it is written: "houderij/CaCcZb"."""
    word, _, flags = line.partition("/")
    return Entry(word, frozenset(re.findall("..", flags)))


def read_rules(affixes: Path, kind: str) -> dict[str, list[Rule]]:
    """The rules of one kind (SFX or PFX) by flag."""
    rules: dict[str, list[Rule]] = {}
    text = affixes.read_text("utf-8").replace("ĳ", "ij")
    pattern = rf"^{kind} (\S\S) (\S+) ([^\s/]+)(?:/\S*)?(?:[ \t]+(\S+))?"
    for flag, strip, add, condition in re.findall(pattern, text, re.MULTILINE):
        if strip in "YN":
            continue
        condition = condition if condition and ":" not in condition and condition != "#" else "."
        suffix = "" if condition == "." else f"{condition}$"
        rules.setdefault(flag, []).append(
            Rule(strip.replace("0", ""), add.replace("0", ""), re.compile(suffix))
        )
    return rules


def inflect(
    entry: Entry, suffixes: dict[str, list[Rule]], prefixes: dict[str, list[Rule]]
) -> Iterator[Form]:
    """The entry, its inflected forms, and the same of it with each of its verb prefixes."""
    yield from _suffixed(entry, suffixes)
    for flag in sorted(entry.flags & prefixes.keys()):
        for rule in prefixes[flag]:
            prefixed = Entry(rule.add + entry.word, entry.flags - prefixes.keys())
            yield from _suffixed(prefixed, suffixes)


def _suffixed(entry: Entry, suffixes: dict[str, list[Rule]]) -> Iterator[Form]:
    yield Form(entry.word, "", entry)
    for flag in sorted(entry.flags & suffixes.keys()):
        for rule in suffixes[flag]:
            if entry.word.endswith(rule.strip) and rule.condition.search(entry.word):
                stem = entry.word[: len(entry.word) - len(rule.strip)]
                yield Form(stem + rule.add, flag, entry)
