"""``python -m imwsearch``."""

import sys


def main() -> None:
    """The console script: run the command line and exit with its code."""
    from imwsearch.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
