"""The segments of an index, answering together."""

from __future__ import annotations

import posix
from _bisect import bisect_left  # as ``bisect`` has it, which is one file more
from zlib import crc32

from imwsearch.codec import scoring, top
from imwsearch.codec.bounds import ROWS
from imwsearch.codec.counting import living, union_size
from imwsearch.codec.ranking import idf, word_weight
from imwsearch.codec.segment import NONE, Segment
from imwsearch.system import join

# Modules that a plain search does not need are imported where they are used: a module costs a cold
# search a quarter of a millisecond, and array and heapq more.

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from imwsearch.codec.posting_lists import PostingList
    from imwsearch.codec.rows import Rows
    from imwsearch.codec.segment import Terms
    from imwsearch.codec.top import Scored

    Docs = Sequence[Collection[int]]
    """Documents: their numbers, segment by segment."""

    Place = tuple[int, int]
    """A document: (number of the segment, number in the segment)."""

    Planned = tuple[float, list[tuple[str, float]]]
    """A word: its weight in the coordination, its stem and parts with what they are worth."""

PATIENCE = 5_000_000
"""Documents in which was ranked, 50 times in 100,000, until all segments are taken as one."""

SUFFIX = ".imw"


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
        self._largest_first = sorted(range(len(segments)), key=lambda n: -segments[n].documents)
        self._stems: dict[str, Sequence[PostingList | None]] = {}
        self._ranked = 0
        self._rows: Rows | None = None

    def best(self, words: Sequence[QueryWord], k: int, within: Docs | None = None) -> list[Found]:
        """The best documents, best first; equal scores newest first, then by id.

        Args:
            words: what to rank by.
            k: how many documents are wanted, 1 or more.
            within: the living documents that may be given; None for those with any of the words.
                A document within that has none of the words is given too, with a score of 0.

        Returns:
            At most k.
        """
        plan = [known for word in words if (known := self._plan(word))[0]]
        self._ranked += self.documents
        found = None
        if self.rows() is not None:
            from imwsearch.codec.leading import best_by_rows

            found = best_by_rows(self, plan, k, within)
        if found is None:
            found = self._best_by_segments(plan, k, within)
        return found

    def _best_by_segments(
        self, plan: Sequence[Planned], k: int, within: Docs | None
    ) -> list[Found]:
        """As ``best``: one segment is looked at after the other."""
        if len(self.segments) == 1:
            best = self._best_of_segment(0, plan, k, within, 0.0)
            return [Found(score, 0, doc) for score, doc in best]
        found: list[tuple[float, int, int]] = []
        floor = 0.0
        for n in self._largest_first:
            best = self._best_of_segment(n, plan, k, within, floor)
            found += [(score, n, doc) for score, doc in best]
            if len(found) >= k:
                floor = sorted([score for score, _, _ in found])[-k]
        return self.ordered([one for one in found if one[0] >= floor], k)

    def _best_of_segment(
        self, n: int, plan: Sequence[Planned], k: int, within: Docs | None, floor: float
    ) -> list[Scored]:
        """The best documents of one segment, best first, as far as they reach the floor."""
        segment, own = self.segments[n], None if within is None else within[n]
        words = [
            scoring.word([self.lists(stem)[n] for stem, _ in worth], own_weight, worth)
            for own_weight, worth in plan
        ]
        present = [word for word in words if word.lists()]
        if not present:
            return top.unscored(segment, own or (), k)
        weight = sum(own_weight for own_weight, _ in plan)
        return top.best(top.Ranking(segment, present, weight, k, own), floor)

    def rows(self) -> Rows | None:
        """All segments as one; None until so much was asked that numpy's import is repaid."""
        if self._rows is None and self._ranked > PATIENCE:
            from imwsearch.codec.rows import Rows

            self._rows = Rows(self.segments)
        return self._rows

    def forget(self) -> None:
        """Drop what was kept of earlier queries: postings looked up, words gathered."""
        self._stems.clear()
        if self._rows is not None:
            self._rows.forget()
        for segment in self.segments:
            segment.forget()

    def count(self, words: Sequence[QueryWord]) -> int:
        """How many living documents have any of the words or their parts."""
        stems = {stem for word in words for stem in (word.stem, *word.parts)}
        rows, total = self.rows(), 0
        if rows is not None and 1 < len(stems) <= ROWS:
            return rows.count_any({stem: self.lists(stem) for stem in stems})
        for n, segment in enumerate(self.segments):
            lists = [p for stem in stems if (p := self.lists(stem)[n]) is not None]
            if lists:
                total += union_size(lists, segment.deleted, segment.documents)
        return total

    def lists(self, stem: str) -> Sequence[PostingList | None]:
        """The postings of a stem, segment by segment; None where it does not occur."""
        known = self._stems.get(stem)
        if known is None:
            known = self._stems[stem] = [_postings(segment, stem) for segment in self.segments]
        return known

    def frequency(self, stem: str) -> int:
        """How many living documents have a stem."""
        return sum(
            living(postings, segment.deleted, segment.documents)
            for segment, postings in zip(self.segments, self.lists(stem))
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

    def words(self, find: Callable[[Terms], Iterable[int]]) -> list[list[int]]:
        """Real words, segment by segment: what ``find`` gives for the words of each."""
        return [list(find(segment.words)) for segment in self.segments]

    def gather(self, name: str, words: Sequence[Sequence[int]]) -> QueryWord:
        """Make one query word of several real words: a pattern's, say.

        Args:
            name: what it is called, unlike any stem: begins with a sign.
            words: the words' numbers, segment by segment.

        Returns:
            A word that stands in the documents in which the real words themselves stand. Its
            impact is that of the first of their stems there.
        """
        if (rows := self.rows()) is not None:
            self._stems[name] = rows.gather(name, words)
        else:
            from imwsearch.codec.gathering import gather

            self._stems[name] = [gather(s, own) for s, own in zip(self.segments, words)]
        return QueryWord(name)

    def gather_docs(self, name: str, docs: Docs, stems: Sequence[str], weight: float) -> QueryWord:
        """Make one query word of words that stand together in some documents: a phrase's, say.

        Args:
            name: what it is called, unlike any stem: begins with a sign.
            docs: the living documents that have it, segment by segment.
            stems: the stems of its words, one at least; each stands in all of the documents.
            weight: what it counts for beside the query's other words.

        Returns:
            A word that stands in the documents. Its impact is the mean of its stems' impacts.
        """
        from imwsearch.codec.gathering import mean

        lists = [self.lists(stem) for stem in stems]
        self._stems[name] = [
            mean(segment, [own for each in lists if (own := each[n]) is not None], docs[n])
            for n, segment in enumerate(self.segments)
        ]
        return QueryWord(name, (), weight)

    def words_of(self, stem: str) -> tuple[set[str], set[str]]:
        """The real words of a stem, and the compounds it is a part of: for marking."""
        own: set[str] = set()
        compounds: set[str] = set()
        for segment in self.segments:
            n = segment.stems.find(stem)
            if n >= 0:
                words = segment.words
                for known, found in zip((own, compounds), segment.words_of(n)):
                    known.update([words[word].decode() for word in found])
        return own, compounds

    def may_have_side(self, column: str, side: str) -> bool:
        """Whether some document seems to have a value "side=..." or "...=side" in a column.

        One in some million others seems to be there as well.
        """
        wanted = crc32(side.encode())
        return any(
            (n := bisect_left(sides, wanted)) < len(sides) and sides[n] == wanted
            for segment in self.segments
            if (sides := segment.sections.get(f"kh.{column}"))
        )

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

    def _plan(self, word: QueryWord) -> Planned:
        """The weight of a word in the coordination, its stem and parts with what they are worth."""
        worth = [
            (stem, word.weight * idf(self.documents, self.frequency(stem)))
            for stem in (word.stem, *word.parts)
        ]
        return word_weight(worth[0][1], sum(value for _, value in worth[1:])), worth

    def ordered(self, found: Sequence[tuple[float, int, int]], k: int) -> list[Found]:
        """The best k of some documents, as ``order`` has them.

        Args:
            found: of each its score, the number of its segment, its number there.
            k: how many are wanted.
        """
        if len({score for score, _, _ in found}) < len(found):
            keys = sorted([self.order(*one) for one in found])
            found = [(-badness, n, doc) for badness, _, _, n, doc in keys]
        else:
            found = sorted(found, reverse=True)
        return [Found(*one) for one in found[:k]]

    def order(self, score: float, segment: int, doc: int) -> tuple[float, int, bytes, int, int]:
        """What documents are sorted by: score, then newest, then id; and where it is."""
        known = self.segments[segment]
        date = NONE if known.dates is None else known.dates[doc]
        return -score, -date, known.ids[doc], segment, doc


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
        names = sorted(name for name in posix.listdir(folder) if name.endswith(SUFFIX))
    return Searcher([Segment(join(folder, name)) for name in names])
