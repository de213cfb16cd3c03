"""One question: its record and files from the service, its seed in the folder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from pathlib import Path

from imwsearch import limits
from imwsearch.harvest.fetching import Fetched, Fetcher
from imwsearch.harvest.files import File, read_file, write_atomically
from imwsearch.harvest.seed import compose, seed_name
from imwsearch.harvest.service import Hit, Record, Service, parse_record
from imwsearch.harvest.state import Known

ORIGINALS = ".originals"
"""Where the files themselves go: hidden, so that no build reads each question twice."""

RECORD = ""
"""The record's key among the validators."""


class Outcome(Enum):
    """What became of a question's seed."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Brought:
    """A question that was asked for.

    Args:
        known: what to remember of it.
        outcome: what became of its seed.
        unread: names of its files that hold no text, or none that is read here.
    """

    known: Known
    outcome: Outcome
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where questions come from and go to.

    Args:
        fetcher: asks.
        service: knows the addresses.
        folder: the folder of the seeds.
        keep_originals: keep the files too.
    """

    fetcher: Fetcher
    service: Service
    folder: Path
    keep_originals: bool

    def has_seed(self, question: str) -> bool:
        """Whether the question's seed is in the folder."""
        return (self.folder / seed_name(question)).is_file()

    def record(self, question: str) -> Fetched[Record]:
        """The record of a question."""
        read = partial(parse_record, question=question)
        return self.fetcher.get(self.service.record(question), read, limits.REPLY_BYTES)

    def file(self, number: str) -> Fetched[File]:
        """A file."""
        return self.fetcher.get(self.service.file(number), read_file, limits.DOCUMENT_BYTES)

    def changed_record(self, question: str, validator: str) -> Fetched[Record] | None:
        """The record of a question, where it is another than the one that was had."""
        read = partial(parse_record, question=question)
        address = self.service.record(question)
        return self.fetcher.get_changed(address, read, limits.REPLY_BYTES, validator)

    def changed_file(self, number: str, validator: str) -> Fetched[File] | None:
        """A file, where it is another than the one that was had."""
        address = self.service.file(number)
        return self.fetcher.get_changed(address, read_file, limits.DOCUMENT_BYTES, validator)


def is_current(hits: Sequence[Hit], known: Known | None) -> bool:
    """Whether the search says nothing new of a question that has its answer."""
    return (
        known is not None
        and known.answered
        and all(known.hits.get(hit.file) == hit.digest for hit in hits)
    )


def bring(source: Source, question: str, hits: Sequence[Hit], known: Known | None) -> Brought:
    """Have a question's seed as the service has the question now.

    What was had before is asked for on condition that it changed, and only where something did
    is the whole question asked for.

    Args:
        source: where it comes from and goes to.
        question: its key (schv id), digits.
        hits: what the search said of its files.
        known: what is known of it, if it was brought before.

    Raises:
        FetchError: the record or a file cannot be had.
        ServiceError: there is no connection to the service.
    """
    seen = dict(known.hits) if known else {}
    seen |= {hit.file: hit.digest for hit in hits}
    record: Fetched[Record] | None = None
    files: dict[str, Fetched[File]] = {}
    if known and source.has_seed(question):
        record, files = _changed(source, question, known.validators)
        if not record and not files:
            return Brought(Known(seen, known.validators, known.answered), Outcome.UNCHANGED)
    record = record or source.record(question)
    if not record.value.answered:
        answered = max((hit.answered for hit in hits if hit.answered), default=None)
        record = replace(record, value=replace(record.value, answered=answered))
    numbers = _numbers(record.value, hits)
    whole = {number: files.get(number) or source.file(number) for number in numbers}
    return _write(source, record, whole, seen)


def _changed(
    source: Source, question: str, validators: Mapping[str, str]
) -> tuple[Fetched[Record] | None, dict[str, Fetched[File]]]:
    """What changed of what was had."""
    record = source.changed_record(question, validators.get(RECORD, ""))
    files: dict[str, Fetched[File]] = {}
    named = record.value.files if record else ()
    for number, validator in validators.items():
        if number == RECORD or (named and number not in named):
            continue
        if fetched := source.changed_file(number, validator):
            files[number] = fetched
    return record, files


def _numbers(record: Record, hits: Sequence[Hit]) -> list[str]:
    """The files that hold the text: those of the record, else those found."""
    if record.files:
        return list(record.files)
    found = {hit.file: hit.kind for hit in hits if hit.kind != "bijlage"}
    whole = [number for number, kind in found.items() if kind == "vraag en antwoord"]
    return sorted(whole or found, key=int)


def _write(
    source: Source,
    record: Fetched[Record],
    files: Mapping[str, Fetched[File]],
    seen: dict[str, str],
) -> Brought:
    question = record.value.question
    seed = compose(record.value, list(files), [file.value.text for file in files.values()])
    if source.keep_originals:
        for number, file in files.items():
            name = f"schv-{question}-pfile-{number}.{file.value.suffix}"
            write_atomically(source.folder / ORIGINALS / name, file.value.body)
    path = source.folder / seed_name(question)
    before = path.read_bytes() if path.is_file() else None
    if before != seed.data:
        write_atomically(path, seed.data)
    validators = {RECORD: record.validator}
    validators |= {number: file.validator for number, file in files.items()}
    outcome = Outcome.NEW if before is None else Outcome.CHANGED
    return Brought(
        Known(seen, validators, seed.answered),
        Outcome.UNCHANGED if before == seed.data else outcome,
        tuple(number for number, file in files.items() if not file.value.text.strip()),
    )
