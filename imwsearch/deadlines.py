"""A limit of time for what untrusted input makes the program do."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_AGAIN = 0.2
"""Seconds after which an exception that got lost (in a destructor, say) is raised once more."""


@contextmanager
def within(seconds: float, error: Callable[[], Exception]) -> Iterator[None]:
    """Raise an error in what takes longer than this.

    A timer of the system interrupts also loops within Python's ``re``. It is for the main thread
    alone; in another one there is no limit, nor where somebody else uses the timer.

    Args:
        seconds: of real time.
        error: makes what is raised.
    """
    usable = threading.current_thread() is threading.main_thread()
    if not usable or signal.getitimer(signal.ITIMER_REAL)[0]:
        yield
        return

    def expire(_signal: int, _frame: FrameType | None) -> None:
        raise error()

    before = signal.signal(signal.SIGALRM, expire)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
