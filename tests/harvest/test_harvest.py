"""Questions come from the service into the folder: each once, whole, and only when new.

``make harvest-test`` runs this with 2,500 questions; without it there are fewer.
"""

import datetime
import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from imwsearch import reading
from imwsearch.document import Status
from imwsearch.errors import ImwsearchError, LockedError, ServiceError
from imwsearch.harvest import Fetcher, Outcome, Summary, Wanted, harvest, http_transport, service_at
from imwsearch.harvest.harvesting import _only_here
from tests.conftest import ROOT
from tests.harvest.double import FAULTS, Case, Double, serving

QUESTIONS = int(os.environ.get("IMWSEARCH_HARVEST_QUESTIONS", "150"))
FAULTY = 20
"""One address in so many meets a fault: 5%."""
YEAR = Wanted(year="2024-2025")
TODAY = datetime.date(2025, 9, 1)


@pytest.fixture
def double() -> Iterator[Double]:
    """A service without faults."""
    with serving(Double()) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "seeds"


def bring(double: Double, folder: Path, wanted: Wanted = YEAR, **options: object) -> Summary:
    """A harvest without pauses."""
    service = service_at(double.url)
    fetcher = Fetcher(http_transport(), service.hosts, 0.0)
    return harvest(folder, wanted, fetcher, service, TODAY, **options)  # type: ignore[arg-type]


