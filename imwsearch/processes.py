"""Work shared by several processes, none of which outlives the one that wants it."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
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
YIELDING = 10
"""Of a process that yields to others: it has a tenth of their time, and all that they leave."""
_NUMBER = 2
"""The bytes of a share's number."""


def available() -> int:
    """How many processes may share the work here; 1 where the system cannot fork us safely."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return min(PROCESSES, len(os.sched_getaffinity(0)))


def run(
    work: Work[_Share, _Message],
    shares: Sequence[_Share],
    hear: Callable[[int, _Message], None],
    count: int = PROCESSES,
) -> None:
    """Do shares in processes, each of which takes the next; returns when all are done.

    The processes see everything as it is now, and change nothing here. They end when this one
    does, however it ends. One alone is this one.

    Args:
        work: what to do with a share; what it tells and raises is pickled.
        shares: the shares.
        hear: called here with a share's number and what was told of it, as it comes.
        count: how many processes there are at most.

    Raises:
        StorageError: a process was killed, as the system does where memory runs out.
        Exception: whatever ``work`` or ``hear`` raised.
    """
    count = min(count, len(shares))
    if count == 1:
        for number, share in enumerate(shares):
            work(share, partial(hear, number))
    else:
        with _running(partial(_work_through, work), shares, hear, count):
            pass


@contextmanager
def beside(
    work: Work[_Share, _Message],
    shares: Sequence[_Share],
    hear: Callable[[int, _Message], None],
    count: int,
    nice: int = YIELDING,
) -> Iterator[None]:
    """Do shares as ``run`` does while the block runs, as a rule in time that little else wants.

    Those that nobody took by the end of the block are done here. All is heard after it.

    Args:
        work: what to do with a share; what it tells and raises is pickled.
        shares: the shares.
        hear: called here with a share's number and what was told of it.
        count: how many processes there are at most; none where all is to be done here.
        nice: how much they yield to others.
    """
    if not count:
        yield
        run(work, shares, hear, count=1)
        return
    with _running(partial(_work_beside, nice, work), shares, hear, count) as claims:
        yield
        for number in claims:
            work(shares[number], partial(hear, number))


class _Claims:
    """The numbers of shares that nobody took yet; each is given to one process."""

    def __init__(self, count: int) -> None:
        self._reader, writer = os.pipe()
        os.write(writer, b"".join(number.to_bytes(_NUMBER, "little") for number in range(count)))
        os.close(writer)

    def __iter__(self) -> Iterator[int]:
        while number := os.read(self._reader, _NUMBER):
            yield int.from_bytes(number, "little")

    def close(self) -> None:
        os.close(self._reader)


_Told = tuple[int, Any]
"""The number of a share, and what is told of it."""


def _work_through(
    work: Work[Any, Any], shares: Sequence[Any], claims: Iterable[int], tell: Tell[_Told]
) -> None:
    """Do the shares that are claimed here."""
    for number in claims:
        work(shares[number], lambda message: tell((number, message)))  # noqa: B023


def _work_beside(
    nice: int, work: Work[Any, Any], shares: Sequence[Any], claims: Iterable[int], tell: Tell[_Told]
) -> None:
    """Do the same when others leave time for it; tell of all in the end, when it is heard."""
    os.nice(nice)
    told: list[_Told] = []
    _work_through(work, shares, claims, told.append)
    for each in told:
        tell(each)


@contextmanager
def _running(
    work: Callable[[Sequence[_Share], Iterable[int], Tell[_Told]], None],
    shares: Sequence[_Share],
    hear: Callable[[int, Any], None],
    count: int,
) -> Iterator[_Claims]:
    """Processes that do shares; all is done and heard after the block."""
    import multiprocessing  # small additions do without
    from multiprocessing.connection import wait

    context = multiprocessing.get_context("fork")
    lifeline = context.Pipe(duplex=False)
    claims = _Claims(len(shares))
    processes: list[BaseProcess] = []
    receivers: dict[Connection, BaseProcess] = {}
    try:
        for _number in range(count):
            receiver, sender = context.Pipe(duplex=False)
            arguments = (partial(work, shares, claims), sender, lifeline)
            with _holding_signals():
                processes.append(context.Process(target=_work, args=arguments, daemon=True))
                processes[-1].start()
            sender.close()
            receivers[receiver] = processes[-1]
        yield claims
        while receivers:
            ready = wait(list(receivers))
            for receiver in [each for each in receivers if each in ready]:
                _listen(receiver, receivers, hear)
    finally:
        with interrupts.held():  # none of them may write on when we are gone from here
            for process in processes:
                process.terminate()
                process.join()
        claims.close()
        for connection in (*lifeline, *receivers):
            connection.close()


def _listen(
    receiver: Connection,
    receivers: dict[Connection, BaseProcess],
    hear: Callable[[int, Any], None],
) -> None:
    try:
        kind, message = receiver.recv()
    except EOFError:
        receivers[receiver].join()
        raise _killed(receivers[receiver].exitcode or 0) from None
    if kind == _TOLD:
        hear(*message)
    elif kind == _FAILED:
        raise message
    else:
        del receivers[receiver]
        receiver.close()


def _work(
    work: Callable[[Tell[_Told]], None],
    sender: Connection,
    lifeline: tuple[Connection, Connection],
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, which ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    lifeline[1].close()
    threading.Thread(target=_end_with_parent, args=(lifeline[0],), daemon=True).start()
    try:
        work(lambda message: sender.send((_TOLD, message)))
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
