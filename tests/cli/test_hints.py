"""What is told to whoever found nothing, or much."""

import json
import os
import shlex
import shutil
import time
import zlib
from pathlib import Path

import pytest

from imwsearch import limits
from imwsearch.cli import hints
from imwsearch.cli.main import run
from tests.cli.terminals import in_pipes, in_terminal
from tests.conftest import MakeSeeds, question, write_files


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["--minister", "petersen"], "did you mean Peeters?"),
        (["--minister", "xyz"], "what there is: imwsearch terms minister"),
        (["kust", "asker:jansen"], "no document where asker is jansen\ndid you mean Janssens?"),
        (["kust", "--theme", "mobilitiet"], "did you mean Mobiliteit?"),
        (["kust", "--since", "2030"], "no document where date is 2030-01-01..\n"),
        (["kust", "--theme", "cultuur"], "without the filters there are 2 documents"),
        (["fietspad", "--theme", "cultuur"], "without the filters there is 1 document\n"),
        (["bib*xyz"], "nothing found for: bib*xyz\n"),
        (["zwemqqqqqqq"], "what there is: imwsearch terms words zwem\n"),
        (['"kust aan"'], "without the quotes there are 2 documents\n"),
        (["kust", "-zwembaden", "-fietspaden"], "without what is excluded there are 2 documents\n"),
        (["kust", "EN", "zwemqqqqqqq"], "without AND and + there are 2 documents\n"),
        (["zwemqqqqqqq", "-kust"], "what there is: imwsearch terms words zwem\n"),
    ],
)
@pytest.mark.parametrize("command", ["search", "stats"])
def test_nothing_found_has_a_hint(
    indexed: Path,
    capsys: pytest.CaptureFixture[str],
    command: str,
    arguments: list[str],
    hint: str,
) -> None:
    """1: the value that no document has and the nearest one; the filters left out; other words."""
    assert run([command, *arguments]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert hint in printed.err


@pytest.mark.parametrize(
    "command", [["search"], ["search", "--count"], ["search", "--csv"], ["stats"]]
)
@pytest.mark.parametrize("word", ["zwembadkust", "kustzwembaden"])
def test_it_is_told_where_no_document_has_a_word_itself(
    indexed: Path, capsys: pytest.CaptureFixture[str], command: list[str], word: str
) -> None:
    """Found by its parts alone, a word is named: a count tells of other documents than it seems."""
    assert run([*command, word]) == 0
    told = f"note: no document has {word}; found is what has a part of it\n"
    assert told in capsys.readouterr().err
    assert run([*command, "kust"]) == 0
    assert "no document" not in capsys.readouterr().err


@pytest.mark.parametrize("words", [["xyzzyq"], ["de", "het"], ['"de het"']])
def test_no_list_is_offered_that_would_be_empty(
    indexed: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    """Where no word begins so, or only stop words were asked, the hint keeps silent."""
    assert run(["search", *words]) == 1
    assert "what there is" not in capsys.readouterr().err


def test_an_index_without_documents_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who built an index of an empty folder is told what to do."""
    monkeypatch.chdir(tmp_path)
    Path("seeds").mkdir()
    assert run(["index"]) == 0
    assert run(["search", "kust"]) == 1
    assert "put them in a folder and run: imwsearch index\n" in capsys.readouterr().err


def test_show_says_that_nothing_is_marked(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The document is printed, and a note tells that it has none of the words."""
    assert run(["search", "kust", "--json"]) == 0
    id_ = json.loads(capsys.readouterr().out)["hits"][0]["id"]
    assert run(["show", id_, "kust"]) == 0
    assert capsys.readouterr().err == ""
    assert run(["show", id_, "xyzzyq"]) == 0
    printed = capsys.readouterr()
    assert printed.out
    assert printed.err == "note: nothing in it meets: xyzzyq\n"


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        (["stats", "--by", "Thema"], ["stats", "--by", "theme"]),
        (["stats", "--by", "maand"], ["stats", "--by", "month"]),
        (["terms", "vraagsteller"], ["terms", "asker"]),
        (["terms", "woorden", "ku"], ["terms", "words", "ku"]),
        (
            ["search", "kust", "--facets", "thema,jaar"],
            ["search", "kust", "--facets", "theme,year"],
        ),
    ],
)
def test_fields_are_counted_by_their_dutch_names(
    indexed: Path, capsys: pytest.CaptureFixture[str], dutch: list[str], english: list[str]
) -> None:
    """What a field is called in a query it is called in options too."""
    assert run(english) == 0
    printed = capsys.readouterr().out
    assert run(dutch) == 0
    assert capsys.readouterr().out == printed