def contents(folder: Path) -> dict[str, bytes]:
    """All files of a folder, the hidden ones too."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def require_whole(path: Path, case: Case) -> None:
    """A seed has all that the service has of its question."""
    (document,) = reading.read(path.read_bytes(), path.name)
    assert document.title == case.title
    assert document.themes == tuple(case.themes)
    assert document.asker == " ".join(case.asker)
    assert document.minister == " ".join(case.minister)
    assert document.date == case.day.isoformat()
    assert document.number == case.number + 1
    assert document.id == case.file
    assert document.page_url.endswith(f"/{case.id}")
    assert document.status == (Status.ANSWERED if case.answered else Status.UNANSWERED)
    assert f"Hoeveel waren er in {case.number}?" in document.questions[0].text
    if case.answered:
        assert document.answer is not None
        assert document.answer.date == case.answer_day.isoformat()
        assert f"Er waren er {case.number * 7} in heel Vlaanderen" in document.answer.text


def test_every_question_comes_once_and_whole_through_faults(folder: Path) -> None:
    """5% of all addresses fail first, in every way: every question is there all the same.

    The search finds more than its 10,000 hits, so it is cut into days.
    """
    attachments = 10_500 // QUESTIONS + 1
    double = Double(QUESTIONS, FAULTY, attachments, unanswered=set(range(0, QUESTIONS, 50)))
    with serving(double):
        summary = bring(double, folder)
        assert summary.failures == []
        assert summary.outcomes == {Outcome.NEW: QUESTIONS}
        names = {f"schv-{case.id}.txt": case for case in double.cases()}
        assert {path.name for path in folder.iterdir()} == {*names, ".harvest.json"}
        for name, case in names.items():
            require_whole(folder / name, case)
        searches = [path for path in double.requests if "/search/" in path]
        assert any("daterange" in path for path in searches)
        if QUESTIONS >= 1000:
            assert {fault for fault in FAULTS if double.met[fault]} == set(FAULTS)
        figures = f"{QUESTIONS} questions, {summary.requests} requests, faults: {dict(double.met)}"
        print(figures)  # noqa: T201 -- shown by make harvest-test


def test_second_run_asks_only_for_what_is_new(folder: Path) -> None:
    """Answered questions are not asked for again; unanswered ones on condition; new ones come."""
    double = Double(questions=30, unanswered={4, 9})
    with serving(double):
        bring(double, folder)
        before = contents(folder)
        double.log.clear()
        assert bring(double, folder).outcomes == {Outcome.UNCHANGED: 30}
        asked = [(path, status) for path, status in double.log if "/search/" not in path]
        assert {status for _path, status in asked} == {304}
        assert len(asked) == 4
        assert contents(folder) == before

        double.log.clear()
        double.unanswered = {9}  # an answer has come
        double.questions = 31  # and a question
        summary = bring(double, folder)
        assert summary.outcomes == {Outcome.UNCHANGED: 29, Outcome.CHANGED: 1, Outcome.NEW: 1}
        require_whole(folder / "schv-1800004.txt", double.case(4))
        require_whole(folder / "schv-1800030.txt", double.case(30))
        asked = [(path, status) for path, status in double.log if "/search/" not in path]
        brought = [path for path, status in asked if status == 200]
        assert {path.rpartition("/")[2] for path in brought} == {
            *("1800004", "pfile?id=2000013", "1800030", "pfile?id=2000091"),
        }


def test_seed_that_is_gone_comes_again(folder: Path) -> None:
    """A seed that somebody removed is brought again, and no other."""
    double = Double(questions=3)
    with serving(double):
        bring(double, folder)
        whole = contents(folder)
        (folder / "schv-1800001.txt").unlink()
        assert bring(double, folder).outcomes[Outcome.NEW] == 1
        assert contents(folder) == whole


HARVESTER = """
import datetime, pathlib, sys
from imwsearch import limits
from imwsearch.harvest import Fetcher, Wanted, harvest, http_transport, service_at
limits.HARVEST_SAVE = 0.2
service = service_at(sys.argv[1])
fetcher = Fetcher(http_transport(), service.hosts, 0.0)
wanted = Wanted(year="2024-2025")
summary = harvest(pathlib.Path(sys.argv[2]), wanted, fetcher, service, datetime.date(2025, 9, 1))
sys.exit(len(summary.failures))
"""


def test_killed_harvest_resumes_to_the_same_folder(tmp_path: Path) -> None:
    """Ten times SIGKILL on the way: the folder is, byte for byte, as without any stop."""
    command = [sys.executable, "-c", HARVESTER]
    unanswered = set(range(0, QUESTIONS, 50))
    with serving(Double(QUESTIONS, FAULTY, unanswered=unanswered)) as double:
        subprocess.run([*command, double.url, str(tmp_path / "whole")], check=True, cwd=ROOT)
        requests = len(double.log)
    chance = random.Random(7)
    with serving(Double(QUESTIONS, FAULTY, unanswered=unanswered)) as double:
        killed = 0
        for _stop in range(10):
            process = subprocess.Popen([*command, double.url, str(tmp_path / "stopped")], cwd=ROOT)
            aim = len(double.log) + chance.randrange(1, max(requests // 11, 2))
            while len(double.log) < aim and process.poll() is None:
                time.sleep(0.002)
            killed += process.poll() is None
            process.kill()
            process.wait()
        subprocess.run([*command, double.url, str(tmp_path / "stopped")], check=True, cwd=ROOT)
        figures = f"{killed} kills, {len(double.log)} answers instead of {requests}"
        print(figures)  # noqa: T201 -- shown by make harvest-test
    assert killed == 10
    assert contents(tmp_path / "stopped") == contents(tmp_path / "whole")


PEAK = """
status = open("/proc/self/status").read()  # getrusage would count what the parent held, too
print(int(status.partition("VmHWM:")[2].split()[0]) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems count other units")
def test_memory_is_bounded(tmp_path: Path) -> None:
    """A harvest stays below 200 MiB; ``make harvest-memory`` brings 40,000 questions."""
    program = HARVESTER.replace("sys.exit(len(summary.failures))", PEAK)
    with serving(Double(QUESTIONS, FAULTY)) as double:
        command = [sys.executable, "-c", program, double.url, str(tmp_path / "seeds")]
        printed = subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.PIPE).stdout
    print(f"{QUESTIONS} questions: peak {int(printed)} MiB")  # noqa: T201 -- shown by make
    assert int(printed) < 200


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("503", "HTTP 503"),
        ("gone", "HTTP 404"),
        ("cut", ""),
        ("garbage", "no whole PDF"),
        ("reset", ""),
        ("gzip", ""),
        ("away", "elsewhere.example.invalid/ may not be asked"),
    ],
)
def test_what_stays_broken_is_named_and_the_others_come(
    double: Double, folder: Path, fault: str, said: str
) -> None:
    """A file that cannot be had costs its question alone, which is named; later it comes."""
    double.broken = {"pfile?id=2000007": fault}
    summary = bring(double, folder)
    assert [failure.name for failure in summary.failures] == ["1800002"]
    assert said in summary.failures[0].reason
    assert summary.outcomes[Outcome.NEW] == 39
    assert not (folder / "schv-1800002.txt").exists()
    double.broken = {}
    assert bring(double, folder).outcomes == {Outcome.UNCHANGED: 39, Outcome.NEW: 1}


def test_record_of_another_question_is_not_taken(double: Double, folder: Path) -> None:
    """A record that bears another id than the one asked for fails, under the id asked for."""
    double.broken = {"schv/1800002": "other"}
    (failure,) = bring(double, folder).failures
    assert failure.name == "1800002"
    assert "9900002" in failure.reason


def test_ids_never_make_a_path(double: Double, folder: Path) -> None:
    """An id that is no number is named, and nothing is written anywhere for it."""
    double.odd_hits = ["../../etc/pfls/1", "..%2f..%2fx/pfls/2", "/etc/passwd"]
    summary = bring(double, folder)
    assert {failure.name for failure in summary.failures} == {
        f"http://be.vlp.feed/{odd}" for odd in double.odd_hits
    }
    assert len(list(folder.iterdir())) == 41
    assert list(folder.parent.iterdir()) == [folder]


