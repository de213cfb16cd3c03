"""Pieces → words at places, and words → stems: each once, and a part of them by each process."""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import chain
from string import punctuation
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from imwsearch import processes
from imwsearch.codec.arrays import Array, Rows, distinct, members, np, offsets
from imwsearch.codec.postings import Vocabulary
from imwsearch.codec.ranking import STOP
from imwsearch.limits import CHUNKS_REMEMBERED

if TYPE_CHECKING:
    from imwsearch.codec.pieces import Language, Words

BESIDE_WORDS = punctuation.replace("_", "")
"""Signs that stand before and after words and never belong to them."""

WORTHWHILE = 10_000
"""Different pieces from which on a second process saves more than it costs to start."""


Numbers: TypeAlias = "array[int] | Array"
"""What comes from another process, or a part of it."""


class Table(NamedTuple):
    """What several texts say, as one process tells another.

    Args:
        counts: for each text the number of its words.
        sizes: for each text the number of its places.
        words: the texts' words, numbers in ``vocabulary``.
        places: the places of these, counted from the text's first.
        vocabulary: the different words in order.
        stem_counts: for each of them the number of its stems.
        word_stems: for each of them its stem, then its parts' stems, numbers in ``stems``.
        stems: the different stems in order, ``STOP`` and the word for a stop word.
    """

    counts: Numbers
    sizes: Numbers
    words: Numbers
    places: Numbers
    vocabulary: list[str]
    stem_counts: Numbers
    word_stems: Numbers
    stems: list[str]

    def of(self, texts: Array) -> Table:
        """The same of some of the texts, ascending."""
        if len(texts) == len(self.counts):
            return self
        where, counts = members(offsets(np.asarray(self.counts)), texts)
        words = np.asarray(self.words)[where]
        own = distinct(words)
        which, stem_counts = members(offsets(np.asarray(self.stem_counts)), own)
        stems = np.asarray(self.word_stems)[which]
        stemming = distinct(stems)
        return Table(
            counts,
            np.asarray(self.sizes)[texts],
            np.searchsorted(own, words),
            np.asarray(self.places)[where],
            [self.vocabulary[n] for n in own.tolist()],
            stem_counts,
            np.searchsorted(stemming, stems),
            [self.stems[n] for n in stemming.tolist()],
        )


def tabulate(texts: Iterable[Words], language: Language) -> Table:
    """The words of texts that were read, and the stems of these."""
    texts = list(texts)
    words = [word for text in texts for word, _place in text]
    vocabulary, numbers = _numbered(words)
    analyzed = [language.analyze(word) or (STOP + word, ()) for word in vocabulary]
    stems, stem_numbers = _numbered([each for stem, parts in analyzed for each in (stem, *parts)])
    return Table(
        array("I", map(len, texts)),
        array("I", [text[-1][1] + 1 if text else 0 for text in texts]),
        numbers,
        array("I", [place for text in texts for _word, place in text]),
        vocabulary,
        array("I", [len(parts) + 1 for _stem, parts in analyzed]),
        stem_numbers,
        stems,
    )


def _numbered(strings: Sequence[str]) -> tuple[list[str], array[int]]:
    """The different strings in order, and for each string its place among these."""
    different = sorted(set(strings))
    number = {string: n for n, string in enumerate(different)}
    return different, array("I", map(number.__getitem__, strings))


class Readings(NamedTuple):
    """What pieces say; a reading is a text of one of the tables, which follow each other.

    Args:
        of: for each piece the number of its reading: pieces that differ in the signs beside them
            share one.
        tables: the readings.
    """

    of: Array
    tables: list[Table]

    def column(self, name: str) -> Array:
        """A column of all tables."""
        return np.concatenate([np.asarray(getattr(table, name)) for table in self.tables])

    def having(self, test: Callable[[str], bool]) -> Array:
        """For each piece whether a word in it passes a test."""
        found = []
        for table in self.tables:
            count = len(table.counts)
            passes = np.array(list(map(test, table.vocabulary)), bool)[table.words]
            texts = np.repeat(np.arange(count), table.counts)[passes]
            found.append(np.bincount(texts, minlength=count) > 0)
        return np.concatenate(found)[self.of]


class Known(NamedTuple):
    """What was read for the segments before.

    Args:
        number: for each piece without the signs beside it the number of its reading.
        tables: the readings.
    """

    number: dict[str, int]
    tables: list[Table]


def read_pieces(pieces: Sequence[str], language: Language, count: int, known: Known) -> Readings:
    """Read pieces.

    Args:
        pieces: the pieces, each once.
        language: how texts are read.
        count: how many processes may share the work.
        known: what was read before, which is not read again; what is read now is added.
    """
    number, tables = known
    if len(number) >= CHUNKS_REMEMBERED:
        number.clear()
        tables.clear()
    cores = [piece.strip(BESIDE_WORDS) for piece in pieces]
    if new := [core for core in dict.fromkeys(cores) if core not in number]:
        shares = _shares(new, count if len(new) >= WORTHWHILE else 1)
        tables += _read_shares(shares, language)
        number.update(zip(chain.from_iterable(shares), itertools.count(len(number))))
    return _restricted(np.array([number[core] for core in cores], np.int64), tables)


def _restricted(of: Array, tables: Sequence[Table]) -> Readings:
    """Readings without those that are no piece's."""
    used = distinct(of)
    at = offsets(np.array([len(table.counts) for table in tables]))
    cuts = np.searchsorted(used, at)
    own = [table.of(used[cuts[n] : cuts[n + 1]] - at[n]) for n, table in enumerate(tables)]
    return Readings(np.searchsorted(used, of), own)


def _shares(cores: Iterable[str], count: int) -> list[list[str]]:
    """Cores for each process; those that begin alike, which have words in common, for one."""
    alike: dict[str, list[str]] = {}
    for core in cores:
        alike.setdefault(core[:2].lower(), []).append(core)
    shares: list[list[str]] = [[] for _ in range(count)]
    for family in alike.values():
        min(shares, key=len).extend(family)
    return shares


def _read_shares(shares: Sequence[Sequence[str]], language: Language) -> list[Table]:
    told: dict[int, Table] = {}
    processes.run(partial(_tell_table, language), shares, told.__setitem__)
    return [told[number] for number in range(len(shares))]


def _tell_table(language: Language, share: Sequence[str], tell: Callable[[Table], None]) -> None:
    tell(tabulate(map(language.read, share), language))


def unite(tables: Sequence[Table]) -> tuple[Vocabulary, list[Array]]:
    """The words of all tables, and for each table the number of each of its words there."""
    words, numbers = _united([table.vocabulary for table in tables])
    stems, stem_numbers = _united([table.stems for table in tables])
    row = np.empty(len(words), np.int64)
    row[np.concatenate(numbers)] = np.arange(sum(map(len, numbers)))
    sizes = np.concatenate([np.asarray(table.stem_counts) for table in tables])
    values = np.concatenate(
        [new[np.asarray(table.word_stems)] for new, table in zip(stem_numbers, tables)]
    )
    values, sizes = Rows(offsets(sizes), values).of(row)
    return Vocabulary(words, stems, Rows(offsets(sizes), values)), numbers


def _united(strings: Sequence[Sequence[str]]) -> tuple[list[str], list[Array]]:
    """All strings in order, each once, and for those of each list their numbers there."""
    united = sorted(dict.fromkeys(chain.from_iterable(strings)))
    number = {string: n for n, string in enumerate(united)}
    return united, [np.array([number[each] for each in own], np.int64) for own in strings]
