"""Many documents → segments, by several processes at once."""

import gc
import multiprocessing
from collections.abc import Callable, Iterable, Sequence
from multiprocessing.connection import Connection
from typing import TypeVar

from imwsearch.codec.words import DUTCH
from imwsearch.codec.writer import MEMORY, Entry, SegmentWriter

WORTHWHILE = 200
"""Documents from which on a second process saves more than it costs to start."""

_T = TypeVar("_T")
_Load = Callable[[Sequence[_T]], Iterable[Entry]]


def build(folder: str, items: Sequence[_T], load: _Load[_T], processes: int = 2) -> list[str]:
    """Write segments of all items.

    Args:
        folder: where to.
        items: what the documents are read from.
        load: reads documents from items; runs in the processes, and must not fail.
        processes: how many may work at once.

    Returns:
        The names of the segments, in the order of the items.

    Raises:
        OSError: a segment cannot be written.
        ChildProcessError: a process died; segments may be left over.
    """
    if processes == 1 or len(items) < WORTHWHILE:
        return _write(folder, load(items), MEMORY)
    context = multiprocessing.get_context("fork")
    size = -(-len(items) // processes)
    workers = []
    for start in range(0, len(items), size):
        receiver, sender = context.Pipe(duplex=False)
        share = items[start : start + size]
        arguments = (sender, folder, share, load, MEMORY // processes)
        worker = context.Process(target=_work, args=arguments)
        worker.start()
        sender.close()
        workers.append((worker, receiver))
    return [name for worker, receiver in workers for name in _await(worker, receiver)]


def _write(folder: str, entries: Iterable[Entry], memory: int) -> list[str]:
    writer = SegmentWriter(folder, DUTCH, memory)
    collecting = gc.isenabled()
    gc.disable()  # a million small objects and no cycles: collecting took a tenth of the time
    try:
        for entry in entries:
            writer.add(entry)
        return writer.close()
    finally:
        if collecting:
            gc.enable()


def _work(
    sender: Connection, folder: str, items: Sequence[_T], load: _Load[_T], memory: int
) -> None:
    try:
        sender.send(_write(folder, load(items), memory))
    except OSError as error:
        sender.send(error)
    finally:
        sender.close()


def _await(worker: multiprocessing.process.BaseProcess, receiver: Connection) -> list[str]:
    try:
        result: list[str] | OSError = receiver.recv()
    except EOFError:
        worker.join()
        raise ChildProcessError(f"a building process ended with {worker.exitcode}") from None
    worker.join()
    if isinstance(result, OSError):
        raise result
    return result
