"""A limit of time for what untrusted input makes the program do."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_AGAIN = 0.2
"""Seconds after which an exception that got lost (in a destructor, say) is raised once more."""


_AROUND = (__name__, "contextlib")
"""The modules whose code runs right before and after what is limited."""


class _Expired(BaseException):
    """Passes whatever catches errors on the way: a reader that goes on after each bad record."""


Extend = Callable[[float], None]
"""Grants more seconds to what runs."""


@contextmanager
def within(seconds: float, error: Callable[[], Exception]) -> Iterator[Extend]:
    """Raise an error in what takes longer than this.

    A timer of the system interrupts also loops within Python's ``re``. It is for the main thread
    alone; in another one there is no limit, nor where somebody else uses the timer.

    Args:
        seconds: of real time.
        error: makes what is raised.

    Yields:
        What grants more time, for work whose size is known only on the way.
    """
    usable = threading.current_thread() is threading.main_thread()
    if not usable or signal.getitimer(signal.ITIMER_REAL)[0]:
        yield lambda more: None
        return

    ended = False

    def expire(_signal: int, frame: FrameType | None) -> None:
        # On the way out the next one may come before the timer is off: nobody would catch it.
        if not (ended or (frame and frame.f_globals.get("__name__") in _AROUND)):
            raise _Expired

    def extend(more: float) -> None:
        left = signal.getitimer(signal.ITIMER_REAL)[0]
        signal.setitimer(signal.ITIMER_REAL, left + more, _AGAIN)

    before = signal.signal(signal.SIGALRM, expire)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        try:
            yield extend
        finally:
            ended = True
            signal.setitimer(signal.ITIMER_REAL, 0)
    except _Expired:
        raise error() from None
    finally:
        signal.signal(signal.SIGALRM, before)
