"""The segments of an index, answering together."""

from __future__ import annotations

from os import listdir
from os.path import join

from imwsearch.codec import scoring
from imwsearch.codec.counting import living, union_size
from imwsearch.codec.segment import Segment
from imwsearch.ranking import idf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from imwsearch.codec.segment import PostingList

    Docs = Sequence[Collection[int]]
    """Documents: their numbers, segment by segment."""

    Place = tuple[int, int]
    """A document: (number of the segment, number in the segment)."""

SUFFIX = ".imw"
STOP = "="


class QueryWord:
    """A word to rank by.

    Args:
        stem: its stem.
        parts: the stems of its compound's parts; documents with these alone are found too.
        weight: what it counts for beside the query's other words.
    """

    __slots__ = ("parts", "stem", "weight")

    def __init__(self, stem: str, parts: tuple[str, ...] = (), weight: float = 1.0) -> None:
        self.stem = stem
        self.parts = parts
        self.weight = weight

    def __repr__(self) -> str:
        return f"QueryWord({self.stem!r}, {self.parts!r}, {self.weight!r})"


class Found:
    """A document that was found.

    Args:
        score: higher is better.
        segment: the number of its segment.
        doc: its number there.
    """

    __slots__ = ("doc", "score", "segment")

    def __init__(self, score: float, segment: int, doc: int) -> None:
        self.score = score
        self.segment = segment
        self.doc = doc

    def __repr__(self) -> str:
        return f"Found({self.score!r}, {self.segment}, {self.doc})"


class Searcher:
    """Open segments.

    Args:
        segments: in any order; it changes no answer.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        self.documents = sum(segment.living for segment in segments)
        self._stems: dict[str, list[PostingList | None]] = {}

    def best(
        self, words: Sequence[QueryWord], k: int, within: Docs | None = None
    ) -> list[Found]:
        """The best documents, best first; equal scores newest first, then by id.

        Args:
            words: what to rank by.
            k: how many documents are wanted, 1 or more.
            within: the living documents that may be given; None for those with any of the words.
                A document within that has none of the words is given too, with a score of 0.

        Returns:
            At most k.
        """
        found: list[Found] = []
        floor = 0.0
        factors = [self._factors(word) for word in words]
        for n, segment in enumerate(self.segments):
            own = None if within is None else within[n]
            present = [w for f in factors if (w := self._word(n, f)).lists()]
            if present:
                top = scoring.best(segment, present, len(words), k, floor, own)
            else:
                top = scoring.unscored(segment, own or (), k)
            found += [Found(score, n, doc) for score, doc in top]
            if len(found) >= k:
                found = self._ordered(found)[:k]
                floor = found[-1].score
        return self._ordered(found)

    def count(self, words: Sequence[QueryWord]) -> int:
        """How many living documents have any of the words or their parts."""
        stems = {stem for word in words for stem in (word.stem, *word.parts)}
        total = 0
        for n, segment in enumerate(self.segments):
            lists = [p for stem in stems if (p := self.lists(stem)[n]) is not None]
            if lists:
                total += union_size(lists, segment.deleted, segment.documents)
        return total

    def lists(self, stem: str) -> list[PostingList | None]:
        """The postings of a stem, segment by segment; None where it does not occur."""
        known = self._stems.get(stem)
        if known is None:
            known = self._stems[stem] = [_postings(segment, stem) for segment in self.segments]
        return known

    def frequency(self, stem: str) -> int:
        """How many living documents have a stem."""
        return sum(
            living(postings, segment.deleted, segment.documents)
            for segment, postings in zip(self.segments, self.lists(stem))  # noqa: B905
            if postings is not None
        )

    def read_word(self, word: str) -> tuple[str, tuple[str, ...]] | None:
        """The stem of a word and of its parts as the index has them.

        Returns:
            None if no document has the word. The stem of a stop word begins with "=".
        """
        for segment in self.segments:
            n = segment.words.find(word)
            if n >= 0:
                stem, *parts = (segment.stems[s].decode() for s in segment.stems_of(n))
                return stem, tuple(parts)
        return None

    def id_of(self, found: Found) -> str:
        """The id of a document."""
        return self.segments[found.segment].id_of(found.doc)

    def stored(self, found: Found) -> bytes:
        """What was stored of a document."""
        return self.segments[found.segment].stored(found.doc)

    def find(self, id: str) -> Found | None:  # noqa: A002
        """The living document with an id."""
        for n, segment in enumerate(self.segments):
            doc = segment.find(id)
            if doc is not None:
                return Found(0.0, n, doc)
        return None

    def _factors(self, word: QueryWord) -> list[tuple[str, float]]:
        return [
            (stem, word.weight * idf(self.documents, self.frequency(stem)))
            for stem in (word.stem, *word.parts)
        ]

    def _word(self, segment: int, factors: list[tuple[str, float]]) -> scoring.Word:
        whole, *parts = (
            scoring.Part(postings, factor)
            if (postings := self.lists(stem)[segment]) is not None
            else None
            for stem, factor in factors
        )
        return scoring.Word(whole, [part for part in parts if part is not None])

    def _ordered(self, found: list[Found]) -> list[Found]:
        return sorted(found, key=self._order)

    def _order(self, found: Found) -> tuple[float, int, str]:
        segment = self.segments[found.segment]
        dates = segment.sections.get("n.date")
        date = 0 if dates is None else dates[found.doc]
        return -found.score, -date, segment.id_of(found.doc)


def _postings(segment: Segment, stem: str) -> PostingList | None:
    n = segment.stems.find(stem)
    return None if n < 0 else segment.postings(n)


def open_segments(folder: str, names: Sequence[str] | None = None) -> Searcher:
    """Open the segments of a folder, with the deletions that lie beside them.

    Args:
        folder: where the segments are.
        names: their file names; None for all that are there.

    Raises:
        DamagedIndexError: a segment is missing, cut, or not what it should be.
        IncompatibleIndexError: a segment has another version of the format.
    """
    if names is None:
        names = sorted(name for name in listdir(folder) if name.endswith(SUFFIX))
    return Searcher([Segment(join(folder, name)) for name in names])  # noqa: PTH118
