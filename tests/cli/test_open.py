"""``imwsearch open``: a document's address in a browser."""

from pathlib import Path

import pytest

from imwsearch.cli.main import run
from tests.cli.terminals import in_pipes, in_terminal, script
from tests.conftest import MakeSeeds, question

PAGE = "https://www.example.invalid/schriftelijke-vragen/1012"
PDF = "https://docs.example.invalid/pfile?id=12"
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def browser(tmp_path: Path) -> Path:
    """A browser that keeps the address it is given."""
    return script(tmp_path / "browser", f'printf %s "$1" > {tmp_path}/opened')


@pytest.mark.parametrize("given", ["pfile?id=12", "www.example.invalid/schriftelijke-vragen/1012"])
def test_an_address_without_its_scheme_is_an_id(
    indexed: Path, capsys: pytest.CaptureFixture[str], given: str
) -> None:
    """As a browser shows it, it names its document."""
    assert run(["show", given]) == 0
    assert "Openingsuren" in capsys.readouterr().out


@pytest.mark.parametrize(("options", "address"), [([], PAGE), (["--pdf"], PDF)])
def test_a_browser_opens_the_address(
    indexed: Path, browser: Path, options: list[str], address: str
) -> None:
    """On a terminal the page, or the PDF, is opened in the user's browser."""
    shown = in_terminal("open", "12", *options, BROWSER=str(browser))
    assert shown.code == 0
    assert shown.text == f"opening {address}\n"
    assert (browser.parent / "opened").read_text() == address


def test_in_a_pipe_the_address_is_printed(indexed: Path, browser: Path) -> None:
    """A pipe gets the address alone; no browser is started."""
    done = in_pipes("open", "12", BROWSER=str(browser))
    assert (done.returncode, done.stdout, done.stderr) == (0, PAGE + "\n", "")
    assert not (browser.parent / "opened").exists()


def test_without_a_browser_the_address_is_printed(indexed: Path) -> None:
    """Where no browser can be started the address is printed instead."""
    shown = in_terminal("open", "12", BROWSER="no-such-browser", PATH="/nowhere", DISPLAY="")
    assert shown.code == 0
    assert shown.text.splitlines()[-1] == PAGE


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "-x"])
def test_only_addresses_of_the_web(
    indexed: Path, make_seeds: MakeSeeds, capsys: Captured, address: str
) -> None:
    """What a document gives as its address is opened only if it begins with http or https."""
    make_seeds({"b.txt": question(12).replace("https://docs.example.invalid/pfile?id=12", address)})
    run(["index"])
    capsys.readouterr()
    assert run(["open", "b.txt", "--pdf"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "http" in captured.err or "no such address" in captured.err


def test_a_document_without_an_address(
    workplace: Path, make_seeds: MakeSeeds, capsys: Captured
) -> None:
    """A document without an address is said to have none, with the command that shows it."""
    text = "\n".join(line for line in question(12).split("\n") if "link:" not in line)
    make_seeds({"d.txt": text})
    assert run(["index"]) == 0
    capsys.readouterr()
    assert run(["open", "d.txt"]) == 2
    assert "imwsearch show d" in capsys.readouterr().err
