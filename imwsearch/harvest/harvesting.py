"""A harvest: what is found is asked for where it is new, and noted when it is there."""

import datetime
import fcntl
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from imwsearch import limits
from imwsearch.errors import FetchError, LockedError, ServiceError
from imwsearch.harvest import files
from imwsearch.harvest.bringing import ORIGINALS, Outcome, Source, bring, is_current
from imwsearch.harvest.fetching import LATER, Fetcher
from imwsearch.harvest.finding import Batch, Wanted, find
from imwsearch.harvest.service import Hit, Service
from imwsearch.harvest.state import Known, State, load_state
from imwsearch.messages import _, ngettext

Progress = Callable[[int, int], None]
"""Called with the number of questions done so far, and of those found so far."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A question that could not be brought, or something else that people should know."""

    name: str
    reason: str


@dataclass(slots=True)
class Summary:
    """What a harvest did.

    Args:
        results: what became of each question; None where it could not be brought. In a dry run
            none is asked for, and those that would be are new or changed.
        outcomes: how many of each there are.
        failures: what could not be brought, and why.
        notes: what was brought and lacks something, and why.
        requests: how many were made of the service.
        found: questions that the search found and that are wanted.
    """

    results: dict[str, Outcome | None] = field(default_factory=dict)
    outcomes: dict[Outcome | None, int] = field(default_factory=dict)
    failures: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    requests: int = 0
    found: int = 0

    @property
    def brought(self) -> int:
        """Questions that were written."""
        return self.outcomes.get(Outcome.NEW, 0) + self.outcomes.get(Outcome.CHANGED, 0)

    @property
    def done(self) -> int:
        """Questions that were dealt with."""
        return len(self.results)

    def find(self, questions: Iterable[str]) -> None:
        """Count questions that were not found before."""
        self.found += sum(question not in self.results for question in questions)

    def settle(self, question: str, outcome: Outcome | None) -> None:
        """Say what became of a question; what was said of it before counts no more."""
        if question in self.results:
            self.outcomes[self.results[question]] -= 1
        self.results[question] = outcome
        self.outcomes[outcome] = self.outcomes.get(outcome, 0) + 1


def harvest(
    folder: Path,
    wanted: Wanted,
    fetcher: Fetcher,
    service: Service,
    today: datetime.date,
    *,
    limit: int | None = None,
    keep_originals: bool = False,
    dry_run: bool = False,
    progress: Progress = lambda done, total: None,
) -> Summary:
    """Bring questions into a folder.

    A harvest that was stopped, however that was, goes on where it was; what is there already and
    did not change is not asked for. Memory holds some 200 bytes for each question of the folder
    and the hits of one search (at most 10,000).

    Args:
        folder: the folder of the seeds; made if it does not exist.
        wanted: which questions.
        fetcher: asks the service.
        service: knows its addresses.
        today: the last day on which something can have been published.
        limit: how many new or changed questions to bring at most.
        keep_originals: keep the PDF and Word files too, in the hidden folder ``.originals``.
        dry_run: only search; ask for no question and write nothing.
        progress: told of each question.

    Raises:
        ServiceError: the service cannot be reached; what was brought so far is kept.
        LockedError: another harvest works in this folder.
        UsageError: what reads the files is not installed.
        ImwsearchError: the notes of earlier harvests cannot be read.
    """
    files.require_readers()
    summary = Summary()
    batches = find(fetcher, service, wanted, today)
    try:
        if dry_run:
            state = load_state(folder)
            _look(batches, state, Source(fetcher, service, folder, False), summary, limit)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            with _only_here(folder):
                run = _Run(Source(fetcher, service, folder, keep_originals), load_state(folder))
                run.bring_all(batches, summary, limit, progress)
    finally:
        summary.requests = fetcher.requests
    return summary


