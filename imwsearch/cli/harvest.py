"""``imwsearch harvest``: bring questions from the Parliament's open services."""

import datetime
import gc
import re
import sys
from pathlib import Path

import click

from imwsearch import attribution
from imwsearch.cli import console, options
from imwsearch.cli.command import DEFAULT_SEEDS, command
from imwsearch.cli.exits import SOME_SKIPPED
from imwsearch.cli.index import build
from imwsearch.cli.kinds import Count, Seconds
from imwsearch.errors import UsageError
from imwsearch.harvest import (
    BASE,
    FIRST_DAY,
    PAUSE,
    Fetcher,
    Outcome,
    Summary,
    Wanted,
    http_transport,
    service_at,
)
from imwsearch.harvest import harvest as bring_questions
from imwsearch.messages import _, ngettext
from imwsearch.query import filters
from imwsearch.reading.dates import session_year

_YEARS = re.compile(r"(\d{4})-(\d{4})", re.ASCII)


@command(
    "harvest",
    help=_(
        "Bring questions from the Flemish Parliament's open services into seeds/, and index "
        "them.\n\n"
        "\b\n"
        "  imwsearch harvest --year 2024-2025\n"
        "  imwsearch harvest --legislature 2019-2024 --theme welzijn\n"
        "  imwsearch harvest --since 2025-01-01 --asker 'Tom Ongena' --limit 20\n\n"
        "Without a period: those of the current session year. What is there already and did not "
        "change is not brought again; a harvest that was stopped goes on where it was."
    ),
)
@click.option("--year", metavar=_("YEARS"), help=_("Session year, such as 2024-2025."))
@click.option("--legislature", metavar=_("YEARS"), help=_("Legislature, such as 2024-2029."))
@click.option(
    "--since",
    metavar=_("DATE"),
    default="",
    help=_("Published from this day, month or year on."),
)
@click.option(
    "--until", metavar=_("DATE"), default="", help=_("Published up to this day, month or year.")
)
@click.option("--theme", metavar=_("WORDS"), default="", help=_("Only themes with these words."))
@click.option("--asker", metavar=_("NAME"), default="", help=_("Only askers with these names."))
@click.option(
    "--minister", metavar=_("NAME"), default="", help=_("Only ministers with these names.")
)
@click.option("--limit", type=Count(), metavar="N", help=_("Bring at most so many questions."))
@click.option("--keep-originals", is_flag=True, help=_("Keep the PDF and Word files too."))
@click.option("--dry-run", is_flag=True, help=_("Only tell what would be brought."))
@click.option("--no-index", is_flag=True, help=_("Do not index what was brought."))
@click.option(
    "--pause",
    type=Seconds(),
    metavar=_("SECONDS"),
    default=PAUSE,
    show_default=True,
    help=_("Seconds between two requests."),
)
@click.option(
    "--base-url",
    metavar=_("ADDRESS"),
    default=BASE,
    show_default=True,
    help=_("Address of the services."),
)
@options.folders
def harvest(
    year: str | None,
    legislature: str | None,
    since: str,
    until: str,
    theme: str,
    asker: str,
    minister: str,
    limit: int | None,
    keep_originals: bool,
    dry_run: bool,
    no_index: bool,
    pause: float,
    base_url: str,
    index: Path,
    seeds: Path | None,
) -> int:
    """Harvest, report, index; 3 where something could not be brought or indexed."""
    gc.enable()  # it lasts
    today = datetime.date.today()
    if not (year or legislature or since or until):
        year = session_year(today)
    wanted = Wanted(
        filters.session_year(year) if year else "",
        _legislature(legislature),
        _published(since, until, today),
        theme,
        asker,
        minister,
    )
    folder = seeds or DEFAULT_SEEDS
    summary = _run(folder, wanted, pause, base_url, today, limit, keep_originals, dry_run)
    _say(summary, folder, dry_run)
    skipped = False
    if not (dry_run or no_index):
        skipped = bool(build(index, folder).skipped)
    return SOME_SKIPPED if summary.failures or skipped else 0


def _legislature(text: str | None) -> str:
    if not text:
        return ""
    match = _YEARS.fullmatch(text)
    if not match or not int(match[1]) < int(match[2]) or not 1900 < int(match[1]) < 2200:
        raise UsageError(
            _("{text} is no legislature").format(text=text),
            _("write for instance --legislature 2024-2029"),
        )
    return text


def _published(
    since: str, until: str, today: datetime.date
) -> tuple[datetime.date, datetime.date] | None:
    if not since and not until:
        return None
    asked = filters.period(since, until)
    first = asked.start or FIRST_DAY
    return first, asked.end or max(today, first)


def _run(
    folder: Path,
    wanted: Wanted,
    pause: float,
    base_url: str,
    today: datetime.date,
    limit: int | None,
    keep_originals: bool,
    dry_run: bool,
) -> Summary:
    """Harvest with a progress bar on a terminal."""
    service = service_at(base_url)
    fetcher = Fetcher(http_transport(), service.hosts, pause)
    with click.progressbar(
        length=0, label=_("Harvesting"), file=sys.stderr, hidden=not console.shows_progress()
    ) as bar:

        def progress(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        return bring_questions(
            folder,
            wanted,
            fetcher,
            service,
            today,
            limit=limit,
            keep_originals=keep_originals,
            dry_run=dry_run,
            progress=progress,
        )


def _say(summary: Summary, folder: Path, dry_run: bool) -> None:
    for note in summary.notes:
        console.say(_("note: {name}: {reason}").format(name=note.name, reason=note.reason))
    for failure in summary.failures:
        console.say(_("failed {name}: {reason}").format(name=failure.name, reason=failure.reason))
    questions = ngettext("{count} question", "{count} questions", summary.found)
    message = _("{questions} found: {new} new, {changed} changed, {unchanged} unchanged")
    line = message.format(
        questions=questions.format(count=summary.found),
        **{outcome.value: summary.outcomes.get(outcome, 0) for outcome in Outcome},
    )
    failed = _("{count} failed").format(count=len(summary.failures))
    requests = ngettext("{count} request", "{count} requests", summary.requests)
    requests = requests.format(count=summary.requests)
    console.write(f"{line}, {failed}; {requests}")
    if dry_run:
        console.write(_("nothing was brought: --dry-run"))
    else:
        where = _("documents in {folder}. {source}")
        console.write(where.format(folder=folder, source=attribution.line()))
