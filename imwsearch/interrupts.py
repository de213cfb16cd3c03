"""When Python may raise for SIGINT and SIGTERM: only where what was begun can be undone.

Python raises KeyboardInterrupt between any two steps: also between making a folder and the code
that removes it again, and once more, for the second Ctrl-C, while that code runs.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class _Gate:
    """What comes while it is closed waits; one passes, what comes after that one is forgotten."""

    def __init__(self) -> None:
        kinds = {number: signal.getsignal(number) for number in _SIGNALS}
        self.handlers = {number: kind for number, kind in kinds.items() if callable(kind)}
        self.is_open = False
        self.is_gone = False
        self.has_passed = False
        self.waiting: signal.Signals | None = None

    def come(self, number: int, frame: FrameType | None = None) -> None:
        """A signal comes."""
        named = signal.Signals(number)
        if self.is_gone:
            self.handlers[named](number, frame)
        elif self.is_open:
            self.is_open, self.has_passed = False, True
            self.handlers[named](number, frame)
            self.is_open, self.has_passed = True, False  # it raised nothing
        elif not self.has_passed:
            self.waiting = named

    def open(self) -> None:
        """Let one pass; one that waits does now."""
        self.is_open = not self.has_passed
        if self.is_open and self.waiting:
            number, self.waiting = self.waiting, None
            self.come(number)


_gate: _Gate | None = None


@contextmanager
def held() -> Iterator[None]:
    """Let signals wait until the end, except in what is ``allowed`` to be interrupted.

    After one was raised there no other is until the end, so that what it interrupts is undone
    whole. Signals that Python ignores or leaves to the system stay as they are; in other threads
    than the main one nothing is raised anyway.
    """
    if gate := _gate_of_this_thread():
        before, gate.is_open = gate.is_open, False
        try:
            yield
        finally:
            if before:
                gate.open()
    elif threading.current_thread() is threading.main_thread():
        yield from _hold(_Gate())
    else:
        yield


def _hold(gate: _Gate) -> Iterator[None]:
    global _gate
    try:
        for number in gate.handlers:
            signal.signal(number, gate.come)
        _gate = gate
        yield
    finally:
        _gate = None
        gate.is_gone = True
        for number, handler in gate.handlers.items():
            signal.signal(number, handler)
        if gate.waiting and not gate.has_passed:
            gate.come(gate.waiting)


@contextmanager
def allowed() -> Iterator[None]:
    """Let signals interrupt what is done here, which is then undone."""
    gate = _gate_of_this_thread()
    try:
        if gate:
            gate.open()
        yield
    finally:
        if gate:
            gate.is_open = False


def _gate_of_this_thread() -> _Gate | None:
    return _gate if threading.current_thread() is threading.main_thread() else None
