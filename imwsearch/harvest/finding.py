"""Which questions there are: the search, cut into days of publication where it finds too many."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from imwsearch import limits
from imwsearch.errors import FetchError, ServiceError
from imwsearch.harvest.fetching import LATER, Fetcher
from imwsearch.harvest.service import MOST_HITS, PAGE_HITS, Hit, HitPage, Service, parse_hits, terms
from imwsearch.query.names import folded

Days = tuple[datetime.date, datetime.date]
"""The first day and the last, both included."""

FIRST_DAY = datetime.date(1995, 1, 1)
"""Before this nothing was published."""

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which questions to bring; an empty string or None wants all.

    Args:
        year: the session year, "2024-2025".
        legislature: "2024-2029".
        published: days of publication.
        theme: words of a theme.
        asker: words of the asker's name, in any order.
        minister: words of the minister's name, in any order.
    """

    year: str = ""
    legislature: str = ""
    published: Days | None = None
    theme: str = ""
    asker: str = ""
    minister: str = ""

    def accepts(
        self, themes: tuple[str, ...], askers: tuple[str, ...], ministers: tuple[str, ...]
    ) -> bool:
        """Whether a question with these can be meant; what is not known may be."""
        pairs = ((self.theme, themes), (self.asker, askers), (self.minister, ministers))
        return all(_meets(wanted, found) for wanted, found in pairs)


def _meets(wanted: str, found: tuple[str, ...]) -> bool:
    words = _words(wanted)
    return not words or not found or any(words <= _words(name) for name in found)


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", folded(name)))


@dataclass(frozen=True, slots=True)
class Batch:
    """The questions of some days.

    Args:
        days: the days of publication; None for a search that needed no cutting.
        questions: the hits of each question.
        odd: ids that are none of the service's, and are left alone.
        missing: hits that the service counted and did not give.
    """

    days: Days | None
    questions: dict[str, list[Hit]]
    odd: tuple[str, ...]
    missing: int


def find(
    fetcher: Fetcher, service: Service, wanted: Wanted, today: datetime.date
) -> Iterator[Batch]:
    """The questions that are wanted, some days at a time.

    A question may come in several batches, one for each day that a file of it was published.

    Raises:
        ServiceError: the search gives no answer.
    """
    pending: list[Days | None] = [wanted.published]
    while pending:
        days = pending.pop()
        query = terms(wanted.year, wanted.legislature, days)
        first = _page(fetcher, service, query, 1)
        if first.count >= MOST_HITS and (halves := _halves(days or _all_days(wanted, today))):
            pending.extend(reversed(halves))
        else:
            yield _batch(fetcher, service, query, days, first, wanted)


def _page(fetcher: Fetcher, service: Service, query: str, number: int) -> HitPage:
    address = service.search(query, number)
    try:
        return fetcher.get(address, parse_hits, limits.REPLY_BYTES).value
    except FetchError as error:  # without the search there is no going on
        raise ServiceError(str(error), LATER) from error


def _batch(
    fetcher: Fetcher,
    service: Service,
    query: str,
    days: Days | None,
    page: HitPage,
    wanted: Wanted,
) -> Batch:
    questions: dict[str, list[Hit]] = {}
    odd: dict[str, None] = {}
    taken = 0
    number = 1
    while True:
        taken += page.length
        odd.update(dict.fromkeys(page.odd))
        for hit in page.hits:
            questions.setdefault(hit.question, []).append(hit)
        # the count may be an estimate: a full page may have a next one whatever it says
        if not page.length or (taken >= page.count and page.length < PAGE_HITS):
            break
        if number * PAGE_HITS >= MOST_HITS:
            break
        number += 1
        page = _page(fetcher, service, query, number)
    meant = {key: hits for key, hits in questions.items() if _is_wanted(hits, wanted)}
    return Batch(days, meant, tuple(odd), max(page.count - taken, 0))


def _is_wanted(hits: list[Hit], wanted: Wanted) -> bool:
    return all(wanted.accepts(hit.themes, hit.askers, hit.ministers) for hit in hits)


def _all_days(wanted: Wanted, today: datetime.date) -> Days:
    """All days on which something of what is wanted can have been published."""
    begin = (wanted.year or wanted.legislature)[:4]
    first = datetime.date(int(begin), 1, 1) if begin else FIRST_DAY
    return first, max(first, today)


def _halves(days: Days) -> list[Days]:
    """The days in two parts; none where it is one day."""
    first, last = days
    if first >= last:
        return []
    middle = first + (last - first) // 2
    return [(first, middle), (middle + _DAY, last)]
