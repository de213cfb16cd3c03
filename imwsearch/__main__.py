"""``python -m imwsearch``."""

import sys


def main() -> None:
    """The console script: run the command line and exit with its code."""
    try:
        from imwsearch.cli.main import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while modules were loaded
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
