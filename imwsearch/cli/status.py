"""``imwsearch status``: what the index holds and whether it is up to date."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from imwsearch import attribution
from imwsearch.cli import console, options
from imwsearch.cli.command import command
from imwsearch.cli.pasting import command_line
from imwsearch.messages import N_, _, ngettext, number

_NAMED = 10
"""So many files that are not in the index are named."""

_INDENT = 12
"""Columns of what each line is about."""

_VERSIONS = (N_("format"), N_("segments"), N_("schema"), N_("ranking"), N_("analysis"))
"""What a manifest calls the versions that have no name of their own."""


@command(
    "status",
    help=_(
        "Tell where the index is, what it holds, and what changed since.\n\n"
        "\b\n"
        "  imwsearch status\n"
        "  imwsearch status --json"
    ),
)
@options.as_json
@options.folders
def status(as_json: bool, index: Path, seeds: Path | None) -> int:
    """Print the state of the index."""
    import datetime
    from dataclasses import asdict

    from imwsearch import generations, opening
    from imwsearch.changes import holders
    from imwsearch.cli.freshness import look
    from imwsearch.duplicates import find_duplicates
    from imwsearch.render import json as as_json_text
    from imwsearch.skipping import find_skipped
    from imwsearch.visible import visible_line

    collection = opening.open_collection(index)
    manifest = collection.manifest
    known = generations.read_sources(Path(collection.folder), manifest)
    found = look(collection, known, seeds)
    built = datetime.datetime.fromtimestamp(manifest.built_ns // 10**9).astimezone()
    state: dict[str, Any] = {
        "index": str(index),
        "generation": Path(collection.folder).name,
        "seeds": str(seeds or collection.seeds or ""),
        "others": list(manifest.others),
        "documents": manifest.documents,
        "bytes": sum(size for size, _sha256 in manifest.files.values()),
        "built": built.isoformat(),
        "versions": manifest.versions,
        "source": attribution.SOURCE,
        "licence": attribution.LICENCE,
        "skipped": [asdict(one) for one in find_skipped(known, holders(known))],
        "duplicates": [list(group) for group in find_duplicates(collection)],
        "changes": found
        and {
            "fresh": [file.name for file in found.fresh],
            "removed": list(found.removed),
            "unchanged": len(found.kept),
        },
    }
    if as_json:
        console.write(as_json_text.render(state, console.ascii_only()))
    else:
        for line in _lines(state):
            console.write("\n".join(console.folded(visible_line(line), _INDENT)))
    return 0


def _lines(state: dict[str, Any]) -> list[str]:
    """The state for a person, one fact a line."""
    return [
        _("index:      {index} ({generation}, {bytes} bytes)").format(
            **state | {"bytes": number(state["bytes"])}
        ),
        _("documents:  {documents} from {seeds}").format(
            **state | {"documents": number(state["documents"])}
        ),
        *(_("            and from {path}").format(path=path) for path in state["others"]),
        _("built:      {built}").format(built=_moment(state["built"])),
        *(f"{_(name) + ':':<{_INDENT}}{value}" for name, value in state["versions"].items()),
        *_changed(state["changes"]),
        *_skipped(state["skipped"]),
        *_duplicates(len(state["duplicates"])),
        attribution.line(),
    ]


def _moment(text: str) -> str:
    """A moment in words, by the clock that it was written by: 25 October 2024, 09:30."""
    from imwsearch.render import words

    date, _t, time = text.partition("T")
    return f"{words.day(date)}, {time[:5]}"


def _skipped(skipped: list[dict[str, str]]) -> Iterator[str]:
    """The files that are not in the index, the first with their reasons."""
    if not skipped:
        return
    message = ngettext("skipped:    {count} file", "skipped:    {count} files", len(skipped))
    yield message.format(count=number(len(skipped)))
    yield from ("            {name}: {reason}".format(**one) for one in skipped[:_NAMED])
    if (more := len(skipped) - _NAMED) > 0:
        command = command_line("status", "--json")
        yield "            " + _("and {count} more: {command}").format(count=more, command=command)


def _changed(changes: dict[str, Any] | None) -> Iterator[str]:
    """How many files changed; nothing where that cannot be told."""
    if changes is None:
        return
    count = len(changes["fresh"]) + len(changes["removed"])
    message = ngettext(
        "since then: {count} file changed", "since then: {count} files changed", count
    )
    yield message.format(count=number(count)) if count else _("since then: nothing changed")


def _duplicates(count: int) -> list[str]:
    if not count:
        return []
    message = ngettext(
        "duplicates: {count} question stands in several files (--json names them)",
        "duplicates: {count} questions stand in several files (--json names them)",
        count,
    )
    return [message.format(count=number(count))]
