"""What a harvest knows of earlier ones: a hidden file beside the seeds."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from imwsearch.errors import ImwsearchError
from imwsearch.harvest.files import clear, write_atomically
from imwsearch.messages import _

NAME = ".harvest.json"
_BEGIN = '{"version":1,"questions":{'
_END = "}}"


@dataclass(frozen=True, slots=True)
class Known:
    """A question that was brought.

    Args:
        hits: what the search said of each of its files: number to digest.
        validators: the versions that were had: of the record ("") and of each file by number.
        answered: whether the answer is there; a question without one is asked for again.
    """

    hits: dict[str, str]
    validators: dict[str, str]
    answered: bool


class State:
    """The questions in a folder.

    Kept as JSON texts, some 200 bytes each: as records 40,000 of them take 50 MB.

    Args:
        folder: the folder of the seeds.
        texts: the questions' JSON texts by key.
    """

    def __init__(self, folder: Path, texts: dict[str, str]) -> None:
        self.folder = folder
        self._texts = texts

    def get(self, question: str) -> Known | None:
        """What is known of a question."""
        text = self._texts.get(question)
        return None if text is None else Known(*json.loads(text))

    def put(self, question: str, known: Known) -> None:
        """Remember a question; on disk with the next ``save``."""
        value = (_sorted(known.hits), _sorted(known.validators), known.answered)
        self._texts[question] = json.dumps(value, separators=(",", ":"))

    def save(self) -> None:
        """Write all to the disk, the seeds before what is said of them."""
        clear(self.folder)
        lines = (f'"{key}":{self._texts[key]}' for key in sorted(self._texts, key=int))
        text = _BEGIN + "\n" + ",\n".join(lines) + "\n" + _END + "\n"
        write_atomically(self.folder / NAME, text.encode())


def load_state(folder: Path) -> State:
    """What earlier harvests noted; nothing where there was none.

    Raises:
        ImwsearchError: the file is damaged or another version's.
    """
    path = folder / NAME
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError:
        return State(folder, {})
    try:
        return State(folder, dict(map(_entry, _body(lines))))
    except (ValueError, TypeError, IndexError) as error:
        raise ImwsearchError(
            _("{path} is damaged or of another version").format(path=path),
            _("remove it; what is in the folder stays, and all is asked for again"),
        ) from error


def _body(lines: list[str]) -> list[str]:
    """The questions' lines; the file is one JSON value of a fixed form, read line by line."""
    if lines[0] != _BEGIN or lines[-1] != _END:
        raise ValueError(lines[0])
    return [line for line in lines[1:-1] if line]


def _entry(line: str) -> tuple[str, str]:
    key, _colon, text = line.removesuffix(",").partition(":")
    hits, validators, answered = json.loads(text)
    if not (isinstance(hits, dict) and isinstance(validators, dict) and answered in (True, False)):
        raise TypeError(line)
    return str(int(json.loads(key))), text


def _sorted(values: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(values.items()))
