"""``python -m imwsearch``."""

import signal
import sys
from types import FrameType
from typing import NoReturn

INTERRUPTED = 130
TERMINATED = 143


def main() -> None:
    """The console script: run the command line and exit with its code."""
    signal.signal(signal.SIGTERM, _terminate)
    try:
        from imwsearch.cli.main import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while modules are imported
        code = INTERRUPTED
    sys.exit(code)


def _terminate(signum: int, frame: FrameType | None) -> NoReturn:
    """End by way of all that must be undone: the cursor that a progress bar hides, a lock."""
    sys.exit(TERMINATED)


if __name__ == "__main__":
    main()
