"""Signals interrupt what can be undone, and nothing else."""

import os
import signal
import threading
from collections.abc import Iterator
from types import FrameType

import pytest

from imwsearch.interrupts import allowed, held


class ToldError(Exception):
    """What the handler of these tests raises."""


@pytest.fixture(params=[signal.SIGINT, signal.SIGTERM], autouse=True)
def number(request: pytest.FixtureRequest) -> Iterator[int]:
    """A signal, for which a handler raises."""

    def tell(_number: int, _frame: FrameType | None) -> None:
        raise ToldError

    signal_: signal.Signals = request.param
    before = signal.signal(signal_, tell)
    yield signal_
    assert signal.getsignal(signal_) is tell, "the handler is there again"
    signal.signal(signal_, before)


def come(number: int) -> None:
    os.kill(os.getpid(), number)


def test_a_signal_waits_until_all_is_done(number: int) -> None:
    """Between beginning and undoing nothing is raised; afterwards it is."""
    done = []

    @held()
    def build() -> None:
        come(number)
        done.append(1)

    with pytest.raises(ToldError):
        build()
    assert done == [1]


def test_what_is_allowed_is_interrupted_and_undone_whole(number: int) -> None:
    """The first signal interrupts; those that come while it is undone do not."""
    done = []

    @held()
    def build() -> None:
        try:
            with allowed():
                come(number)
                done.append("not interrupted")
        finally:
            come(number)
            with allowed():
                come(number)
            done.append("undone")

    with pytest.raises(ToldError):
        build()
    assert done == ["undone"]


def test_one_that_waited_comes_as_soon_as_it_may(number: int) -> None:
    """A signal that came a moment too early is not lost."""
    done = []

    @held()
    def build() -> None:
        come(number)
        done.append("begun")
        with allowed():
            done.append("not interrupted")

    with pytest.raises(ToldError):
        build()
    assert done == ["begun"]


def test_holding_within_what_is_allowed(number: int) -> None:
    """A step inside that must not be interrupted is not; what is after it is."""
    done = []

    @held()
    def build() -> None:
        with allowed():
            with held():
                come(number)
                done.append("whole")
            done.append("not interrupted")

    with pytest.raises(ToldError):
        build()
    assert done == ["whole"]


def test_an_error_while_holding_is_told(number: int) -> None:
    """Without a signal an error passes as it is."""
    with pytest.raises(ValueError, match="x"), held(), allowed():
        raise ValueError("x")
    with pytest.raises(ToldError):
        come(number)


def test_a_handler_that_raises_nothing_is_called_each_time(number: int) -> None:
    """A program that only notes signals notes all of them, at once where they may come."""
    noted: list[int] = []
    before = signal.signal(number, lambda number, _frame: noted.append(number))
    with held():
        with allowed():
            come(number)
            come(number)
        assert noted == [number, number]
        come(number)
        assert noted == [number, number]
    assert noted == [number, number, number]
    signal.signal(number, before)


def test_signals_that_are_ignored_stay_so(number: int) -> None:
    """What runs under nohup or in the background of a script is not made to listen."""
    before = signal.signal(number, signal.SIG_IGN)
    with held(), allowed():
        come(number)
        assert signal.getsignal(number) is signal.SIG_IGN
    signal.signal(number, before)


def test_other_threads_hold_nothing(number: int) -> None:
    """Python raises in the main thread alone: another one leaves its signals as they are."""
    handler = signal.getsignal(number)

    def hold() -> None:
        with held(), allowed():
            assert signal.getsignal(number) is handler

    thread = threading.Thread(target=hold)
    thread.start()
    thread.join()
