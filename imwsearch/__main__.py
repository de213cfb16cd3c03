"""``python -m imwsearch``."""

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import NoReturn

INTERRUPTED = 130
TERMINATED = 143


def main() -> None:
    """The console script: run the command line and exit with its code."""
    try:
        gc.disable()  # a search makes no cycles worth looking for
        from imwsearch import bundle

        bundled = bundle.use()
        from imwsearch.cli import front

        code = front.answer(sys.argv[1:])
        if code is not None:
            if not bundled:
                bundle.keep()
            os._exit(code)  # all is printed; clearing away takes a fifth of the time
        gc.enable()
        code = _run()
    except KeyboardInterrupt:  # while modules are imported, too
        code = INTERRUPTED
    finally:
        _leave_signals()
    sys.exit(code)


def _run() -> int:
    """Run the whole program."""
    import signal

    signal.signal(signal.SIGTERM, _terminate)
    from imwsearch.cli.main import run

    return run(sys.argv[1:])


def _leave_signals() -> None:
    """Let signals that still come end the process, instead of what Python does at its end."""
    import signal

    for number in (signal.SIGINT, signal.SIGTERM):
        if callable(signal.getsignal(number)):
            signal.signal(number, signal.SIG_DFL)


def _terminate(signum: int, frame: "FrameType | None") -> "NoReturn":
    """End by way of all that must be undone: the cursor that a progress bar hides, a lock."""
    sys.exit(TERMINATED)


if __name__ == "__main__":
    main()