def test_unreadable_format_is_brought_by_what_is_known(double: Double, folder: Path) -> None:
    """An old Word file gives a seed with title, themes, names and date, and a note."""
    double.broken = {"pfile?id=2000007": "word"}
    summary = bring(double, folder)
    assert not summary.failures
    assert [note.name for note in summary.notes] == ["1800002"]
    case = double.case(2)
    (document,) = reading.read((folder / "schv-1800002.txt").read_bytes(), "x.txt")
    assert (document.title, document.themes) == (case.title, tuple(case.themes))
    assert (document.asker, document.date) == (" ".join(case.asker), case.day.isoformat())
    assert (document.minister, document.number) == (" ".join(case.minister), 3)


def test_filters_choose_questions(double: Double, folder: Path) -> None:
    """Theme, asker and minister are met by their words, in any order and case."""
    wanted = Wanted("2024-2025", theme="werk", asker="tom ongena", minister="Demir, Zuhal")
    bring(double, folder, wanted)
    expected = {
        case.id
        for case in double.cases()
        if "Werk" in case.themes and case.asker[1] == "Ongena" and case.minister[1] == "Demir"
    }
    assert expected
    assert {path.stem.removeprefix("schv-") for path in folder.glob("*.txt")} == expected


def test_period_is_searched(double: Double, folder: Path) -> None:
    """Days of publication choose questions, both ends included."""
    first, last = datetime.date(2024, 9, 25), datetime.date(2024, 9, 27)
    bring(double, folder, Wanted(published=(first, last)))
    assert len(list(folder.glob("*.txt"))) == 3


def test_limit_brings_the_next_ones_each_time(double: Double, folder: Path) -> None:
    """A limit counts what is brought, so that harvest after harvest brings the rest."""
    assert bring(double, folder, limit=15).brought == 15
    assert bring(double, folder, limit=15).brought == 15
    assert len(list(folder.glob("*.txt"))) == 30


def test_dry_run_only_searches(double: Double, folder: Path) -> None:
    """A dry run tells what would come, asks for no question and writes nothing."""
    summary = bring(double, folder, dry_run=True)
    assert summary.outcomes == {Outcome.NEW: 40}
    assert not folder.exists()
    assert all("/search/" in path for path in double.requests)


def test_originals_are_kept_out_of_the_way(double: Double, folder: Path) -> None:
    """The files themselves are kept on request, where no build takes them for documents."""
    bring(double, folder, keep_originals=True)
    originals = sorted((folder / ".originals").iterdir())
    assert len(originals) == 40
    assert originals[0].name == "schv-1800000-pfile-2000001.pdf"
    assert originals[0].read_bytes().startswith(b"%PDF-")


def test_service_that_is_not_there(folder: Path, double: Double) -> None:
    """No connection, or a search that never answers, ends the harvest with exit 1."""
    double.broken = {"/search/": "503"}
    with pytest.raises(ServiceError) as caught:
        bring(double, folder)
    assert caught.value.exit_code == 1
    with pytest.raises(ServiceError) as caught:
        bring(Double(url="http://127.0.0.1:9"), folder)
    assert caught.value.exit_code == 1


def test_service_that_goes_down_is_not_asked_for_ever(double: Double, folder: Path) -> None:
    """After many questions in a row that cannot be had, the harvest ends; what came is kept."""
    double.broken = {"/schv/18000" + tens: "503" for tens in "123"}
    with pytest.raises(ServiceError, match="in a row"):
        bring(double, folder)
    assert len(list(folder.glob("*.txt"))) == 10
    double.broken = {}
    assert bring(double, folder).outcomes == {Outcome.UNCHANGED: 10, Outcome.NEW: 30}


def test_one_harvest_at_a_time(double: Double, folder: Path) -> None:
    """A second harvest in the same folder is refused."""
    folder.mkdir()
    with _only_here(folder), pytest.raises(LockedError):
        bring(double, folder)
    assert bring(double, folder).brought == 40


@pytest.mark.parametrize("text", ["", "{}", '{"version":2}', "\x00", '{"version":1,"questions":{'])
def test_damaged_notes_are_named(double: Double, folder: Path, text: str) -> None:
    """Notes that cannot be read are named, and nothing is asked or removed."""
    bring(double, folder)
    (folder / ".harvest.json").write_text(text)
    double.log.clear()
    with pytest.raises(ImwsearchError, match=r"harvest\.json"):
        bring(double, folder)
    assert not double.log


def test_notes_are_json(double: Double, folder: Path) -> None:
    """The notes of a harvest are a JSON file, hidden, so that no build reads it."""
    bring(double, folder)
    notes = json.loads((folder / ".harvest.json").read_text())
    assert len(notes["questions"]) == 40


def test_unfinished_files_are_cleared(double: Double, folder: Path) -> None:
    """What a kill left unfinished is gone after the next harvest."""
    folder.mkdir()
    (folder / ".harvest.tmp").write_text("half")
    bring(double, folder)
    assert not (folder / ".harvest.tmp").exists()


def test_tool_asks_one_thing_at_a_time(double: Double, folder: Path) -> None:
    """One connection at a time, under the tool's name."""
    assert threading.active_count() < 5
    bring(double, folder)
    assert len(double.agents) == 1
    assert double.agents.pop().startswith("imwsearch/")