def test_a_wrong_value_of_the_environment_is_named_by_its_variable(
    indexed: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An option that nobody typed is not blamed."""
    monkeypatch.setenv("IMWSEARCH_LIMIT", "many")
    assert run(["search", "kust"]) == 2
    assert "IMWSEARCH_LIMIT: many is no whole number" in capsys.readouterr().err


def test_a_mistyped_word_is_corrected_in_counts_too(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """23: stats counts nothing that was not asked, but says what may have been meant."""
    assert run(["stats", "bibliotheeken"]) in (0, 1)
    assert run(["stats", "zwembdden"]) == 1
    assert "did you mean zwembaden?" in capsys.readouterr().err


def test_a_filter_that_empties_is_named(indexed: Path) -> None:
    """What was asked is repeated with its filters, or as it was typed where there are none."""
    assert "nothing found for: kust; where date is 2030" in (
        in_pipes("search", "kust", "--since", "2030").stderr
    )
    assert "nothing found for: xyzzyq -kust\n" in in_pipes("search", "xyzzyq", "-kust").stderr


def test_an_argument_that_is_no_utf8_is_latin(indexed: Path) -> None:
    """7: a terminal in Latin-1 sends its own letters."""
    done = in_pipes("search", b"\xe9\xe9n fietsp\xe1d".decode("utf-8", "surrogateescape"))
    assert done.stdout.startswith("1. «Fietspaden»")


@pytest.mark.parametrize("address", ["schriftelijke-vragen/1012", "pfile?id=12"])
@pytest.mark.parametrize("command", ["show", "open", "similar"])
def test_a_hits_address_is_an_id(indexed: Path, command: str, address: str) -> None:
    """What stands below a hit can be pasted after show, open and similar."""
    pasted = in_pipes(command, f"https://www.example.invalid/{address}")
    assert pasted.returncode == 0
    assert pasted.stdout == in_pipes(command, "12").stdout


def test_a_long_facet_is_cut_on_a_terminal(workplace: Path, make_seeds: MakeSeeds) -> None:
    """A page shows the first values of a facet and how to get the others; a pipe gets all."""
    make_seeds({f"{n}.txt": question(n, theme=f"Thema {n}") for n in range(20, 42)})
    assert run(["index"]) == 0
    shown = in_terminal("search", "zwembaden", "--facets", "theme", "-n", "1").text
    assert shown.count("█") > 0
    assert "more: imwsearch stats zwembaden --by theme" in shown
    assert len([line for line in shown.splitlines() if line.startswith("Thema")]) < 16
    piped = in_pipes("search", "zwembaden", "--facets", "theme", "-n", "1").stdout
    assert len([line for line in piped.splitlines() if line.startswith("Thema")]) == 22


def test_a_status_is_in_words_for_people(indexed: Path) -> None:
    """Terminals and pages show a status as hits do; CSV and JSON its name."""
    dutch = in_pipes("stats", "--by", "status", LANG="nl_BE.UTF-8", LANGUAGE="nl")
    assert dutch.stdout.startswith("beantwoord ")
    assert "\nanswered,3," in in_pipes("stats", "--by", "status", "--csv", LANGUAGE="nl").stdout


@pytest.mark.parametrize(
    "command",
    [
        "search xyzzyq",
        "search kust --minister xyz",
        "search kust --facets theme",
        "search zwembdden --facets theme",
        "stats xyzzyq",
        "show 11",
        "open 11 --pdf",
    ],
)
def test_a_command_in_a_hint_can_be_pasted(
    indexed: Path, make_seeds: MakeSeeds, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """What a hint says to run names the folders that were given, and runs."""
    (indexed / "index").rename(indexed / "een map")
    monkeypatch.setenv("COLUMNS", "300")
    make_seeds({f"{n}.txt": question(n, theme=f"Kust {n}") for n in range(20, 42)})
    given = ("--index", "een map", "--seeds", "seeds")
    shown = in_terminal(*command.split(), *given, "--color", "never", BROWSER="true").text
    pasted = [line for line in shown.splitlines() if ": imwsearch " in line]
    assert pasted
    for line in pasted:
        words = shlex.split(line.partition(": imwsearch ")[2])
        assert words[-4:] == list(given) or given[1] in words
        assert in_pipes(*words).returncode in (0, 1)


def test_no_index_gives_the_command_with_the_folders(workplace: Path) -> None:
    """Without an index, what to run is told with both folders as they were given; it works."""
    (workplace / "seeds").rename(workplace / "mijn vragen")
    bare = in_pipes("search", "kust").stderr
    assert "build it with: imwsearch index --index index --seeds FOLDER\n" in bare
    told = in_pipes("search", "kust", "--index", "een map", "--seeds", "mijn vragen").stderr
    assert "build it with: imwsearch index --seeds 'mijn vragen' --index 'een map'\n" in told
    assert in_pipes(*shlex.split(told.rpartition(": imwsearch ")[2])).returncode == 0
    assert in_pipes("search", "kust", "--index", "een map").returncode == 0


def test_another_folder_here_is_not_indexed_instead(
    indexed: Path, make_seeds: MakeSeeds, tmp_path: Path
) -> None:
    """The command for documents that changed names theirs where seeds/ is another folder."""
    other = write_files(tmp_path / "elders")
    assert in_pipes("index", "--index", "x", "--seeds", str(other)).returncode == 0
    (other / "a.txt").unlink()
    told = in_pipes("search", "kust", "--index", "x").stderr
    assert (
        "changed since the index was built; run: imwsearch index --index x --seeds elders" in told
    )
    assert in_pipes(*shlex.split(told.rpartition(": imwsearch ")[2])).stdout.startswith("0 new, 0 ")


FURTHER = {"d.txt": question(99, number=99)}


def whole(built: str) -> str:
    """What a build says of the index as a whole: "4 documents in index"."""
    return built.partition("; ")[2].partition(" (")[0]


@pytest.mark.usefixtures("indexed")
def test_the_remedy_for_damage_takes_all_documents_in() -> None:
    """The command that a damaged index is mended with names its seeds and further folders."""
    write_files(Path("elders"))
    write_files(Path("meer"), FURTHER)
    built = in_pipes("index", "--index", "x", "--seeds", "elders", "meer").stdout
    assert whole(built).startswith("4 documents")
    for command in (("search", "kust"), ("check",)):
        os.truncate(next(Path("x").glob("gen-*/*.imw")), 100)
        told = in_pipes(*command, "--index", "x").stderr
        mended = in_pipes(*shlex.split(told.rpartition(": imwsearch ")[2]))
        assert (whole(mended.stdout), mended.stderr) == (whole(built), "")


@pytest.mark.usefixtures("indexed")
def test_what_a_rebuild_leaves_out_is_told() -> None:
    """Further folders that --rebuild does not name are named, with what takes them in again."""
    built = in_pipes("index", str(write_files(Path("meer"), FURTHER))).stdout
    told = in_pipes("index", "--rebuild").stderr
    assert told.startswith("note: no longer in the index: ")
    again = in_pipes(*shlex.split(told.rpartition(": imwsearch ")[2])).stdout
    assert whole(again) == whole(built)
    assert in_pipes("index", "--rebuild", "meer").stderr == ""


@pytest.mark.usefixtures("indexed")
def test_what_was_named_beside_the_seeds_can_be_left_out() -> None:
    """Where one of two further folders is gone, the command that is told takes in the other."""
    folders = [
        str(write_files(Path(name), {f"{name}.txt": "Een paardenkudde."}))
        for name in ("weg", "meer")
    ]
    in_pipes("index", *folders)
    shutil.rmtree("weg")
    told = in_pipes("index").stderr
    command = told.partition("; imwsearch ")[2].partition(" leaves out")[0]
    mended = in_pipes(*shlex.split(command))
    assert mended.returncode == 0
    found = in_pipes("search", "--paths", "paardenkudde").stdout
    assert [Path(line).name for line in found.splitlines()] == ["meer.txt"]


@pytest.mark.usefixtures("indexed")
def test_folders_outlive_a_change_of_format() -> None:
    """An index that another version wrote is built again with its further folders."""
    built = in_pipes("index", str(write_files(Path("meer"), FURTHER))).stdout
    manifest = next(Path("index").glob("gen-*/manifest"))
    body = manifest.read_bytes().rpartition(b"crc32 ")[0].replace(b"format 3", b"format 2")
    manifest.write_bytes(body + b"crc32 %08x\n" % zlib.crc32(body))
    again = in_pipes("index")
    assert "format is 2" in again.stderr
    assert whole(again.stdout) == whole(built)


def test_a_copied_index_is_told_where_the_documents_are(indexed: Path) -> None:
    """With --seeds its documents' paths are those in that folder, and none is said to be gone."""
    shutil.copytree(indexed / "index", indexed / "elders" / "index")
    given = ("--index", "elders/index", "--seeds", "seeds")
    done = in_pipes("search", "--theme", "sport", "--paths", *given)
    assert (done.stdout, done.stderr) == ("seeds/a.txt\n", "")
    assert in_pipes("show", "12", *given).stderr == ""
    assert "elders/seeds" in in_pipes("show", "12", *given[:2]).stderr
    for command in (["search", "kust"], ["status"]):
        problem, hint = in_pipes(*command, *given[:2]).stderr.splitlines()
        assert problem.endswith("elders/seeds cannot be read: No such file or directory")
        assert hint.endswith(": imwsearch index --index elders/index --seeds seeds")


@pytest.mark.parametrize(
    ("query", "is_told"),
    [
        ('"', True),
        ('"kust', True),
        ('kust"', True),
        ("“kust langs", True),
        ('"langs de kust" "zwembad', True),
        ('"langs de kust"', False),
        ('scherm van 27" kust', False),
        ("'s kust", False),
        ('Fietspaden langs de kust en de "zwembaden van alle gemeenten', False),
    ],
)
def test_a_quote_without_its_other_half_is_told(
    indexed: Path, capsys: pytest.CaptureFixture[str], query: str, is_told: bool
) -> None:
    """A quote that makes no phrase is said to be passed over; not in inches and pasted lines."""
    run(["search", query])
    told = capsys.readouterr().err
    assert ("note: a quote lacks its other half and was passed over" in told) == is_told


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("-Kust heeft de zwembaden", "Kust is excluded; to look for it, leave out the hyphen"),
        ("-kust zwembaden", ""),
        ("\\zwembaden -kust", ""),
        ("date:", "nothing stands after date:, which is looked for as a word; write for instance "),
        ("kust datum: ", "nothing stands after datum:"),
        ("de gemeenten stelden volgende vragen:", ""),
        ("kust minister: peeters", "without the blank: minister:peeters\n"),
        ("minister: peeters", ""),
        ("vraag van gisteren aan de minister: fietspaden", ""),
        ('"langs de kus*"', "* stands for no letters between quotes"),
        ('"kust * zwembad"', ""),
        ('"kust" zwem*', ""),
        ("minister:van justitie", 'quotes: minister:"van justitie"\n'),
        ("minister:peeters kust", ""),
        ('minister:"van justitie"', ""),
        ("ku?t", "? stands for no letter; * stands for any number of them: ku*t\n"),
        ("Is er een fietspad langs de kust?", ""),
        ("https://example.org/a?b=2", ""),
        ("k*", "* stands beside two letters or more; k is looked for without it\n"),
        ("ku*", ""),
        ("kust AND", "AND stands between or before other words; see imwsearch help query\n"),
        ("NIET", "NIET stands between or before other words; see imwsearch help query\n"),
        ("kust EN zwembad", ""),
        ("\\EN kust", ""),
        ("FIETSPADEN EN ZWEMBADEN LANGS DE KUST EN", ""),
        ("kust +zwembad OF fietspad", "for all beside OF: +(zwembad OF …)\n"),
        ("kust +(zwembad OF fietspad)", ""),
        ("datum:2024-01 - 2024-03", "a period is written datum:2024-01..2024-03\n"),
        ("datum:2024-01 tot 2024-03", "a period is written datum:2024-01..2024-03\n"),
        ("datum:2024-01..2024-03", ""),
    ],
)
@pytest.mark.parametrize("command", ["search", "stats"])
def test_what_may_be_meant_otherwise_is_told(
    indexed: Path, capsys: pytest.CaptureFixture[str], command: str, query: str, told: str
) -> None:
    """A dash before a sentence, a field without a value, a name cut short; what is no pattern."""
    run([command, "--", query])
    said = [line for line in capsys.readouterr().err.splitlines(True) if line.startswith("note: ")]
    assert len(said) == bool(told)
    assert told in "".join(said)


def test_hints_are_not_waited_for(
    indexed: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What would take long to find out is not told; the answer stays what it was."""
    monkeypatch.chdir(indexed)
    monkeypatch.setattr(limits, "HINT_SECONDS", 0.05)
    monkeypatch.setattr(hints, "find_all", lambda *_given: time.sleep(60))
    assert run(["search", "kust", "EN", "xyzzyq"]) == 1
    assert "nothing found for: kust EN xyzzyq\n" in capsys.readouterr().err
