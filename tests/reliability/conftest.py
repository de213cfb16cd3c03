"""Figures that the tests measured, printed at the end of the run."""

from collections.abc import Callable

import pytest

_FIGURE = "figure"


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """A function that takes what was measured, to be printed after all tests."""

    def keep(text: str) -> None:
        request.node.user_properties.append((_FIGURE, text))  # which reaches us from any process

    return keep


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    passed: list[pytest.TestReport] = terminalreporter.stats.get("passed", [])
    figures = sorted(
        (report.nodeid.rpartition("/")[2], str(text))
        for report in passed
        if report.when == "call"
        for name, text in report.user_properties
        if name == _FIGURE
    )
    if figures:
        terminalreporter.section("reliability figures")
        for test, text in figures:
            terminalreporter.write_line(f"{test}: {text}")
