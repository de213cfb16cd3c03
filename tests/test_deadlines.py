"""A limit of time for what untrusted input makes the program do."""

import subprocess
import sys
import textwrap
import time
from contextlib import suppress

import pytest

from imwsearch import deadlines


def test_what_takes_too_long_is_ended() -> None:
    """What runs longer is ended with the error, also where it catches all errors on its way."""

    def never_end() -> None:
        while True:
            with suppress(Exception):  # as a reader that goes on after a bad record
                time.sleep(10)

    with pytest.raises(TimeoutError), deadlines.within(0.05, TimeoutError):
        never_end()


def test_more_time_may_be_granted() -> None:
    """What is granted on the way holds."""
    with deadlines.within(0.1, TimeoutError) as extend:
        extend(9)
        time.sleep(0.3)


def run_apart(code: str) -> None:
    """Run code in a process of its own.

    What measures the coverage holds a lock that an error raised at any moment would leave locked.
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=True, timeout=120)


def test_a_limit_that_comes_at_the_end_is_one_or_none() -> None:
    """Whenever the time is up, the work is done or the error raised; no timer is left."""
    run_apart("""
        import signal, time
        from imwsearch import deadlines

        for turn in range(200):
            try:
                with deadlines.within(0.002, TimeoutError):
                    end = time.monotonic() + 0.0017 + turn % 40 / 100_000
                    while time.monotonic() < end:
                        pass
            except TimeoutError:
                pass
            assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    """)


def test_the_next_signal_may_come_on_the_way_out() -> None:
    """Where signals come thick and fast the error is still the one that was asked for."""
    run_apart("""
        import time
        from imwsearch import deadlines

        deadlines._AGAIN = 0.000_1
        for turn in range(200):
            try:
                with deadlines.within(0.001, TimeoutError):
                    time.sleep(10)
            except TimeoutError:
                continue
            raise AssertionError("no error")
    """)
