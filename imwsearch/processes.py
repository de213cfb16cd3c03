"""Work shared by several processes, none of which outlives the one that wants it."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from imwsearch import interrupts
from imwsearch.errors import StorageError
from imwsearch.limits import PROCESSES
from imwsearch.messages import _

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

_Share = TypeVar("_Share")
_Message = TypeVar("_Message")

Tell = Callable[[_Message], None]
Work = Callable[[_Share, Tell[_Message]], None]
"""Does a share, and tells of what it did."""

_TOLD, _DONE, _FAILED = "told", "done", "failed"
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def available() -> int:
    """How many processes may share the work here; 1 where the system cannot fork us safely."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return min(PROCESSES, len(os.sched_getaffinity(0)))


def run(
    work: Work[_Share, _Message], shares: Sequence[_Share], hear: Callable[[int, _Message], None]
) -> None:
    """Do each share in a process of its own, and a single one here; returns when all are done.

    The processes see everything as it is now, and change nothing here. They end when this one
    does, however it ends.

    Args:
        work: what to do with a share; what it tells and raises is pickled.
        shares: one for each process.
        hear: called here with a share's number and what its process told, as it comes.

    Raises:
        StorageError: a process was killed, as the system does where memory runs out.
        Exception: whatever ``work`` or ``hear`` raised.
    """
    if len(shares) == 1:
        work(shares[0], partial(hear, 0))
        return
    import multiprocessing  # small additions do without
    from multiprocessing.connection import wait

    context = multiprocessing.get_context("fork")
    lifeline = context.Pipe(duplex=False)
    processes: list[BaseProcess] = []
    receivers: dict[Connection, int] = {}
    try:
        for number, share in enumerate(shares):
            receiver, sender = context.Pipe(duplex=False)
            arguments = (work, share, sender, lifeline)
            with _holding_signals():
                processes.append(context.Process(target=_work, args=arguments, daemon=True))
                processes[-1].start()
            sender.close()
            receivers[receiver] = number
        while receivers:
            ready = wait(list(receivers))
            for receiver in [each for each in receivers if each in ready]:
                _listen(receiver, receivers, processes, hear)
    finally:
        with interrupts.held():  # none of them may write on when we are gone from here
            for process in processes:
                process.terminate()
                process.join()
        for connection in (*lifeline, *receivers):
            connection.close()


def _listen(
    receiver: Connection,
    receivers: dict[Connection, int],
    processes: Sequence[BaseProcess],
    hear: Callable[[int, Any], None],
) -> None:
    number = receivers[receiver]
    try:
        kind, message = receiver.recv()
    except EOFError:
        processes[number].join()
        raise _killed(processes[number].exitcode or 0) from None
    if kind == _TOLD:
        hear(number, message)
    elif kind == _FAILED:
        raise message
    else:
        del receivers[receiver]
        receiver.close()


def _work(
    work: Work[_Share, _Message],
    share: _Share,
    sender: Connection,
    lifeline: tuple[Connection, Connection],
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, which ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    lifeline[1].close()
    threading.Thread(target=_end_with_parent, args=(lifeline[0],), daemon=True).start()
    try:
        work(share, lambda message: sender.send((_TOLD, message)))
        sender.send((_DONE, None))
    except BaseException as error:
        with suppress(OSError):
            sender.send((_FAILED, error))


@contextmanager
def _holding_signals() -> Iterator[None]:
    """Let no signal come between a process and what is to be done about it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())  # below it may raise before it returns
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _killed(code: int) -> StorageError:
    message = _("a process of the build was ended from outside ({code})")
    return StorageError(
        message.format(code=code),
        _("nothing was changed; run it again, with more memory free"),
    )


def _end_with_parent(lifeline: Connection) -> None:
    """The other end is only ever closed: by the parent, or by the system when it was killed."""
    with suppress(EOFError, OSError):
        lifeline.recv_bytes()
    os._exit(1)
