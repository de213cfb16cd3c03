"""Small documents of our own, in the manner of the real ones, and an index of them."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from imwsearch import indexing
from imwsearch.opening import Collection, open_collection

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")  # a loaded machine is no failure

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "000_822e9862bd50aaa2.txt"

QUESTION = """\
title: {title}
thema: {theme}
pdf link: https://docs.example.invalid/pfile?id={id}
thema link: https://www.example.invalid/schriftelijke-vragen/{page}
SCHRIFTELIJKE VRAAG
nr. {number}
van {asker}
datum: {date}
aan {minister}
VLAAMS MINISTER VAN WELZIJN EN ARMOEDEBESTRIJDING
{title}
{text}
{minister}
VLAAMS MINISTER VAN WELZIJN EN ARMOEDEBESTRIJDING
ANTWOORD
op vraag nr. {number} van {date}
van {asker}
{answer}
"""


def question(
    id_: int = 1,
    *,
    title: str = "Zwembaden - Wachtlijsten",
    theme: str = "Sport",
    number: int = 7,
    asker: str = "AN JANSSENS",
    date: str = "3 maart 2025",
    minister: str = "BO PEETERS",
    text: str = "1. Hoeveel zwembaden hebben een wachtlijst?\n2. Welke?",
    answer: str = "1. Twaalf zwembaden.\n2. Die van de kust.",
    page: int | None = None,
) -> str:
    """A question in the seeds' format."""
    return QUESTION.format(
        id=id_,
        title=title,
        theme=theme,
        number=number,
        asker=asker,
        date=date,
        minister=minister,
        text=text,
        answer=answer,
        page=1000 + id_ if page is None else page,
    )


DOCUMENTS = {
    "a.txt": question(11),
    "b.txt": question(
        12,
        title="Bibliotheken - Openingsuren",
        theme="Cultuur",
        number=8,
        asker="JOS D'HAESE",
        date="14 juni 2024",
        text="De bibliotheken sluiten vroeg.\n1. Wat is het beleid?\n2. Komt er een zwembad naast?",
        answer="1-2. Daarover beslist de gemeente.",
    ),
    "map/c.txt": question(
        13,
        title="Fietspaden langs de kust",
        theme="Mobiliteit; Toerisme",
        number=9,
        text="1. Hoeveel kilometer fietspad?",
        answer="1. Er is 67 kilometer fietspad langs de kust.",
    ),
}

MakeSeeds = Callable[..., Path]


def write_files(folder: Path, files: Mapping[str, str | bytes] = DOCUMENTS) -> Path:
    """Write files, by their names, into a folder that need not be there; gives the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


@pytest.fixture
def make_seeds(tmp_path: Path) -> MakeSeeds:
    """A function that writes files into a folder of seeds and gives the folder."""

    def make(files: dict[str, str | bytes] | None = None) -> Path:
        return write_files(tmp_path / "seeds", DOCUMENTS if files is None else files)

    return make


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Where the index of a test goes."""
    return tmp_path / "index"


@pytest.fixture
def collection(make_seeds: MakeSeeds, index: Path) -> Collection:
    """The three documents of DOCUMENTS, indexed and opened."""
    indexing.build(index, make_seeds())
    return open_collection(index)


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Messages in English and no settings of the person who runs the tests."""
    others = {"NO_COLOR", "FORCE_COLOR", "LANGUAGE", "PAGER", "BROWSER", "COLUMNS", "LINES"}
    for name in list(os.environ):
        if name in others or name.startswith(("LC_", "IMWSEARCH_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.getbasetemp() / "no-settings"))
