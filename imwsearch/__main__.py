"""``python -m imwsearch``, and how the command starts.

Half of a cold search would go into finding and opening some forty small modules, one after the
other. So they are read from one file beside their bytecode, the bundle, which ``bundling`` writes
and which like Python's own bytecode is used while no source has changed; without it everything
works, a little later::

    crc32 of the rest, 4 bytes; then, marshalled, in the order in which they run: a list of
    (name, source, its mtime in ns, its size, whether it is a package, code)
"""

import gc
import sys
from marshal import loads
from mmap import ACCESS_READ, mmap
from posix import _exit, stat
from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import NoReturn

FOLDER = __file__.rpartition("/")[0]
BUNDLE = f"{FOLDER}/__pycache__/search.{sys.implementation.cache_tag}.bundle"

INTERRUPTED = 130
TERMINATED = 143


def main() -> None:
    """The console script: run the command line and exit with its code."""
    try:
        try:
            code = _answer()
        finally:
            _leave_signals()
    except KeyboardInterrupt:  # also where one more came while the first was obeyed
        code = INTERRUPTED
    _end(code)


def _answer() -> int:
    """Run what was asked for; a plain search ends the process itself."""
    gc.disable()  # but for what lasts or reads documents, no command makes cycles worth looking for
    bundled = use_bundle()
    from imwsearch.cli import front

    try:
        code = front.answer(sys.argv[1:])
    except OSError as error:
        return _end_with(error)
    if code is not None:
        if not bundled and not sys.dont_write_bytecode:
            from imwsearch import bundling

            bundling.keep()
        _exit(code)  # all is printed; clearing away takes a fifth of the time
    return _run()


def _end(code: int) -> "NoReturn":
    """End at once: all is done, and clearing away takes as long as a search."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):
            continue  # there is none, or nobody at its other end
    _exit(code)


def use_bundle() -> bool:
    """Run the modules of the bundle, if there is one and no source has changed since."""
    try:
        with open(BUNDLE, "rb", 0) as file:
            data = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
        if crc32(data[4:]) != int.from_bytes(data[:4], "little"):
            return False
        rows = loads(data[4:])  # noqa: S302 - as bytecode is, from the same place
        for _name, source, modified, size, _is_package, _code in rows:
            status = stat(source)
            if status.st_mtime_ns != modified or status.st_size != size:
                return False
            if not source.startswith(FOLDER):  # it was copied with those of another place
                return False
    except (OSError, ValueError, EOFError, TypeError):
        return False
    for name, source, _modified, _size, is_package, code in rows:
        if name not in sys.modules:
            _run_module(name, source, is_package, code)
    return True


def _run_module(name: str, source: str, is_package: bool, code: object) -> None:
    """Run a module's code, in the module that importing it gives from now on."""
    package, _dot, own = name.rpartition(".")
    module = type(sys)(name)
    module.__file__ = source
    module.__package__ = name if is_package else package
    if is_package:
        module.__path__ = [source.rpartition("/")[0]]
    sys.modules[name] = module
    exec(code, module.__dict__)  # type: ignore[arg-type]  # noqa: S102 - code of ours
    setattr(sys.modules[package], own, module)


def _run() -> int:
    """Run the whole program."""
    _find_packages()
    import signal

    signal.signal(signal.SIGTERM, _terminate)
    from imwsearch.cli.main import run

    return run(sys.argv[1:])


def _end_with(error: OSError) -> int:
    """Tell why the output took no more, as the whole program does."""
    _find_packages()
    from imwsearch.cli.main import end_with

    return end_with(error, sys.argv[1:])


def _find_packages() -> None:
    """Let what is installed be imported, where Python was started without that (``launching``).

    Before our own folder, as pip has it: there may be anything beside the package.
    """
    if sys.flags.no_site:
        import site

        site.main()
        sys.path.sort(key=FOLDER.rpartition("/")[0].__eq__)


def _leave_signals() -> None:
    """Let signals that still come end the process, instead of what Python does at its end."""
    while True:
        try:
            import signal

            for number in (signal.SIGINT, signal.SIGTERM):
                if callable(signal.getsignal(number)):
                    signal.signal(number, signal.SIG_DFL)
        except KeyboardInterrupt:
            continue  # one more Ctrl-C before that was done
        return


def _terminate(signum: int, frame: "FrameType | None") -> "NoReturn":
    """End by way of all that must be undone: the cursor that a progress bar hides, a lock."""
    sys.exit(TERMINATED)


if __name__ == "__main__":
    main()
