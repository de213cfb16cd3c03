"""Whether an index is whole: its lists, every byte of its files, and what these mean together."""

import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from imwsearch import (
    changes,
    faults,
    generations,
    interrupts,
    manifests,
    segments,
    storing,
    versions,
)
from imwsearch.codec.format import verify_sections
from imwsearch.codec.packing import PACKING
from imwsearch.codec.searcher import SUFFIX, open_segments
from imwsearch.codec.segment import Segment
from imwsearch.document import Document
from imwsearch.errors import (
    DamagedIndexError,
    ImwsearchError,
    IncompatibleIndexError,
    NoIndexError,
)
from imwsearch.ledger import Ledger
from imwsearch.manifests import Manifest
from imwsearch.messages import _

_OURS = {manifests.CURRENT, manifests.LOCK, "README.md", ".gitignore"}
_ASIDE = "imwsearch-check-"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it should be.

    Args:
        path: the file or folder.
        reason: what is wrong with it.
    """

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at and what was found.

    Args:
        generation: the folder that searches read.
        files: how many files it has.
        bytes: how large they are together.
        documents: how many documents its manifest counts.
        compared: how many documents were analysed again; 0 where not ``deep``.
        problems: damage; the index must be built again.
        leftovers: what is no part of the index: of builds that died, or put there by others.
        incompatible: why this program would not answer from it; empty where it would.
    """

    generation: str
    files: int
    bytes: int
    documents: int
    compared: int
    problems: tuple[Problem, ...]
    leftovers: tuple[str, ...]
    incompatible: str


def check(index: Path, deep: bool = False) -> Checked:
    """Look for everything that may be wrong with an index.

    Args:
        index: the folder of the index.
        deep: also index every stored document again, aside, and compare all postings and columns:
            as long as a build takes.

    Raises:
        NoIndexError: nothing was built in this folder yet.
        DamagedIndexError: not even its manifest can be read.
        IncompatibleIndexError: it has a layout that this program does not know.
        StorageError: it may not be read.
    """
    while True:
        folder = _current(index)
        try:
            checked = _check(index, folder, deep)
        except (DamagedIndexError, FileNotFoundError):
            if generations.current(index) == folder:
                raise
        else:
            if not checked.problems or generations.current(index) == folder:
                return checked
        # builds passed meanwhile, and cleared away what was looked at


def _current(index: Path) -> Path:
    """The generation that searches read; a lost ``CURRENT`` is told from what was never built.

    Raises:
        DamagedIndexError: it is lost: a generation is left.
    """
    try:
        return generations.current(index)
    except NoIndexError:
        left = index.glob(f"gen-*/{manifests.MANIFEST}")
        if any(manifests.number_of(path.parent.name) for path in left):
            raise faults.damaged(index / manifests.CURRENT, _("the file is missing")) from None
        raise


def _check(index: Path, folder: Path, deep: bool) -> Checked:
    manifest = manifests.read(folder)
    found = [_problem(error) for error in generations.problems(folder, manifest)]
    found += _unaccounted(folder, manifest)
    incompatible = _incompatible(manifest)
    readable = manifest.versions.get("segments") == versions.current()["segments"]
    if readable:
        found += _unsound_segments(folder, manifest)
    documents = 0
    if readable and not found:
        entries = generations.read_sources(folder, manifest)
        found += _contradictions(folder, manifest, entries)
        if deep and not found and not incompatible:
            documents, more = _compare(folder, manifest, entries)
            found += more
    return Checked(
        generation=folder.name,
        files=len(manifest.files) + 1,
        bytes=sum(size for size, _digest in manifest.files.values()),
        documents=manifest.documents,
        compared=documents,
        problems=tuple(found),
        leftovers=tuple(_leftovers(index, folder)),
        incompatible=incompatible,
    )


def _problem(error: ImwsearchError) -> Problem:
    return Problem("", str(error))


def _incompatible(manifest: Manifest) -> str:
    try:
        versions.require(manifest.versions)
    except IncompatibleIndexError as error:
        return str(error)
    return ""


def _unaccounted(folder: Path, manifest: Manifest) -> Iterator[Problem]:
    """Files that nobody wrote there; a segment's deletions among them would be obeyed."""
    for path in sorted(folder.iterdir()):
        if path.name not in manifest.files and path.name != manifests.MANIFEST:
            yield Problem(str(path), _("the manifest does not name this file"))


def _leftovers(index: Path, current: Path) -> Iterator[str]:
    """What lies beside the current generation and the one before it."""
    older = [path for path, _number in generations.numbered(index) if path.name < current.name]
    known = {current.name, *(path.name for path in older[-1:])}
    for path in sorted(index.iterdir()):
        if path.name not in known | _OURS:
            yield path.name


def _names(manifest: Manifest) -> list[str]:
    return sorted(name for name in manifest.files if name.endswith(SUFFIX))