@contextmanager
def _only_here(folder: Path) -> Iterator[None]:
    """Let no other harvest work in this folder; the lock leaves no file behind."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LockedError(
                _("another harvest works in {path}").format(path=folder), _("wait for it to end")
            ) from None
        for each in (folder, folder / ORIGINALS):
            files.clear(each)
        yield
    finally:
        os.close(descriptor)


def _look(
    batches: Iterator[Batch], state: State, source: Source, summary: Summary, limit: int | None
) -> None:
    """Count what a harvest would bring."""
    for batch in batches:
        _note(batch, summary)
        summary.find(batch.questions)
        for question, hits in batch.questions.items():
            known = state.get(question)
            if is_current(hits, known) and source.has_seed(question):
                outcome = summary.results.get(question) or Outcome.UNCHANGED
            else:
                outcome = Outcome.CHANGED if known else Outcome.NEW
            summary.settle(question, outcome)
            if limit is not None and summary.brought >= limit:
                return


def _note(batch: Batch, summary: Summary) -> None:
    """Say what of a batch cannot be brought."""
    summary.failures += [Remark(id_, _("this is no question's id")) for id_ in batch.odd]
    if batch.missing:
        days = "{} … {}".format(*batch.days) if batch.days else _("all days")
        reason = ngettext(
            "the service counts {count} hit more than it gives",
            "the service counts {count} hits more than it gives",
            batch.missing,
        )
        summary.notes.append(Remark(days, reason.format(count=batch.missing)))


@dataclass(slots=True)
class _Run:
    """A harvest at work."""

    source: Source
    state: State
    asked: set[str] = field(default_factory=set)
    failed_in_a_row: int = 0
    saved: float = field(default_factory=time.monotonic)

    def bring_all(
        self, batches: Iterator[Batch], summary: Summary, limit: int | None, progress: Progress
    ) -> None:
        """Bring batch after batch, with a note on the disk every few seconds."""
        try:
            for batch in batches:
                _note(batch, summary)
                summary.find(batch.questions)
                for question in sorted(batch.questions, key=int):
                    if limit is not None and summary.brought >= limit:
                        return
                    self._bring(question, batch.questions[question], summary)
                    progress(summary.done, summary.found)
                    self._save_now_and_then()
        finally:
            self.state.save()

    def _bring(self, question: str, hits: list[Hit], summary: Summary) -> None:
        """Ask for a question, unless that was done or is not needed."""
        known = self.state.get(question)
        if question in self.asked or (is_current(hits, known) and self.source.has_seed(question)):
            self._see(question, hits, known)
            summary.settle(question, summary.results.get(question) or Outcome.UNCHANGED)
            return
        self.asked.add(question)
        try:
            brought = bring(self.source, question, hits, known)
        except FetchError as error:
            summary.settle(question, None)
            summary.failures.append(Remark(question, str(error)))
            self._require_some_luck(error)
            return
        self.failed_in_a_row = 0
        self.state.put(question, brought.known)
        summary.settle(question, brought.outcome)
        reason = _("file {number} has no text that can be read: only what is known of it is there")
        summary.notes += [Remark(question, reason.format(number=n)) for n in brought.unread]

    def _see(self, question: str, hits: list[Hit], known: Known | None) -> None:
        """Remember hits that need no asking, so that they need none the next time."""
        digests = {hit.file: hit.digest for hit in hits}
        if known and not digests.items() <= known.hits.items():
            self.state.put(question, replace(known, hits=known.hits | digests))

    def _require_some_luck(self, error: FetchError) -> None:
        self.failed_in_a_row += 1
        if self.failed_in_a_row >= limits.HARVEST_FAILURES:
            message = _("{count} questions in a row could not be had, the last one: {reason}")
            raise ServiceError(
                message.format(count=self.failed_in_a_row, reason=error), LATER
            ) from error

    def _save_now_and_then(self) -> None:
        if time.monotonic() - self.saved > limits.HARVEST_SAVE:
            self.state.save()
            self.saved = time.monotonic()
