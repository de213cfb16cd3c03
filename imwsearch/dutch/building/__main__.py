"""Build imwsearch/dutch/lexicon.bin from Debian's wdutch and hunspell-nl.

::

    apt-get install wdutch hunspell-nl
    python -m imwsearch.dutch.building

The same packages give the same file, byte for byte; lexicon.md names their versions.
"""

from pathlib import Path

import click

from imwsearch.dutch.building.build import build, write


@click.command()
@click.option("--words", type=Path, default=Path("/usr/share/dict/dutch"), show_default=True)
@click.option("--hunspell", type=Path, default=Path("/usr/share/hunspell"), show_default=True)
@click.option("--output", type=Path, default=Path(__file__).parents[1] / "lexicon.bin")
def main(words: Path, hunspell: Path, output: Path) -> None:
    """Build the lexicon from a word list and the folder of nl.dic and nl.aff."""
    lexicon = build(words, hunspell / "nl.dic", hunspell / "nl.aff")
    write(lexicon, output)
    click.echo(f"{len(lexicon.words)} words, {output.stat().st_size} bytes")


if __name__ == "__main__":
    main()