def _unsound_segments(folder: Path, manifest: Manifest) -> Iterator[Problem]:
    """Segments whose own checksums disagree: damaged before the manifest was written."""
    for name in _names(manifest):
        try:
            verify_sections(str(folder / name))
        except ImwsearchError as error:
            yield _problem(error)
        except OSError as error:
            raise faults.unreadable(folder / name, error) from error


def _contradictions(folder: Path, manifest: Manifest, entries: Ledger) -> Iterator[Problem]:
    """Where the manifest, the list of sources and the segments do not say the same."""
    try:
        opened = open_segments(str(folder), _names(manifest)).segments
        ids = Counter(segment.id_of(doc) for segment in opened for doc in segment.living_docs())
    except ImwsearchError as error:
        yield _problem(error)
        return
    except (LookupError, ValueError, TypeError) as error:
        yield Problem(str(folder), repr(error))
        return
    held = changes.holders(entries)
    if not len(held) == manifest.documents == ids.total():
        reason = _("documents: {manifest} in its manifest, {sources} in its sources, {held} in it")
        counts = {"manifest": manifest.documents, "sources": len(held), "held": ids.total()}
        yield Problem(str(folder), reason.format(**counts))
    for id_, count in ids.items():
        if count > 1:
            yield Problem(
                str(folder), _("it holds {count} documents {id}").format(count=count, id=id_)
            )
    for id_ in sorted(ids.keys() ^ held.keys()):
        yield Problem(str(folder), _("{id} is not both in it and in its sources").format(id=id_))


def _compare(folder: Path, manifest: Manifest, entries: Ledger) -> tuple[int, list[Problem]]:
    """Index what each segment stores once more; how many documents, and where it differs."""
    found: list[Problem] = []
    count = 0
    holders = changes.holders(entries)
    for segment in open_segments(str(folder), _names(manifest)).segments:
        count += segment.living
        try:
            for document in _documents(segment):
                if holders.get(document.id) != document.path:
                    reason = _("{id} does not come from the file that the sources name")
                    found.append(Problem(segment.path, reason.format(id=document.id)))
        except (ValueError, TypeError, LookupError, zlib.error) as error:
            found.append(
                Problem(segment.path, _("a document cannot be read: {error}").format(error=error))
            )
            continue
        differing = ", ".join(_differing_sections(segment))
        if differing:
            reason = _("it does not say what its documents say: {sections}")
            found.append(Problem(segment.path, reason.format(sections=differing)))
    return count, found


def _documents(segment: Segment) -> Iterator[Document]:
    """The living documents, read one by one: all of them would take as much as indexing them."""
    for doc in segment.living_docs():
        document = storing.load(segment.stored(doc).decode())
        if document.id != segment.id_of(doc):
            raise ValueError(f"{document.id} under the id {segment.id_of(doc)}")
        yield document


def _differing_sections(segment: Segment) -> list[str]:
    """The sections that are others when the segment's living documents are indexed again.

    Packed are compared as what they unpack to: how documents are packed depends on those that they
    were first written with, and another zlib may pack otherwise.
    """
    if not segment.living:
        return []
    with interrupts.held(), TemporaryDirectory(prefix=_ASIDE) as name, interrupts.allowed():
        aside = Path(name)
        again = segments.write_aside(aside / "again", _documents(segment))
        here = segments.without_deletions(aside / "here", segment)
        differing = _differing(again, here)
        if segment.deleted:  # what was left out of ``here`` may say anything of what is searched
            whole = segments.with_deletions(aside / "whole", segment)
            differing |= _differing(whole, segment.sections)
    texts = zip(segment.living_docs(), _documents(segment), strict=True)
    if any(segment.stored(doc) != storing.dump(document).encode() for doc, document in texts):
        differing.add("stored")
    return sorted(differing | set(_loose_sections(segment)))


def _differing(one: Mapping[str, memoryview], other: Mapping[str, memoryview]) -> set[str]:
    """The sections in which two segments differ."""
    from imwsearch.codec.lists import LISTS  # with numpy

    names = (one.keys() | other.keys()) - PACKING - LISTS
    differing = {name for name in names if one.get(name) != other.get(name)}
    if not other or not _same_lists(one, other):
        differing.add("lists")
    return differing


def _same_lists(one: Mapping[str, memoryview], other: Mapping[str, memoryview]) -> bool:
    """Whether the sections of two segments hold the same lists, however they are packed."""
    from imwsearch.codec.loading import Loader

    try:
        return Loader(one) == Loader(other)
    except (ValueError, LookupError, zlib.error):  # a list that was made up may fit nowhere
        return False


_PACKED = (("stored", "stored_at"), ("dictionaries", "dictionary_at"), ("lists", "list_at"))
"""Sections of what is packed, and where each begins in them."""


def _loose_sections(segment: Segment) -> Iterator[str]:
    """The sections of what is packed that do not fit."""
    if len(segment.sections["stored_with"]) != segment.documents:
        yield "stored_with"
    for name, starts in _PACKED:
        at = segment.sections[starts].tolist()
        if at != sorted(at) or at[:1] != [0] or at[-1] != len(segment.sections[name]):
            yield starts
