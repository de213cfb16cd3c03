"""Build imwsearch/dutch/lexicon.bin from Debian's wdutch and hunspell-nl.

::

    apt-get install wdutch hunspell-nl
    python -m imwsearch.dutch.building

The same packages give the same file, byte for byte; lexicon.md names their versions.
"""

import argparse
import sys
from pathlib import Path

from imwsearch.dutch.building.build import build, write


def main(arguments: list[str] | None = None) -> None:
    """Build the lexicon from a word list and the folder of nl.dic and nl.aff."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--words", type=Path, default=Path("/usr/share/dict/dutch"))
    parser.add_argument("--hunspell", type=Path, default=Path("/usr/share/hunspell"))
    parser.add_argument("--output", type=Path, default=Path(__file__).parents[1] / "lexicon.bin")
    options = parser.parse_args(arguments)
    lexicon = build(options.words, options.hunspell / "nl.dic", options.hunspell / "nl.aff")
    write(lexicon, options.output)
    sys.stdout.write(f"{len(lexicon)} words, {options.output.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
