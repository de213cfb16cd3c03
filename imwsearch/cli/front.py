"""The front door: a search of plain words, answered before click is imported.

What it answers, the whole program answers alike, to the byte. It knows no option: whatever is more
than the command and some words, or needs a word said about it, is left to the program.
"""

from __future__ import annotations

import sys

from imwsearch.limits import QUERY_PROSE
from imwsearch.query.operators import OPERATORS
from imwsearch.system import is_file, join, variables

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from imwsearch.opening import Collection
    from imwsearch.results import Results

DEFAULT_INDEX = "index"
PAGE = 10
"""Hits on a page, where nothing else is asked."""


def answer(arguments: Sequence[str]) -> int | None:
    """Search and print, where that is all that is asked.

    Args:
        arguments: what was typed after the program's name.

    Returns:
        The exit code; None where the whole program is needed, and nothing was printed yet.

    Raises:
        OSError: the output takes no more.
    """
    words = _plain_words(arguments)
    if not words or _is_set_up():
        return None
    try:
        found = _search(words)
    except Exception:  # damage may raise anything: the program meets it again, and tells
        return None
    return None if found is None else _print(found)


def _plain_words(arguments: Sequence[str]) -> list[str]:
    """The words of a search for a few that have letters only and are no operators; else none."""
    command, *given = arguments or [""]
    words = " ".join(given).split(" ")
    is_plain = (
        command == "search"
        and len(words) < QUERY_PROSE
        and all(map(str.isalpha, words))
        and OPERATORS.keys().isdisjoint(words)
    )
    return words if is_plain else []


def _is_set_up() -> bool:
    """Whether there may be settings, or the program runs for something else than people."""
    return (
        sys.stdout is None
        or sys.stderr is None
        or any(name.startswith(("IMWSEARCH_", "_IMWSEARCH_")) for name in variables())
        or any(map(is_file, settings_files()))
    )


def settings_files() -> tuple[str, str]:
    """Where settings are looked for: in the working folder, then in the user's own."""
    known = variables()
    own = known.get("XDG_CONFIG_HOME") or join(known.get("HOME") or _home(), ".config")
    return "imwsearch.toml", join(own, "imwsearch/config.toml")


def _home() -> str:
    """The user's folder where no variable says it."""
    from os import path

    return path.expanduser("~")


def _search(words: Sequence[str]) -> Results | None:
    """The results, if the index is there, up to date, and knows the words."""
    from imwsearch import plain
    from imwsearch.opening import open_collection
    from imwsearch.settled import is_settled

    collection: Collection = open_collection(DEFAULT_INDEX)
    found = plain.search(collection, words, PAGE)
    if found is None or not is_settled(collection, [hit.path for hit in found.hits]):
        return None
    return found


def _print(found: Results) -> int:
    from imwsearch.cli import console
    from imwsearch.render import terminal

    console.prepare_streams()
    console.write("".join(terminal.results(found, console.style())))
    console.say_place(found, 1)
    sys.stdout.flush()
    return 0
